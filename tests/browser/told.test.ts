import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { begun, ended, giver, onwards, opened, untilFinal } from '../support/summary-meeting.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let give: ReturnType<typeof giver>;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp({ bare: true });
  base = await server.listen();
  give = giver(server);
  await give(...untilFinal());
  const editor = await server.token('editor', 'qinchu', { name: '王记者' });
  for (let at = 0; at < 12; at += 1)
    await server.command(editor, 'publishPost', {
      ...{ postId: `told-${String(at).padStart(4, '0')}`, title: `第${at}条`, text: '正文。'.repeat(40) },
      ...{ pictures: [], stopId: `s${(at % 5) + 1}` },
    });
});
afterEach(() => server.close());

const isLive = (page: Page) => page.getByText('实时').first().waitFor();

/** Notes the largest step that something takes from one frame to the next, and how often it moved at all. */
const watchSteps = (page: Page, what: string) =>
  page.evaluate((selector) => {
    const watched = document.querySelector(selector);
    let before = watched?.getBoundingClientRect().top ?? 0;
    const seen = { largest: 0 };
    Object.assign(window, { steps: seen });
    const look = (): void => {
      const { top } = watched?.getBoundingClientRect() ?? { top: before };
      seen.largest = Math.max(seen.largest, Math.abs(top - before));
      before = top;
      requestAnimationFrame(look);
    };
    look();
  }, what);
const largestStep = (page: Page) =>
  page.evaluate(() => (window as unknown as { steps: { largest: number } }).steps.largest);

describe('what is being read does not jump', () => {
  test('down the feed: not by a pixel, from the first word of a ceremony to the opening', async () => {
    const { page, context, errors } = await openPage(browser);
    await page.goto(`${base}/t/tour`);
    await isLive(page);
    const read = await page.locator('article').nth(3).getAttribute('id');
    await page.locator(`#${read}`).evaluate((post) => post.scrollIntoView({ block: 'start' }));
    await page.waitForFunction(() => scrollY > 500);
    await watchSteps(page, `#${read}`);
    const card = page.locator('[data-told]');
    await give(...begun());
    await card.waitFor({ state: 'attached' });
    for (let step = 1; step <= 3; step += 1) {
      await give(...onwards(1, step));
      await card
        .locator('li')
        .nth(step - 1)
        .waitFor({ state: 'attached' });
    }
    await give(ended, opened);
    await page.locator('[data-told="opened"]').waitFor({ state: 'attached' });
    expect(await largestStep(page)).toBeLessThanOrEqual(1);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('right below the card: it gives way slowly, as for any post', async () => {
    const { page, context, errors } = await openPage(browser);
    await give(...begun());
    await page.goto(`${base}/t/tour`);
    await isLive(page);
    await page.locator('[data-told]').evaluate((card) => card.scrollIntoView({ block: 'start' }));
    await page.waitForFunction(() => scrollY > 100);
    await watchSteps(page, '[role="feed"] article');
    for (let step = 1; step <= 3; step += 1) {
      await give(...onwards(1, step));
      await page
        .locator('[data-told] li')
        .nth(step - 1)
        .waitFor();
    }
    const settled = page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLElement>('[data-told]')].every(
        (card) => card.parentElement?.parentElement?.style.height === '',
      ),
    );
    await settled;
    // Two pixels a frame; what a browser rounds on the way is not seen.
    expect(await largestStep(page)).toBeLessThan(4);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('in the standings on a desk: the table keeps its place while it is read', async () => {
    const { page, context } = await openPage(browser, { viewport: { ...DESKTOP, height: 420 } });
    await give(...begun());
    await page.goto(`${base}/t/tour`);
    await isLive(page);
    await page.locator('.side').evaluate((side) => side.scrollTo({ top: 400, behavior: 'instant' }));
    await watchSteps(page, '#itinerary');
    for (let step = 1; step <= 3; step += 1) {
      await give(...onwards(1, step));
      await page
        .locator('#standings li[data-rank]')
        .nth(step - 1)
        .waitFor({ state: 'attached' });
    }
    expect(await largestStep(page)).toBeLessThan(4);
    await context.close();
  });
});

test('who comes late sees what is revealed so far; the places are read out as they come', async () => {
  await give(...begun({ grain: 'part' }), ...onwards(4));
  const { page, context, errors } = await openPage(browser, { viewport: DESKTOP });
  await page.goto(`${base}/t/tour`);
  await isLive(page);
  await page.locator('#standings').getByText('竹山县').waitFor();
  const news = page.locator('body > #lalian > [aria-live="polite"]');
  expect(((await news.textContent()) ?? '').trim()).toBe('');
  await give(...onwards(2, 5));
  await news.getByText('二等奖，第 2 名：房县').waitFor({ state: 'attached' });
  expect(errors).toEqual([]);
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test('the line leads a phone to the places', async () => {
  await give(...begun(), ...onwards(1));
  const { page, context } = await openPage(browser, { viewport: PHONE });
  await page.goto(`${base}/t/tour`);
  await isLive(page);
  await page.getByRole('link', { name: /总结会正在揭晓名次/ }).click();
  await page.locator('#standings').getByText('郧西县').waitFor();
  await context.close();
});

test('a device that kept the page shows what was told, without signal too', async () => {
  const { page, context, errors } = await openPage(browser);
  await page.goto(`${base}/t/tour`);
  await isLive(page);
  await give(...begun(), ...onwards(1));
  await page.locator('[data-told]').getByText('郧西县').waitFor();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const kept = () =>
    page.evaluate(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
      const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const files = (await Promise.all(stores.map((store) => store.keys()))).flat().map(({ url }) => url);
      const state = await (await caches.match('/viewer/kept?at=%2Ft%2Ftour'))?.text();
      return [state?.includes('"revealed":[{'), files.some((url) => /\/parts-[^/]*\.js$/.test(url))];
    });
  await expect.poll(kept, { timeout: 20_000 }).toEqual([true, true]);
  await context.setOffline(true);
  await page.reload();
  await page
    .getByText(/离线 · 截至 \d/)
    .first()
    .waitFor();
  await page.locator('[data-told]').getByText('郧西县').waitFor();
  await page.getByRole('link', { name: /总结会正在揭晓名次/ }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});
