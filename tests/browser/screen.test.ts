import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Prize } from '../../shared/tour/setup/setup.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { type Hall, startHall } from '../support/hall-tour.ts';
import { illegible } from '../support/legibility.ts';
import { until } from '../support/until.ts';

let browser: PageHost;
let hall: Hall;
let context: BrowserContext;
let page: Page;
let errors: readonly string[];

const PRIZES: readonly Prize[] = [
  { id: 'first', name: { zh: '一等奖' }, places: 1, moneyYuan: 100_000 },
  { id: 'second', name: { zh: '二等奖' }, places: 2 },
];
const SCENES = [
  { id: 'opening', kind: 'title' },
  { id: 'said', kind: 'slide', title: { zh: '议程' }, text: { zh: '一、揭晓\n二、颁奖' } },
  { id: 'standings', kind: 'standings' },
  { id: 'reveal', kind: 'reveal' },
  { id: 'podium', kind: 'podium' },
  { id: 'thanks', kind: 'thanks' },
] as const;
const TOTALS = { a: '90.25', b: '80.5', c: '80.5', d: '60' };
const WALLS = [
  [1920, 1080],
  [2304, 768],
  [2304, 384],
  [1024, 768],
  [1080, 1920],
] as const;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await context.close();
  await hall.server.close();
});

/** Opens a screen of that size in the hall. */
async function openScreen(name: string, [width, height]: readonly [number, number]) {
  const opened = await openPage(browser, { viewport: { width, height } });
  const token = await hall.server.token('screen', name);
  await opened.context.addCookies([
    { name: 'lalian.tour.screen', value: token, url: hall.base, httpOnly: true },
  ]);
  await opened.page.goto(`${hall.base}/screen/tour`);
  await opened.page.locator('main[data-state=idle]').getByText('示例拉练').waitFor();
  return opened;
}

/** Opens a hall and a screen in it. */
async function open(
  totals: Readonly<Record<string, string>> = TOTALS,
  options: Parameters<typeof startHall>[1] = {},
  size: readonly [number, number] = WALLS[0],
): Promise<void> {
  hall = await startHall(totals, {
    prizes: PRIZES,
    ...options,
    programme: { scenes: [...SCENES], ...options.programme },
  });
  ({ context, page, errors } = await openScreen('wall', size));
}

/** The page has drawn that step and has come to rest, with nothing that still fades. */
async function rests(step: number, on: Page = page): Promise<void> {
  await on.locator(`main[data-step="${step}"][data-settled]`).waitFor();
  await on.locator('[data-layer=leaving]').waitFor({ state: 'detached' });
  await on.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
}

/** What the hall reads, in order, figures that are read aloud included. */
const read = (on: Page = page): Promise<string> =>
  on.evaluate(() =>
    [...document.querySelectorAll('[data-layer=on]')]
      .map((layer) => layer.textContent?.replace(/\s+/g, ' ').trim())
      .join('|'),
  );

/** The share of two pictures that is not the same; edges of letters may be smoothed in another way. */
async function apart(one: Buffer, other: Buffer | undefined): Promise<number> {
  // Most are the same to the byte: those need not be unpacked.
  if (other !== undefined && one.equals(other)) return 0;
  const [a, b] = await Promise.all([one, other].map((png) => sharp(png).raw().toBuffer()));
  if (a === undefined || b === undefined || a.length !== b.length) return 1;
  let different = 0;
  for (let at = 0; at < a.length; at += 1) if (Math.abs((a[at] ?? 0) - (b[at] ?? 0)) > 40) different += 1;
  return different / a.length;
}

/** What lies outside of the screen, or is cut. */
const astray = (on: Page): Promise<readonly string[]> =>
  on.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('[data-layer=on] *')) {
      const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      if (!isText || element.closest('svg')) continue;
      const { left, top, right, bottom, width } = element.getBoundingClientRect();
      const isOut = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
      if (width > 0 && isOut)
        found.push(`${element.textContent} at ${[left, top, right, bottom].map(Math.round)}`);
    }
    const root = document.scrollingElement;
    if (root && (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight))
      found.push('the page scrolls');
    return found;
  });

/** What nobody reads from the last row: smaller than a share of the screen's smaller side. */
const tiny = (on: Page): Promise<readonly string[]> =>
  on.evaluate(() => {
    const LEAST_SHARE = 0.0215;
    const least = LEAST_SHARE * Math.min(innerWidth, innerHeight);
    return [...document.querySelectorAll<HTMLElement>('[data-layer=on] *, .notice')].flatMap((element) => {
      const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      return isText && !element.closest('svg') && size < least
        ? [`${element.textContent} in ${size} px`]
        : [];
    });
  });

test('every step forth and back shows the same picture, and so does a screen that is opened at it', async () => {
  await open();
  await hall.begin();
  const words: string[] = [];
  const pictures: Buffer[] = [];
  let step = 1;
  do {
    await rests(step);
    words.push(await read());
    pictures.push(await page.screenshot());
    step += 1;
  } while (await hall.step(step - 1, 'next'));
  step -= 1;
  expect(words.length).toBe(SCENES.length + 8);
  for (let at = words.length - 2; at >= 0; at -= 1) {
    expect(await hall.step(step, 'back')).toBe(true);
    step += 1;
    await rests(step);
    expect(await read(), `back at ${at}`).toBe(words[at]);
    expect(await apart(await page.screenshot(), pictures[at]), `the picture back at ${at}`).toBeLessThan(
      1e-4,
    );
    if (at % 4 !== 0) continue;
    const other = await context.newPage();
    await other.goto(`${hall.base}/screen/tour`);
    await rests(step, other);
    expect(await read(other), `opened at ${at}`).toBe(words[at]);
    await other.close();
  }
  expect(errors).toEqual([]);
});

test('a line that is lost leaves the picture and says nothing; what was missed then stands at once', async () => {
  await open();
  await hall.begin();
  await rests(1);
  await hall.step(1, { sceneId: 'reveal' });
  await rests(2);
  const before = await page.locator('main').innerHTML();
  await context.setOffline(true);
  for (const step of [2, 3, 4]) await hall.step(step, 'next');
  await until(() => page.evaluate(() => navigator.onLine === false), 'the line to be lost');
  expect(await page.locator('main').innerHTML()).toBe(before);
  await context.setOffline(false);
  await rests(5);
  expect(await page.locator('.reveal').getAttribute('data-level')).toBe('3');
});

describe('what is over the picture', () => {
  test('covers it and leaves it as it was', async () => {
    await open();
    await hall.begin();
    await rests(1);
    const words = await read();
    await hall.give('veilHall', { veil: 'black' });
    await page.locator('[data-veil=black]').waitFor();
    await hall.give('veilHall', { veil: 'clock' });
    await page.locator('[data-veil=clock] time').waitFor();
    await hall.give('tellHall', { message: '请各位就座，会议五分钟后开始' });
    await page.getByText('请各位就座').waitFor();
    await hall.give('tellHall', { message: null });
    await hall.give('veilHall', { veil: null });
    await page.locator('[data-veil]').waitFor({ state: 'detached' });
    expect(await read()).toBe(words);
  });

  test('is the tour by its name, calmly, where the ceremony is stopped', async () => {
    await open();
    await hall.begin();
    await rests(1);
    await hall.step(1, { sceneId: 'reveal' });
    await rests(2);
    await hall.step(2, 'next');
    await rests(3);
    await hall.give('reopenResult', { reason: '核对一处录入' });
    await page.locator('main[data-state=stopped]').getByText('示例拉练').waitFor();
    await page.getByText('核对一处录入').waitFor();
    expect(await page.locator('[data-rank]').count()).toBe(0);
  });
});

test('a scene that is broken, or not to be had, is the title and no error', async () => {
  await open();
  await page.route('**/assets/thanks-*.js', (route) => route.abort());
  await page.reload();
  await page.locator('main[data-state=idle]').waitFor();
  await hall.begin();
  await rests(1);
  await hall.step(1, { sceneId: 'thanks' });
  await rests(2);
  await page.locator('[data-layer=on]').getByText('示例拉练').waitFor();
  expect(await page.locator('#lalian-failed').count()).toBe(0);
});

test('what throws while the screen runs is told to the server, and not to the hall', async () => {
  await open();
  await page.evaluate(() => {
    const src = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
    dispatchEvent(new ErrorEvent('error', { filename: src, error: new TypeError('findLast') }));
  });
  await until(
    async () => (await hall.server.get('/metrics')).text.includes('lalian_page_failures_total{page="screen"'),
    'the server to hear of it',
  );
  expect(await page.locator('#lalian-failed').count()).toBe(0);
});

test('a picture that is not there leaves the words of its slide', async () => {
  await open(TOTALS, {
    programme: {
      scenes: [{ id: 'said', kind: 'slide', title: { zh: '在路上' }, pictureId: '0'.repeat(32) }],
    },
  });
  await hall.begin();
  await rests(1);
  await page.getByRole('heading', { name: '在路上' }).waitFor();
  await page.locator('[data-layer=on] img').waitFor({ state: 'detached' });
});

test('on walls of all sizes nothing is cut or too small, and no text lies on another, however long the names are', async () => {
  const long = '十堰市茅箭区武当街道新时代文明实践所志愿服务联合会示范传播基地与文化广场';
  const names = { a: `${long}甲`, b: `${long}乙`, c: `${long}丙`, d: `${long}丁` };
  await open({ a: '90.25', b: '90.25', c: '80.5', d: '70' }, { names });
  // They hang in one hall: what moves on one of them moves on all at the same time.
  const walls: { readonly page: Page; readonly size: readonly [number, number] }[] = [
    { page, size: WALLS[0] },
  ];
  for (const size of WALLS.slice(1))
    walls.push({ page: (await openScreen(size.join('-'), size)).page, size });
  await hall.begin();
  let step = 1;
  do {
    for (const { page: wall, size } of walls) {
      const at = `step ${step} on ${size.join(' × ')}`;
      await rests(step, wall);
      expect(await astray(wall), at).toEqual([]);
      expect(await illegible(wall), at).toEqual([]);
      expect(await tiny(wall), at).toEqual([]);
    }
    step += 1;
  } while (await hall.step(step - 1, 'next'));
  await Promise.all(walls.map(({ page: wall }) => wall.context().close()));
});

test('a screen whose invite is revoked leaves the hall at once, and says how it is connected', async () => {
  await open();
  await hall.begin();
  await rests(1);
  const authorization = `Bearer ${hall.organiser}`;
  const { text } = await hall.server.get('/api/tours/tour/invites', { authorization });
  const { invites } = JSON.parse(text) as { invites: readonly { inviteId: string; role: string }[] };
  const wall = invites.find(({ role }) => role === 'screen');
  const url = `/api/tours/tour/invites/${wall?.inviteId}`;
  const { statusCode } = await hall.server.app.http.inject({
    method: 'DELETE',
    url,
    headers: { authorization },
  });
  expect(statusCode).toBe(204);
  await page.getByText('把这块大屏接入会场').waitFor();
  expect(await page.locator('[data-layer]').count()).toBe(0);
  await page.reload();
  await page.getByText('把这块大屏接入会场').waitFor();
  expect(await page.locator('#lalian-failed').count()).toBe(0);
});
