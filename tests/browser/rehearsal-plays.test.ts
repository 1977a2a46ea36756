import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { completeContest } from '../support/complete-contest.ts';
import { goToPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
});
afterEach(() => server.close());

test('a whole tour is rehearsed from a phone: begun, paused, finished at once, wiped', async () => {
  const base = await server.listen();
  const organiser = await server.token('organiser', 'org2', { name: '王主任' });
  await completeContest(server, organiser);
  const before = (await server.store.head('tour'))?.seq;
  const { page, context, errors } = await openPage(browser, { viewport: { width: 390, height: 844 } });
  await takeSession(context, 'organiser', organiser, base);
  await page.goto(`${base}/organiser/tour/meeting`);
  const place = page.locator('#rehearsal');
  await place.getByLabel('全程用时').selectOption({ label: '10 分钟' });
  const shot = async (name: string) => {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
  };
  await place.scrollIntoViewIfNeeded();
  await shot('offered');
  await place.getByRole('button', { name: '开始整场彩排' }).click();
  await place.getByText('整场彩排进行中').waitFor();
  await place.getByRole('button', { name: '暂停彩排' }).click();
  await place.getByText('整场彩排已暂停').waitFor();
  await place.scrollIntoViewIfNeeded();
  await shot('paused');
  await place.getByRole('button', { name: '继续彩排' }).click();
  await place.getByText('整场彩排进行中').waitFor();
  await place.getByRole('button', { name: '一次走完剩余部分' }).click();
  await place.getByText('整场彩排已走完').waitFor();
  expect((await server.app.tours.find('tour-rehearsal'))?.fold.tour.final).not.toBeNull();
  if (process.env.SHOTS) {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await place.scrollIntoViewIfNeeded();
    await shot('over-wide');
    await page.setViewportSize({ width: 390, height: 844 });
  }
  await goToPlace(page, 'now');
  await page.getByRole('status').filter({ hasText: '整场彩排已走完' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await shot('now');
  await page.getByRole('button', { name: '清除彩排' }).click();
  await page.getByRole('dialog').last().getByRole('button', { name: '清除彩排' }).click();
  await page.getByRole('status').filter({ hasText: '整场彩排已走完' }).waitFor({ state: 'detached' });
  expect((await server.store.head('tour'))?.seq).toBe(before);
  expect(errors).toEqual([]);
  await context.close();
});
