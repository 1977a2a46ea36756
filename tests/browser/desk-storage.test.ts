import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueAt } from '../../shared/tour/keyed.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { breakStorage, mendStorage, stored } from '../support/broken-storage.ts';
import { type PageHost, shareBrowser } from '../support/browser.ts';
import { attachPhotos, openDeskAs, photo } from '../support/desk-page.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let token: string;
const long = { timeout: 20_000 };

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  base = await server.listen();
  token = await server.token('editor', 'qinchu', { name: '王记者' });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const openDesk = () => openDeskAs(browser, token, base);
const titled = async (title: string) => {
  const tour = (await server.app.tours.find('tour'))?.fold.tour;
  const all = tour?.feed.flatMap((id) => valueAt(tour.posts, id) ?? []) ?? [];
  return all.filter((post) => post.title === title);
};
const write = async (page: Page, title: string, text: string) => {
  await page.getByLabel('标题', { exact: true }).fill(title);
  await page.getByLabel('正文').fill(text);
};
const publish = (page: Page) => page.getByRole('button', { name: '发布', exact: true }).click();
const heard = (page: Page) => page.getByRole('alert').filter({ hasText: '本机存储已满' });

describe('a desk whose storage', () => {
  test('is full says so, never that anything is kept; what is published goes out, and what is written stays', async () => {
    const { page, context, errors } = await openDesk();
    await breakStorage(page, { how: 'full' });
    await write(page, '存满了也能发', '第一段。');
    await heard(page).waitFor();
    expect(await page.innerText('main')).not.toContain('已存在本机');
    await publish(page);
    await expect.poll(async () => (await titled('存满了也能发')).length, long).toBe(1);
    await write(page, '下一条', '还没有发。');
    await mendStorage(page);
    await page.getByText('已存在本机').waitFor(long);
    expect(await heard(page).count()).toBe(0);
    await expect.poll(() => stored(page, 'lalian-desk', 'writings'), long).toContain('还没有发。');
    expect(await stored(page, 'lalian-desk', 'writings')).not.toContain('第一段。');
    expect(errors).toEqual([]);
    await context.close();
  });

  test('has no room for a picture says so; words are kept, and the picture goes out', async () => {
    const { page, context } = await openDesk();
    await breakStorage(page, { how: 'full', stores: ['files'] });
    await write(page, '图太大', '文字照存。');
    await attachPhotos(page, [await photo(11)]);
    await heard(page).waitFor();
    await page.getByRole('textbox', { name: '图片 1 画面说明' }).fill('村民');
    await expect.poll(() => stored(page, 'lalian-desk', 'writings')).toContain('文字照存。');
    await publish(page);
    await expect.poll(async () => (await titled('图太大'))[0]?.pictures.length, long).toBe(1);
    await context.close();
  });

  test('fails once while a post waits: it goes out by itself, once', async () => {
    const { page, context, errors } = await openDesk();
    await context.setOffline(true);
    await write(page, '断一次', '等信号。');
    await publish(page);
    await page.getByText(/1 条存在本机/).waitFor();
    await breakStorage(page, { how: 'closing', times: 1 });
    await context.setOffline(false);
    await expect.poll(async () => (await titled('断一次')).length, long).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('fails for good: it is said, and what is published goes out', async () => {
    const { page, context } = await openDesk();
    await breakStorage(page, { how: 'closing' });
    await write(page, '一直断', '照发。');
    await page.getByRole('alert').filter({ hasText: '浏览器暂时存不下内容' }).waitFor();
    await publish(page);
    await expect.poll(async () => (await titled('一直断')).length, long).toBe(1);
    await context.close();
  });
});

test('what was handed over is never offered again as unfinished, whenever the page goes', async () => {
  const { page, context } = await openDesk();
  await write(page, '更正前', '错字');
  await publish(page);
  await expect.poll(async () => (await titled('更正前')).length, long).toBe(1);
  await page.evaluate(() => {
    // The page is hidden just when the parcel is written: what was typed last is flushed behind it.
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given) {
      const made = transaction.apply(this, given);
      if (given[1] === 'readwrite' && Array.isArray(given[0]) && given[0].includes('parcels'))
        queueMicrotask(() => dispatchEvent(new Event('pagehide')));
      return made;
    };
  });
  await context.setOffline(true);
  await page.getByLabel('正文').fill('又一条');
  await page.getByLabel('正文').fill('又一条，改过');
  await publish(page);
  await page.getByText(/1 条存在本机/).waitFor();
  expect(await stored(page, 'lalian-desk', 'writings')).not.toContain('又一条');
  expect(await stored(page, 'lalian-desk', 'parcels')).toContain('又一条，改过');
  await context.close();
});
