import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { type openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { markAll, openItem, openJudgePage, standing } from '../support/judge-page.ts';

/** How a judge's page goes through a day that does not go as planned. */
let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;
let token: string;

const ballotOf = async (itemId: string) =>
  (await server.app.tours.find('tour'))?.fold.tour.ballots[itemId]?.j1;
const give = async (type: string, body: Record<string, unknown>): Promise<void> => {
  const { status, body: answer } = await server.command(organiser, type, body);
  if (status !== 200) throw new Error(`${type}: ${JSON.stringify(answer)}`);
};
const openJudge = (options?: Parameters<typeof openPage>[1]) => openJudgePage(browser, token, base, options);

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
  token = await server.token('judge', 'j1');
  await give('beginDay', { day: 1 });
});
afterEach(() => server.close());

describe('a stop that opens when the convoy arrives', () => {
  beforeEach(() => give('setOpening', { opening: 'on-arrival' }));

  test('takes marks before onto the phone, and they go out by themselves then', async () => {
    const { page, context, errors } = await openJudge();
    await page.getByText('车队到达一站，才开放一站打分').waitFor();
    expect(await standing(page, '水坪镇实践所')).toBe('到达后开放');
    await openItem(page, '水坪镇实践所');
    await page.getByText('车队到达后开放打分。现在可以先填').waitFor();
    await markAll(page, { 工作: '9', 展示: '8' });
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByText('打分存在本机，车队到达后自动送出，不必再管。').waitFor();
    await page.getByRole('status').filter({ hasText: '1 份存在本机，车队到达后自动送出' }).waitFor();
    expect(await ballotOf('s1')).toBeUndefined();
    expect(await violations(page)).toEqual([]);
    await give('markStop', { stopId: 's1', status: 'arrived' });
    await page.getByRole('status').filter({ hasText: '已送达' }).first().waitFor();
    expect(await ballotOf('s1')).toMatchObject({ version: 1, marks: { work: '9', show: '8' } });
    expect(errors).toEqual([]);
    await context.close();
  });

  test('is not lost where the phone is closed in between, has no signal when the convoy comes, or is opened later', async () => {
    const { page, context } = await openJudge();
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '9', 展示: '8' });
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByText('打分存在本机，车队到达后自动送出，不必再管。').waitFor();
    // Opened again, it is tried once more, refused once more, and waits on.
    await page.reload();
    await page.getByText('打分存在本机，车队到达后自动送出，不必再管。').waitFor();
    await context.setOffline(true);
    await give('markStop', { stopId: 's1', status: 'arrived' });
    expect(await ballotOf('s1')).toBeUndefined();
    await context.setOffline(false);
    await expect.poll(() => ballotOf('s1'), { timeout: 40_000 }).toMatchObject({ version: 1 });
    await context.close();
  });

  test('marks can be changed while they wait: what goes out are the last ones', async () => {
    const { page, context } = await openJudge();
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '9', 展示: '8' });
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByText('打分存在本机，车队到达后自动送出，不必再管。').waitFor();
    await page.getByRole('button', { name: '改分' }).click();
    await markAll(page, { 工作: '7' });
    await page.getByRole('button', { name: '送出更改' }).click();
    await page.getByText('打分存在本机，车队到达后自动送出，不必再管。').waitFor();
    await give('markStop', { stopId: 's1', status: 'arrived' });
    await expect.poll(() => ballotOf('s1')).toMatchObject({ version: 1, marks: { work: '7', show: '8' } });
    await context.close();
  });
});

describe('what falls out', () => {
  const reason = { zh: '山体滑坡' };

  test('is asked of the judge no more, says why, and what was typed is there again once it is restored', async () => {
    const { page, context, errors } = await openJudge();
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '9' });
    await give('cancelStop', { itemId: 's1', reason, isReasonPublic: true });
    await page.getByText('此项已取消，不需要打分').waitFor();
    expect(await page.innerText('main')).toContain('原因：山体滑坡');
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('heading', { name: '已完成 0 / 1' }).waitFor();
    expect(await standing(page, '水坪镇实践所')).toContain('已取消');
    await give('restoreStop', { itemId: 's1' });
    await page.getByRole('heading', { name: '已完成 0 / 2' }).waitFor();
    await openItem(page, '水坪镇实践所');
    await page.getByText('还有 1 项未打').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('and was cast without signal before is taken all the same, and kept', async () => {
    const { page, context } = await openJudge();
    await context.setOffline(true);
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '9', 展示: '9' });
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByRole('status').filter({ hasText: '已存在本机' }).first().waitFor();
    await give('cancelStop', { itemId: 's1', reason, isReasonPublic: false });
    await context.setOffline(false);
    await expect.poll(() => ballotOf('s1'), { timeout: 40_000 }).toMatchObject({ version: 1 });
    await page.getByText('此项已取消，不需要打分').waitFor();
    expect(await page.innerText('main')).not.toContain('山体滑坡');
    await context.close();
  });
});

test('a judge who leaves is told so by name, and what he scored without signal before is taken', async () => {
  await give('markStop', { stopId: 's1', status: 'arrived' });
  const { page, context } = await openJudge();
  // Where the convoy is comes up by itself.
  await page.getByRole('heading', { level: 1, name: '水坪镇实践所' }).waitFor();
  await context.setOffline(true);
  await markAll(page, { 工作: '9', 展示: '9' });
  await page.getByRole('button', { name: '送出' }).click();
  await page.getByRole('status').filter({ hasText: '已存在本机' }).first().waitFor();
  await give('dismissJudge', { judgeId: 'j1', leavesBallots: true });
  await context.setOffline(false);
  await expect.poll(() => ballotOf('s1'), { timeout: 40_000 }).toMatchObject({ version: 1 });
  // By then its form may have been left for what became of it, which has a way back of its own.
  await page.getByRole('button', { name: '返回' }).first().click();
  await page.getByText('评委j1，您已离队').waitFor();
  await context.close();
});

describe('an announcement to all judges', () => {
  const announce = (id: string, zh: string) =>
    give('announceToJudges', { announcementId: `announce-${id}`, text: { zh } });
  const knownBy = async (id: string) =>
    Object.keys(
      (await server.app.tours.find('tour'))?.fold.tour.announcements[`announce-${id}`]?.known ?? {},
    );

  test('stands above the list and the form, covers nothing, and the organiser learns who knows it', async () => {
    const { page, context, errors } = await openJudge();
    await announce('1', '一点半在大巴旁集合');
    await page.getByText('一点半在大巴旁集合').waitFor();
    await openItem(page, '水坪镇实践所');
    const text = await page.getByText('一点半在大巴旁集合').boundingBox();
    const form = await page.getByRole('button', { name: /^工作 键盘输入/ }).boundingBox();
    expect((text?.y ?? 0) + (text?.height ?? 0)).toBeLessThan(form?.y ?? 0);
    expect(await violations(page)).toEqual([]);
    await markAll(page, { 工作: '9', 展示: '8' });
    await page.getByRole('button', { name: '知道了' }).click();
    await expect.poll(() => knownBy('1')).toEqual(['j1']);
    // Known, it leaves the form alone, and stays on the list until it is over.
    expect(await page.getByText('一点半在大巴旁集合').count()).toBe(0);
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByText('一点半在大巴旁集合').waitFor();
    await give('withdrawAnnouncement', { announcementId: 'announce-1' });
    await page.getByText('一点半在大巴旁集合').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await context.close();
  });

  test('is there without signal, and that the judge knows it is told once there is some', async () => {
    await announce('2', '晚饭改到七点');
    const { page, context } = await openJudge();
    await page.getByText('晚饭改到七点').waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: '知道了' }).click();
    await page.getByRole('button', { name: '知道了' }).waitFor({ state: 'detached' });
    expect(await page.getByText('晚饭改到七点').isVisible()).toBe(true);
    expect(await knownBy('2')).toEqual([]);
    await context.setOffline(false);
    await expect.poll(() => knownBy('2'), { timeout: 40_000 }).toEqual(['j1']);
    await context.close();
  });
});
