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

describe('areas', () => {
  test.each([
    ['a desktop', DESKTOP],
    ['a phone', PHONE],
  ])('on %s: all of a city by its code, short names proposed', async (_what, viewport) => {
    const { page, errors } = await open('areas', viewport);
    await page.getByLabel('市名或代码').fill('4203');
    await page.getByRole('button', { name: '十堰市：加入 6 个县（市、区）' }).click();
    await page.getByRole('heading', { name: '参赛县（市、区）8 个' }).waitFor();
    expect(await page.getByLabel('茅箭区 的简称').inputValue()).toBe('茅箭');
    await page.getByLabel('名称，一行一个').fill('武当山旅游经济特区\n十堰经济技术开发区');
    await page.getByRole('button', { name: '加入', exact: true }).click();
    expect(await page.getByLabel('武当山旅游经济特区 的简称').inputValue()).toBe('武当山');
    const place = page.getByLabel('茅箭区 的坐标');
    await place.fill('东经110°48′36″ 北纬32°35′24″');
    await place.blur();
    expect(await place.inputValue()).toBe('32.59, 110.81');
    await page.getByRole('button', { name: '下移 茅箭区' }).click();
    await page.getByText('茅箭区 现在是第 4 个').waitFor({ state: 'attached' });
    await shoot(page, `areas-${viewport.width}`);
    expect(errors).toEqual([]);
  });

  const box = (west: number, south: number, size: number) => [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
  const file = (features: object[]) => ({
    name: 'outlines.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
  });
  const feature = (name: string, ring: number[][]) => ({
    ...{ type: 'Feature', properties: { name } },
    geometry: { type: 'Polygon', coordinates: [ring] },
  });

  test('outlines of another map: the shift is offered, and taken with one press', async () => {
    const { page, errors } = await open('areas');
    // The stop of 竹溪县 lies 300 m within its western border; on 高德 that border is drawn some 500 m further east.
    const shifted = feature('竹溪县', box(109.8023, 32.0, 0.6));
    await page.getByLabel('选择文件').setInputFiles(file([shifted, feature('房县', box(110.5, 31.9, 0.6))]));
    await page.getByText('对上 2 / 2 个县（市、区）').waitFor();
    await page.getByText('3 个点位里有 1 个落在自己的县（市、区）外。').waitFor();
    await shoot(page, 'outlines');
    await page.getByRole('button', { name: '按它换算' }).click();
    await page.getByText('3 个点位都在自己的县（市、区）里。').waitFor();
    await page.getByRole('button', { name: '采用 2 个轮廓' }).click();
    await page.getByText(/已加入 2 个轮廓/).waitFor();
    expect(await page.getByRole('button', { name: /去掉 .* 的轮廓/ }).count()).toBe(2);
    expect(errors).toEqual([]);
  });

  test('a file of something else is named, with what to do', async () => {
    const { page, errors } = await open('areas');
    const choose = page.getByLabel('选择文件');
    await choose.setInputFiles({
      name: 'x.json',
      mimeType: 'application/json',
      buffer: Buffer.from('PK\u0003\u0004'),
    });
    await page.getByRole('alert').filter({ hasText: '这不是 GeoJSON 文件' }).waitFor();
    await choose.setInputFiles(
      file([{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [1, 2] } }]),
    );
    await page.getByRole('alert').filter({ hasText: '只有点或线' }).waitFor();
    // Of 50 MB, made where it is chosen.
    await choose.evaluate((input) => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(50_000_000)], 'y.geojson'));
      (input as HTMLInputElement).files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.getByRole('alert').filter({ hasText: '文件有 50 MB，最多 20 MB' }).waitFor();
    expect(errors).toEqual([]);
  });
});

describe('stops', () => {
  test.each([
    ['a desktop', DESKTOP],
    ['a phone', PHONE],
  ])('on %s: set, moved, timed, and taken back', async (_what, viewport) => {
    const { page, errors } = await open('stops', viewport);
    await page.getByRole('button', { name: '加一站' }).click();
    await page.getByLabel('名称', { exact: true }).first().fill('诗经里好人街');
    await page.getByText('还没有位置。请填坐标，或点地图放置。').waitFor();
    const place = page.getByLabel('诗经里好人街 的坐标');
    await place.fill('110.74, 32.06');
    await page.getByText('第一个数是经度，已按经度在前处理。').waitFor();
    await place.blur();
    expect(await place.inputValue()).toBe('32.06, 110.74');
    await place.fill('22.06, 113.74');
    await page.getByText(/离其他点约 \d+ 公里/).waitFor();
    await place.fill('32.06, 110.74');
    await shoot(page, `stops-${viewport.width}`);
    await page.getByRole('button', { name: '上移 诗经里好人街' }).click();
    await page.getByText('诗经里好人街 现在是第 2 天第 3 站').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: '采用这些时间' }).click();
    await page.getByText('时间已排好。').waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('还没有时间。').first().waitFor();
    expect(errors).toEqual([]);
  });

  test('a dot is dragged on the map, and moved by keys; both can be taken back', async () => {
    const { page, errors } = await open('stops');
    const dot = page.getByRole('button', { name: /^第 2 站 好人广场，拖动/ });
    const from = await dot.boundingBox();
    if (from === null) throw new Error('The dot is not there');
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 40, { steps: 5 });
    await page.mouse.up();
    const place = page.getByLabel('好人广场 的坐标');
    await place.waitFor();
    const dragged = await place.inputValue();
    expect(dragged).not.toBe('32.1, 110.7');
    await dot.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => place.inputValue()).not.toBe(dragged);
    await shoot(page, 'stops-dragged');
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByRole('button', { name: '撤销' }).click();
    await expect.poll(() => place.inputValue()).toBe('32.1, 110.7');
    expect(errors).toEqual([]);
  });

  test('a place is found by its coordinates, and a stop is added there; each area gets its talk', async () => {
    const { page, errors } = await open('stops');
    await page.getByLabel('按坐标找').fill("32°6'N 110°42.6'E");
    await page.getByText(/最近的是第 2 站 好人广场/).waitFor();
    await page.getByRole('button', { name: '在这里加一站' }).click();
    expect(await page.getByLabel('（未命名） 的坐标').inputValue()).toBe('32.1, 110.71');
    await page.getByRole('button', { name: '每个县（市、区）各一场' }).click();
    expect(await page.getByRole('button', { name: /^删除 .*路演$/ }).count()).toBe(2);
    await shoot(page, 'talks');
    expect(errors).toEqual([]);
  });
});
