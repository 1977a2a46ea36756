import jsQR from 'jsqr';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TOURS } from '../../server/live/tour-records.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { hostCode } from '../support/house.ts';
import { wholeWorkbook } from '../support/whole-workbook.ts';

/** More than that is not from an empty server to the first ballot in half an hour. */
const MOST_INTERACTIONS = 25;

let browser: PageHost;
let server: TestApp;
let base: string;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp({ bare: true });
  base = await server.listen();
  // Nothing at all: no tour was ever made here.
  await server.app.tours.forget('tour');
  await server.store.removeLog('tour');
  await server.store.deleteRecord(TOURS, 'tour');
});
afterEach(() => server.close());

describe.each([
  ['a desktop', DESKTOP],
  ['a phone', PHONE],
] as const)('from an empty server on %s', (_what, viewport) => {
  test('to ten areas, 40 stops, 52 judges and the first ballot: few interactions, and no keyboard but for the name', async () => {
    let interactions = 0;
    let typed = 0;
    const act = async <T>(what: Promise<T>): Promise<T> => {
      interactions += 1;
      return what;
    };
    const host = await openPage(browser, { viewport });
    const { page } = host;
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    await act(page.goto(`${base}/enter#${await hostCode(server, 'host', '赵主任')}`));
    await act(page.getByRole('link', { name: '拉练管理' }).click());
    typed += 1;
    await act(page.getByRole('textbox', { name: '名称' }).fill('2026年十堰市拉练'));
    await act(button('创建并进入').click());
    await page.waitForURL('**/organiser/tour-2026/setup');
    await act(page.getByRole('link', { name: '从表格导入' }).click());
    const buffer = Buffer.from(wholeWorkbook({ areas: 10, stops: 40, judges: 52 }));
    const name = '拉练.xlsx';
    await act(
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer }),
    );
    await act(page.getByRole('button', { name: '导入', exact: true }).click());
    await page.waitForURL('**/setup/take-over');
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/take-${viewport.width}.png`, fullPage: true });
    await act(page.locator('form').getByRole('button', { name: '采用' }).click());
    await page.locator('[data-part="judges"][data-state="done"]').waitFor();
    const tour = (await server.app.tours.find('tour-2026'))?.fold.tour;
    expect(tour?.setup?.name.zh).toBe('2026年十堰市拉练');
    expect([tour?.setup?.areas.length, tour?.setup?.stops.length]).toEqual([10, 40]);
    await expect
      .poll(
        async () => Object.keys((await server.app.tours.find('tour-2026'))?.fold.tour.judges ?? {}).length,
      )
      .toBe(52);
    await page.getByText('没有待采用的改动').waitFor();
    expect(host.errors).toEqual([]);

    await act(
      page
        .locator('a:visible', { hasText: /^\s*人员\s*$/ })
        .first()
        .click(),
    );
    await act(page.locator('a:visible', { hasText: '打印胸牌' }).click());
    await act(button('为 52 人生成链接和胸牌').click());
    await expect.poll(() => page.locator('.badge svg').count(), { timeout: 30_000 }).toBe(52);
    const pdf = await act(page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBe(Math.ceil(52 / 8));
    await page.emulateMedia({ media: 'print' });
    const picture = sharp(await page.locator('.badge svg').first().screenshot())
      .ensureAlpha()
      .raw();
    const { data, info } = await picture.toBuffer({ resolveWithObject: true });
    const link = jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? '';
    expect(link).toContain('/enter#tour-2026.');
    expect(host.errors).toEqual([]);

    const phone = await openPage(browser, { viewport: PHONE });
    await act(phone.page.goto(`${base}/enter${new URL(link).hash}`));
    await act(phone.page.getByRole('link', { name: /打分/ }).click());
    await act(phone.page.getByRole('link', { name: '实践所01' }).click());
    await act(phone.page.getByRole('button', { name: '工作 加一步' }).click());
    await act(phone.page.getByRole('button', { name: '展示 加一步' }).click());
    await act(phone.page.getByRole('button', { name: '送出' }).click());
    await phone.page.getByRole('status').filter({ hasText: '已送达' }).waitFor();
    expect(phone.errors).toEqual([]);
    expect({ interactions, typed }).toEqual({ interactions: expect.any(Number), typed: 1 });
    expect(interactions).toBeLessThanOrEqual(MOST_INTERACTIONS);
    await Promise.all([host.context.close(), phone.context.close()]);
  });
});
