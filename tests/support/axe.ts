import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { DESKTOP, PHONE } from './browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe finds on a page or in a frame, as `rule: element`. */
export async function violations(page: Pick<Page, 'evaluate'>): Promise<string[]> {
  // A page that goes on from place to place has it from the first of them.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  // Half faded, everything has too little contrast.
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
  });
  // Every rule is run; of what a page does well, which nobody reads, no selectors are worked out and sent.
  const result = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as AxeResult;
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`),
  );
}

/** Every language in light and in dark. */
export const LOOKS = (['zh', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ language, colorScheme })),
);

/** Every look on a phone and on a desktop. */
export const SCREENS = LOOKS.flatMap((look) => [
  { ...look, size: 'phone', viewport: PHONE },
  { ...look, size: 'desktop', viewport: DESKTOP },
]);
