import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
});
afterEach(() => server.close());

/** Opens a part of the set-up as an organiser. */
async function open(part: string, viewport = DESKTOP): Promise<{ page: Page; errors: string[] }> {
  const token = await server.token('organiser', 'org-1', { name: '王芳' });
  const { page, context, errors } = await openPage(browser, { viewport });
  await takeSession(context, 'organiser', token, base);
  await page.goto(`${base}/organiser/tour/setup/${part}`);
  return { page, errors };
}
const shoot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

describe('rubrics', () => {
  test.each([
    ['a desktop', DESKTOP],
    ['a phone', PHONE],
  ])(
    'on %s: what does not add up is named and mended, and the sample ballot follows',
    async (_what, viewport) => {
      const { page, errors } = await open('rubrics', viewport);
      await page.getByRole('button', { name: '新建一张' }).click();
      await page.getByLabel('评分表名称').fill('实践站');
      await page.getByLabel('第 1 项指标名称').fill('场所设施');
      await page.getByLabel('最高').fill('９９。９');
      await page.getByLabel('满分应为').focus();
      await page.getByText('合计 99.9 分，比 100 分少 0.1 分（99.9%）。').waitFor();
      await shoot(page, `rubrics-${viewport.width}`);
      await page.getByRole('button', { name: '把“场所设施”改成 100 分' }).click();
      await page.getByText('合计 100 分，正好').waitFor();
      await page.getByRole('button', { name: '加一项指标' }).click();
      await page.keyboard.type('环境面貌');
      await page.keyboard.press('Alt+ArrowUp');
      expect(await page.getByLabel('第 1 项指标名称').inputValue()).toBe('环境面貌');
      const sample = page.getByRole('region', { name: '评委手机上的样子' });
      await sample.getByRole('button', { name: '环境面貌 键盘输入' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '8', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
      await sample.getByText('还有 1 项未打').waitFor();
      expect(errors).toEqual([]);
    },
  );

  test('ready ones are there by one press, and mark the kinds of stops', async () => {
    const { page, errors } = await open('rubrics');
    await page.getByRole('button', { name: '加入范例' }).click();
    await page.getByRole('button', { name: '阵地评分表' }).click();
    await page.getByText('合计 100 分，正好').waitFor();
    await page.getByLabel('评分表 实践所').selectOption({ label: '阵地评分表' });
    await page.getByText(/100 分 · 1 项在用/).waitFor();
    await shoot(page, 'rubrics-ready');
    expect(errors).toEqual([]);
  });
});
