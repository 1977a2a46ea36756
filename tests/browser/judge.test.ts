import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser, startLastingBrowser } from '../support/browser.ts';
import { enterAs, markAll, openItem, openJudgePage, standing } from '../support/judge-page.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;
let token: string;

/** The judge's ballots for an item as the server has them. */
async function ballotOf(itemId: string, judgeId = 'j1') {
  return (await server.app.tours.find('tour'))?.fold.tour.ballots[itemId]?.[judgeId];
}

/** Opens the page as judge j1 in a context of its own. */
const openJudge = (options?: Parameters<typeof openPage>[1]) => openJudgePage(browser, token, base, options);

/** Waits until the page would open without signal. */
const installed = (page: Page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
  token = await server.token('judge', 'j1');
  await server.command(organiser, 'beginDay', { day: 1 });
});
afterEach(async () => {
  await server.close();
});

describe("the judge's page", () => {
  test('says in words how each item stands, and what was sent', async () => {
    const { page, context, errors } = await openJudge();
    expect(await standing(page, '水坪镇实践所')).toBe('未打分');
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '9.5', 展示: '0' });
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByRole('status').filter({ hasText: '已送达' }).waitFor();
    expect(await page.innerText('main')).toMatch(/合计\s*57\s*工作\s*9\.5\s*展示\s*0/);
    expect((await ballotOf('s1'))?.marks).toEqual({ work: '9.5', show: '0' });
    await page.getByRole('button', { name: '返回' }).click();
    expect(await standing(page, '水坪镇实践所')).toBe('已送达');
    await server.command(organiser, 'lockItem', { itemId: 's1' });
    await expect.poll(() => standing(page, '水坪镇实践所')).toBe('已送达已锁定');
    expect(errors).toEqual([]);
    await context.close();
  });

  test('brings up the stop that the convoy is at, but not while another ballot is being filled in', async () => {
    const { page, context } = await openJudge();
    await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
    await page.getByRole('heading', { level: 1, name: '水坪镇实践所' }).waitFor();
    await markAll(page, { 工作: '8' });
    await server.command(organiser, 'markStop', { stopId: 's1', status: 'left' });
    await server.command(organiser, 'markStop', { stopId: 's2', status: 'arrived' });
    await page.getByText('车队已到 好人广场').click();
    await page.getByRole('heading', { level: 1, name: '好人广场' }).waitFor();
    await context.close();
  });

  test('takes full-width digits, refuses what is out of range or off the step, and undoes', async () => {
    const { page, context } = await openJudge();
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '１０' });
    const figure = page.getByRole('button', { name: /^工作 键盘输入/ });
    expect(await figure.innerText()).toBe('10');
    await figure.click();
    await page.getByRole('textbox', { name: '工作 键盘输入' }).fill('8.3');
    await page.getByText('不符合步长').waitFor();
    expect(await page.getByRole('button', { name: '确定' }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: '工作 键盘输入' }).fill('12');
    await page.getByText('超出范围').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '撤销' }).click();
    expect(await figure.innerText()).toBe('未打');
    await context.close();
  });

  test('takes marks by steps and by the slider, by touch and by keys', async () => {
    const { page, context } = await openJudge();
    await openItem(page, '水坪镇实践所');
    const figure = (label: string) => page.getByRole('button', { name: new RegExp(`^${label} 键盘输入`) });
    // No mark is no zero: the first step is the least mark.
    for (const shown of ['0', '0.5']) {
      await page.getByRole('button', { name: '工作 加一步' }).click();
      expect(await figure('工作').innerText()).toBe(shown);
    }
    await page.getByRole('button', { name: '工作 减一步' }).click();
    const slider = page.getByRole('slider', { name: '展示' });
    expect(await slider.getAttribute('aria-valuetext')).toBe('未打');
    await slider.scrollIntoViewIfNeeded();
    const box = await slider.boundingBox();
    if (box === null) throw new Error('The slider is not shown');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(() => figure('展示').innerText()).toBe('5');
    await slider.press('ArrowRight');
    await page.getByRole('button', { name: '送出' }).click();
    await expect.poll(async () => (await ballotOf('s1'))?.marks).toEqual({ work: '0', show: '5.5' });
    await context.close();
  });

  test('stands in the middle of a wide screen', async () => {
    const { page, context } = await openJudge();
    await page.setViewportSize(DESKTOP);
    const [left, right] = await page.evaluate(() => {
      const box = document.body.getBoundingClientRect();
      return [box.left, innerWidth - box.right];
    });
    expect(left).toBeGreaterThan(600);
    expect(right).toBeCloseTo(left ?? 0, 0);
    await context.close();
  });

  test('a reminder leads to what is missing', async () => {
    const { page, context } = await openJudge();
    await server.command(organiser, 'remindJudges', { judgeIds: ['j1'], itemIds: ['s2'] });
    await page.getByText(/还缺 1 项打分/).click();
    await page.getByRole('heading', { level: 1, name: '好人广场' }).waitFor();
    await context.close();
  });

  test('a judge who is recused or absent gives no marks, and neither looks like a zero', async () => {
    const { page, context } = await openJudge();
    await openItem(page, '水坪镇实践所');
    await page.getByRole('button', { name: '回避' }).click();
    await page.getByRole('button', { name: '确认回避' }).click();
    await expect.poll(async () => (await ballotOf('s1'))?.abstains).toBe('recused');
    await page.getByRole('button', { name: '返回' }).click();
    expect(await standing(page, '水坪镇实践所')).toBe('已回避');
    await openItem(page, '好人广场');
    await page.getByRole('button', { name: '缺席' }).click();
    await page.getByRole('button', { name: '确认缺席' }).click();
    await expect.poll(() => ballotOf('s2')).toMatchObject({ abstains: 'absent', marks: {} });
    await page.getByRole('button', { name: '返回' }).first().click();
    expect(await standing(page, '好人广场')).toBe('缺席');
    await context.close();
  });
});

describe('without signal', () => {
  test('it opens after a first visit and a restart of the browser, and sends when signal is back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lalian-judge-'));
    const first = await startLastingBrowser(folder);
    await enterAs(first, token, base, true);
    const page = await first.newPage();
    await page.goto(`${base}/judge/tour`);
    await page.getByText('已连接').waitFor();
    await installed(page);
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '7.5' });
    // The snapshot is written a moment after it came.
    await page.waitForFunction(async () => (await indexedDB.databases()).length > 0);
    await page.waitForTimeout(1_000);
    await first.close();

    const again = await startLastingBrowser(folder);
    await again.setOffline(true);
    const reopened = await again.newPage();
    await reopened.goto(`${base}/judge/tour`);
    await reopened.getByText(/没有信号/).waitFor();
    expect(await standing(reopened, '水坪镇实践所')).toBe('填写中，未送出');
    await openItem(reopened, '水坪镇实践所');
    await markAll(reopened, { 展示: '8' });
    await reopened.getByRole('button', { name: '送出' }).click();
    await reopened.getByRole('status').filter({ hasText: '已存在本机' }).waitFor();
    expect(await ballotOf('s1')).toBeUndefined();
    await again.setOffline(false);
    await expect
      .poll(async () => (await ballotOf('s1'))?.marks, { timeout: 20_000 })
      .toEqual({ work: '7.5', show: '8' });
    await again.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('a ballot for an item that was locked meanwhile stays with the reason, and can be handed over', async () => {
    const { page, context } = await openJudge();
    await context.setOffline(true);
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '9', 展示: '9' });
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByRole('status').filter({ hasText: '已存在本机' }).waitFor();
    await server.command(organiser, 'lockItem', { itemId: 's1', reason: '计分' });
    await context.setOffline(false);
    await page.getByRole('status').filter({ hasText: '未被接收' }).waitFor({ timeout: 20_000 });
    expect(await page.innerText('main')).toContain('已锁定');
    await page.getByRole('button', { name: '出示二维码' }).click();
    await page.getByRole('img', { name: /请组织方扫描/ }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '保存为文件' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('tour-j1-s1.json');
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
      ...{ tour: 'tour', judgeId: 'j1', itemId: 's1', marks: { work: '9', show: '9' } },
      rubricPrint: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
    await page.reload();
    await page.getByRole('status').filter({ hasText: '未被接收' }).waitFor();
    // Opened again, it goes out by itself.
    await server.command(organiser, 'reopenItem', { itemId: 's1', reason: '补录' });
    await expect.poll(async () => (await ballotOf('s1'))?.version, { timeout: 15_000 }).toBe(1);
    await context.close();
  });

  test('notes what should be mended, with pictures, and sends it later', async () => {
    const { page, context } = await openJudge();
    await openItem(page, '水坪镇实践所');
    await context.setOffline(true);
    await page.getByRole('button', { name: '记一个问题' }).click();
    await page.getByLabel('发现了什么问题，应如何整改').fill('台账缺三月份记录');
    await page.getByRole('radio', { name: '台账' }).check();
    await page.getByRole('radio', { name: '较重' }).check();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
    await page.getByRole('img', { name: '问题图片 1' }).waitFor();
    await page.getByRole('button', { name: '保存记录' }).click();
    await page
      .getByText(/已存在本机/)
      .first()
      .waitFor();
    await context.setOffline(false);
    const problems = async () =>
      Object.values((await server.app.tours.find('tour'))?.fold.tour.problems ?? {});
    await expect.poll(async () => (await problems()).length, { timeout: 20_000 }).toBe(1);
    expect((await problems())[0]).toMatchObject({
      ...{ kind: 'records', severity: 'major', text: '台账缺三月份记录', judgeId: 'j1', itemId: 's1' },
      pictures: [{ width: 1, height: 1 }],
    });
    await context.close();
  });
});

describe('sending', () => {
  test('a page that is killed in mid-send sends the same ballot once', async () => {
    const { page, context } = await openJudge();
    let held = 0;
    // The server takes the ballot; the phone never hears the answer.
    await context.route('**/commands/castBallot', async (route) => {
      held += 1;
      await route.fetch();
      await route.abort();
    });
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '9', 展示: '9' });
    await page.getByRole('button', { name: '送出' }).click();
    await expect.poll(() => held).toBe(1);
    await expect.poll(async () => (await ballotOf('s1'))?.version).toBe(1);
    await page.close();
    await context.unroute('**/commands/castBallot');
    const again = await context.newPage();
    const answers: { repeated: boolean }[] = [];
    again.on('response', async (response) => {
      if (response.url().endsWith('/castBallot')) answers.push(await response.json());
    });
    await again.goto(`${base}/judge/tour`);
    await expect.poll(() => answers.map(({ repeated }) => repeated), { timeout: 15_000 }).toEqual([true]);
    await expect.poll(() => standing(again, '水坪镇实践所')).toBe('已送达');
    const ballot = await ballotOf('s1');
    expect([ballot?.version, ballot?.earlier.length]).toEqual([1, 0]);
    await context.close();
  });

  test('a second device sees what was sent; an older one never overwrites it, and the judge chooses', async () => {
    const phone = await openJudge();
    const tablet = await openJudge();
    await openItem(phone.page, '水坪镇实践所');
    await phone.context.setOffline(true);
    await markAll(phone.page, { 工作: '5', 展示: '5' });
    await phone.page.getByRole('button', { name: '送出' }).click();
    await openItem(tablet.page, '水坪镇实践所');
    await markAll(tablet.page, { 工作: '9', 展示: '9' });
    await tablet.page.getByRole('button', { name: '送出' }).click();
    await tablet.page.getByRole('status').filter({ hasText: '已送达' }).waitFor();
    await phone.context.setOffline(false);
    await phone.page.getByText('这一项有两份打分').waitFor({ timeout: 20_000 });
    expect((await ballotOf('s1'))?.marks).toEqual({ work: '9', show: '9' });
    // Its own is there at once; the other's comes with the tour.
    const both = () => phone.page.innerText('main');
    await expect.poll(both).toMatch(/90/);
    expect(await both()).toMatch(/50/);
    await phone.page.getByRole('button', { name: '用本机这份' }).click();
    await expect.poll(async () => (await ballotOf('s1'))?.marks).toEqual({ work: '5', show: '5' });
    expect((await ballotOf('s1'))?.version).toBe(2);
    await expect.poll(() => tablet.page.innerText('main')).toMatch(/合计\s*50/);
    await phone.context.close();
    await tablet.context.close();
  });

  test("another judge on the same phone: nobody's marks go out in another's name", async () => {
    const { page, context } = await openJudge();
    await context.setOffline(true);
    await openItem(page, '水坪镇实践所');
    await markAll(page, { 工作: '9', 展示: '9' });
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByRole('status').filter({ hasText: '已存在本机' }).waitFor();
    await enterAs(context, await server.token('judge', 'j2'), base);
    await context.setOffline(false);
    await page.getByRole('alert').filter({ hasText: '另一位评委' }).waitFor({ timeout: 20_000 });
    expect([await ballotOf('s1', 'j1'), await ballotOf('s1', 'j2')]).toEqual([undefined, undefined]);
    await page.goto('about:blank');
    await page.goto(`${base}/judge/tour`);
    await page.getByText('评委 评委j2').waitFor();
    await expect.poll(() => standing(page, '水坪镇实践所')).toBe('未打分');
    await context.close();
  });

  test('a clock that is two hours off changes neither the ballot nor the time that is shown', async () => {
    const opened = await openPage(browser, {});
    await opened.context.addInitScript(() => {
      const real = Date.now;
      Date.now = () => real() + 2 * 3_600_000;
    });
    await enterAs(opened.context, token, base);
    await opened.page.goto(`${base}/judge/tour`);
    await opened.page.getByText('已连接').waitFor();
    await openItem(opened.page, '水坪镇实践所');
    await markAll(opened.page, { 工作: '9', 展示: '9' });
    await opened.context.setOffline(true);
    await opened.page.getByRole('button', { name: '送出' }).click();
    await opened.page.getByRole('status').filter({ hasText: '已存在本机' }).waitFor();
    const shown = /打分时间 (\d\d):(\d\d)/.exec(await opened.page.innerText('main'));
    const clock = (unixMs: number) =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone: 'Asia/Shanghai',
        hour: '2-digit',
        minute: '2-digit',
      }).format(unixMs);
    const now = Date.now();
    expect([clock(now), clock(now - 60_000), clock(now + 5_000)]).toContain(`${shown?.[1]}:${shown?.[2]}`);
    await opened.context.close();
  });
});
