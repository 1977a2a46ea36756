import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TOURS } from '../../server/live/tour-records.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { LOOKS, SCREENS, violations } from '../support/axe.ts';
import { openPage, type PageHost, shareBrowser, type WatchedPage } from '../support/browser.ts';
import { hostCode } from '../support/house.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let opened: WatchedPage;
let page: Page;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
});
afterEach(async () => {
  expect(opened.errors).toEqual([]);
  await opened.context.close();
  await server.close();
});

/** Somebody who follows a host's link to the house. */
async function enterHouse(options: Parameters<typeof openPage>[1] = {}, query = ''): Promise<void> {
  opened = await openPage(browser, options);
  page = opened.page;
  await page.goto(`${base}/enter${query}#${await hostCode(server, 'host', '赵主任')}`);
  await page.getByRole('link', { name: /拉练管理|Open the house/ }).click();
  // What stands there before the scripts run has the same heading.
  await page.locator('main:not(.opening)').waitFor();
  await page.getByRole('heading', { level: 1, name: /拉练管理|House/ }).waitFor();
}
const button = (name: string | RegExp) => page.getByRole('button', { name });
const empty = async () => {
  await server.app.tours.forget('tour');
  await server.store.removeLog('tour');
  await server.store.deleteRecord(TOURS, 'tour');
};

describe('on an empty server', () => {
  test('a name is all that is typed on the way from the link into the first tour', async () => {
    await empty();
    await enterHouse();
    await page.getByRole('textbox', { name: '名称' }).fill('2026年十堰市拉练');
    await button('创建并进入').click();
    await page.waitForURL('**/organiser/tour-2026**');
    await page.getByRole('banner').waitFor();
    expect((await server.app.tours.find('tour-2026'))?.fold.tour.setup).toBeNull();
  });
});

describe('a host', () => {
  test('archives a tour and takes it out again', async () => {
    await enterHouse();
    await button('归档 示例拉练').click();
    await page.getByRole('dialog').getByRole('button', { name: '归档' }).click();
    await page.getByRole('status').filter({ hasText: '“示例拉练”已归档。' }).waitFor();
    await page.getByText('已归档', { exact: true }).waitFor();
    expect((await server.app.tours.find('tour'))?.refusal?.code).toBe('tour.archived');
    await button('取消归档 示例拉练').click();
    await page.getByText('即将开始', { exact: true }).waitFor();
  });

  test('deletes one by typing its name, sees what goes, and has it back', async () => {
    await enterHouse();
    await button('删除 示例拉练').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/日志 \d+ 条/).waitFor();
    const name = dialog.getByRole('textbox');
    await name.fill('示例');
    await dialog.getByRole('button', { name: '删除这场拉练' }).click();
    await dialog.getByRole('alert').filter({ hasText: '没有删除' }).waitFor();
    await name.fill('示例拉练');
    await dialog.getByRole('button', { name: '删除这场拉练' }).click();
    await page.getByText('待清除', { exact: true }).waitFor();
    expect((await fetch(`${base}/t/tour`)).status).toBe(410);
    await button('恢复 示例拉练').click();
    await page.getByText('即将开始', { exact: true }).waitFor();
    expect((await fetch(`${base}/t/tour`)).status).toBe(200);
  });

  test('copies one, and is told where an address is taken', async () => {
    await enterHouse();
    await button('复制为新的一场 示例拉练').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '名称' }).fill('明年的拉练');
    await dialog.getByText('/t/tour-2').click();
    await dialog.getByRole('textbox', { name: '网址' }).fill('tour');
    await dialog.getByRole('button', { name: '创建并进入' }).click();
    await dialog.getByRole('alert').filter({ hasText: '已有人用' }).waitFor();
    await dialog.getByRole('textbox', { name: '网址' }).fill('next');
    await dialog.getByRole('button', { name: '创建并进入' }).click();
    await page.waitForURL('**/organiser/next**');
    const setup = (await server.app.tours.find('next'))?.fold.tour.setup;
    expect([setup?.name.zh, setup?.stops.length]).toEqual(['明年的拉练', 3]);
  });

  test('lets in an organiser, and another host, whom he revokes', async () => {
    await enterHouse();
    await button('邀请组织方 示例拉练').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '谁的链接' }).fill('钱科长');
    await dialog.getByRole('button', { name: '生成链接' }).click();
    const link = await dialog.getByRole('textbox', { name: /钱科长 的链接/ }).inputValue();
    expect(link).toMatch(/\/enter#tour\./);
    await dialog.getByRole('img', { name: '钱科长 的二维码' }).waitFor();
    await dialog.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('textbox', { name: '谁的链接' }).fill('孙主任');
    await button('生成链接').click();
    await button('撤销 孙主任').click();
    await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
    await button('撤销 孙主任').waitFor({ state: 'detached' });
  });

  test('who has not entered is told how', async () => {
    opened = await openPage(browser);
    page = opened.page;
    await page.goto(`${base}/house`);
    await page.getByRole('heading', { name: '还没有进入' }).waitFor();
    opened.errors.length = 0;
  });
});

describe.each(SCREENS)(
  'the house in $language, $colorScheme, on a $size',
  ({ language, colorScheme, viewport }) => {
    test('has nothing that axe finds, and nothing that is cut off', async () => {
      await enterHouse({ colorScheme, viewport }, language === 'en' ? '?lang=en' : '');
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await button(/^(删除|Delete) /).click();
      await page
        .getByRole('dialog')
        .getByText(/日志|of its log/)
        .waitFor();
      expect(await violations(page)).toEqual([]);
    });
  },
);

describe.each(LOOKS)('the list of tours in $language, $colorScheme', ({ language, colorScheme }) => {
  test('has nothing that axe finds, and leads to a tour without scripts', async () => {
    opened = await openPage(browser, { colorScheme, javaScriptEnabled: false });
    page = opened.page;
    await page.goto(`${base}/tours${language === 'en' ? '?lang=en' : ''}`);
    await page.getByRole('link', { name: language === 'en' ? 'Sample tour' : '示例拉练' }).click();
    await page.waitForURL('**/t/tour**');
    await opened.context.close();
    opened = await openPage(browser, { colorScheme });
    page = opened.page;
    await page.goto(`${base}/tours${language === 'en' ? '?lang=en' : ''}`);
    expect(await violations(page)).toEqual([]);
  });
});
