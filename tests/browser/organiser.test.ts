import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fullStandings } from '../../shared/scoring/standings.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { goToPlace, openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';
import { until } from '../support/until.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;
let page: Page;
let errors: string[];
let close: () => Promise<void>;

const cast = async (judgeId: string, itemId: string, marks = { work: '9', show: '8' }) =>
  server.command(await server.token('judge', judgeId), 'castBallot', { itemId, marks });
const cell = (row: number, column: number) => page.locator(`[data-row="${row}"][data-column="${column}"]`);
const dialog = () => page.getByRole('dialog').last();
const tourNow = () =>
  server.app.http
    .inject({
      url: '/api/tours/tour/as/organiser',
      headers: { authorization: `Bearer ${organiser}` },
    })
    .then((answer) => answer.json<{ tour: Record<string, Record<string, Record<string, unknown>>> }>().tour);

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  const opened = await openPage(browser, { viewport: DESKTOP });
  await takeSession(opened.context, 'organiser', organiser, base);
  ({ page, errors } = opened);
  close = () => opened.context.close();
  await openPlace(page, base, 'scores');
  await page.getByText('实时', { exact: true }).waitFor();
});
afterEach(async () => {
  expect(errors).toEqual([]);
  await close();
  await server.close();
});

describe("the organiser's page", () => {
  test('shows a ballot in the matrix as it comes, and can be walked through by keyboard', async () => {
    expect(await cell(0, 0).getAttribute('aria-label')).toBe('还差');
    expect(await cell(0, 1).getAttribute('aria-label')).toBe('未到');
    await cast('j1', 's1');
    await page.locator('[data-row="0"][data-column="0"][aria-label="已打分"]').waitFor();
    await goToPlace(page, 'now');
    await page.locator('.latest', { hasText: '还差 2 人' }).waitFor();
    await goToPlace(page, 'scores');
    await cell(-1, 0).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'Home', 'ArrowRight'])
      await page.keyboard.press(key);
    const focused = await page.evaluate(() => ({ ...(document.activeElement as HTMLElement).dataset }));
    expect(focused).toEqual({ row: '1', column: '0' });
    expect(await page.locator('#matrix [tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await dialog().getByText('还差 2 人').first().waitFor();
  });

  test('reminds judges, and says when they were reminded', async () => {
    await cast('j1', 's1');
    await cell(-1, 0).click();
    await dialog().getByRole('button', { name: '提醒 评委j2' }).click();
    await dialog()
      .getByText(/已提醒 1 人/)
      .waitFor();
    await dialog()
      .locator('li', { hasText: '评委j2' })
      .getByText(/^\d\d:\d\d 已提醒$/)
      .waitFor();
    const answer = await server.app.http.inject({
      url: '/api/tours/tour/as/judge',
      headers: { authorization: `Bearer ${await server.token('judge', 'j2')}` },
    });
    expect(answer.json().tour.reminders).toMatchObject({ j2: { itemIds: ['s1'] } });
  });

  test('locks an item, and reopens it for a reason only', async () => {
    await cell(-1, 0).click();
    await dialog().getByRole('button', { name: '锁定这一站' }).click();
    await dialog().getByLabel('原因').fill('核对无误');
    await dialog().getByRole('button', { name: '锁定这一站' }).click();
    await dialog().getByText('核对无误').waitFor();
    expect((await cast('j1', 's1')).body.code).toBe('item.locked');
    await dialog().getByRole('button', { name: '重新开放' }).click();
    await dialog().getByRole('button', { name: '重新开放' }).click();
    await dialog().getByText('请写明原因。').waitFor();
    await dialog().getByLabel('原因').fill('评委看错一项');
    await dialog().getByRole('button', { name: '重新开放' }).click();
    await dialog().getByText('评委看错一项').waitFor();
    expect((await cast('j1', 's1')).status).toBe(200);
  });

  test('enters a ballot from paper, checks it as it is typed, and marks it so', async () => {
    await cell(-1, 0).click();
    await dialog().getByRole('button', { name: '代录 评委j3' }).click();
    await dialog().getByLabel('工作').fill('9.3');
    await dialog().getByText('应按 0.5 递增').waitFor();
    await dialog().getByLabel('工作').fill('９.５');
    await dialog().getByRole('button', { name: '保存打分票' }).click();
    await dialog().getByText('请填写').waitFor();
    await dialog().getByLabel('展示').fill('8');
    await dialog().getByLabel('代录原因').fill('手机没电');
    await dialog().getByRole('button', { name: '保存打分票' }).click();
    await page.locator('[data-row="2"][data-column="0"][aria-label="纸质补录"]').waitFor();
    const tour = await tourNow();
    expect(tour.ballots?.s1?.j3).toMatchObject({ marks: { work: '9.5', show: '8' }, paper: '手机没电' });
  });

  test('takes what a phone saved, pasted, and refuses what is for another stop', async () => {
    const saved = {
      tour: 'tour',
      judgeId: 'j2',
      itemId: 's1',
      marks: { work: '7', show: '6.5' },
      comment: '好',
      castAt: 1,
    };
    await cell(-1, 0).click();
    await dialog().getByRole('button', { name: '代录纸质打分票' }).click();
    await dialog().getByText('从评委手机读入').click();
    await dialog()
      .getByLabel('或粘贴文件里的文字')
      .fill(JSON.stringify({ ...saved, itemId: 's2' }));
    await dialog()
      .getByText(/第 2 站 好人广场/)
      .waitFor();
    await dialog().getByLabel('或粘贴文件里的文字').fill(JSON.stringify(saved));
    await dialog()
      .getByText(/已读入 评委j2 的打分票/)
      .waitFor();
    await dialog().getByLabel('代录原因').fill('手机提交被拒');
    await dialog().getByRole('button', { name: '保存打分票' }).click();
    await page.locator('[data-row="1"][data-column="0"][aria-label="纸质补录"]').waitFor();
  });

  test('sends pasted routine scores all together, and none while a line is wrong', async () => {
    await goToPlace(page, 'result');
    const part = page.locator('#routine');
    await part.locator('textarea').fill('竹溪县\t95.5\n没有县\t90');
    await part.getByText('没有“没有县”这个县（市、区）').waitFor();
    expect(await part.getByRole('button', { name: '导入' }).count()).toBe(0);
    await part.locator('textarea').fill('竹溪县\t95.5\n房县，９３．２');
    await part.getByRole('button', { name: '导入' }).click();
    await page.getByText('已保存 2 个分数').waitFor();
    await until(
      async () => (await part.getByLabel('房县 得分').inputValue()) === '93.2',
      'the score in the table',
    );
  });

  test('adds points with a reason, and revokes them with another', async () => {
    await goToPlace(page, 'result');
    const part = page.locator('#routine');
    await part.getByRole('button', { name: '记一笔' }).click();
    await part.getByText('请选择县（市、区），写明分值和原因。').waitFor();
    await part.locator('select').selectOption('fang');
    await part.getByLabel('分值').fill('-0.5');
    await part.getByLabel('原因').fill('超时');
    await part.getByRole('button', { name: '记一笔' }).click();
    await part.getByRole('button', { name: /撤销 房县/ }).click();
    await dialog().getByLabel('原因').fill('记错');
    await dialog().getByRole('button', { name: '撤销' }).click();
    await part.getByText(/撤销：记错/).waitFor();
  });

  test('shows what another rule would change before it is set', async () => {
    for (const judge of ['j1', 'j2', 'j3'])
      await cast(judge, 's1', { work: judge === 'j1' ? '5' : '9', show: '9' });
    await goToPlace(page, 'result');
    const part = page.locator('#rule');
    await part.getByLabel('现场（%）').fill('60');
    await part.getByText('三项权重合计应为 100%，现在是 60%。').waitFor();
    await part.getByLabel('现场（%）').fill('100');
    await part.getByLabel('每一站怎么取分').selectOption('median');
    for (const hasText of ['90.00', '82.00']) await part.locator('.effect td', { hasText }).waitFor();
    expect((await tourNow()).rules).toEqual([]);
    await part.getByLabel('原因').fill('按会议决定');
    await part.getByRole('button', { name: '保存为新规则' }).click();
    await part.getByText(/第 1 版/).waitFor();
    await page.locator('#ranking').getByText('90.00').first().waitFor();
  });

  test('hides names and ranks by one key, remembers it for the tab, and opens where a number came from', async () => {
    for (const judge of ['j1', 'j2', 'j3']) await cast(judge, 's1');
    await server.command(organiser, 'scoreRoutine', { scores: [{ areaId: 'zhuxi', score: '12.34' }] });
    await goToPlace(page, 'result');
    const part = page.locator('#ranking');
    await part.getByText('12.34').waitFor();
    await part.getByRole('button', { name: /竹溪县，现场/ }).click();
    await dialog()
      .getByRole('button', { name: /水坪镇实践所/ })
      .click();
    await dialog()
      .getByText(/共 3 张打分票，取平均数/)
      .waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await part.getByText('竹溪县').waitFor();
    await page.keyboard.press('h');
    await part.getByText('隐身时不显示。').waitFor();
    expect(await part.innerHTML()).not.toMatch(/竹溪|房县|zhuxi|一等奖|<table/);
    await page.reload();
    await part.getByText('隐身时不显示。').waitFor();
    expect(await part.innerHTML()).not.toMatch(/竹溪|房县|zhuxi|一等奖|<table/);
    await page.getByRole('button', { name: /隐身/ }).click();
    await part.getByText('竹溪县').waitFor();
  });

  test('hides the standings at once, or freezes them from a time on the tour’s clock', async () => {
    await goToPlace(page, 'public');
    const part = page.locator('#visibility');
    await part.getByLabel(/暂不公开/).check();
    await part.getByLabel(/（中文）/).fill('总结会上揭晓');
    await part.getByRole('button', { name: '应用' }).click();
    await part.getByText('不公布榜单').waitFor();
    expect((await tourNow()).visibility).toEqual({ mode: 'hidden', reason: { zh: '总结会上揭晓' } });
    await part.getByLabel(/定格在某一时刻/).check();
    await part.getByLabel('从指定时间起').check();
    await part.locator('input[type="datetime-local"]').fill('2022-07-08T14:00');
    await part.getByRole('button', { name: '应用' }).click();
    await dialog().getByRole('button', { name: '公开', exact: true }).click();
    await part.getByText(/停在 .*14:00 的榜单/).waitFor();
    expect((await tourNow()).visibility).toMatchObject({
      mode: 'frozen',
      fromUnixMs: Date.UTC(2022, 6, 8, 6),
    });
  });

  test('freezes from now on, and proposes times, by the server’s clock on a device that is two hours off', async () => {
    const off = await openPage(browser, { viewport: DESKTOP });
    await off.context.addInitScript(() => {
      const real = Date.now;
      Date.now = () => real() + 2 * 3_600_000;
    });
    await takeSession(off.context, 'organiser', organiser, base);
    await openPlace(off.page, base, 'public');
    await off.page.getByText('实时', { exact: true }).waitFor();
    const part = off.page.locator('#visibility');
    await part.getByLabel(/暂不公开/).check();
    await part.getByLabel('在指定时间').check();
    const proposed = await part.locator('input[type="datetime-local"]').inputValue();
    expect(Math.abs(Date.parse(`${proposed}+08:00`) - Date.now())).toBeLessThan(2 * 60_000);
    await part.getByLabel(/定格在某一时刻/).check();
    await part.getByLabel('从现在起').check();
    await part.getByRole('button', { name: '应用' }).click();
    await part.getByText(/停在 .*的榜单/).waitFor();
    const { fromUnixMs } = (await tourNow()).visibility as unknown as { fromUnixMs: number };
    expect(Math.abs(fromUnixMs - Date.now())).toBeLessThan(60_000);
    await off.context.close();
  });

  test('lists problems as they are noted, and saves them as a sheet', async () => {
    const judge = await server.token('judge', 'j1');
    await server.command(judge, 'noteProblem', {
      problemId: 'problem-0001',
      itemId: 's1',
      kind: 'site',
      severity: 'grave',
      text: '=插座裸露',
    });
    await goToPlace(page, 'problems');
    const part = page.locator('#problems');
    await part.getByText('=插座裸露').waitFor();
    await goToPlace(page, 'now');
    await page.locator('#now').getByText('评委反映了 1 个问题').click();
    await part.getByText('=插座裸露').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      part.getByRole('button', { name: '导出 CSV' }).click(),
    ]);
    const stream = await download.createReadStream();
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text).toContain('"竹溪县","1","水坪镇实践所","阵地","严重","\'=插座裸露"');
  });

  test('says how firm the places are, from panels drawn in a worker', async () => {
    for (const judge of ['j1', 'j2', 'j3'])
      for (const item of ['s1', 's2', 's3'])
        await cast(judge, item, { work: item === 's1' ? '9' : '5', show: '8' });
    await goToPlace(page, 'result');
    const part = page.locator('#fairness');
    await part.scrollIntoViewIfNeeded();
    await part.getByText('第 1 名，换任何一位评委都不变').waitFor();
    await part.getByText(/^把评委随机重新抽了 2000 次/).waitFor();
    await part.getByText(/肯德尔和谐系数 W = 1\.00/).waitFor();
    await page.keyboard.press('h');
    await part.getByText('隐身时不显示。').waitFor();
    expect(await part.innerText()).not.toMatch(/竹溪|房县|评委|名|W =/);
  });

  test('in stealth has no figure that tells who stands where, nor their order, in any part and any dialog', async () => {
    const MARKS = [
      { work: '9.5', show: '6.5' },
      { work: '3.5', show: '7.5' },
      { work: '8.5', show: '2.5' },
    ];
    for (const [at, judge] of ['j1', 'j2', 'j3'].entries())
      for (const item of ['s1', 's2', 's3'])
        await cast(judge, item, MARKS[(at + Number(item.slice(1))) % 3] ?? { work: '9', show: '8' });
    await server.command(organiser, 'scoreRoutine', {
      scores: [
        { areaId: 'zhuxi', score: '71.37' },
        { areaId: 'fang', score: '93.19' },
      ],
    });
    const adjusted = { adjustmentId: 'adjust-0001', areaId: 'fang', points: '2.63', reason: '加分的理由' };
    await server.command(organiser, 'adjustArea', adjusted);
    const [room] = server.app.tours.open;
    if (room === undefined) throw new Error('The tour is not open');
    // Everything with a decimal point in the full standings, the ballots and what is entered.
    const { ballots, routine, adjustments } = room.fold.tour;
    const told = JSON.stringify([fullStandings(room.fold.tour), ballots, routine, adjustments]);
    const figures = [...new Set(told.match(/\d+\.\d+/g))];
    expect(figures).toEqual(expect.arrayContaining(['71.37', '93.19', '2.63', '9.5']));
    /** All that is on the page, for whatever reads it: text, attributes but those of drawings, values of fields. */
    const all = () =>
      page.evaluate(() => {
        const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
        const copy = document.body.cloneNode(true) as HTMLElement;
        for (const drawn of copy.querySelectorAll('svg, script')) drawn.remove();
        return [document.title, copy.innerHTML, ...fields.map(({ value }) => value)].join('\n');
      });
    const seen = async () => {
      const text = await all();
      return [...figures, '加分的理由'].filter((figure) =>
        new RegExp(`(?<![\\d.])${figure.replace('.', '\\.')}(?![\\d.])`).test(text),
      );
    };
    for (const place of ['now', 'meeting', 'setup', 'public', 'problems', 'result'] as const)
      await goToPlace(page, place);
    await page.locator('#ranking').getByText('93.19').waitFor();
    await page.locator('#rule select').first().selectOption('median');
    expect((await seen()).length).toBeGreaterThan(5);
    await page.keyboard.press('h');
    await page.locator('#ranking').getByText('隐身时不显示。').waitFor();
    await page.locator('#fairness').scrollIntoViewIfNeeded();
    expect(await seen()).toEqual([]);
    for (const part of ['ranking', 'routine', 'fairness', 'visibility'])
      expect([part, await page.locator(`#${part}`).textContent()]).toEqual([
        part,
        expect.not.stringMatching(/竹溪|房县/),
      ]);
    expect(await page.locator('#rule').textContent()).not.toMatch(/竹溪|房县|个县.*名次/);
    await goToPlace(page, 'scores');
    expect(await seen()).toEqual([]);
    // Each dialog, one over the other.
    await cell(-1, 0).click();
    await dialog().getByText('评委j1').first().waitFor();
    expect(await seen()).toEqual([]);
    await dialog().getByRole('button', { name: '代录纸质打分票' }).click();
    await dialog().getByText('隐身时不显示。').waitFor();
    expect(await seen()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await cell(0, -1).click();
    await dialog().getByText('评委j1').first().waitFor();
    expect(await seen()).toEqual([]);
    await page.keyboard.press('Escape');
    // Opened before, and then hidden.
    await page.keyboard.press('h');
    await cell(-1, 0).click();
    await dialog().getByRole('button', { name: '这个分怎么来的' }).click();
    expect((await seen()).length).toBeGreaterThan(5);
    await page.keyboard.press('h');
    await dialog().getByText('隐身时不显示。').waitFor();
    expect(await seen()).toEqual([]);
  });

  test('shows where the log ends, to be kept and checked later', async () => {
    await goToPlace(page, 'public');
    await page.getByRole('button', { name: '日志校验码' }).click();
    const shown = page.locator('#outside').getByRole('status');
    await expect
      .poll(() => shown.innerText(), { timeout: 30_000 })
      .toMatch(/第 \d+ 条\s+([0-9a-f]{64})\s.*--head \1/s);
  });

  test('without a session says how to enter', async () => {
    const other = await openPage(browser);
    await other.page.goto(`${base}/organiser/tour`);
    await other.page.getByRole('heading', { name: '请用邀请链接进入' }).waitFor();
    await other.context.close();
  });
});
