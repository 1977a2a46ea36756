import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(await server.token('judge', 'j1'), 'castBallot', {
    ...{ itemId: 's1', marks: { work: '9.5', show: '9' } },
  });
  await server.command(organiser, 'endDay', { day: 1 });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function openLog() {
  const opened = await openPage(browser);
  await takeSession(opened.context, 'organiser', organiser, base);
  return { ...opened, log: await openPlace(opened.page, base, 'log') };
}

describe('the log book', () => {
  test('says in words who did what on which device, and goes on by itself', async () => {
    const { log, context, errors } = await openLog();
    await log.getByText(/评委 .*给 .*打分：.*9\.5/).waitFor();
    await log.getByText('第 1 天结束').waitFor();
    await log.getByText('程序').first().waitFor();
    await server.command(organiser, 'lockItem', { itemId: 's1', reason: '收齐了' });
    await log.getByText('原因：收齐了').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('finds by word, person and kind', async () => {
    const { log, context } = await openLog();
    await log.getByText('第 1 天结束').waitFor();
    await log.getByLabel('搜索').fill('打分 9.5');
    await log.getByText(/^1 条，共/).waitFor();
    expect(await log.locator('ol li').count()).toBe(1);
    await log.getByRole('button', { name: '清除条件' }).click();
    await log.getByLabel('哪一类').selectOption('day');
    await log.getByText('第 1 天开始').waitFor();
    expect(await log.getByText(/打分：/).count()).toBe(0);
    await log.getByLabel('搜索').fill('没有这回事');
    await log.getByText('没有符合条件的记录').waitFor();
    await context.close();
  });

  test('is checked in the browser, and a line that was changed on the way is found', async () => {
    const { page, log, context } = await openLog();
    await log.getByRole('button', { name: '核对整本日志' }).click();
    await log.getByText(/^完好：第 1 条到第 \d+ 条/).waitFor();
    await page.route('**/api/tours/tour/log?*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('9.5', '6.5') });
    });
    await log.getByRole('button', { name: '核对整本日志' }).click();
    await log.getByText(/^第 \d+ 条对不上/).waitFor();
    await context.close();
  });

  test('seals a day, and everybody can read the seal', async () => {
    const { log, context } = await openLog();
    await log.getByRole('button', { name: '封存第 1 天' }).click();
    await log.getByText(/^第 1 天：至第 \d+ 条/).waitFor();
    const { page, context: reader } = await openPage(browser, { viewport: DESKTOP });
    await page.goto(base);
    await page.getByText(/第 1 天日志封存至第 \d+ 条，校验码 [0-9a-f]{64}/).waitFor();
    await reader.close();
    await context.close();
  });

  test('shows nothing in stealth', async () => {
    const { page, log, context } = await openLog();
    await log.getByText('第 1 天结束').waitFor();
    await page.keyboard.press('h');
    await log.getByText('隐身时不显示').waitFor();
    expect(await log.getByText(/打分：/).count()).toBe(0);
    await context.close();
  });
});
