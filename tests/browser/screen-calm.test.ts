import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { type Hall, startHall } from '../support/hall-tour.ts';

let browser: PageHost;
beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());

const SCENES = [
  { id: 'opening', kind: 'title' },
  { id: 'said', kind: 'slide', title: { zh: '议程' }, text: { zh: '一、揭晓\n二、颁奖' } },
  { id: 'map', kind: 'map' },
  { id: 'figures', kind: 'figures' },
  { id: 'standings', kind: 'standings' },
  { id: 'story', kind: 'story', areaId: 'a' },
  { id: 'reveal', kind: 'reveal' },
  { id: 'podium', kind: 'podium' },
  { id: 'thanks', kind: 'thanks' },
] as const;
const TOTALS = { a: '90.25', b: '80.5', c: '80.5', d: '60' };
const start = (calm: boolean) => startHall(TOTALS, { programme: { scenes: [...SCENES], calm } });

/** From now on keeps the names of all animations that change more than how much is seen of something. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const moved = new Set<string>();
    Object.assign(window, { moved });
    const look = () => {
      for (const { effect } of document.getAnimations()) {
        const { target } = effect as KeyframeEffect;
        // What takes a millisecond is a cut.
        if (Number(effect?.getTiming().duration) <= 1) continue;
        for (const frame of (effect as KeyframeEffect).getKeyframes())
          for (const name of Object.keys(frame))
            if (!/^(offset|computedOffset|easing|composite|opacity|visibility|fill)$/.test(name))
              moved.add(`${target?.nodeName} ${target?.className} ${name}`);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
const movedOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...(window as unknown as { moved: Set<string> }).moved]);

async function openScreen(hall: Hall, reducedMotion: 'reduce' | 'no-preference' = 'no-preference') {
  const opened = await openPage(browser, { viewport: { width: 1920, height: 1080 }, reducedMotion });
  const token = await hall.server.token('screen', 'wall');
  await opened.context.addCookies([{ name: 'lalian.tour.screen', value: token, url: hall.base }]);
  await opened.page.goto(`${hall.base}/screen/tour`);
  await opened.page.locator('main[data-state=idle]').getByText('示例拉练').waitFor();
  await watch(opened.page);
  return opened;
}

/** Goes through the whole programme; what each of the pages says at each step, once it has come to rest. */
async function walk(hall: Hall, pages: readonly Page[]): Promise<readonly (readonly string[])[]> {
  await hall.begin();
  const said: string[][] = pages.map(() => []);
  for (let step = 1; ; step += 1) {
    for (const [at, page] of pages.entries()) {
      await page.locator(`main[data-step="${step}"][data-settled]`).waitFor();
      await page.locator('[data-layer=leaving]').waitFor({ state: 'detached' });
      said[at]?.push(
        await page.locator('[data-layer=on]').evaluate((layer) => (layer as HTMLElement).innerText),
      );
    }
    if (!(await hall.step(step, 'next'))) return said;
  }
}

test('where less motion is wanted nothing moves, and every scene says the same', async () => {
  const hall = await start(false);
  const [moving, still] = await Promise.all([openScreen(hall), openScreen(hall, 'reduce')]);
  const [saidMoving, saidStill] = await walk(hall, [moving.page, still.page]);
  expect(saidStill).toEqual(saidMoving);
  expect(saidMoving?.length).toBeGreaterThan(SCENES.length + 4);
  expect((await movedOn(moving.page)).length).toBeGreaterThan(4);
  expect(await movedOn(still.page)).toEqual([]);
  expect([...moving.errors, ...still.errors]).toEqual([]);
  await Promise.all([moving.context.close(), still.context.close()]);
  await hall.server.close();
});

test('in a calm programme nothing moves on any screen', async () => {
  const hall = await start(true);
  const { page, context, errors } = await openScreen(hall);
  await walk(hall, [page]);
  expect(await movedOn(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
  await hall.server.close();
});
