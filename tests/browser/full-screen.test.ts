import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser, type WatchedPage } from '../support/browser.ts';
import { makeFinal } from '../support/final-tour.ts';
import { openHallScreen } from '../support/hall-page.ts';
import { until } from '../support/until.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;
beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  organiser = await makeFinal(server);
  base = await server.listen();
});
afterEach(async () => {
  await browser.close();
  await server.close();
});

const ask = async (method: 'POST' | 'PUT' | 'DELETE', path: string, payload: object = {}) => {
  const headers = { authorization: `Bearer ${organiser}` };
  const answer = await server.app.http.inject({ method, url: `/api/tours/tour/${path}`, headers, payload });
  expect([path, answer.statusCode < 300]).toEqual([path, true]);
};
const isFull = (page: Page) => page.evaluate(() => document.fullscreenElement !== null);
const fill = async (page: Page) => {
  await page.keyboard.press('f');
  await until(() => isFull(page), 'the full screen');
};
/** What stands on the wall just now, however it came there: a frame may be gone in the next moment. */
const shown = (page: Page): Frame => page.frames().at(-1) ?? page.mainFrame();
const showsTour = (page: Page, tour: string) =>
  until(async () => {
    const frame = shown(page);
    if (frame.url() !== `${base}/screen/${tour}`) return false;
    return (
      (await frame
        .locator('main[data-state]')
        .count()
        .catch(() => 0)) === 1
    );
  }, `the wall to show ${tour}`);
const openWall = async (): Promise<WatchedPage> =>
  openHallScreen(browser, base, await server.token('screen', 'wall', { name: '主屏' }));

describe('a wall that was filled by the key F stays full', () => {
  test('when it goes to a rehearsal and comes back, and F ends it there too', async () => {
    const { page, errors } = await openWall();
    await showsTour(page, 'tour');
    await fill(page);
    await page.evaluate(() => Object.assign(window, { isSame: true }));
    await page.keyboard.press('F5');
    await ask('POST', 'rehearsal');
    await ask('PUT', 'rehearsal', { onScreens: true });
    await showsTour(page, 'tour-rehearsal');
    await shown(page).locator('.rehearsal-mark').waitFor();
    // A clicker's key has not loaded it again either.
    expect(await page.evaluate('window.isSame')).toBe(true);
    // One page shows it, and the one before has let go of everything.
    await until(async () => (await page.locator('main').count()) === 0, 'the page before to be gone');
    expect(await isFull(page)).toBe(true);
    await ask('PUT', 'rehearsal', { onScreens: false });
    await showsTour(page, 'tour');
    expect(await shown(page).locator('.rehearsal-mark').count()).toBe(0);
    expect(await isFull(page)).toBe(true);
    await ask('POST', 'commands/beginCeremony', { commandId: 'begin-0001' });
    await shown(page).locator('main[data-scene="title"][data-state="running"]').waitFor();
    await page.keyboard.press('f');
    await until(async () => !(await isFull(page)), 'the full screen to end');
    await fill(page);
    expect(errors).toEqual([]);
  });

  test('when it is let in by its code', async () => {
    const { page, errors } = await openPage(browser, { viewport: DESKTOP });
    await page.goto(`${base}/screen`);
    const code = await until(
      () => page.locator('[data-pairing]').getAttribute('data-pairing'),
      'the code of the screen',
    );
    await fill(page);
    await ask('POST', 'screens', { code, name: '主屏' });
    await showsTour(page, 'tour');
    expect(await isFull(page)).toBe(true);
    expect(errors).toEqual([]);
  });

  test('when it loads a new build, and keeps its picture where that is not to be had', async () => {
    const { page, errors } = await openWall();
    await showsTour(page, 'tour');
    await fill(page);
    await ask('POST', 'commands/beginCeremony', { commandId: 'begin-0001' });
    await page.locator('main[data-scene="title"]').waitFor();
    // The page that the server has now is another one, and cannot be had at first.
    let isBroken = true;
    await page.route('**/screen/tour', (route) =>
      isBroken && route.request().frame() !== page.mainFrame()
        ? route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad gateway' })
        : route.continue(),
    );
    await page.route('**/as/screen', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, headers: { ...answer.headers(), 'lalian-build': 'newer' } });
    });
    await page.evaluate(() => dispatchEvent(new Event('online')));
    const steps = async (from: number) =>
      ask('POST', 'commands/stepCeremony', { commandId: `step-${from}-00`, seenStep: from, go: 'next' });
    await steps(1);
    await page.locator('main[data-scene="story"]').waitFor();
    await until(() => page.frames().length === 1, 'the page that was not to be had to be gone');
    expect(await isFull(page)).toBe(true);
    isBroken = false;
    await page.evaluate(() => sessionStorage.clear());
    await steps(2);
    await until(async () => (await page.locator('main').count()) === 0, 'the new page');
    await shown(page).locator('main[data-scene="reveal"][data-state="running"]').waitFor();
    expect(await isFull(page)).toBe(true);
    expect(errors).toEqual([]);
  });
});
