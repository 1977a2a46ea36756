import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueAt } from '../../shared/tour/keyed.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { LOOKS, violations } from '../support/axe.ts';
import { openPage, type PageHost, shareBrowser, startLastingBrowser } from '../support/browser.ts';
import { attachPhotos, enterAsEditor, openDeskAs, openDeskPage, photo } from '../support/desk-page.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let token: string;

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  base = await server.listen();
  token = await server.token('editor', 'qinchu', { name: '王记者' });
  const organiser = await server.token('organiser', 'org2');
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  const first = { postId: 'post-first-1', title: '开场', text: '车队出发。', pictures: [] };
  await server.command(token, 'publishPost', first);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const openDesk = (options?: Parameters<typeof openPage>[1]) => openDeskAs(browser, token, base, options);
const tour = async () => {
  const found = await server.app.tours.find('tour');
  if (found === undefined) throw new Error('there is no tour');
  return found.fold.tour;
};
const posts = async () => {
  const { feed, posts: all } = await tour();
  return feed.flatMap((id) => valueAt(all, id) ?? []);
};
const titled = async (title: string) => (await posts()).find((post) => post.title === title);
const write = async (page: Page, title: string, text = '') => {
  await page.getByLabel('标题', { exact: true }).fill(title);
  if (text !== '') await page.getByLabel('正文').fill(text);
};
const publish = (page: Page) => page.getByRole('button', { name: '发布', exact: true }).click();
/** Until what was typed last is on the device. */
const keptOnDevice = (page: Page, text: string) =>
  expect
    .poll(() =>
      page.evaluate(async (wanted) => {
        const db = await new Promise<IDBDatabase>((resolve) => {
          const request = indexedDB.open('lalian-desk');
          request.onsuccess = () => resolve(request.result);
        });
        const all = await new Promise<unknown[]>((resolve) => {
          const request = db.transaction('writings').objectStore('writings').getAll();
          request.onsuccess = () => resolve(request.result);
        });
        db.close();
        return JSON.stringify(all).includes(wanted);
      }, text),
    )
    .toBe(true);

describe('the media desk', () => {
  test('what it publishes is on an open page of a viewer, filed under the stop of the convoy, with its picture', async () => {
    const viewer = await openPage(browser);
    await viewer.page.goto(`${base}/t/tour`);
    const { page, context, errors } = await openDesk();
    await write(page, '村民迎接车队', '上午九点，车队抵达。');
    await attachPhotos(page, [await photo(1)]);
    await page.getByRole('textbox', { name: '图片 1 画面说明' }).fill('村民在门口');
    await page.getByRole('button', { name: /^图片 1 取景点/ }).click();
    await page.getByRole('button', { name: /^取景点，横 50%/ }).press('ArrowLeft');
    await page.keyboard.press('Escape');
    await publish(page);
    await viewer.page.getByRole('heading', { name: '村民迎接车队' }).waitFor();
    await expect
      .poll(async () => (await titled('村民迎接车队'))?.pictures.length, { timeout: 15_000 })
      .toBe(1);
    const post = await titled('村民迎接车队');
    expect(post).toMatchObject({ stopId: 's1', areaId: 'zhuxi', brandId: 'virtue', author: '王记者' });
    expect(post?.pictures[0]).toMatchObject({ alt: '村民在门口', focus: [0.48, 0.5] });
    expect(errors).toEqual([]);
    await context.close();
    await viewer.context.close();
  });

  test('two corrections of one post: the second editor sees both texts, and chooses', async () => {
    const postId = 'post-conflict-1';
    await server.command(token, 'publishPost', {
      postId,
      title: '点位数',
      text: '共 3716 个。',
      pictures: [],
    });
    const { page, context } = await openDesk({ viewport: { width: 1400, height: 900 } });
    await page.locator(`[data-post="${postId}"]`).click();
    await page.getByRole('button', { name: '更正', exact: true }).click();
    await page.getByLabel('正文').fill('共 3761 个。\n数据截至七月。');
    await server.command(token, 'correctPost', {
      postId,
      basedOnVersion: 1,
      note: '数字',
      text: '共 3760 个。',
    });
    await page.getByText('两个人同时改了这一条').waitFor();
    expect(await page.locator('[data-mine]').innerText()).toContain('共 3761 个');
    expect(await page.locator('[data-theirs]').innerText()).toContain('共 3760 个');
    await page.getByLabel(/哪里错了/).fill('数字应为 3761');
    await page.getByRole('button', { name: '用我的，覆盖已保存的' }).click();
    await expect
      .poll(async () => (await titled('点位数'))?.text, { timeout: 15_000 })
      .toBe('共 3761 个。\n数据截至七月。');
    expect((await titled('点位数'))?.corrections.map(({ note }) => note)).toEqual(['数字', '数字应为 3761']);
    await page.getByRole('button', { name: '历史' }).click();
    await page.getByRole('dialog').getByText('共 3760 个。').waitFor();
    await context.close();
  });

  test('pasted HTML is plain text: nothing of it runs or becomes an element', async () => {
    const { page, context, errors } = await openDesk();
    const html =
      '<p title="a > b">第一段<img src=x alt=\'>\' onerror="window.ran=1"></p><script>window.ran=2</script><p>第二段</p>';
    await page.getByLabel('正文').evaluate((field, pasted) => {
      const data = new DataTransfer();
      data.setData('text/html', pasted);
      field.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, html);
    expect(await page.getByLabel('正文').inputValue()).toBe('第一段\n第二段');
    await write(page, '<script>alert(1)</script>');
    await publish(page);
    await expect
      .poll(async () => (await titled('<script>alert(1)</script>'))?.text, { timeout: 15_000 })
      .toBe('第一段\n第二段');
    expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('what is typed is there after a reload, a correction too; and everything can be done by keys', async () => {
    const { page, context } = await openDesk();
    await page.getByLabel('标题', { exact: true }).focus();
    await page.keyboard.type('只用键盘');
    await page.keyboard.press('Enter');
    await page.keyboard.type('没有丢失');
    // At once: what was typed last is on its way to the disk while the page goes.
    await page.reload();
    await page.getByText('已连接').waitFor();
    await expect
      .poll(() => page.getByLabel('标题', { exact: true }).inputValue(), { timeout: 10_000 })
      .toBe('只用键盘');
    await page.getByLabel('正文').focus();
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await titled('只用键盘'))?.text, { timeout: 15_000 }).toBe('没有丢失');
    await page.keyboard.press('Alt+4');
    await page.locator('[data-post]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel(/哪里错了/).fill('写到一半的更正');
    await keptOnDevice(page, '写到一半的更正');
    await page.reload();
    expect(await page.getByLabel(/哪里错了/).inputValue()).toBe('写到一半的更正');
    await page.getByLabel(/哪里错了/).blur();
    await page.keyboard.press('F1');
    await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
    await page.keyboard.press('Escape');
    await context.close();
  });

  test('a draft goes to a colleague, who sees it; two versions of it show both', async () => {
    const { page, context } = await openDesk({ viewport: { width: 1400, height: 900 } });
    await write(page, '待审的稿', '请看一下');
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByLabel('给同事的话（可不填）').fill('标题是否合适');
    await page.getByRole('dialog').getByRole('button', { name: '送审' }).click();
    const colleague = await openDesk({ viewport: { width: 1400, height: 900 } });
    await colleague.page.getByRole('button', { name: '待审的稿' }).waitFor({ timeout: 15_000 });
    await colleague.page.getByText('标题是否合适').waitFor();
    await colleague.page.getByRole('button', { name: '待审的稿' }).click();
    await page.getByRole('button', { name: '待审的稿' }).click();
    await page.getByText('王记者 也在编辑这一条').waitFor({ timeout: 15_000 });
    await page.getByLabel('正文').fill('我改过的');
    await colleague.page.getByLabel('正文').fill('同事改过的');
    await colleague.page.getByRole('button', { name: '存草稿' }).click();
    await page.getByText('两个人同时改了这一条').waitFor({ timeout: 15_000 });
    expect(await page.locator('[data-theirs]').innerText()).toContain('同事改过的');
    await page.getByRole('button', { name: '保留已保存的，放弃我的' }).click();
    await colleague.page.locator('.in-drafts').getByRole('button', { name: '发布', exact: true }).click();
    await expect.poll(async () => (await titled('待审的稿'))?.text, { timeout: 15_000 }).toBe('同事改过的');
    await colleague.page.getByText('同事共用的草稿会出现在这里。').waitFor({ timeout: 15_000 });
    await context.close();
    await colleague.context.close();
  });
});

describe('in airplane mode', () => {
  const COUNT = 20;
  /** Which requests reach the server, but their answers not the phone; and which do not even leave it. */
  const ANSWER_LOST = [3, 22, 25, 61];
  const CUT = [12, 23, 40];
  test('20 posts with pictures survive a restart and cut connections, and go out once, in order', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lalian-desk-'));
    const first = await startLastingBrowser(folder);
    await enterAsEditor(first, token, base, true);
    const page = await first.newPage();
    await openDeskPage(page, base);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.waitForTimeout(1_000);
    await first.setOffline(true);
    const photos = await Promise.all(
      Array.from({ length: COUNT }, (_, at) => photo(at + 10, at === 0 ? 1000 : 300)),
    );
    for (const [at, buffer] of photos.entries()) {
      await write(page, `航班第 ${at + 1} 条`);
      await attachPhotos(page, [buffer]);
      await page.getByRole('textbox', { name: '图片 1 画面说明' }).fill(`画面 ${at + 1}`);
      await publish(page);
      await page.getByText(`${at + 1} 条存在本机`).waitFor();
    }
    await first.close();

    const again = await startLastingBrowser(folder);
    await again.setOffline(true);
    const reopened = await again.newPage();
    await reopened.goto(`${base}/desk/tour`);
    await reopened.getByText(`${COUNT} 条存在本机`).waitFor();
    // Answers are lost, and requests too, of pieces and of commands.
    let count = 0;
    await again.route(/\/uploads\/|\/commands\//, async (route) => {
      count += 1;
      if (ANSWER_LOST.includes(count)) await route.fetch();
      if (ANSWER_LOST.includes(count) || CUT.includes(count)) await route.abort();
      else await route.continue();
    });
    const before = (await posts()).length;
    await again.setOffline(false);
    await expect.poll(async () => (await posts()).length, { timeout: 60_000 }).toBe(before + COUNT);
    const isWhole = async () =>
      (await posts())
        .slice(before)
        .filter((post) => post.pictures.length === 1 && post.awaitedPictures === undefined).length;
    await expect.poll(isWhole, { timeout: 60_000 }).toBe(COUNT);
    const sent = (await posts()).slice(before);
    expect(sent.map(({ title }) => title)).toEqual(photos.map((_, at) => `航班第 ${at + 1} 条`));
    expect(sent.map(({ pictures }) => pictures[0]?.alt)).toEqual(photos.map((_, at) => `画面 ${at + 1}`));
    await reopened.getByText('已连接').waitFor({ timeout: 20_000 });
    await again.close();
    await rm(folder, { recursive: true, force: true });
  }, 150_000);
});

describe('axe finds nothing to complain of', () => {
  for (const { language, colorScheme } of LOOKS)
    test(`and nothing scrolls sideways at 360 px: ${language}, ${colorScheme}`, async () => {
      const { page, context } = await openPage(browser, {
        colorScheme,
        viewport: { width: 360, height: 740 },
      });
      await enterAsEditor(context, token, base);
      await openDeskPage(page, base, language);
      const look = async () => {
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      };
      await page
        .locator('[data-gallery]')
        .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo(90) });
      await page.locator('[data-alt-missing]').waitFor();
      await look();
      for (const view of ['outbox', 'drafts', 'coverage', 'dashboard']) {
        await page.locator(`nav .view-${view}`).click();
        if (view === 'coverage') await page.locator('[data-post]').first().click();
        await look();
      }
      await context.close();
    });
});
