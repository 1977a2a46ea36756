import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { makeFinal } from '../support/final-tour.ts';
import { HALL_SIZES, hallSteps, openHallScreen } from '../support/hall-page.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let screen: string;
let organiser: string;

/** How opaque the picture is at places of it, in shares of width and height: 0 to 255. */
async function opacityAt(page: Page, ...places: readonly (readonly [number, number])[]): Promise<number[]> {
  const { data, info } = await sharp(await page.screenshot({ omitBackground: true }))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return places.map(([x, y]) => {
    const at = Math.floor(y * info.height) * info.width + Math.floor(x * info.width);
    return data[at * info.channels + 3] ?? -1;
  });
}

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  screen = await server.token('screen', 'mixer');
  const editor = await server.token('editor', 'qinchu');
  await server.command(editor, 'publishPost', {
    ...{ postId: 'headline-1', title: '红马甲走进山村', text: '正文', pictures: [] },
  });
});
afterEach(async () => {
  await server.close();
});

describe('the overlay of a video mixer', () => {
  test('is nothing but its plates: everything else is transparent', async () => {
    const { page, context, errors } = await openHallScreen(browser, base, screen, {
      query: '?overlay=lower-third,bug',
    });
    await page.getByText('尚未开始').waitFor();
    const third = page.locator('.third');
    expect((await third.boundingBox())?.y).toBeCloseTo(0.72 * 1080, 0);
    await expect.poll(() => opacityAt(page, [0.051, 0.74])).toEqual([255]);
    // Corners, the middle, and right beside the plate.
    const free = [
      [0.01, 0.01],
      [0.99, 0.99],
      [0.5, 0.5],
      [0.04, 0.74],
      [0.9, 0.74],
      [0.5, 0.97],
    ] as const;
    expect(await opacityAt(page, ...free)).toEqual(free.map(() => 0));
    expect(errors).toEqual([]);
    await context.close();
  });

  test('whose script did not come comes as soon as the network has it', async () => {
    const { context, page } = await openPage(browser, { viewport: HALL_SIZES.hall });
    await takeSession(context, 'screen', screen, base);
    const part = /\/assets\/Overlay-[^/]*\.js/;
    await page.route(part, (route) => route.abort());
    const failed = page.waitForEvent('requestfailed', (request) => part.test(request.url()));
    await page.goto(`${base}/screen/tour?overlay=lower-third`);
    await failed;
    await page.unroute(part);
    await page.locator('.third').waitFor();
    await context.close();
  });

  test('headlines pass once, no faster than can be read, and then the line rests until there is news', async () => {
    const { page, context, errors } = await openHallScreen(browser, base, screen, {
      query: '?overlay=ticker',
    });
    const line = page.locator('.ticker .line');
    await page.getByText('红马甲走进山村').waitFor({ state: 'attached' });
    const speed = await line.evaluate((element) => {
      const [passage] = element.getAnimations();
      const way = element.getBoundingClientRect().width + (element.parentElement?.clientWidth ?? 0);
      return way / (Number(passage?.effect?.getTiming().duration) / 1000);
    });
    expect(speed).toBeGreaterThan(40);
    expect(speed).toBeLessThanOrEqual(160.5);
    const loops = await page.evaluate(
      () => document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== 1).length,
    );
    expect(loops).toBe(0);
    await line.evaluate((element) => element.getAnimations()[0]?.finish());
    await page.locator('.ticker').waitFor({ state: 'detached' });
    expect(await opacityAt(page, [0.5, 0.93])).toEqual([0]);

    const editor = await server.token('editor', 'toutiao');
    await server.command(editor, 'publishPost', {
      postId: 'headline-2',
      title: '总结会开始',
      text: '',
      pictures: [],
    });
    await page.getByText('总结会开始').waitFor({ state: 'attached' });
    expect(await page.getByText('红马甲走进山村').count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  test("reveals what the hall's screen reveals, at the same step, and nothing before", async () => {
    organiser = await makeFinal(server);
    await server.command(organiser, 'beginCeremony', {});
    const hall = await openHallScreen(browser, base, screen);
    const air = await openHallScreen(browser, base, screen, { query: '?overlay' });
    const pages = [hall.page, air.page];
    const goTo = hallSteps(server, organiser);
    const step = async (go: Parameters<typeof goTo>[0]) => {
      const now = await goTo(go);
      for (const page of pages) await page.locator(`main[data-scene="reveal"]`).waitFor();
      await hall.page.locator(`main[data-step="${now}"]`).waitFor();
    };
    const third = air.page.locator('.third');
    const score = /\d+\.\d+/;
    await step({ sceneId: 'reveal' });
    expect(await third.count()).toBe(0);

    await step('next');
    await third.getByText('第 1 名').waitFor();
    for (const page of pages) expect(await page.locator('main').textContent()).not.toMatch(/竹溪|房县/);

    await step('next');
    await third.getByText(/竹溪县|房县/).waitFor();
    const winner = (await third.locator('.area span').textContent()) ?? '?';
    await hall.page.locator('main').getByText(winner).first().waitFor();
    expect(await third.textContent()).not.toMatch(score);

    await step('next');
    await expect.poll(() => third.textContent()).toMatch(score);

    // Black in the hall is nothing on the air; and back it is as it was.
    await server.command(organiser, 'veilHall', { veil: 'black' });
    await third.waitFor({ state: 'detached' });
    await server.command(organiser, 'veilHall', { veil: null });
    await third.getByText(winner).waitFor();
    for (const { errors, context } of [hall, air]) {
      expect(errors).toEqual([]);
      await context.close();
    }
  });
});
