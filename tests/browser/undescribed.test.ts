import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { attachPhotos, enterAsEditor, openDeskPage, photo } from '../support/desk-page.ts';
import { uploadPicture } from '../support/editor-pictures.ts';

let browser: PageHost;
let server: TestApp;
let page: Page;
let editor: string;

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  const base = await server.listen();
  const organiser = await server.token('organiser', 'org2');
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  const opened = await openPage(browser, { viewport: DESKTOP });
  editor = await server.token('editor', 'qinchu', { name: '王记者' });
  await enterAsEditor(opened.context, editor, base);
  ({ page } = opened);
  await openDeskPage(page, base);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function titled(title: string): Promise<Post | undefined> {
  const tour = (await server.app.tours.find('tour'))?.fold.tour;
  return tour?.feed.flatMap((id) => valueAt(tour.posts, id) ?? []).find((post) => post.title === title);
}

test('pictures go out without a description: one is proposed from caption or stop, and listed to be put right', async () => {
  await page.getByLabel('标题', { exact: true }).fill('村民迎接车队');
  await attachPhotos(page, [await photo(1), await photo(2)]);
  await page.getByLabel('图片 2 图说').fill('志愿者在门口');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await expect.poll(async () => (await titled('村民迎接车队'))?.pictures.length, { timeout: 20_000 }).toBe(2);
  expect((await titled('村民迎接车队'))?.pictures).toMatchObject([
    { alt: '水坪镇实践所现场图片 1', altProposed: true },
    { alt: '志愿者在门口', altProposed: true },
  ]);
  const listed = page.locator('li', { hasText: '2 张图片缺画面说明' });
  await listed.getByRole('button', { name: '村民迎接车队' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('村民在门口排队量血压');
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.locator('li', { hasText: '1 张图片缺画面说明' }).waitFor();
  const post = await titled('村民迎接车队');
  expect(post?.pictures[0]?.alt).toBe('村民在门口排队量血压');
  expect(post?.pictures[0]).not.toHaveProperty('altProposed');
  expect(post?.corrections).toEqual([]);
});

test('a picture that stands twice in a post is described once', async () => {
  const picture = { ...(await uploadPicture(server, editor, 'teal')), altProposed: true as const };
  const other = { ...(await uploadPicture(server, editor, 'olive')), altProposed: true as const };
  const pictures = [picture, other, picture];
  const content = { postId: 'twice-0001', title: '同一张图', text: '', pictures };
  expect((await server.command(editor, 'publishPost', content)).status).toBe(200);
  await page.getByRole('button', { name: '同一张图', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('一面青色的墙');
  expect(await dialog.getByRole('textbox').count()).toBe(2);
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect
    .poll(async () => (await titled('同一张图'))?.pictures.map(({ altProposed }) => altProposed))
    .toEqual([undefined, true, undefined]);
});
