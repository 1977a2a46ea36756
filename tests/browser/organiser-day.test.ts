import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import {
  DESKTOP,
  openPage,
  type PageHost,
  PHONE,
  shareBrowser,
  type WatchedPage,
} from '../support/browser.ts';
import { openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

/** Running the day from 现在: everything in two taps. */
let browser: PageHost;
let server: TestApp;
let base: string;

const tourNow = async () => {
  const tour = (await server.app.tours.find('tour'))?.fold.tour;
  if (tour === undefined) throw new Error('a tour');
  return tour;
};
async function openNow(viewport = PHONE, id = 'org-day'): Promise<WatchedPage> {
  const opened = await openPage(browser, { viewport });
  await takeSession(opened.context, 'organiser', await server.token('organiser', id), base);
  await openPlace(opened.page, base, 'now');
  await opened.page.locator('#day').waitFor();
  return opened;
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const statusOf = async (stopId: string) => (await tourNow()).stops[stopId]?.status;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
});
afterEach(() => server.close());

describe.each([
  ['a phone', PHONE],
  ['a desktop', DESKTOP],
] as const)('on %s', (_name, viewport) => {
  test('a day goes from its beginning to its end by one tap a step', async () => {
    const { page, context, errors } = await openNow(viewport);
    await press(page, '第 1 天出发');
    await expect.poll(async () => (await tourNow()).days[1] !== undefined).toBe(true);
    for (const [stopId, name] of [
      ['s1', '第 1 站 水坪镇实践所'],
      ['s2', '第 2 站 好人广场'],
    ] as const)
      for (const [label, status] of [
        ['出发前往', 'on-the-way'],
        ['已到', 'arrived'],
        ['离开', 'left'],
      ] as const) {
        await press(page, `${label} ${name}`);
        await expect.poll(() => statusOf(stopId)).toBe(status);
      }
    await press(page, '第 1 天结束');
    await expect.poll(async () => (await tourNow()).days[1]?.endedAt !== undefined).toBe(true);
    await page.getByRole('button', { name: '第 2 天出发' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('a stop falls out in two taps, says what that touches, and is restored in two', async () => {
    const { page, context } = await openNow(viewport);
    await press(page, '水坪镇实践所：更多操作');
    await page.getByText('取消后不算 0 分，也不算缺项').waitFor();
    expect(await violations(page)).toEqual([]);
    await press(page, '因天气取消');
    await expect
      .poll(async () => (await tourNow()).cancellations.s1?.at(-1)?.value?.reason?.zh)
      .toBe('因天气取消');
    await page.locator('[data-stop="s1"]').getByText('已取消').waitFor();
    await press(page, '水坪镇实践所：更多操作');
    await press(page, '恢复这一站');
    await expect.poll(async () => (await tourNow()).cancellations.s1?.at(-1)?.value).toBeNull();
    await press(page, '好人广场：更多操作');
    await press(page, '推迟 30 分钟');
    await expect.poll(async () => (await tourNow()).setup?.stops[1]?.plannedAt).toBe('11:30');
    await context.close();
  });

  test('judges and viewers are told, and it is taken away again', async () => {
    const { page, context, errors } = await openNow(viewport);
    await press(page, '通知评委');
    await press(page, '十分钟后上车');
    await press(page, '发出');
    await page.getByText('3 位评委中 0 位已知悉').waitFor();
    const [said] = Object.values((await tourNow()).announcements);
    const judge = await server.token('judge', 'j1');
    await server.command(judge, 'acknowledgeAnnouncement', { announcementId: said?.id ?? '' });
    await page.getByText('3 位评委中 1 位已知悉').waitFor();
    expect(await violations(page)).toEqual([]);
    await press(page, '撤下 十分钟后上车');
    await expect.poll(async () => (await tourNow()).announcements).toEqual({});
    await press(page, '关闭');
    await press(page, '通知观众');
    await press(page, '高温天气，请注意防暑');
    await page.getByLabel('显示到').selectOption('60');
    await press(page, '发出');
    await page.getByText('正在显示').waitFor();
    await expect
      .poll(async () => Object.values((await tourNow()).notices))
      .toMatchObject([
        { kind: 'weather', text: { zh: '高温天气，请注意防暑' }, untilUnixMs: expect.any(Number) },
      ]);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('a judge comes late and another leaves, an area withdraws: each says first what it touches', async () => {
    await server.command(await server.token('judge', 'j1'), 'castBallot', {
      ...{ itemId: 's1', marks: { work: '9', show: '8' } },
    });
    const { page, context, errors } = await openNow(viewport);
    await press(page, '评委进出');
    await page.getByText('1 张打分票保留并照常计入；还在等的 2 项不再等候').waitFor();
    expect(await violations(page)).toEqual([]);
    await press(page, '离队 评委j1');
    await expect.poll(async () => Object.keys((await tourNow()).formerJudges)).toEqual(['j1']);
    await page.getByLabel('姓名').fill('后到的评委');
    await press(page, /^(加入|仍要加入)$/);
    await expect.poll(async () => (await tourNow()).judges.j4?.name).toBe('后到的评委');
    await press(page, '归队 评委j1');
    await expect.poll(async () => Object.keys((await tourNow()).formerJudges)).toEqual([]);
    await press(page, '关闭');
    await press(page, '地区退出');
    await page.getByText('退出的地区不参加排名，列在最后').waitFor();
    await press(page, '退出 房县');
    await expect
      .poll(async () => (await tourNow()).withdrawals.fang?.at(-1)?.value?.reason?.zh)
      .toBe('因工作安排退出');
    await press(page, '重新参加 房县');
    await expect.poll(async () => (await tourNow()).withdrawals.fang?.at(-1)?.value).toBeNull();
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('of two organisers who press the same at once, one makes the step, and nobody makes two', async () => {
  const [one, two] = [await openNow(PHONE, 'org-one'), await openNow(PHONE, 'org-two')];
  await press(one.page, '第 1 天出发');
  for (const { page } of [one, two])
    await page.getByRole('button', { name: '出发前往 第 1 站 水坪镇实践所' }).first().waitFor();
  // Both fingers are over the button as it was: the one step must not take it from under the other.
  const buttons = await Promise.all(
    [one, two].map(({ page }) =>
      page
        .getByRole('button', { name: '出发前往 第 1 站 水坪镇实践所', disabled: false })
        .first()
        .elementHandle(),
    ),
  );
  await Promise.all(buttons.map((button) => button?.evaluate((element) => (element as HTMLElement).click())));
  await expect.poll(() => statusOf('s1')).toBe('on-the-way');
  // A press that was meant for the button before does not make the step after it.
  for (const { page } of [one, two])
    await page.getByRole('button', { name: '已到 第 1 站 水坪镇实践所' }).first().waitFor();
  expect(await statusOf('s1')).toBe('on-the-way');
  await one.context.close();
  await two.context.close();
});

test('what is wrong is told with what to do, and goes when it is over', async () => {
  await server.close();
  let freeBytes = 2 ** 28;
  server = await startApp({ diskSpace: async () => ({ freeBytes, totalBytes: 2 ** 40 }) });
  base = await server.listen();
  const { page, context, errors } = await openNow();
  await page.getByText('的磁盘只剩 256 MB').waitFor();
  await page.getByText('请尽快清理或扩容').waitFor();
  expect(await violations(page)).toEqual([]);
  freeBytes = 2 ** 38;
  await page.getByText('的磁盘只剩 256 MB').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  await context.close();
});

test('stops that open on arrival are one choice', async () => {
  const { page, context } = await openNow();
  await page.getByLabel('打分开放').selectOption('on-arrival');
  await expect.poll(async () => (await tourNow()).opening).toBe('on-arrival');
  await page.getByText('车队到达后自动送出，不会丢失').waitFor();
  await context.close();
});
