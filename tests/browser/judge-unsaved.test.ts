import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { breakStorage, mendStorage, stored } from '../support/broken-storage.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { photo } from '../support/desk-page.ts';
import { enterAs, markAll, openItem } from '../support/judge-page.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;
let token: string;

const [STOP, OTHER] = ['水坪镇实践所', '好人广场'];
const UNSAVED = '未保存的问题';
const problems = async () => Object.values((await server.app.tours.find('tour'))?.fold.tour.problems ?? {});
const long = { timeout: 20_000 };

async function openJudge() {
  const opened = await openPage(browser);
  await enterAs(opened.context, token, base);
  // Where the judge came from: whoever goes back too far lands there.
  await opened.page.goto('about:blank#before');
  await opened.page.goto(`${base}/judge/tour`);
  await opened.page.getByText('已连接').waitFor();
  return opened;
}

const words = (page: Page) => page.getByLabel('发现了什么问题');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
/** The phone's own; not awaited in the page, which may go with it. */
const back = (page: Page) => page.evaluate(() => void setTimeout(() => history.back()));
/** Until the history stands as the page wants it. */
const settled = (page: Page, depth: number) =>
  page.waitForFunction((wanted) => (Number(history.state?.layers) || 0) === wanted, depth);
const drafts = (page: Page) => stored(page, 'lalian-outbox', 'drafts');

/** Writes half a problem of the stop, with a picture. */
async function write(page: Page, text = '台账缺三月份'): Promise<void> {
  await openItem(page, STOP);
  await button(page, '记一个问题').click();
  await words(page).fill(text);
  await page.getByRole('radio', { name: '台账' }).check();
  await page.getByRole('radio', { name: '较重' }).check();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await photo(1) });
  await page.getByRole('img', { name: '问题图片 1' }).waitFor();
  await settled(page, 1);
}
/** Goes on with it: everything is there. */
async function isWhole(page: Page, text = '台账缺三月份'): Promise<void> {
  await page.getByText('写了一半，没有送出 · 1 张图片').waitFor();
  await button(page, '继续写').click();
  expect(await words(page).inputValue()).toBe(text);
  expect(await page.getByRole('radio', { name: '台账' }).isChecked()).toBe(true);
  expect(await page.getByRole('radio', { name: '较重' }).isChecked()).toBe(true);
  const picture = page.getByRole('img', { name: '问题图片 1' });
  await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(160);
}

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
  token = await server.token('judge', 'j1');
  await server.command(organiser, 'beginDay', { day: 1 });
});
afterEach(() => server.close());

describe('a half-written problem', () => {
  test('survives Back, another stop and a reload with all that is in it; saved, nothing of it is left over', async () => {
    const { page, context, errors } = await openJudge();
    await write(page);
    await back(page);
    await words(page).waitFor({ state: 'detached' });
    await settled(page, 0);
    await heading(page, STOP).waitFor();
    expect(await button(page, '记一个问题').count()).toBe(0);
    await isWhole(page);
    await settled(page, 1);
    await back(page);
    await words(page).waitFor({ state: 'detached' });
    await settled(page, 0);
    await back(page);
    await page.getByRole('link', { name: new RegExp(`${STOP}.*${UNSAVED}`) }).waitFor();
    await openItem(page, OTHER);
    await button(page, '记一个问题').click();
    expect(await words(page).inputValue()).toBe('');
    await button(page, '取消').click();
    await settled(page, 0);
    await back(page);
    await openItem(page, STOP);
    await isWhole(page);
    // In the middle of a word.
    await words(page).pressSequentially('记录');
    await page.reload();
    await page.getByText('已连接').waitFor();
    await heading(page, STOP).waitFor();
    await isWhole(page, '台账缺三月份记录');
    expect(await problems()).toEqual([]);
    await button(page, '保存记录').click();
    await expect.poll(async () => (await problems()).length, long).toBe(1);
    expect((await problems())[0]).toMatchObject({
      ...{ kind: 'records', severity: 'major', text: '台账缺三月份记录', version: 1 },
      pictures: [{ width: 160, height: 160 }],
    });
    await button(page, '更正').waitFor();
    expect(await page.getByText(UNSAVED).count()).toBe(0);
    expect(await drafts(page)).toBe('[]');
    await page.reload();
    await button(page, '记一个问题').click();
    expect(await words(page).inputValue()).toBe('');
    expect(errors).toEqual([]);
    await context.close();
  });

  test('stays behind when the judge goes straight from its form to the list or to the stop of the convoy', async () => {
    const { page, context, errors } = await openJudge();
    await write(page);
    await button(page, '返回').click();
    await page.getByRole('link', { name: new RegExp(`${STOP}.*${UNSAVED}`) }).waitFor();
    await settled(page, 0);
    await openItem(page, STOP);
    await isWhole(page);
    await settled(page, 1);
    await server.command(organiser, 'markStop', { stopId: 's2', status: 'arrived' });
    await page.getByText(`车队已到 ${OTHER}`).click();
    await heading(page, OTHER).waitFor();
    await settled(page, 0);
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#s2');
    await heading(page, OTHER).waitFor();
    await back(page);
    await openItem(page, STOP);
    await isWhole(page);
    await settled(page, 1);
    for (const away of [() => settled(page, 0), () => page.getByRole('link', { name: STOP }).waitFor()]) {
      await back(page);
      await away();
    }
    await back(page);
    await page.waitForURL('about:blank#before');
    expect(errors).toEqual([]);
    await context.close();
  });

  test('is never sent, whatever else is', async () => {
    const { page, context } = await openJudge();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    await write(page);
    await back(page);
    await words(page).waitFor({ state: 'detached' });
    await markAll(page, { 工作: '9', 展示: '9' });
    await button(page, '送出').click();
    await page.getByRole('status').filter({ hasText: '已送达' }).first().waitFor();
    await page.reload();
    await page.getByText(UNSAVED).waitFor();
    await page.getByText('已连接').waitFor();
    expect(asked.filter((path) => /Problem|\/pictures$/.test(path))).toEqual([]);
    expect(await problems()).toEqual([]);
    expect(await stored(page, 'lalian-outbox', 'notes')).toBe('[]');
    await context.close();
  });

  test('goes when the judge throws it away, and not before the second asking', async () => {
    const { page, context } = await openJudge();
    await write(page);
    await button(page, '删除').click();
    await page.getByText('删除没写完的这一条？').waitFor();
    await button(page, '取消').click();
    expect(await words(page).inputValue()).toBe('台账缺三月份');
    await button(page, '稍后再写').click();
    await page.getByText(UNSAVED).waitFor();
    await button(page, '删除').click();
    await button(page, '删除').click();
    await button(page, '记一个问题').waitFor();
    expect(await page.getByText(UNSAVED).count()).toBe(0);
    await expect.poll(() => drafts(page)).toBe('[]');
    // Taken back by hand, it is nothing to be kept either.
    await button(page, '记一个问题').click();
    await words(page).fill('台');
    await expect.poll(() => drafts(page)).toContain('台');
    await words(page).fill('');
    await expect.poll(() => drafts(page)).toBe('[]');
    await context.close();
  });

  test('that corrects one that was sent survives a reload beside a new one', async () => {
    const { page, context } = await openJudge();
    await write(page);
    await button(page, '保存记录').click();
    await button(page, '更正').click();
    await words(page).fill('台账缺四个月');
    await back(page);
    await button(page, '记一个问题').click();
    await words(page).fill('路面湿滑');
    await page.reload();
    await page.getByText('未保存的更正').waitFor();
    await page.getByText(UNSAVED).waitFor();
    await button(page, '更正').click();
    expect(await words(page).inputValue()).toBe('台账缺四个月');
    await page.getByRole('img', { name: '问题图片 1' }).waitFor();
    await button(page, '保存记录').click();
    await expect.poll(async () => (await problems())[0]?.version, long).toBe(2);
    expect(await problems()).toMatchObject([{ text: '台账缺四个月', pictures: [{ width: 160 }] }]);
    await page.getByText('未保存的更正').waitFor({ state: 'detached' });
    await button(page, '继续写').click();
    expect(await words(page).inputValue()).toBe('路面湿滑');
    await context.close();
  });

  test('gets a picture that is ready only after its form was closed, and nothing after it was thrown away', async () => {
    const { page, context } = await openJudge();
    await page.evaluate(() => {
      const { arrayBuffer } = Blob.prototype;
      const waiting: (() => void)[] = [];
      Blob.prototype.arrayBuffer = async function () {
        await new Promise<void>((resolve) => void waiting.push(resolve));
        return arrayBuffer.call(this);
      };
      const makeReady = () => {
        for (const resolve of waiting.splice(0)) resolve();
      };
      Object.assign(globalThis, { makeReady, waiting });
    });
    const ready = () => page.evaluate(() => (globalThis as unknown as { makeReady: () => void }).makeReady());
    const choose = async () => {
      const [image] = [{ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await photo(1) }];
      await page.locator('input[type=file]').setInputFiles(image);
      await page.waitForFunction(() => (globalThis as unknown as { waiting: unknown[] }).waiting.length > 0);
    };
    await openItem(page, STOP);
    await button(page, '记一个问题').click();
    await words(page).fill('台账');
    await choose();
    await back(page);
    await button(page, '继续写').click();
    await words(page).fill('台账缺页');
    // What is not ready yet would be left out.
    expect(await button(page, '保存记录').isDisabled()).toBe(true);
    await ready();
    await page.getByRole('img', { name: '问题图片 1' }).waitFor();
    expect(await words(page).inputValue()).toBe('台账缺页');
    expect(await button(page, '保存记录').isDisabled()).toBe(false);
    await choose();
    await button(page, '删除').click();
    await button(page, '删除').click();
    await button(page, '记一个问题').click();
    await words(page).fill('路面');
    await ready();
    await expect.poll(() => button(page, '保存记录').isDisabled()).toBe(false);
    expect(await page.getByRole('img', { name: '问题图片 1' }).count()).toBe(0);
    expect(await words(page).inputValue()).toBe('路面');
    await context.close();
  });

  test('in two tabs is as it was written last, and is saved once', async () => {
    const { page, context } = await openJudge();
    const other = await context.newPage();
    await other.goto(`${base}/judge/tour`);
    await other.getByText('已连接').waitFor();
    await write(page);
    await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await openItem(other, STOP);
    await isWhole(other);
    await words(other).pressSequentially('记录');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(() => words(page).inputValue()).toBe('台账缺三月份记录');
    await button(page, '保存记录').click();
    await expect.poll(async () => (await problems()).length, long).toBe(1);
    await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(() => words(other).inputValue()).toBe('');
    await context.close();
  });

  test('is on the page while the storage fails, and on the phone once it works again', async () => {
    const { page, context } = await openJudge();
    await breakStorage(page, { how: 'closing' });
    await write(page);
    await page.getByRole('alert').filter({ hasText: '手机暂时存不下内容' }).waitFor();
    await button(page, '返回').click();
    await openItem(page, STOP);
    await isWhole(page);
    await button(page, '稍后再写').click();
    await mendStorage(page);
    await expect.poll(() => drafts(page), long).toContain('台账缺三月份');
    await page.reload();
    await isWhole(page);
    await context.close();
  });
});

test('an unsaved problem leaves the database as older pages know it, and what waits in it goes out', async () => {
  const { page, context } = await openJudge();
  await context.setOffline(true);
  await openItem(page, STOP);
  await markAll(page, { 工作: '9', 展示: '9' });
  await button(page, '送出').click();
  await page.getByRole('status').filter({ hasText: '已存在本机' }).first().waitFor();
  await button(page, '记一个问题').click();
  await words(page).fill('路面湿滑');
  await expect.poll(() => drafts(page)).toContain('路面湿滑');
  const version = () =>
    page.evaluate(async () => (await indexedDB.databases()).map((one) => [one.name, one.version]));
  expect(await version()).toEqual([['lalian-outbox', 1]]);
  await context.setOffline(false);
  await expect
    .poll(async () => (await server.app.tours.find('tour'))?.fold.tour.ballots.s1?.j1?.marks, long)
    .toEqual({ work: '9', show: '9' });
  expect(await words(page).inputValue()).toBe('路面湿滑');
  await context.close();
});
