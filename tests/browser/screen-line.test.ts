import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { type Hall, startHall } from '../support/hall-tour.ts';
import { openSilentLine, type SilentLine } from '../support/silent-line.ts';
import { until } from '../support/until.ts';

let browser: PageHost;
let hall: Hall;
let line: SilentLine;
let context: BrowserContext;
let page: Page;
let errors: readonly string[];
beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  const scenes = ['title', 'clock', 'thanks'] as const;
  hall = await startHall(
    { a: '90', b: '80' },
    { programme: { scenes: scenes.map((kind) => ({ id: kind, kind })) } },
  );
  line = await openSilentLine(hall.base);
  ({ context, page, errors } = await openPage(browser, { viewport: { width: 1280, height: 720 } }));
  const value = await hall.server.token('screen', 'wall', { name: '主屏' });
  await context.addCookies([{ name: 'lalian.tour.screen', value, url: line.base }]);
});
afterEach(async () => {
  await context.close();
  line.close();
  await hall.server.close();
});

const shows = (step: number) => page.locator(`main[data-step="${step}"]`).waitFor();

test('a socket that has died in silence leaves the wall behind no longer than until its next sign', async () => {
  await page.clock.install();
  await page.goto(`${line.base}/screen/tour`);
  await hall.begin();
  await shows(1);
  expect(line.mute()).toBeGreaterThan(0);
  await hall.step(1, 'next');
  // The time in which the socket itself would notice does not pass here.
  await page.clock.fastForward(2_500);
  await shows(2);
  expect(errors).toEqual([]);
});

test('a screen that is revoked while its line is lost leaves the hall as soon as it is there again', async () => {
  await page.goto(`${line.base}/screen/tour`);
  await hall.begin();
  await shows(1);
  await context.setOffline(true);
  await until(async () => {
    await page.evaluate(() => dispatchEvent(new Event('offline')));
    return (await page.locator('main').getAttribute('data-line')) === 'offline';
  }, 'the line to be lost');
  const { text } = await hall.server.get('/api/tours/tour/invites', {
    authorization: `Bearer ${hall.organiser}`,
  });
  const { invites } = JSON.parse(text) as { invites: { inviteId: string; role: string }[] };
  const { inviteId = '' } = invites.find(({ role }) => role === 'screen') ?? {};
  await hall.server.app.http.inject({
    method: 'DELETE',
    url: `/api/tours/tour/invites/${inviteId}`,
    headers: { authorization: `Bearer ${hall.organiser}` },
  });
  await context.setOffline(false);
  await page.locator('[data-pairing]').waitFor();
});

describe('a screen that the browser takes to be hidden', () => {
  /** Lets a test hide the page, as a mixer does with the scene of its source, and systems with what they think is covered. */
  function hideable(): void {
    let hidden = false;
    Object.defineProperty(document, 'hidden', { get: () => hidden });
    Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
    Object.assign(window, {
      hide: (value: boolean) => {
        hidden = value;
        document.dispatchEvent(new Event('visibilitychange'));
      },
    });
  }

  test('goes on with the hall: shown again, it shows nothing that is over', async () => {
    await page.clock.install();
    await page.addInitScript(hideable);
    await page.goto(`${line.base}/screen/tour`);
    await hall.begin();
    await shows(1);
    await page.evaluate('hide(true)');
    await page.clock.fastForward(20_000);
    await hall.step(1, 'next');
    await shows(2);
    expect(errors).toEqual([]);
  });
});

test('a screen that the system lets go dark is kept awake again', async () => {
  await page.clock.install();
  await page.addInitScript(() => {
    const locks: WakeLockSentinel[] = [];
    Object.assign(window, { locks });
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = async (type) => {
      const lock = await request(type);
      locks.push(lock);
      return lock;
    };
  });
  await page.goto(`${line.base}/screen/tour`);
  const held = () => page.evaluate('locks.filter(({ released }) => !released).length');
  await until(async () => (await held()) === 1, 'the screen to be kept awake');
  // As a system does that saves power.
  await page.evaluate('locks[0].release()');
  await until(async () => (await held()) === 0, 'the screen to go dark');
  await until(async () => {
    await page.clock.fastForward(1_000);
    return (await held()) === 1;
  }, 'the screen to be kept awake again');
});

test('a tab that is duplicated is a screen of its own, and one that is loaded again is the one it was', async () => {
  const windows = new Map<Page, Set<string>>();
  context.on('request', (request) => {
    if (!request.url().endsWith('/screen-sign')) return;
    const said = request.postDataJSON() as { window: string };
    const from = request.frame().page();
    windows.set(from, (windows.get(from) ?? new Set()).add(said.window));
  });
  const idsOf = (one: Page) =>
    until(() => {
      const ids = windows.get(one);
      return ids && ids.size > 0 ? [...ids] : undefined;
    }, 'a sign');
  await page.goto(`${line.base}/screen/tour`);
  const own = await idsOf(page);
  expect(own).toHaveLength(1);
  // A window that a page opens begins with a copy of what its tab remembers, as a duplicated tab does.
  const opened = context.waitForEvent('page');
  await page.evaluate(() => void open(location.href));
  const copy = await opened;
  expect(await idsOf(copy)).not.toEqual(own);
  for (const one of [page, copy]) {
    const before = await idsOf(one);
    windows.delete(one);
    await one.reload();
    expect(await idsOf(one)).toEqual(before);
  }
  expect(errors).toEqual([]);
});
