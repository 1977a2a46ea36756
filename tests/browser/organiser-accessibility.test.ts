import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, PHONE, startBrowser } from '../support/browser.ts';

let browser: Browser;
let server: TestApp;
let base: string;
let axe: string;
let organiser: string;

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const result = (await page.evaluate('axe.run()')) as AxeResult;
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`),
  );
}

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await startBrowser();
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'left' });
  for (const judge of ['j1', 'j2']) {
    const token = await server.token('judge', judge);
    for (const itemId of ['s1', 's2'])
      await server.command(token, 'castBallot', { itemId, marks: { work: '9.5', show: '9' }, comment: '好' });
    await server.command(token, 'noteProblem', {
      ...{ problemId: `problem-${judge}`, itemId: 's1', kind: 'site', severity: 'grave', text: '插座裸露' },
    });
  }
  await server.command(organiser, 'lockItem', { itemId: 's2', reason: '核对无误' });
  await server.command(organiser, 'adjustArea', {
    ...{ adjustmentId: 'adjust-0001', areaId: 'fang', points: '-0.5', reason: '超时' },
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function opened(language: string, colorScheme: 'light' | 'dark', viewport: typeof DESKTOP) {
  const { page, context } = await openPage(browser, { viewport, colorScheme });
  await context.addCookies([{ name: 'lalian.tour.organiser', value: organiser, url: base }]);
  await page.goto(`${base}/organiser/tour${language === 'en' ? '?lang=en' : ''}`);
  await page.locator('#matrix table').waitFor();
  await page.locator('#fairness').scrollIntoViewIfNeeded();
  await page.locator('#fairness table').first().waitFor();
  return { page, context };
}

describe("axe finds nothing to complain of on the organiser's page", () => {
  for (const language of ['zh', 'en'])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const [size, viewport] of [
        ['phone', PHONE],
        ['desktop', DESKTOP],
      ] as const)
        test(`${language}, ${colorScheme}, ${size}`, async () => {
          const { page, context } = await opened(language, colorScheme, viewport);
          expect(await violations(page)).toEqual([]);
          // Nothing but the matrix and wide tables scrolls sideways.
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
          await context.close();
        });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`in its dialogs, its editor of the rule and in stealth: ${colorScheme}`, async () => {
      const { page, context } = await opened('zh', colorScheme, DESKTOP);
      await page.locator('#rule select').first().selectOption('median');
      await page.getByLabel(/定格在某一时刻/).check();
      await page.locator('#routine textarea').fill('竹溪县\t95.5\n没有县\t90');
      expect(await violations(page)).toEqual([]);
      const dialog = () => page.getByRole('dialog').last();
      await page.locator('[data-row="-1"][data-column="0"]').click();
      expect(await violations(page)).toEqual([]);
      await dialog().getByRole('button', { name: '代录纸质打分票' }).click();
      await dialog().getByRole('button', { name: '保存打分票' }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog().getByRole('button', { name: '这个分怎么来的' }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.locator('[data-row="2"][data-column="-1"]').click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('h');
      expect(await violations(page)).toEqual([]);
      await context.close();
    });

  test('without a session', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${base}/organiser/tour`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});
