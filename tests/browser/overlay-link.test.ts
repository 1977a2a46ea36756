import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import {
  DESKTOP,
  openPage,
  type PageHost,
  PHONE,
  shareBrowser,
  type WatchedPage,
} from '../support/browser.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let desk: WatchedPage;
let mixer: WatchedPage;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  mixer = await openPage(browser, { viewport: DESKTOP });
});
afterEach(async () => {
  expect([...desk.errors, ...mixer.errors]).toEqual([]);
  await browser.close();
  await server.close();
});

/** The organiser's place for the hall, with its links open. */
async function openLinks(query = '', viewport = DESKTOP): Promise<Page> {
  desk = await openPage(browser, { viewport });
  await takeSession(desk.context, 'organiser', await server.token('organiser', 'org2'), base);
  await desk.page.goto(`${base}/organiser/tour/meeting${query}`);
  await desk.page.locator('#hall summary').click();
  return desk.page;
}
/** What of the picture is painted in a part of it where no plate stands: the highest opacity, 0 to 255. */
async function paintedAt(page: Page, left: number, top: number): Promise<number> {
  const { data } = await sharp(await page.screenshot({ omitBackground: true }))
    .ensureAlpha()
    .extract({ left, top, width: 40, height: 40 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Math.max(...data.filter((_, at) => at % 4 === 3));
}

test('the copied link is opened by a mixer as it is: it lets itself in, shows what was chosen, and is transparent', async () => {
  const page = await openLinks();
  const hall = page.locator('#hall');
  await hall.getByLabel('给谁').selectOption({ label: '导播叠加（OBS、vMix）' });
  await hall.getByLabel('名称', { exact: true }).fill('导播台');
  await hall.getByRole('button', { name: '生成链接' }).click();
  const link = hall.getByLabel('导播台的链接');
  const shows = async () => new URL(await link.inputValue()).searchParams.get('overlay');
  expect(await shows()).toBe('lower-third,ticker,bug,reveal');
  for (const part of ['滚动标题', '角上的榜单', '揭晓的名次']) await hall.getByLabel(part).uncheck();
  expect(await shows()).toBe('lower-third');
  expect(await hall.getByLabel('车队到哪里了').isDisabled()).toBe(true);
  await hall.getByText('宽 1920，高 1080').waitFor();
  await hall.getByRole('listitem').filter({ hasText: '导播台' }).getByText('导播叠加').waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await hall.getByRole('button', { name: '复制链接' }).click();
  await hall.getByText('已复制').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());

  await mixer.page.goto(copied);
  await mixer.page.locator('.third').waitFor();
  expect(mixer.page.url()).toBe(`${base}/screen/tour?overlay=lower-third`);
  await expect.poll(() => paintedAt(mixer.page, 120, 800)).toBe(255);
  expect(await paintedAt(mixer.page, 900, 500)).toBe(0);

  // Opened again, as a mixer does at each start, it is the same screen; revoked, it is none.
  const entering: string[] = [];
  mixer.page.on('request', (request) => {
    if (request.url().endsWith('/api/session')) entering.push(request.method());
  });
  await mixer.page.goto('about:blank');
  await mixer.page.goto(copied);
  await mixer.page.locator('.third').waitFor();
  expect(entering).toEqual([]);
  await hall.getByRole('button', { name: '作废 导播台' }).click();
  await page.getByRole('dialog').last().getByRole('button', { name: '作废' }).click();
  await mixer.page.locator('.third').waitFor({ state: 'detached' });
  expect(await paintedAt(mixer.page, 120, 800)).toBe(0);
});

test.each([
  ['zh', PHONE],
  ['zh', DESKTOP],
  ['en', PHONE],
  ['en', DESKTOP],
] as const)(
  'the organiser chooses parts by hand and by keyboard, on every screen: %s, %o',
  async (language, size) => {
    const page = await openLinks(language === 'en' ? '?lang=en' : '', size);
    const hall = page.locator('#hall');
    await hall.locator('details select').selectOption('overlay');
    await hall.locator('details form input').fill('OBS');
    await hall.locator('details form input').press('Enter');
    const first = hall.locator('fieldset input').first();
    await first.focus();
    await page.keyboard.press('Space');
    const { searchParams } = new URL(await hall.locator('details input[readonly]').inputValue());
    expect(searchParams.get('overlay')).toBe('ticker,bug,reveal');
    expect(searchParams.get('lang')).toBe(language === 'en' ? 'en' : null);
    expect(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth)).toBe(0);
    expect(await violations(page)).toEqual([]);
    if (process.env.SHOTS) {
      await hall.locator('details').scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${process.env.SHOTS}/overlay-${language}-${size.width}.png` });
    }
  },
);
