import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { SCREENS, violations } from '../support/axe.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { completeContest } from '../support/complete-contest.ts';
import { goToPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';
import { until } from '../support/until.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;
const closing: (() => Promise<void>)[] = [];
const errors: string[] = [];

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2', { name: '王主任' });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await server.close();
  expect(errors.splice(0)).toEqual([]);
});

/** The organiser's page at the meeting, of whoever has the token. */
async function opened(
  token = organiser,
  query = '',
  options: Parameters<typeof openPage>[1] = {},
): Promise<Page> {
  const one = await openPage(browser, { viewport: DESKTOP, ...options });
  await takeSession(one.context, 'organiser', token, base);
  await one.page.goto(`${base}/organiser/tour/meeting${query}`);
  await one.page.locator('#final').waitFor();
  await one.page.locator('header .line.live').waitFor({ state: 'attached' });
  closing.push(async () => {
    errors.push(...one.errors);
    await one.context.close();
  });
  return one.page;
}
const tourNow = async (): Promise<Tour> => {
  const { text } = await server.get('/api/tours/tour/as/organiser', { authorization: `Bearer ${organiser}` });
  return (JSON.parse(text) as { tour: Tour }).tour;
};
const give = async (type: string, body: Record<string, unknown>) => {
  const { status, body: answer } = await server.command(organiser, type, body);
  if (status !== 200) throw new Error(`${type} was refused: ${JSON.stringify(answer)}`);
};
const dialog = (page: Page) => page.getByRole('dialog').last();
const scenesOn = (page: Page): Promise<string[]> =>
  page
    .locator('[data-scene]')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.scene ?? ''));
const scenesOf = ({ programme }: Tour): readonly string[] => (programme?.scenes ?? []).map(({ id }) => id);

/** A final result whose standings the public does not see. */
async function makeFinal(): Promise<void> {
  await completeContest(server, organiser);
  await give('setVisibility', { visibility: { mode: 'hidden' } });
  await give('finaliseResult', { reason: '核对无误' });
}

describe('the final result', () => {
  test('waits for what is missing, names it, and can be made final once nothing is', async () => {
    await completeContest(server, organiser, { but: ['s2', 's3'] });
    const page = await opened();
    const make = page.locator('#final').getByRole('button', { name: '成绩定稿' });
    expect(await make.isDisabled()).toBe(true);
    await page.locator('#final').getByText('2 个计分项目还能提交打分票').waitFor();
    expect((await server.command(organiser, 'finaliseResult', { reason: '核对无误' })).body.code).toBe(
      'result.items-open',
    );
    await page.getByRole('button', { name: '全部锁定（2 项）' }).click();
    await dialog(page).getByRole('button', { name: '全部锁定（2 项）' }).click();
    await page.locator('#final').getByText('所有计分项目都已锁定').waitFor();
    await goToPlace(page, 'now');
    await page.locator('#now').getByRole('link', { name: '成绩已齐全，可以定稿' }).click();
    await make.click();
    await dialog(page).getByText('竹溪县').first().waitFor();
    await dialog(page).getByText('一等奖').waitFor();
    await dialog(page).getByLabel('原因').fill('核对无误');
    await dialog(page).getByRole('button', { name: '成绩定稿' }).click();
    await page
      .locator('#final')
      .getByText(/^成绩已于 .* 定稿$/)
      .waitFor();
    const head = JSON.parse(
      (await server.get('/api/tours/tour/head', { authorization: `Bearer ${organiser}` })).text,
    );
    await page
      .locator('#final')
      .getByText(`npm run verify -- --seq ${head.finalised.seq} --head ${head.finalised.hash}`)
      .waitFor();
  });

  test('lacks parts by the names of their areas', async () => {
    await server.command(await server.token('judge', 'j1'), 'castBallot', {
      ...{ itemId: 's1', marks: { work: '9', show: '8' } },
    });
    const page = await opened();
    await page.locator('#final').getByText('房县：缺现场').waitFor();
    expect(await page.locator('#final').getByRole('button', { name: '成绩定稿' }).isDisabled()).toBe(true);
  });

  test('is covered until somebody asks for it, and in stealth is not on the page at all', async () => {
    await makeFinal();
    const page = await opened();
    const outcome = page.locator('.outcome');
    expect(await outcome.textContent()).not.toContain('竹溪县');
    await outcome.getByRole('button', { name: '显示名次' }).click();
    await outcome.getByRole('row', { name: /1 竹溪县/ }).waitFor();
    await outcome.getByText('1 个县（市、区）没有奖项').waitFor();
    await page.keyboard.press('h');
    await outcome.getByText('隐身时不显示。').waitFor();
    expect(await page.locator('#final').textContent()).not.toContain('竹溪县');
  });

  test('says in its place what it does not let be changed, and is opened again for a reason only', async () => {
    await makeFinal();
    const page = await opened();
    for (const [place, part, says] of [
      ['result', '#routine', '平时工作分和加减分不能再改'],
      ['result', '#rule', '计分规则不能再改'],
      ['scores', '#matrix', '打分票、锁定和评委都不能再改'],
    ] as const) {
      await goToPlace(page, place);
      const notice = page.locator(part).getByText(says);
      await notice.waitFor();
      expect(await notice.getByRole('link').getAttribute('href')).toBe('#final');
    }
    await page.locator('[data-row="-1"][data-column="0"]').click();
    await dialog(page).getByText('打分票、锁定和评委都不能再改').waitFor();
    expect(await dialog(page).getByRole('button', { name: '重新开放' }).count()).toBe(0);
    await dialog(page).getByRole('link').click();
    await until(async () => (await page.getByRole('dialog').count()) === 0, 'the dialog to be gone');
    await page.getByRole('button', { name: '重新打开成绩' }).click();
    await dialog(page).getByRole('button', { name: '重新打开成绩' }).click();
    await dialog(page).getByText('请写明原因。', { exact: true }).waitFor();
    await dialog(page).getByLabel('原因').fill('一位评委看错了一项');
    await dialog(page).getByRole('button', { name: '重新打开成绩' }).click();
    await page.locator('#final .history').getByText('一位评委看错了一项').waitFor();
    expect((await tourNow()).final).toBeNull();
    expect(await page.locator('#matrix').getByText('都不能再改').count()).toBe(0);
  });
});

describe('the programme', () => {
  test('is edited by keyboard: moved, removed, added, said in both languages, taken back', async () => {
    const page = await opened();
    const before = await scenesOn(page);
    expect(before).toEqual(['opening', 'replay', 'wall', 'story-1', 'story-2', 'reveal', 'podium', 'thanks']);
    await page.locator('[data-scene="opening"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Alt+ArrowUp');
    await until(async () => (await scenesOn(page)).indexOf('wall') === 1, 'the wall to be second');
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.scene);
    expect(await focused()).toBe('wall');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('replay');
    await page.keyboard.press('Delete');
    await until(async () => !(await scenesOn(page)).includes('replay'), 'the replay to be gone');
    expect(await focused()).toBe('story-1');
    await page.getByRole('button', { name: '退一步' }).click();
    expect(await scenesOn(page)).toContain('replay');
    await page.locator('[data-scene="opening"]').press('Enter');
    await page.getByLabel('标题（英文，可不填）').fill('Summary');
    await page.getByText('请填写中文').waitFor();
    const save = page.getByRole('button', { name: '保存节目单' });
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel('标题（中文）').fill('总结会');
    await page.getByLabel(/^倒计时到/).fill('2022-07-09T15:30');
    await page.getByLabel('加入画面').selectOption('slide');
    await page.getByRole('button', { name: '加到展开的画面之后' }).press('Enter');
    // A slide that shows nothing is none.
    await page.getByText('还是空的').waitFor();
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel('文字（中文）').fill('请就座');
    await save.press('Enter');
    await page.locator('#programme').getByText('第 1 版').waitFor();
    const { programme } = await tourNow();
    expect(programme?.scenes.slice(0, 3)).toEqual([
      {
        id: 'opening',
        kind: 'title',
        title: { zh: '总结会', en: 'Summary' },
        untilUnixMs: Date.UTC(2022, 6, 9, 7, 30),
      },
      { id: 'slide-1', kind: 'slide', text: { zh: '请就座' } },
      { id: 'wall', kind: 'wall' },
    ]);
  });

  test('has its settings, says how many steps each grain takes, and refuses a delay that is none', async () => {
    await makeFinal();
    const page = await opened();
    const settings = page.locator('.settings');
    await settings.getByText('共 4 步').waitFor();
    await settings.getByLabel(/一个奖项一步/).check();
    await settings.getByLabel('线上比会场晚').fill('121');
    await settings.getByText('请填 0 至 120 的整数。').waitFor();
    const save = page.getByRole('button', { name: '保存节目单' });
    expect(await save.isDisabled()).toBe(true);
    await settings.getByLabel('线上比会场晚').fill('30');
    await settings.getByLabel(/每揭晓一个名次/).check();
    await settings.getByLabel(/^亮场/).check();
    await settings.getByLabel(/^不用动画/).check();
    await save.click();
    await page.locator('#programme').getByText('第 1 版').waitFor();
    expect((await tourNow()).programme).toMatchObject({
      ...{ grain: 'prize', delaySeconds: 30, outside: 'step', hall: 'light', calm: true },
    });
  });

  test('of two organisers who edit at once neither loses anything: the second is told who was first', async () => {
    const first = await opened();
    const second = await opened(await server.token('organiser', 'org3', { name: '李主任' }));
    await second.getByRole('button', { name: '删除 2 90 秒回放' }).click();
    await first.getByRole('button', { name: '短仪式（路演、黑客松）' }).click();
    await first.getByRole('button', { name: '保存节目单' }).click();
    const told = second.locator('#programme').getByRole('alert').filter({ hasText: '王主任' });
    await told.filter({ hasText: '先保存了第 1 版' }).waitFor();
    expect(await scenesOn(second)).not.toContain('replay');
    expect(await scenesOn(second)).toContain('story-1');
    expect(await second.getByRole('button', { name: '保存节目单' }).isDisabled()).toBe(true);
    await second.getByRole('button', { name: '保留我的改动，保存时替换新版' }).click();
    await second.getByRole('button', { name: '保存节目单' }).click();
    await second.locator('#programme').getByText('第 2 版').waitFor();
    // Nothing was edited there: the newest simply takes its place.
    await until(async () => (await scenesOn(first)).includes('story-1'), 'the first to see it');
    expect(scenesOf(await tourNow())).toEqual([
      'opening',
      'wall',
      'story-1',
      'story-2',
      'reveal',
      'podium',
      'thanks',
    ]);
  });
});

describe('the ceremony', () => {
  test('begins once the public does not know the totals, is followed, ended, and then opened to everybody', async () => {
    await completeContest(server, organiser);
    await give('finaliseResult', { reason: '核对无误' });
    const page = await opened();
    const hall = page.locator('#hall');
    const begin = hall.getByRole('button', { name: '开始仪式' });
    expect(await begin.isDisabled()).toBe(true);
    await hall.getByText('1 个县（市、区）没有奖项，仪式上不念。').waitFor();
    await hall.getByRole('button', { name: '向公众隐藏榜单' }).click();
    await until(() => begin.isEnabled(), 'the ceremony to be ready');
    await goToPlace(page, 'now');
    await page.locator('#now').getByText('成绩已定稿，揭晓仪式可以开始').waitFor();
    await goToPlace(page, 'meeting');
    await begin.click();
    await dialog(page).getByRole('button', { name: '开始仪式' }).click();
    await hall.getByText('正在进行，第 1 步：片头与倒计时').waitFor();
    expect(await hall.getByRole('link', { name: '打开遥控器' }).getAttribute('href')).toBe(
      '/remote/tour?as=organiser',
    );
    await page.locator('[data-scene="opening"]').getByText('正在播放').waitFor();
    expect(await page.getByRole('button', { name: '删除 1 片头与倒计时' }).isDisabled()).toBe(true);
    await give('stepCeremony', { seenStep: 1, go: 'next' });
    await hall.getByText('正在进行，第 2 步：90 秒回放').waitFor();
    await hall.getByRole('button', { name: '结束仪式' }).click();
    await dialog(page).getByRole('button', { name: '结束仪式' }).click();
    await goToPlace(page, 'now');
    await page.locator('#now').getByText('仪式已结束，全部成绩还没有向公众公开').waitFor();
    await goToPlace(page, 'meeting');
    expect((await tourNow()).visibility.mode).toBe('hidden');
    await hall.getByRole('button', { name: '向所有人公开全部成绩' }).click();
    await dialog(page).getByText('看过的人无法收回').waitFor();
    await dialog(page).getByRole('button', { name: '向所有人公开全部成绩' }).click();
    await hall.getByText(/^全部成绩已于 .* 公开$/).waitFor();
    expect(await tourNow()).toMatchObject({ visibility: { mode: 'live' }, told: { state: 'opened' } });
  });

  test('is stopped by opening the result again in its midst, with the reason for everybody', async () => {
    await makeFinal();
    await give('beginCeremony', {});
    const page = await opened();
    await page.getByRole('button', { name: '停止并重新打开成绩' }).click();
    await dialog(page).getByText('揭晓仪式会立即停止').waitFor();
    await dialog(page).getByLabel('原因').fill('成绩有误，请稍候');
    await dialog(page).getByRole('button', { name: '重新打开成绩' }).click();
    await page.locator('#hall').getByText('仪式已停止：成绩有误，请稍候').waitFor();
    expect(await tourNow()).toMatchObject({
      ...{
        final: null,
        ceremony: { state: 'stopped' },
        told: { state: 'stopped', reason: '成绩有误，请稍候' },
      },
    });
  });

  test('lets a screen in by the code that it shows, and makes a link with its code for the presenter', async () => {
    const page = await opened();
    const hall = page.locator('#hall');
    await hall.getByLabel('代码', { exact: true }).fill('nonsense0');
    await hall.getByRole('button', { name: '连接' }).click();
    await hall.getByText('代码是 8 位字母和数字').waitFor();
    const shown = await server.app.http.inject({ method: 'POST', url: '/api/screen-codes' });
    await hall.getByLabel('代码', { exact: true }).fill(shown.json<{ code: string }>().code.toLowerCase());
    await hall.getByLabel('屏幕名称').fill('主席台左侧');
    await hall.getByRole('button', { name: '连接' }).click();
    await page.getByText('主席台左侧 已连接').waitFor();
    await hall.getByText('邀请链接').click();
    await hall.getByLabel('名称', { exact: true }).fill('主持人小李');
    await hall.getByRole('button', { name: '生成链接' }).click();
    await hall.getByRole('img', { name: '主持人小李的二维码' }).waitFor();
    const url = new URL(await hall.getByLabel('主持人小李的链接').inputValue());
    expect(url.pathname).toBe('/enter');
    await hall.getByRole('button', { name: '作废 主席台左侧' }).click();
    await dialog(page).getByRole('button', { name: '作废' }).click();
    await until(
      async () => (await hall.getByRole('button', { name: '作废 主席台左侧' }).count()) === 0,
      'it to be gone',
    );
  });
});

test('a scene is previewed on the screen page, which shows nothing of the result and moves nothing', async () => {
  await makeFinal();
  const page = await opened();
  await page.locator('[data-scene="reveal"]').click();
  const href = await page.getByRole('link', { name: '预览这个画面' }).getAttribute('href');
  await page.goto(`${base}${href}`);
  await page.locator('main[data-scene="reveal"]').waitFor();
  expect(await page.locator('main').textContent()).not.toContain('竹溪');
  expect((await tourNow()).ceremony).toBeNull();
});

test('a rehearsal is made by one button and wiped by another, and leaves the real log as it was', async () => {
  await makeFinal();
  const before = (await server.store.head('tour'))?.seq;
  const page = await opened();
  const place = page.locator('#rehearsal');
  await place.getByRole('button', { name: '开始会场彩排' }).click();
  const link = place.getByRole('link', { name: '打开彩排的组织方页面' });
  const copy = await link.getAttribute('href');
  expect(copy).toBe('/organiser/tour-rehearsal');
  await place.getByRole('button', { name: '清除彩排' }).click();
  await dialog(page).getByRole('button', { name: '清除彩排' }).click();
  await place.getByRole('button', { name: '开始会场彩排' }).waitFor();
  expect((await server.store.head('tour'))?.seq).toBe(before);
});

describe('axe finds nothing to complain of', () => {
  const scenes: Programme['scenes'] = [
    { id: 'opening', kind: 'title', title: { zh: '总结会' } },
    { id: 'slide-1', kind: 'slide', text: { zh: '请就座' } },
    { id: 'reveal', kind: 'reveal' },
  ];
  for (const { language, colorScheme, size, viewport } of SCREENS)
    test(`at the meeting: ${language}, ${colorScheme}, ${size}`, async () => {
      await makeFinal();
      await give('setProgramme', {
        programme: { scenes, grain: 'part', delaySeconds: 0, outside: 'opened', hall: 'dark', calm: false },
        basedOnVersion: 0,
      });
      const page = await opened(organiser, language === 'en' ? '?lang=en' : '', { viewport, colorScheme });
      await page.locator('.outcome button').click();
      await page.locator('[data-scene="slide-1"]').click();
      await page.locator('#hall summary').click();
      await page.locator('#final code').first().waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    });
});
