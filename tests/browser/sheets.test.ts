import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { goToPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';
import { until } from '../support/until.ts';
import { plainRows, workbookOf } from '../support/workbook.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
});
afterEach(() => server.close());

async function opened(look: Parameters<typeof openPage>[1] = {}, language = 'zh') {
  const { page, context, errors } = await openPage(browser, {
    viewport: DESKTOP,
    acceptDownloads: true,
    ...look,
  });
  await takeSession(context, 'organiser', organiser, base);
  await page.goto(`${base}/organiser/tour/result${language === 'en' ? '?lang=en' : ''}`);
  await page.locator('#routine fieldset').waitFor();
  const close = async (): Promise<void> => {
    expect(errors).toEqual([]);
    await context.close();
  };
  return { page, part: page.locator('#routine'), close };
}

const file = (name: string, buffer: Uint8Array | string) => ({
  ...{ name, mimeType: 'application/octet-stream' },
  buffer: Buffer.from(buffer),
});
const choose = (page: Page, name: string, bytes: Uint8Array | string) =>
  page.locator('#routine input[type=file]').setInputFiles(file(name, bytes));
const scoresNow = async () => {
  const answer = await server.app.http.inject({
    url: '/api/tours/tour/as/organiser',
    headers: { authorization: `Bearer ${organiser}` },
  });
  return answer.json<{ tour: { routine: Record<string, { value: string }[]> } }>().tour.routine;
};

const head = ['序号', '县（市、区）', '得分', '经办'];
const good = workbookOf({
  sheets: [
    {
      rows: plainRows([
        ['2022年平时工作得分表'],
        head,
        [1, '竹溪县', 92.5, '甲'],
        [2, '房县', '９１分', '乙'],
        ['', '合计', 183.5],
      ]),
    },
  ],
});

describe('a sheet of scores', () => {
  test('is recognised, mended, looked at and imported, and the same again changes nothing', async () => {
    const { page, part, close } = await opened();
    const bad = workbookOf({
      sheets: [
        {
          rows: `${plainRows([head, [1, '竹溪县', 92.5, '甲'], [2, '没有县', 91, '乙']])}<row r="4"><c r="B4" t="inlineStr"><is><t>房县</t></is></c><c r="C4" t="e"><v>#N/A</v></c></row>`,
        },
      ],
    });
    await choose(page, '平时.xlsx', bad);
    await part.getByText('2 处要改').waitFor();
    await part.getByText('#N/A 是公式算错了').waitFor();
    // A press on the place leads to the cell.
    await part.getByRole('button', { name: '第 4 行 C 列' }).click();
    await until(
      () => page.evaluate(() => document.activeElement?.textContent?.includes('#N/A')),
      'the cell to have the focus',
    );
    expect(await part.getByRole('button', { name: '导入' }).count()).toBe(0);
    await part.getByRole('button', { name: '换一个' }).click();
    await choose(page, '平时.xlsx', good);
    await part
      .getByText(/没有导入的列.*经办/)
      .first()
      .waitFor();
    await part.getByText('新增 2').first().waitFor();
    await part.getByRole('button', { name: '导入' }).click();
    await page.getByText('已保存 2 个分数').waitFor();
    expect(await scoresNow()).toMatchObject({ zhuxi: [{ value: '92.5' }], fang: [{ value: '91' }] });
    await part.locator('fieldset').waitFor();
    await choose(page, '平时.xlsx', good);
    await part.getByText('和现在一样，没有要导入的').waitFor();
    expect(await part.getByRole('button', { name: '导入' }).isDisabled()).toBe(true);
    await close();
  });

  test('pasted with what its copy knows of merged cells, or dropped as CSV in GBK', async () => {
    const { page, part, close } = await opened();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', '县区\t得分\n竹溪县\t93');
      data.setData(
        'text/html',
        '<table><tr><td colspan=2>得分表</td></tr><tr><td>县区</td><td>得分</td></tr><tr><td>竹溪县</td><td>93</td></tr></table>',
      );
      document
        .querySelector('#routine textarea')
        ?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
    });
    await part.getByText('粘贴的内容').waitFor();
    await part.getByLabel('会改什么').getByText('竹溪县 93').waitFor();
    await part.getByRole('button', { name: '换一个' }).click();
    await page.evaluate(() => {
      // 县区,得分 房县,88 in GBK.
      const bytes = new Uint8Array([
        0xcf, 0xd8, 0xc7, 0xf8, 0x2c, 0xb5, 0xc3, 0xb7, 0xd6, 10, 0xb7, 0xbf, 0xcf, 0xd8, 0x2c, 0x38, 0x38,
      ]);
      const data = new DataTransfer();
      data.items.add(new File([bytes], '得分.csv'));
      document
        .querySelector('#routine fieldset')
        ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await part.getByLabel('会改什么').getByText('房县 88').waitFor();
    await close();
  });

  test.each([
    ['照片.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]), '这是图片或视频'],
    [
      '旧.xls',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(2048)]),
      '这不是表格',
    ],
    ['坏.xlsx', good.slice(0, 300), '文件不完整或已损坏'],
    ['多.csv', 'a,b\n'.repeat(100_000), '超过 20,000 行'],
  ])('%s is refused with what to do, and another one can be chosen', async (name, bytes, says) => {
    const { page, part, close } = await opened();
    await choose(page, name, bytes);
    await part.getByText(says).waitFor();
    await choose(page, '平时.xlsx', good);
    await part.getByText('新增 2').first().waitFor();
    await close();
  });

  test('where two columns could be the score is asked about, and read once one is chosen', async () => {
    const { part, close } = await opened();
    await part.locator('textarea').fill('单位\t自评得分\t核定得分\n竹溪县\t98\t92.5');
    await part.getByText('B、C 列都可能是“得分”').waitFor();
    await part.getByLabel(/C 列是/).selectOption({ label: '得分' });
    await part.getByLabel('会改什么').getByText('竹溪县 92.5').waitFor();
    await close();
  });

  test('is not on the page in stealth, and still there afterwards', async () => {
    const { page, part, close } = await opened();
    await choose(page, '平时.xlsx', good);
    await part.getByText('新增 2').first().waitFor();
    await part.getByRole('heading', { name: '从表格导入' }).click();
    await page.keyboard.press('h');
    await part.getByText('隐身时不显示。').first().waitFor();
    expect(await part.textContent()).not.toMatch(/竹溪|92\.5/);
    await page.keyboard.press('h');
    await part.getByText('新增 2').first().waitFor();
    await close();
  });

  test('can be filled into a template, which is the tour as it stands', async () => {
    await server.command(organiser, 'scoreRoutine', { scores: [{ areaId: 'zhuxi', score: '95.80' }] });
    const { page, part, close } = await opened();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      part.getByRole('button', { name: '下载模板' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('模板.xlsx');
    await choose(page, '模板.xlsx', await readFile(await download.path()));
    await part.getByText('和现在一样，没有要导入的').waitFor();
    await close();
  });

  test.each([
    ['zh', 'light', DESKTOP],
    ['en', 'dark', PHONE],
  ] as const)('axe finds nothing to complain of in it: %s, %s', async (language, colorScheme, viewport) => {
    const { page, part, close } = await opened({ viewport, colorScheme }, language);
    for (const details of [
      good,
      workbookOf({ sheets: [{ rows: plainRows([head, [1, '没有县', 'x', '']]) }] }),
    ]) {
      await choose(page, 'a.xlsx', details);
      await part.locator('table[aria-rowcount]').waitFor();
      for (const summary of await part.locator('summary').all()) await summary.click();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      await part.getByRole('button', { name: /换一个|Another one/ }).click();
    }
    await close();
  });
});

test('the organiser reaches another place while a sheet waits, and finds it again', async () => {
  const { page, part, close } = await opened();
  await choose(page, '平时.xlsx', good);
  await part.getByText('新增 2').first().waitFor();
  await goToPlace(page, 'scores');
  await goToPlace(page, 'result');
  await part.getByText('新增 2').first().waitFor();
  await close();
});
