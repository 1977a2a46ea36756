import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { SCENE_KINDS } from '../../shared/tour/ceremony/scenes.ts';
import type { Prize } from '../../shared/tour/setup/setup.ts';
import { startApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { uploadPicture } from '../support/editor-pictures.ts';
import { type Hall, startHall } from '../support/hall-tour.ts';
import { takeSession } from '../support/session.ts';
import { until } from '../support/until.ts';

let browser: PageHost;
let hall: Hall;
let dir: string;
let context: BrowserContext;
let page: Page;
let errors: readonly string[];

const PRIZES: readonly Prize[] = [{ id: 'first', name: { zh: '一等奖' }, places: 2, moneyYuan: 100_000 }];
const TOTALS = { a: '90.25', b: '80.5', c: '70' };
const SCENES = SCENE_KINDS.map((kind) => ({
  ...{ id: kind, kind },
  ...(kind === 'story' && { areaId: 'a' }),
  ...(kind === 'slide' && { text: { zh: '一、揭晓\n二、颁奖' } }),
}));

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await context.close();
  await hall.server.close();
  await rm(dir, { recursive: true, force: true });
});

const storeOf = async () => openSqliteStore({ dir, exclusive: true });
/** Opens a hall whose ceremony is begun, and a screen in it that its worker opens; `query` begins with `?`. */
async function open({
  query = '',
  role = 'screen' as 'screen' | 'organiser',
  worker = true,
} = {}): Promise<void> {
  dir = await mkdtemp(join(tmpdir(), 'lalian-wall-'));
  hall = await startHall(TOTALS, {
    prizes: PRIZES,
    programme: { scenes: SCENES, grain: 'place' },
    store: storeOf,
  });
  const editor = await hall.server.token('editor', 'qinchu');
  for (const [at, colour] of ['#336699', '#996633'].entries())
    await hall.server.command(editor, 'publishPost', {
      ...{ postId: `picture-0${at}`, title: `红马甲走进第${at}村`, text: '正文', stopId: 's1' },
      pictures: [await uploadPicture(hall.server, editor, colour)],
    });
  await hall.begin();
  ({ context, page, errors } = await openPage(browser, {
    viewport: { width: 1920, height: 1080 },
    ...(!worker && { serviceWorkers: 'block' }),
  }));
  await takeSession(context, role, await hall.server.token(role, 'wall'), hall.base);
  await page.goto(`${hall.base}/screen/tour${query}`);
  if (worker) await controlled();
}
/** The page is opened by its worker from now on. */
const controlled = () =>
  until(
    () => page.evaluate(() => navigator.serviceWorker.controller?.state === 'activated'),
    'the worker to open the page',
  );
const rests = async (step: number): Promise<void> => {
  await page.locator(`main[data-step="${step}"][data-settled]`).waitFor();
  await page.locator('[data-layer=leaving]').waitFor({ state: 'detached' });
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
};
const read = (): Promise<string> =>
  page.evaluate(() => document.querySelector('[data-layer=on]')?.textContent?.replace(/\s+/g, ' ') ?? '');
/** The share of two pictures that is not the same; edges of letters may be smoothed in another way. */
async function apart(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((png) => sharp(png).raw().toBuffer()));
  if (a === undefined || b === undefined || a.length !== b.length) return 1;
  let different = 0;
  for (let at = 0; at < a.length; at += 1) if (Math.abs((a[at] ?? 0) - (b[at] ?? 0)) > 40) different += 1;
  return different / a.length;
}
/** Nothing of the server is reached: not by the page, nor by its worker. */
const cut = (isCut: boolean) => context.setOffline(isCut);
const asOrganiser = (method: 'DELETE' | 'POST' | 'PUT', url: string, payload?: object) =>
  hall.server.app.http.inject({
    ...{ method, url, headers: { authorization: `Bearer ${hall.organiser}` } },
    ...(payload && { payload }),
  });
async function revoke(): Promise<void> {
  const { text } = await hall.server.get('/api/tours/tour/invites', {
    authorization: `Bearer ${hall.organiser}`,
  });
  const { invites } = JSON.parse(text) as { invites: readonly { inviteId: string; role: string }[] };
  const wall = invites.find(({ role }) => role === 'screen');
  expect((await asOrganiser('DELETE', `/api/tours/tour/invites/${wall?.inviteId}`)).statusCode).toBe(204);
}
/** Everything that this browser keeps of the site, as text. */
const kept = (): Promise<string> =>
  page.evaluate(async () => {
    const found: string[] = [JSON.stringify({ ...sessionStorage, ...localStorage })];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys())
        found.push(`${url} ${await (await cache.match(url))?.text()}`);
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const opening = indexedDB.open(name);
      await new Promise((resolve) => {
        opening.onsuccess = resolve;
      });
      const db = opening.result;
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => {
          all.onsuccess = resolve;
        });
        found.push(`${name} ${JSON.stringify(all.result)}`);
      }
      db.close();
    }
    return found.join('\n');
  });
const PAIRING = '把这块大屏接入会场';

describe('a wall that is loaded again while the line is cut', () => {
  test('keeps its picture, whatever scene is on, and goes on by itself', async () => {
    await open();
    let step = 1;
    do {
      await rests(step);
      const kind = (await page.locator('main').getAttribute('data-scene')) ?? '';
      const [words, picture] = [await read(), await page.screenshot()];
      await cut(true);
      await page.reload();
      await rests(step);
      expect(await page.locator('main').getAttribute('data-scene')).toBe(kind);
      // The time goes on, without signal too.
      if (kind !== 'clock') {
        await expect.poll(read, { message: kind }).toBe(words);
        await expect
          .poll(async () => apart(await page.screenshot(), picture), { message: kind })
          .toBeLessThan(1e-4);
      }
      step += 1;
      expect(await page.locator('#lalian-failed').count()).toBe(0);
      const went = await hall.step(step - 1, 'next');
      await cut(false);
      if (!went) break;
    } while (step < 40);
    expect(step).toBeGreaterThan(SCENES.length);
    expect(errors).toEqual([]);
  });

  test('goes on as an overlay too: its plates stand, and nothing is painted behind them', async () => {
    await open({ query: '?lang=en&overlay=lower-third' });
    await page.locator('.third').waitFor();
    const words = await page.locator('.third').textContent();
    await until(async () => (await kept()).includes('"step":1'), 'the picture to be kept');
    await cut(true);
    await page.reload();
    const { lang, dataset } = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      dataset: { ...document.documentElement.dataset },
    }));
    expect({ lang, dataset }).toMatchObject({ lang: 'en', dataset: { overlay: '' } });
    await page.locator('.third').waitFor();
    expect(await page.locator('.third').textContent()).toBe(words);
    const png = sharp(await page.screenshot({ omitBackground: true })).ensureAlpha();
    const { data, info } = await png.raw().toBuffer({ resolveWithObject: true });
    expect(data[(540 * info.width + 960) * info.channels + 3]).toBe(0);
    await hall.give('veilHall', { veil: 'black' });
    await cut(false);
    await page.locator('.third').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  test('shows nothing of the hall any more once it hears that it is closed out, and keeps nothing', async () => {
    await open();
    await rests(1);
    await cut(true);
    await revoke();
    await page.reload();
    await rests(1);
    await cut(false);
    await page.getByText(PAIRING).waitFor();
    expect(await page.locator('[data-layer]').count()).toBe(0);
    await until(async () => !(await kept()).includes('示例拉练'), 'nothing to be kept');
    await cut(true);
    await page.reload();
    await page.locator('main[data-scene=idle]').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('示例');
    expect(await page.locator('#lalian-failed').count()).toBe(0);
  });

  test('of a rehearsal says so all the while, and goes back to the real hall where the rehearsal is gone', async () => {
    await open();
    await rests(1);
    await hall.give('endCeremony', {});
    expect((await asOrganiser('POST', '/api/tours/tour/rehearsal')).statusCode).toBe(200);
    await asOrganiser('PUT', '/api/tours/tour/rehearsal', { onScreens: true });
    await page.waitForURL('**/screen/tour-rehearsal');
    await page.locator('.rehearsal-mark').waitFor();
    await until(async () => (await kept()).includes('"tour":"tour-rehearsal"'), 'the rehearsal to be kept');
    await cut(true);
    await asOrganiser('DELETE', '/api/tours/tour/rehearsal');
    await page.reload();
    await page.locator('.rehearsal-mark').waitFor();
    await page.locator('main[data-scene=idle]').getByText('示例拉练').first().waitFor();
    await cut(false);
    await page.waitForURL('**/screen/tour');
    await rests(1);
    expect(await page.locator('.rehearsal-mark').count()).toBe(0);
  });

  test('without a tour shows the code that somebody is typing', async () => {
    await open();
    await page.goto(`${hall.base}/screen`);
    const code = await page.locator('[data-pairing]').getAttribute('data-pairing');
    await cut(true);
    await page.reload();
    await page.locator(`[data-pairing="${code}"]`).waitFor();
    expect(await page.locator('#lalian-failed').count()).toBe(0);
  });

  test('leads an organiser who looks at it to no error, and keeps nothing of what he may see', async () => {
    await open({ query: '?as=organiser', role: 'organiser' });
    await rests(1);
    await cut(true);
    await page.reload();
    await page.locator('main[data-scene=idle]').waitFor();
    expect(await kept()).not.toContain('示例拉练');
    await cut(false);
    await rests(1);
  });
});

test('a screen that is closed out while the line is cut leaves the hall when the line is back', async () => {
  await open({ worker: false });
  await rests(1);
  await cut(true);
  // By then the page knows that it hears nothing.
  for (let polls = 0; polls < 3; polls += 1)
    await page.waitForEvent('requestfailed', (request) => request.url().endsWith('/as/screen'));
  await revoke();
  await cut(false);
  await page.getByText(PAIRING).waitFor();
  expect(await page.locator('[data-layer]').count()).toBe(0);
});

test('the worker keeps the page and its files, and nothing of any hall', async () => {
  await open();
  await rests(1);
  const addresses = await page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(addresses.filter((path) => !path.startsWith('/assets/'))).toEqual([
    ...Array(4).fill('/screen/shell'),
  ]);
});

describe('another build', () => {
  const built = () => page.locator('#lalian').getAttribute('data-build');
  /** Serves the same hall as another build, at the same address. */
  async function deploy(): Promise<void> {
    const port = Number(new URL(hall.base).port);
    await hall.server.close();
    const server = await startApp({ bare: true, build: 'another-build', store: storeOf });
    await server.listen(port);
    hall = {
      ...{ ...hall, server },
      step: async (seenStep, go) =>
        (await server.command(hall.organiser, 'stepCeremony', { seenStep, go })).status === 200,
      give: async (type, body) => void (await server.command(hall.organiser, type, body)),
    };
  }

  test.each([
    ['by its worker', true],
    ['without one', false],
  ])('is taken over as the hall goes to another scene, never before: %s', async (_way, worker) => {
    await open({ worker });
    await rests(1);
    const old = await built();
    await deploy();
    await hall.give('tellHall', { message: '新版本已经在服务器上' });
    await page.getByText('新版本已经在服务器上').waitFor();
    if (worker) {
      await until(
        async () => (await kept()).includes('data-build="another-build"'),
        'the new build to be kept',
      );
      await until(
        () =>
          page.evaluate(async () => {
            const { installing, waiting, active } = await navigator.serviceWorker.ready;
            return installing === null && waiting === null && active?.state === 'activated';
          }),
        'its worker to be in place',
      );
    }
    expect(await built()).toBe(old);
    await hall.step(1, { sceneId: 'standings' });
    await until(async () => (await built().catch(() => old)) === 'another-build', 'the new build');
    await rests(2);
    expect(await page.locator('main').getAttribute('data-scene')).toBe('standings');
    expect(errors).toEqual([]);
  });
});

describe('the keys that load a page again', () => {
  /** What is held down with a key. */
  interface Held {
    readonly ctrlKey?: boolean;
    readonly metaKey?: boolean;
    readonly shiftKey?: boolean;
  }
  /** Presses one as a keyboard does; whether the browser would act on it. */
  const press = (key: string, held: Held = {}): Promise<boolean> =>
    page.evaluate(
      (init: Held & { readonly key: string }) =>
        dispatchEvent(new KeyboardEvent('keydown', { ...init, cancelable: true, bubbles: true })),
      { ...held, key },
    );

  test('do nothing where there is no page to be had, and load it where there is', async () => {
    await open({ worker: false });
    await rests(1);
    await page.evaluate(() => Object.assign(window, { isOld: true }));
    await cut(true);
    for (const [key, more] of [
      ['F5', {}],
      ['F5', { ctrlKey: true }],
      ['r', { ctrlKey: true }],
      ['R', { ctrlKey: true, shiftKey: true }],
      ['r', { metaKey: true }],
    ] as const) {
      const asked = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/screen/tour'));
      expect(await press(key, more), key).toBe(false);
      await asked;
    }
    expect(await press('r'), 'a letter').toBe(true);
    await rests(1);
    expect(await page.evaluate('isOld')).toBe(true);
    await cut(false);
    await press('F5');
    await until(
      () => page.evaluate(() => !('isOld' in window)).catch(() => false),
      'the page to be loaded again',
    );
    await rests(1);
  });

  test('pass no worker by: with Shift a browser would ask the network', async () => {
    await open();
    await rests(1);
    await page.evaluate(() => Object.assign(window, { isOld: true }));
    await cut(true);
    expect(await press('R', { ctrlKey: true, shiftKey: true }).catch(() => false)).toBe(false);
    await until(
      () => page.evaluate(() => !('isOld' in window)).catch(() => false),
      'the page to be loaded again',
    );
    await rests(1);
  });
});
