import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { enterAs, markAll, openItem, openJudgePage, standing } from '../support/judge-page.ts';
import { openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

const WECHAT_ON_IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x1800312b) NetType/WIFI Language/zh_CN';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;
let token: string;

const tourNow = async () => (await server.app.tours.find('tour'))?.fold.tour;
const ballotOf = async (itemId: string) => (await tourNow())?.ballots[itemId]?.j1;

const openJudge = (options?: Parameters<typeof openPage>[1]) => openJudgePage(browser, token, base, options);

/** Scores 水坪镇实践所 without signal. */
async function scoreOffline({ context, page }: Awaited<ReturnType<typeof openJudge>>): Promise<void> {
  await context.setOffline(true);
  await openItem(page, '水坪镇实践所');
  await markAll(page, { 工作: '9', 展示: '9' });
  await page.getByRole('button', { name: '送出' }).click();
  await page.getByRole('status').filter({ hasText: '已存在本机' }).waitFor();
}

/** Revokes every judge's invite. */
async function revoke(): Promise<void> {
  const headers = { authorization: `Bearer ${organiser}` };
  const list = await server.app.http.inject({ url: '/api/tours/tour/invites', headers });
  for (const { inviteId, role } of list.json<{ invites: { inviteId: string; role: string }[] }>().invites)
    if (role === 'judge')
      await server.app.http.inject({ method: 'DELETE', url: `/api/tours/tour/invites/${inviteId}`, headers });
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

test('a ballot whose sending has begun never goes out in the name of who enters meanwhile', async () => {
  const opened = await openJudge();
  const { page, context } = opened;
  await scoreOffline(opened);
  const other = await server.token('judge', 'j2');
  // The page has asked who it is; before its ballot leaves, somebody else has entered.
  await page.route('**/commands/castBallot', async (route) => {
    await enterAs(context, other, base);
    const headers = { ...(await route.request().allHeaders()), cookie: `lalian.tour.judge=${other}` };
    await route.continue({ headers });
  });
  await context.setOffline(false);
  await page.getByRole('alert').filter({ hasText: '另一位评委' }).waitFor({ timeout: 20_000 });
  await page.unroute('**/commands/castBallot');
  expect((await tourNow())?.ballots).toEqual({});
  await enterAs(context, token, base);
  await expect.poll(() => ballotOf('s1'), { timeout: 40_000 }).toMatchObject({ version: 1 });
  expect((await tourNow())?.ballots.s1).not.toHaveProperty('j2');
  await context.close();
});

test('a ballot that was taken and is not shown by the tour goes out once more when the page is opened again', async () => {
  const opened = await openJudge();
  const { page, context } = opened;
  // As after a server that was put back to an older copy: it has answered, and knows nothing of it.
  await page.route('**/commands/castBallot', (route) =>
    route.fulfill({
      status: 200,
      headers: { 'lalian-answer': '1' },
      json: { at: 1, seq: 9, repeated: false },
    }),
  );
  await openItem(page, '水坪镇实践所');
  await markAll(page, { 工作: '9', 展示: '9' });
  await page.getByRole('button', { name: '送出' }).click();
  await page.getByRole('status').filter({ hasText: '已送达' }).first().waitFor();
  expect(await ballotOf('s1')).toBeUndefined();
  await page.unroute('**/commands/castBallot');
  await page.reload();
  await expect.poll(() => ballotOf('s1'), { timeout: 20_000 }).toMatchObject({ version: 1 });
  await context.close();
});

describe('a judge whose invite was revoked', () => {
  test('is told so, not that there is no signal; and once there is another invite, it goes on by itself', async () => {
    const { page, context } = await openJudge();
    await revoke();
    await page.getByText('这个邀请已被撤销').waitFor();
    expect(await page.innerText('body')).not.toMatch(/没有信号 ·|已连接/);
    await enterAs(context, await server.token('judge', 'j1'), base);
    await page.getByText('已连接').waitFor({ timeout: 20_000 });
    expect(await page.getByRole('alert').count()).toBe(0);
    await context.close();
  });

  test('keeps what was not sent, with the reason, and can hand it over', async () => {
    const opened = await openJudge();
    const { page, context } = opened;
    await scoreOffline(opened);
    await revoke();
    await context.setOffline(false);
    await page.getByText('1 份存在本机，没有丢失').waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: '出示二维码' }).click();
    await page.getByRole('img', { name: /请组织方扫描/ }).waitFor();
    expect(await page.innerText('main')).toContain('这个邀请已被撤销');
    await page.reload();
    await page.getByRole('button', { name: '保存为文件' }).waitFor();
    await enterAs(context, await server.token('judge', 'j1'), base);
    await page.reload();
    await expect.poll(async () => (await ballotOf('s1'))?.version, { timeout: 15_000 }).toBe(1);
    await context.close();
  });
});

interface Photograph {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

async function savedFile(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '保存为文件' }).click(),
  ]);
  return await download.path();
}

/** What another phone's camera takes of the code: the page around it, a little askew. */
async function photograph(page: Page): Promise<Photograph> {
  await page.getByRole('button', { name: '出示二维码' }).click();
  await page.getByRole('img', { name: /请组织方扫描/ }).scrollIntoViewIfNeeded();
  const screen = await page.screenshot();
  const buffer = await sharp(screen).rotate(3, { background: '#777' }).jpeg({ quality: 80 }).toBuffer();
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer };
}

describe('a ballot that was refused for a lock', () => {
  /** Opens the organiser's page and enters what the judge's phone shows, with a mark changed where that is wanted. */
  async function enterFor(handed: string | Photograph, work?: string): Promise<void> {
    const desk = await openPage(browser, { viewport: DESKTOP });
    await takeSession(desk.context, 'organiser', organiser, base);
    await openPlace(desk.page, base, 'scores');
    await desk.page.locator('[data-row="-1"][data-column="0"]').click();
    const dialog = desk.page.getByRole('dialog').last();
    await dialog.getByRole('button', { name: '代录纸质打分票' }).click();
    await dialog.getByText('从评委手机读入').click();
    await dialog.locator('input[type=file]').first().setInputFiles(handed);
    await dialog.getByText(/已读入 评委j1 的打分票/).waitFor();
    if (work !== undefined) await dialog.getByLabel('工作').fill(work);
    await dialog.getByLabel('代录原因').fill('锁定前已打分');
    await dialog.getByRole('button', { name: '保存打分票' }).click();
    await expect.poll(async () => (await ballotOf('s1'))?.paper).toBe('锁定前已打分');
    await desk.context.close();
  }

  test.each([
    ['as it was handed over, nothing is left to do', 'file', undefined, '组织方代录'],
    ['from a photograph of its code, nothing is left to do', 'code', undefined, '组织方代录'],
    ['otherwise, both are shown and the judge chooses', 'file', '8', '两份，请选择'],
  ])('when the organiser enters it %s', async (_how, by, changed, word) => {
    const opened = await openJudge();
    const { page, context } = opened;
    await scoreOffline(opened);
    await server.command(organiser, 'lockItem', { itemId: 's1', reason: '计分' });
    await context.setOffline(false);
    await page.getByRole('status').filter({ hasText: '未被接收' }).waitFor({ timeout: 20_000 });
    expect(await page.innerText('main')).toContain('点位 水坪镇实践所 已锁定');
    const handed = by === 'file' ? await savedFile(page) : await photograph(page);
    // No signal while the stop is open again: otherwise the phone would be faster than the organiser.
    await context.setOffline(true);
    await server.command(organiser, 'reopenItem', { itemId: 's1', reason: '补录' });
    await enterFor(handed, changed);
    await server.command(organiser, 'lockItem', { itemId: 's1' });
    await context.setOffline(false);
    await page.getByRole('button', { name: '返回' }).first().click();
    await expect.poll(() => standing(page, '水坪镇实践所'), { timeout: 20_000 }).toBe(`${word}已锁定`);
    expect((await ballotOf('s1'))?.version).toBe(1);
    await context.close();
  });
});

describe('WeChat on an iPhone, where no service worker runs', () => {
  test('says how to open the page in the browser, keeps the invite for that, and works while it stays open', async () => {
    const { context, page } = await openPage(browser, { userAgent: WECHAT_ON_IPHONE });
    await context.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
    });
    const headers = { authorization: `Bearer ${organiser}` };
    const made = await server.app.http.inject({
      ...{ method: 'POST', url: '/api/tours/tour/invites', headers },
      payload: { invites: [{ role: 'judge', id: 'j1' }] },
    });
    const [invite] = made.json<{ invites: { url: string }[] }>().invites;
    const secret = new URL(invite?.url ?? '').hash;
    await page.goto(`${base}/enter${secret}`);
    await page.getByText(/选“在浏览器打开”/).waitFor();
    expect(new URL(page.url()).hash).toBe(secret);
    await page.getByRole('link', { name: '开始打分' }).click();
    await page.getByText(/选“在浏览器打开”/).waitFor();
    await scoreOffline({ context, page, errors: [] });
    await context.setOffline(false);
    await expect
      .poll(async () => (await ballotOf('s1'))?.marks, { timeout: 20_000 })
      .toEqual({ work: '9', show: '9' });
    await context.close();
  });

  test('elsewhere the secret leaves the address at once', async () => {
    const { context, page } = await openPage(browser);
    await page.goto(`${base}/enter#tour.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`);
    await page.getByRole('heading', { name: '没有进入' }).waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await context.close();
  });
});

test('the organiser sees what waits on a phone, refused or not, and that nothing waits any more', async () => {
  const waiting = async () => {
    const headers = { authorization: `Bearer ${organiser}` };
    const { json } = await server.app.http.inject({ url: '/api/tours/tour/people', headers });
    const links = json<{ links: { role: string; devices: { waiting?: number }[] }[] }>().links;
    return links.find(({ role }) => role === 'judge')?.devices.map(({ waiting }) => waiting);
  };
  const opened = await openJudge();
  const { page, context } = opened;
  await scoreOffline(opened);
  await server.command(organiser, 'lockItem', { itemId: 's1', reason: '已收卷' });
  await page.route('**/commands/castBallot', (route) => route.abort());
  await context.setOffline(false);
  await expect.poll(waiting).toEqual([1]);
  // Refused, it is still there.
  await page.unroute('**/commands/castBallot');
  await page.getByText('锁定').first().waitFor();
  await expect.poll(waiting).toEqual([1]);
  await server.command(organiser, 'reopenItem', { itemId: 's1', reason: '补收' });
  await expect.poll(waiting).toEqual([0]);
  await context.close();
});
