import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { valueAt } from '../../shared/tour/keyed.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { stored } from '../support/broken-storage.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { attachPhotos, enterAsEditor, openDeskPage, photo } from '../support/desk-page.ts';
import { enterAs, markAll, openItem } from '../support/judge-page.ts';

/*
 * Faults of browsers' storage that others have met (Dexie, localForage, idb, PouchDB, Workbox), each made here by hand.
 */
let browser: PageHost;
let server: TestApp;
let base: string;
let token: string;
const long = { timeout: 25_000 };
const ballotOf = async (itemId: string) =>
  (await server.app.tours.find('tour'))?.fold.tour.ballots[itemId]?.j1;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  token = await server.token('judge', 'j1');
  await server.command(await server.token('organiser', 'org2'), 'beginDay', { day: 1 });
});
afterEach(() => server.close());

async function openJudge(atStart: () => void = () => undefined) {
  const opened = await openPage(browser);
  await opened.context.addInitScript(atStart);
  await enterAs(opened.context, token, base);
  await opened.page.goto(`${base}/judge/tour`);
  await opened.page.getByText('已连接').waitFor(long);
  return opened;
}
async function cast({ page }: Awaited<ReturnType<typeof openJudge>>): Promise<void> {
  await openItem(page, '水坪镇实践所');
  await markAll(page, { 工作: '9', 展示: '9' });
  await page.getByRole('button', { name: '送出' }).click();
}

test('a storage whose opening hangs (Safari 14.1) keeps neither the page nor a ballot back', async () => {
  const opened = await openJudge(() => {
    IDBFactory.prototype.open = () => new EventTarget() as unknown as IDBOpenDBRequest;
  });
  await cast(opened);
  await expect.poll(async () => (await ballotOf('s1'))?.version, long).toBe(1);
  await opened.context.close();
});

test('a transaction that never ends keeps a ballot back no longer than some seconds', async () => {
  const opened = await openJudge();
  await opened.page.evaluate(() => {
    // What iOS leaves of a connection in the background: everything is taken, and nothing is ever answered.
    for (const one of [IDBRequest, IDBTransaction]) one.prototype.addEventListener = () => undefined;
  });
  await cast(opened);
  // What is typed now would belong to nothing, and is not taken.
  await opened.page.getByRole('button', { name: '正在存到本机…' }).waitFor();
  expect(await opened.page.getByLabel('评语').getAttribute('readonly')).not.toBeNull();
  await expect.poll(async () => (await ballotOf('s1'))?.version, { timeout: 45_000 }).toBe(1);
  await opened.context.close();
}, 90_000);

test('a database that a newer page has made newer is used on', async () => {
  const opened = await openJudge();
  await opened.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('lalian-outbox', 2);
        request.onupgradeneeded = () => request.result.createObjectStore('later');
        request.onblocked = () => reject(new Error('the page holds the database'));
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      }),
  );
  await opened.context.setOffline(true);
  await cast(opened);
  await opened.page.getByRole('status').filter({ hasText: '已存在本机' }).first().waitFor();
  expect(await stored(opened.page, 'lalian-outbox', 'boxes')).toContain('"work":"9"');
  await opened.context.close();
});

test('a browser that refuses to store files (WebKit) keeps a picture as its bytes', async () => {
  const editor = await server.token('editor', 'qinchu', { name: '王记者' });
  const { context, page } = await openPage(browser);
  await enterAsEditor(context, editor, base);
  await openDeskPage(page, base);
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      if (Object.values(given[0] as object).some((member) => member instanceof Blob))
        throw new DOMException('Error preparing Blob/File data to be stored in object store', 'UnknownError');
      return put.apply(this, given);
    };
  });
  // It is opened again without signal below: that takes a worker that has the page.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await context.setOffline(true);
  await page.getByLabel('标题', { exact: true }).fill('以字节保存');
  await attachPhotos(page, [await photo(21)]);
  await page.getByRole('textbox', { name: '图片 1 画面说明' }).fill('村民');
  await expect.poll(() => stored(page, 'lalian-desk', 'files')).toContain('"original":{"bytes"');
  expect(await page.getByRole('alert').filter({ hasText: '本机' }).count()).toBe(0);
  await page.getByText('已存在本机').waitFor();
  await page.reload();
  await context.setOffline(false);
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await expect
    .poll(async () => {
      const tour = (await server.app.tours.find('tour'))?.fold.tour;
      const [id = ''] = tour?.feed ?? [];
      return (tour && valueAt(tour.posts, id))?.pictures.length;
    }, long)
    .toBe(1);
  await context.close();
});

test('two pages that find the same ballot waiting send it once', async () => {
  const opened = await openJudge();
  await opened.context.setOffline(true);
  await cast(opened);
  await opened.page.getByRole('status').filter({ hasText: '已存在本机' }).first().waitFor();
  const other = await opened.context.newPage();
  await opened.context.setOffline(false);
  await other.goto(`${base}/judge/tour`);
  await expect.poll(async () => (await ballotOf('s1'))?.version, long).toBe(1);
  await other.getByText('已连接').waitFor(long);
  expect((await ballotOf('s1'))?.version).toBe(1);
  await opened.context.close();
});
