import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { type FinishedTour, fetchArchive, finishTour } from '../support/finished-tour.ts';
import { until } from '../support/until.ts';
import { unzipped } from '../support/unzipped.ts';

let browser: PageHost;
let tour: FinishedTour;
let folder: string;
let names: readonly string[];

beforeAll(async () => {
  browser = await shareBrowser();
  tour = await finishTour();
  folder = await mkdtemp(join(tmpdir(), 'lalian-archive-test-'));
  const { bytes } = await fetchArchive(tour.server, tour.organiser);
  // Chinese names and spaces in the path, as a desk's downloads have them.
  names = await unzipped(bytes, join(folder, '拉练 存档'));
});
afterAll(async () => {
  await browser.close();
  await tour.server.close();
  await rm(folder, { recursive: true, force: true });
});

const urlOf = (file: string) => pathToFileURL(join(folder, '拉练 存档', file)).href;

/** Opens a page of the archive from disk; `elsewhere` are requests for anything that is not in its folder. */
async function openArchive(file: string, options: Parameters<typeof openPage>[1] = {}) {
  const watched = await openPage(browser, options);
  const elsewhere: string[] = [];
  watched.page.on('request', (request) => {
    if (!request.url().startsWith(urlOf('')) && !request.url().startsWith('data:'))
      elsewhere.push(request.url());
  });
  watched.page.on('websocket', (socket) => elsewhere.push(socket.url()));
  await watched.page.goto(urlOf(file));
  return { ...watched, elsewhere };
}

describe('an archive', () => {
  test('is what the public may see, and nothing that was withdrawn', async () => {
    expect(names.slice(0, 5)).toEqual(['index.html', 'en.html', 'data.js', 'archive.js', 'archive.css']);
    expect(names.filter((name) => name.startsWith('pictures/')).length).toBe(6);
    expect(names.filter((name) => name.includes(tour.withdrawnPicture))).toEqual([]);
    const all = await Promise.all(
      ['index.html', 'en.html', 'data.js'].map((name) => readFile(join(folder, '拉练 存档', name), 'utf8')),
    );
    for (const text of all) {
      expect(text).not.toContain(tour.withdrawnPicture);
      expect(text).not.toMatch(/"ballots":\{"|写错了|评委j1/);
    }
    expect(all[0]).toContain('重复发布');
  });

  test('opened from disk shows posts, pictures, map and standings, and fetches nothing from anywhere', async () => {
    const { page, context, errors, elsewhere } = await openArchive('index.html', {
      viewport: DESKTOP,
      offline: true,
    });
    await page.locator('.drawn-map .map-stop').first().waitFor();
    await page.getByText('第一站：水坪镇实践所').first().waitFor();
    await page.locator('#standings-title').getByText(/榜单/).waitFor();
    const picture = page.locator('article img').first();
    await picture.scrollIntoViewIfNeeded();
    await until(
      () => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth > 0),
      'the picture',
    );
    await picture.click();
    await page.locator('dialog[open] img').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('志愿者合影').last().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(elsewhere).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('replays the way: the convoy drives, stops light up, the feed follows', async () => {
    const { page, context, errors } = await openArchive('index.html', { viewport: DESKTOP });
    await page.locator('.drawn-map .map-convoy').waitFor({ state: 'attached' });
    const slider = page.getByLabel('回放时间');
    const convoy = () =>
      page
        .locator('.map-convoy')
        .evaluate(
          (node) =>
            node.parentElement?.outerHTML.match(/translate3d\([^)]*\)/)?.[0] ??
            node.getBoundingClientRect().x,
        );
    const atEnd = await convoy();
    await page.getByRole('button', { name: '从头回放' }).click();
    await page.getByRole('button', { name: '暂停' }).waitFor();
    expect(await page.locator('.map-stop[aria-label*="第 3 站"]').getAttribute('aria-label')).toContain(
      '未到',
    );
    await page.getByLabel('速度').selectOption('15');
    await until(async () => Number(await slider.inputValue()) > 36 * 60_000, 'the replay to move on');
    expect(await convoy()).not.toBe(atEnd);
    await page.getByRole('button', { name: '暂停' }).click();
    const stopped = await slider.inputValue();
    await slider.fill(String(40 * 60_000));
    await page.getByText(/第 1 天 · 09:10 · 正在水坪镇实践所/).waitFor();
    expect(await page.locator('.map-stop[aria-label*="第 1 站"]').getAttribute('aria-label')).toContain(
      '已到达',
    );
    const current = page.locator('article[aria-current="true"]');
    expect(await current.innerText()).toContain('重复发布');
    await slider.fill(String(170 * 60_000));
    await page.locator('article[aria-current="true"]', { hasText: '3761' }).waitFor();
    expect(await page.locator('.map-stop[aria-label*="第 1 站"]').getAttribute('aria-label')).toContain(
      '已离开',
    );
    // The second day follows the first without the night between them.
    await slider.fill(String((240 + 70) * 60_000));
    await page.getByText(/第 2 天 · 09:40/).waitFor();
    expect(Number(stopped)).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('is readable without scripts, in both languages', async () => {
    for (const [file, words] of [
      [
        'index.html',
        [
          '第一站：水坪镇实践所',
          '好人就在身边。',
          '3761',
          '榜单',
          '行程',
          '竹溪县',
          '收官：<b>诗经</b>文化站',
        ],
      ],
      ['en.html', ['第一站：水坪镇实践所', 'Standings', 'Itinerary', 'Sample tour', 'Archive']],
    ] as const) {
      const { page, context, elsewhere } = await openArchive(file, {
        javaScriptEnabled: false,
        viewport: PHONE,
      });
      const text = await page.innerText('body');
      for (const word of words) expect(text, file).toContain(word);
      expect(await page.locator('article img').count()).toBe(2);
      expect(elsewhere).toEqual([]);
      await context.close();
    }
  });

  test('is the same bytes for the same state, whenever it is made; for the organiser only', async () => {
    const first = await fetchArchive(tour.server, tour.organiser);
    tour.moveTo(Date.UTC(2022, 6, 20));
    const second = await fetchArchive(tour.server, tour.organiser);
    expect(first.headers['content-type']).toBe('application/zip');
    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect((await fetchArchive(tour.server, tour.editor)).status).toBe(403);
    expect((await tour.server.get('/api/tours/tour/archive.zip')).status).toBe(401);
  });

  test('is written by the command line too, into a folder or a ZIP, beside the running server', async () => {
    const run = (out: string) =>
      spawnSync(process.execPath, ['dist/server/archive.js', join(folder, out)], {
        encoding: 'utf8',
        env: { ...process.env, DATA_DIR: tour.server.dir, LOG_LEVEL: 'silent' },
      });
    expect(run('by-hand')).toMatchObject({ status: 0, stderr: '' });
    expect((await readdir(join(folder, 'by-hand'))).sort()).toEqual(
      ['archive.css', 'archive.js', 'data.js', 'en.html', 'index.html', 'pictures'].sort(),
    );
    expect(run('by-hand').status).toBe(2);
    expect(run('by-hand.zip').status).toBe(0);
    const { bytes } = await fetchArchive(tour.server, tour.organiser);
    expect((await readFile(join(folder, 'by-hand.zip'))).equals(bytes)).toBe(true);
  });
});
