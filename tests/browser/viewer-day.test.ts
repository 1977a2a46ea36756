import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';

/** What viewers see of a day that does not go as planned. */
let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;

const give = async (type: string, body: Record<string, unknown>): Promise<void> => {
  const { status, body: answer } = await server.command(organiser, type, body);
  if (status !== 200) throw new Error(`${type}: ${JSON.stringify(answer)}`);
};
const notice = (id: string, zh: string) =>
  give('noticeViewers', { noticeId: `notice-${id}`, kind: 'weather', text: { zh, en: 'Heat' } });
const reason = { zh: '山体滑坡', en: 'A landslide' };

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
  await give('beginDay', { day: 1 });
});
afterEach(() => server.close());

test('a notice stands at the top of every view, also without scripts, until it is withdrawn', async () => {
  const { page, context, errors } = await openPage(browser);
  await page.goto(base);
  await notice('00001', '今天高温，请注意防暑');
  const shown = page.getByText('今天高温，请注意防暑');
  await shown.waitFor();
  await page.getByRole('link', { name: '榜单' }).last().click();
  expect(await shown.isVisible()).toBe(true);
  expect(await violations(page)).toEqual([]);
  expect((await server.get('/')).text).toContain('今天高温，请注意防暑');
  expect((await server.get('/?lang=en')).text).toContain('Heat');
  expect((await server.get('/embed/tour?show=feed')).text).toContain('今天高温，请注意防暑');
  for (const feed of ['/t/tour/rss.xml', '/t/tour/feed.json'])
    expect((await server.get(feed)).text).not.toContain('高温');
  await give('withdrawNotice', { noticeId: 'notice-00001' });
  await shown.waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  await context.close();
});

test('a notice moves nothing that is read: a post in sight stays where it is', async () => {
  const editor = await server.token('editor', 'qinchu');
  for (let at = 0; at < 8; at += 1)
    await server.command(editor, 'publishPost', {
      ...{ postId: `viewer-post-${at}`, title: `第 ${at} 条`, text: '现场。'.repeat(40), pictures: [] },
    });
  const { page, context } = await openPage(browser);
  await page.goto(base);
  const post = page.locator('article').nth(4);
  await post.scrollIntoViewIfNeeded();
  const top = async () => Math.round((await post.boundingBox())?.y ?? -1);
  const before = await top();
  await notice('00002', '车队晚点约 20 分钟');
  await page.getByText('车队晚点约 20 分钟').waitFor({ state: 'attached' });
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
  await context.close();
});

test('a notice whose time has come is taken away by the server', async () => {
  await give('noticeViewers', {
    ...{ noticeId: 'notice-00003', kind: 'delay', text: { zh: '短暂停车' } },
    untilUnixMs: Date.now() + 1_500,
  });
  const tour = async () => (await server.app.tours.find('tour'))?.fold.tour;
  await expect.poll(async () => Object.keys((await tour())?.notices ?? {}), { timeout: 15_000 }).toEqual([]);
});

test('a stop that is cancelled and an area that withdrew are said so on the road list, its card and the standings', async () => {
  await give('cancelStop', { itemId: 's1', reason, isReasonPublic: true });
  await give('withdrawArea', { areaId: 'fang', reason, isReasonPublic: false });
  const { page, context, errors } = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await page.goto(base);
  const row = page.locator('.stop').filter({ hasText: '水坪镇实践所' });
  expect(await row.innerText()).toContain('取消');
  await row.getByRole('button').click();
  await page.getByText('：山体滑坡').waitFor();
  const standings = page.locator('tr[data-area="fang"]');
  expect((await standings.innerText()).replace(/\s+/g, ' ')).toMatch(/–.*已退出，不参加排名.*退出/);
  expect(await page.locator('.map-stop.is-off').count()).toBe(3);
  expect(errors).toEqual([]);
  await context.close();
});
