import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { breakStorage, mendStorage, stored } from '../support/broken-storage.ts';
import { type PageHost, shareBrowser } from '../support/browser.ts';
import { photo } from '../support/desk-page.ts';
import { markAll, openItem, openJudgePage } from '../support/judge-page.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;
let token: string;

const STOP = '水坪镇实践所';
const FAILING = '手机暂时存不下内容';
const tourNow = async () => (await server.app.tours.find('tour'))?.fold.tour;
const ballotOf = async (itemId: string) => (await tourNow())?.ballots[itemId]?.j1;
const problems = async () => Object.values((await tourNow())?.problems ?? {});
const long = { timeout: 20_000 };

const openJudge = () => openJudgePage(browser, token, base);
type Opened = Awaited<ReturnType<typeof openJudge>>;

async function cast({ page }: Opened, expected: string): Promise<void> {
  await openItem(page, STOP);
  await markAll(page, { 工作: '9', 展示: '9' });
  await page.getByRole('button', { name: '送出' }).click();
  await page.getByRole('status').filter({ hasText: expected }).first().waitFor();
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

describe('a judge’s phone whose storage fails', () => {
  test('once, while a ballot waits: it goes out by itself, once', async () => {
    const opened = await openJudge();
    const { page, context, errors } = opened;
    await context.setOffline(true);
    await cast(opened, '已存在本机');
    await breakStorage(page, { how: 'closing', times: 1 });
    await context.setOffline(false);
    await expect.poll(async () => (await ballotOf('s1'))?.version, long).toBe(1);
    await page.getByRole('status').filter({ hasText: '已送达' }).first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('for good: it is said, what is filled in stays and goes out; once it works again, it is kept', async () => {
    const opened = await openJudge();
    const { page, context, errors } = opened;
    await breakStorage(page, { how: 'closing' });
    await context.setOffline(true);
    await cast(opened, '等待送出');
    await page.getByRole('alert').filter({ hasText: FAILING }).waitFor();
    expect(await page.innerText('body')).not.toContain('已存在本机');
    await mendStorage(page);
    await page.getByRole('status').filter({ hasText: '已存在本机' }).first().waitFor();
    expect(await page.getByRole('alert').filter({ hasText: FAILING }).count()).toBe(0);
    expect(await stored(page, 'lalian-outbox', 'boxes')).toContain('"work":"9"');
    await breakStorage(page, { how: 'closing' });
    await context.setOffline(false);
    await expect.poll(async () => (await ballotOf('s1'))?.version, long).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('when the site’s data are deleted under it, keeps what waits', async () => {
    const opened = await openJudge();
    const { page, context } = opened;
    await context.setOffline(true);
    await cast(opened, '已存在本机');
    await page.getByRole('button', { name: '改分' }).click();
    await page.getByLabel('评语').fill('整洁');
    await expect.poll(() => stored(page, 'lalian-outbox', 'drafts'), long).toContain('整洁');
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase('lalian-outbox');
          request.onsuccess = () => resolve();
          request.onerror = () => reject(request.error);
          request.onblocked = () => reject(new Error('the page holds the database'));
        }),
    );
    // Nobody does anything: the page makes it anew by itself, and writes what was in it.
    const names = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    await expect.poll(names, long).toContain('lalian-outbox');
    // What is being filled in as well as what waits.
    await expect.poll(() => stored(page, 'lalian-outbox', 'drafts'), long).toContain('整洁');
    await expect.poll(() => stored(page, 'lalian-outbox', 'boxes'), long).toContain('"work":"9"');
    await context.setOffline(false);
    await expect.poll(async () => (await ballotOf('s1'))?.version, long).toBe(1);
    await context.close();
  });

  test('in two tabs, what one filled in is not overwritten by what the other shows', async () => {
    const { page, context } = await openJudge();
    const other = await context.newPage();
    await other.goto(`${base}/judge/tour`);
    await other.getByText('已连接').waitFor();
    await openItem(page, STOP);
    await markAll(page, { 工作: '9', 展示: '9' });
    await expect.poll(() => stored(page, 'lalian-outbox', 'drafts'), long).toContain('"show":"9"');
    await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await openItem(other, STOP);
    await other.getByLabel('评语').fill('整洁');
    await expect.poll(() => stored(page, 'lalian-outbox', 'drafts'), long).toContain('整洁');
    const kept = await stored(page, 'lalian-outbox', 'drafts');
    expect(kept).toContain('"work":"9"');
    expect(kept).toContain('"show":"9"');
    await context.close();
  });

  test('because it is full: what to do is said, and ballots and problems go out', async () => {
    const opened = await openJudge();
    const { page, context } = opened;
    await breakStorage(page, { how: 'full' });
    await openItem(page, STOP);
    await markAll(page, { 工作: '9', 展示: '9' });
    await page.getByRole('alert').filter({ hasText: '手机存储已满' }).waitFor();
    await page.getByRole('button', { name: '送出' }).click();
    await expect.poll(async () => (await ballotOf('s1'))?.version, long).toBe(1);
    await page.getByRole('button', { name: '记一个问题' }).click();
    await page.getByLabel('发现了什么问题').fill('台账缺页');
    await page.getByRole('button', { name: '保存记录' }).click();
    await expect.poll(async () => (await problems()).length, long).toBe(1);
    await context.close();
  });
});

describe('a problem', () => {
  const bad = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.7 not a picture') };
  const good = async (number: number) => ({
    ...{ name: `IMG_${number}.jpg`, mimeType: 'image/jpeg' },
    buffer: await photo(number),
  });

  test('whose picture cannot be read goes with its words, and the judge is told; another picture is put in', async () => {
    const { page, context } = await openJudge();
    await openItem(page, STOP);
    await page.getByRole('button', { name: '记一个问题' }).click();
    await page.getByLabel('发现了什么问题').fill('灭火器\u0003过期\u000b需更换');
    await page.locator('input[type=file]').setInputFiles(bad);
    await page.getByRole('img', { name: '问题图片 1' }).waitFor();
    await page.getByRole('button', { name: '保存记录' }).click();
    await page.getByRole('alert').filter({ hasText: '有 1 张图片没有送达' }).waitFor(long);
    expect((await problems())[0]).toMatchObject({ text: '灭火器过期\n需更换', version: 1 });
    await page.getByRole('button', { name: '改一改' }).click();
    await page.getByRole('button', { name: '去掉第 1 张图片' }).click();
    await page.locator('input[type=file]').setInputFiles(await good(1));
    await page.getByRole('img', { name: '问题图片 1' }).waitFor();
    await page.getByRole('button', { name: '保存记录' }).click();
    await expect.poll(async () => (await problems())[0]?.pictures?.length, long).toBe(1);
    await expect.poll(() => page.getByRole('alert').count(), long).toBe(0);
    await context.close();
  });

  test('that was sent is corrected, with its pictures, without signal, too', async () => {
    const { page, context } = await openJudge();
    await openItem(page, STOP);
    await page.getByRole('button', { name: '记一个问题' }).click();
    await page.getByLabel('发现了什么问题').fill('台账缺页');
    await page.locator('input[type=file]').setInputFiles([await good(2), await good(3)]);
    await page.getByRole('img', { name: '问题图片 2' }).waitFor();
    await page.getByRole('button', { name: '保存记录' }).click();
    await expect.poll(async () => (await problems())[0]?.pictures?.length, long).toBe(2);
    await page.getByRole('button', { name: '更正' }).waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: '更正' }).click();
    await page.getByLabel('发现了什么问题').fill('台账缺三页');
    await page.getByRole('button', { name: '去掉第 1 张图片' }).click();
    await page.getByRole('radio', { name: '严重' }).check();
    await page.getByRole('button', { name: '保存记录' }).click();
    await page.getByText('更正 · 已存在本机').waitFor();
    const [before] = await problems();
    await context.setOffline(false);
    await expect.poll(async () => (await problems())[0]?.version, long).toBe(2);
    expect(await problems()).toMatchObject([{ text: '台账缺三页', severity: 'grave' }]);
    expect((await problems())[0]?.pictures?.map(({ id }) => id)).toEqual([before?.pictures?.[1]?.id]);
    await context.close();
  });
});

test('what was filled in before a lock is shown, and is not counted as done', async () => {
  const { page, context } = await openJudge();
  await openItem(page, STOP);
  await markAll(page, { 工作: '8.5' });
  await page.getByLabel('评语').fill('扎实');
  await server.command(organiser, 'lockItem', { itemId: 's1', reason: '计分' });
  await page.getByText('锁定前您填了以下内容').waitFor();
  const typed = await page.getByRole('region', { name: /锁定前您填了/ }).innerText();
  expect(typed).toMatch(/8\.5[\s\S]*扎实/);
  await page.getByRole('button', { name: '返回' }).first().click();
  expect(await page.locator('h2.part').first().innerText()).toMatch(/已完成 0 \//);
  await context.close();
});
