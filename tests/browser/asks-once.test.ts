import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueAt } from '../../shared/tour/keyed.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { enterAsEditor, openDeskPage } from '../support/desk-page.ts';
import { openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let page: Page;
let base: string;
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  base = await server.listen();
  const token = await server.token('editor', 'qinchu', { name: '王记者' });
  await server.command(token, 'publishPost', {
    postId: 'post-first-1',
    title: '开场',
    text: '出发。',
    pictures: [],
  });
  const saved = await server.app.http.inject({
    ...{ method: 'PUT', url: '/api/tours/tour/desk/drafts/draft-0001' },
    headers: { authorization: `Bearer ${token}` },
    payload: {
      ...{ basedOnVersion: 0, state: 'scheduled', scheduledAtUnixMs: Date.now() + HOUR_MS },
      content: { title: '定好时间的稿件', text: '一小时后。', pictures: [] },
    },
  });
  expect([saved.statusCode, saved.body]).toEqual([200, expect.any(String)]);
  const opened = await openPage(browser, { viewport: DESKTOP });
  await enterAsEditor(opened.context, token, base);
  ({ page } = opened);
  await openDeskPage(page, base);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const post = async (postId: string) => {
  const room = await server.app.tours.find('tour');
  return room && valueAt(room.fold.tour.posts, postId);
};

test('a draft that has its own hour is published before it only once that was asked', async () => {
  const publish = () =>
    page
      .locator('li', { hasText: '定好时间的稿件' })
      .getByRole('button', { name: '发布', exact: true })
      .click();
  await publish();
  const asked = page.getByRole('dialog');
  await asked.getByText(/现在就发布/).waitFor();
  await asked.getByRole('button', { name: '取消' }).click();
  expect(await post('draft-0001')).toBeUndefined();
  await publish();
  await asked.getByRole('button', { name: '现在发布' }).click();
  await expect.poll(() => post('draft-0001')).toMatchObject({ title: '定好时间的稿件' });
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a post is withdrawn after one dialog, which names it and asks why', async () => {
  await page.locator('[data-post="post-first-1"]').click();
  await page.getByRole('button', { name: '撤回', exact: true }).click();
  const asked = page.getByRole('dialog');
  await asked.getByText('开场').waitFor();
  await asked.getByRole('textbox').fill('采访对象要求');
  await asked.getByRole('button', { name: '撤回', exact: true }).click();
  await expect.poll(() => post('post-first-1')).toMatchObject({ withdrawn: { reason: '采访对象要求' } });
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('opens the standings only once that was asked; hiding them asks nothing', async () => {
  const organiser = await server.token('organiser', 'org2');
  const { page, context } = await openPage(browser, { viewport: DESKTOP });
  await takeSession(context, 'organiser', organiser, base);
  await openPlace(page, base, 'public');
  const dialog = () => page.getByRole('dialog').last();
  const visibility = async () => (await server.app.tours.find('tour'))?.fold.tour.visibility;
  const part = page.locator('#visibility');
  const apply = () => part.getByRole('button', { name: '应用' }).click();
  await part.getByLabel(/暂不公开/).check();
  await apply();
  await part.getByText('不公布榜单').waitFor();
  await part.getByLabel(/实时公开/).check();
  await apply();
  await dialog()
    .getByText(/无法收回/)
    .waitFor();
  await dialog().getByRole('button', { name: '取消' }).click();
  await part.getByText('不公布榜单').waitFor();
  expect(await visibility()).toMatchObject({ mode: 'hidden' });
  await apply();
  await dialog().getByRole('button', { name: '公开', exact: true }).click();
  await part.getByText('实时榜单').waitFor();
  expect(await visibility()).toMatchObject({ mode: 'live' });
  expect(await page.getByRole('dialog').count()).toBe(0);
});
