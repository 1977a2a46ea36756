import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { fetchArchive, finishTour } from '../support/finished-tour.ts';
import { until } from '../support/until.ts';
import { unzipped } from '../support/unzipped.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let context: BrowserContext;
let page: Page;

const POST = '断网之前的报道';
/** A browser that says what it is; without a screen it would call itself another. */
const AGENT =
  'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36';
const failed = () => page.locator('#lalian-failed');

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  const editor = await server.token('editor', 'qinchu');
  await server.command(editor, 'publishPost', {
    postId: 'post-0001',
    title: POST,
    text: '正文',
    pictures: [],
  });
  ({ context, page } = await openPage(browser, { userAgent: AGENT }));
  for (const [role, id] of [
    ['judge', 'j1'],
    ['editor', 'qinchu'],
    ['organiser', 'org'],
    ['screen', 'wall'],
    ['presenter', 'host'],
  ] as const)
    await context.addCookies([
      { name: `lalian.tour.${role}`, value: await server.token(role, id), url: base, httpOnly: true },
    ]);
});
afterEach(async () => {
  await context.close();
  await server.close();
});

/** Ways in which a page's own scripts come to nothing, and what the guard calls them. */
const WAYS: Readonly<
  Record<string, { readonly failure: string; readonly answer: (route: Route) => Promise<void> }>
> = {
  'are not understood': {
    failure: 'parse',
    answer: (route) => route.fulfill({ contentType: 'text/javascript', body: 'const x = 1 ?!. 2;' }),
  },
  'are not there any more': { failure: 'load', answer: (route) => route.fulfill({ status: 404, body: '' }) },
  'are cut off by the network': { failure: 'load', answer: (route) => route.abort('connectionreset') },
  'are the page of a portal': {
    failure: 'load',
    answer: (route) => route.fulfill({ contentType: 'text/html', body: '<h1>登录网络</h1>' }),
  },
  throw: {
    failure: 'start',
    answer: (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: 'throw new TypeError("toSorted is not a function")',
      }),
  },
};

/** Neither taking over what is there nor drawing it anew succeeds with these. */
const LACKING = `{
  const lacks = () => { throw new TypeError('this kernel lacks something'); };
  Object.defineProperty(Node.prototype, 'nextSibling', { get: lacks, configurable: true });
  Object.defineProperty(Node.prototype, 'cloneNode', { value: lacks, configurable: true });
  Object.defineProperty(Document.prototype, 'importNode', { value: lacks, configurable: true });
};`;
/** An embed has no origin. */
const FROM_ANYWHERE = { 'access-control-allow-origin': '*' };

/** The pages, and what of them stays to be read. */
const PAGES = [
  ['viewer', '/t/tour', POST],
  ['judge', '/judge/tour', '评委打分'],
  ['desk', '/desk/tour', '编辑台'],
  ['organiser', '/organiser/tour', '组织方'],
  ['house', '/house', '拉练管理'],
  ['screen', '/screen/tour', '会场大屏'],
  ['remote', '/remote/tour', '会场遥控'],
  ['enter', '/enter#tour.secret', '进入拉练'],
  ['embed', '/embed/tour?show=feed', POST],
  ['embed-code', '/embed/tour/code', '嵌入到您的网站'],
] as const;

const metrics = async () =>
  (await server.get('/metrics')).text
    .split('\n')
    .flatMap(
      (line) =>
        /^lalian_page_failures_total\{page="([a-z-]+)",kernel="chromium-\d+",failure="([a-z]+)"\} (\d+)$/
          .exec(line)
          ?.slice(1) ?? [],
    );

/** The page says in one line that it failed, keeps what there was, waits for nothing, and the server heard of it once. */
async function expectFailed(name: string, failure: string, stays: string): Promise<void> {
  await failed().waitFor();
  expect(await failed().innerText()).toMatch(/^页面没有(完全)?打开.*重新载入/s);
  await page.getByText(stays).filter({ visible: true }).first().waitFor();
  expect(
    await page
      .getByText(/正在(读取|打开|核对)/)
      .filter({ visible: true })
      .count(),
  ).toBe(0);
  await until(async () => (await metrics()).length > 0, 'the server to hear of it');
  expect(await metrics()).toEqual([name, failure, '1']);
}

describe('a page whose scripts', () => {
  describe.each(Object.entries(WAYS))('%s', (_what, { failure, answer }) => {
    test.each(PAGES)('stays what the server rendered: %s', async (name, url, stays) => {
      await page.route('**/assets/*.js', answer);
      await page.goto(base + url);
      await expectFailed(name, failure, stays);
    });
  });

  test.each(PAGES)(
    'throw while they take over what the server rendered, keep it: %s',
    async (name, url, stays) => {
      // What a kernel lacks is missing in the midst of drawing: the page's own script takes it away before it draws.
      await page.route('**/assets/*.js', async (route) => {
        const body = LACKING + (await (await route.fetch()).text());
        await route.fulfill({ contentType: 'text/javascript', headers: FROM_ANYWHERE, body });
      });
      await page.goto(base + url);
      await expectFailed(name, 'start', stays);
    },
  );

  test('never come say so after a while, and take it back when they do come after all', async () => {
    await page.clock.install();
    const held: Route[] = [];
    await page.route('**/assets/*.js', (route) => {
      held.push(route);
    });
    await page.goto(`${base}/judge/tour`, { waitUntil: 'commit' });
    await page.getByText('正在打开').waitFor();
    expect(await failed().count()).toBe(0);
    await page.clock.fastForward(21_000);
    await expectFailed('judge', 'late', '评委打分');
    await until(async () => {
      // Each that goes on may ask for others.
      await Promise.all(held.splice(0).map((route) => route.continue()));
      return (await failed().count()) === 0;
    }, 'the page to come after all');
    await page.getByRole('link', { name: '水坪镇实践所' }).waitFor();
  });

  test('are refused by a policy that somebody put in between say so', async () => {
    await page.route(`${base}/t/tour`, async (route) => {
      const answer = await route.fetch();
      const policy = String(answer.headers()['content-security-policy']).replace("'self' 'sha256", "'sha256");
      await route.fulfill({
        response: answer,
        headers: { ...answer.headers(), 'content-security-policy': policy },
      });
    });
    await page.goto(`${base}/t/tour`);
    await expectFailed('viewer', 'refused', POST);
  });

  test('throw later, at every frame, say so once, and the page stays as it was', async () => {
    await page.goto(`${base}/t/tour`);
    await page.getByText('实时').first().waitFor();
    // An error out of the page's own file, as often as frames come.
    await page.evaluate(() => {
      const src = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
      for (let at = 0; at < 50; at += 1)
        dispatchEvent(new ErrorEvent('error', { filename: src, error: new TypeError('findLast') }));
    });
    await failed().getByText('页面出了一点问题').waitFor();
    await page.getByText(POST).first().waitFor();
    await until(async () => (await metrics()).length > 0, 'the server to hear of it');
    expect(await metrics()).toEqual(['viewer', 'later', '1']);
    expect(await failed().count()).toBe(1);
    await failed().getByRole('button', { name: '关闭' }).click();
    expect(await failed().count()).toBe(0);
  });

  test('of others fail are none of the page’s business', async () => {
    await page.goto(`${base}/t/tour`);
    await page.getByText('实时').first().waitFor();
    await page.evaluate(() => {
      dispatchEvent(
        new ErrorEvent('error', { filename: 'chrome-extension://x/assets/a.js', error: new SyntaxError() }),
      );
      dispatchEvent(new ErrorEvent('error', { filename: '', message: 'Script error.' }));
      dispatchEvent(
        new ErrorEvent('error', { filename: location.href, message: 'ResizeObserver loop completed' }),
      );
      void Promise.reject(new Error('of an extension'));
    });
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    expect(await failed().count()).toBe(0);
    expect(await metrics()).toEqual([]);
  });
});

describe('loading again', () => {
  test('brings the page once its scripts are to be had, and never by itself', async () => {
    let loads = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loads += 1;
    });
    await page.route('**/assets/*.js', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(`${base}/t/tour`);
    await failed().waitFor();
    expect(loads).toBe(1);
    await page.unroute('**/assets/*.js');
    await failed().getByRole('button', { name: '重新载入' }).click();
    await page.getByText('实时').first().waitFor();
    expect(await failed().count()).toBe(0);
    expect(loads).toBe(2);
  });

  test('gets past the worker that keeps a broken page of an older build', async () => {
    await page.goto(`${base}/judge/tour`);
    await page.getByRole('link', { name: '水坪镇实践所' }).waitFor();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
          if (request.url.endsWith('.js'))
            await cache.put(
              request,
              new Response('oh no(', { headers: { 'content-type': 'text/javascript' } }),
            );
      }
    });
    await page.reload();
    await failed().waitFor();
    expect(await failed().innerText()).toContain('仍在本机');
    await failed().getByRole('button', { name: '重新载入' }).click();
    await page.getByRole('link', { name: '水坪镇实践所' }).waitFor();
    expect(await failed().count()).toBe(0);
  });

  test('without a network leaves what the worker keeps where it is', async () => {
    await page.goto(`${base}/judge/tour`);
    await page.getByRole('link', { name: '水坪镇实践所' }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.getByRole('link', { name: '水坪镇实践所' }).waitFor();
    await page.getByText('已连接').waitFor();
    // What it shows is on the device: without that it has nothing to open with.
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const db = await new Promise<IDBDatabase>((resolve) => {
            const opening = indexedDB.open('lalian-outbox');
            opening.onsuccess = () => resolve(opening.result);
          });
          const memory = db.transaction('memory').objectStore('memory').count();
          const count = await new Promise((resolve) => (memory.onsuccess = () => resolve(memory.result)));
          db.close();
          return count;
        }),
      )
      .toBe(1);
    const kept = () => page.evaluate(async () => (await caches.keys()).length);
    const before = await kept();
    await context.setOffline(true);
    await page.evaluate(() => {
      const src = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
      dispatchEvent(new ErrorEvent('error', { filename: src, error: new TypeError('findLast') }));
    });
    await failed().getByRole('button', { name: '重新载入' }).click();
    await failed().waitFor({ state: 'detached' });
    await page.getByRole('link', { name: '水坪镇实践所' }).waitFor();
    expect(await kept()).toBe(before);
  });
});

test('without any scripts every page says something, and none waits without a way out', async () => {
  const { context: plain, page: bare } = await openPage(browser, { javaScriptEnabled: false });
  for (const [, url, stays] of PAGES) {
    await bare.goto(base + url);
    await bare.getByText(stays).filter({ visible: true }).first().waitFor();
  }
  for (const url of [
    '/judge/tour',
    '/desk/tour',
    '/organiser/tour',
    '/house',
    '/screen/tour',
    '/remote/tour',
    '/embed/tour/code',
  ]) {
    await bare.goto(base + url);
    expect(await bare.locator('body').innerText()).toContain('此页面需要启用 JavaScript');
    await Promise.all([
      bare.waitForEvent('framenavigated'),
      bare.getByRole('link', { name: '重新载入' }).click(),
    ]);
  }
  await plain.close();
});

test('the organiser reads how many pages failed, where, and what to do', async () => {
  await page.route('**/assets/*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(`${base}/judge/tour`);
  await failed().waitFor();
  await until(async () => (await metrics()).length > 0, 'the server to hear of it');
  await page.unroute('**/assets/*.js');
  await page.goto(`${base}/organiser/tour`);
  await server.app.beat();
  await page.getByText('过去一小时至少有 1 次页面没有正常打开').waitFor();
  await page.getByText(/Chromium \d+ · 评委页 1 次/).waitFor();
});

test('an archive whose script is broken or missing stays readable, and says so', async () => {
  const tour = await finishTour();
  const folder = await mkdtemp(join(tmpdir(), 'lalian-failsafe-'));
  try {
    await unzipped((await fetchArchive(tour.server, tour.organiser)).bytes, folder);
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    expect(html).toContain('data-page="archive"');
    for (const broken of ['archive.js', 'data.js'])
      for (const answer of [
        (route: Route) => route.abort(),
        (route: Route) => route.fulfill({ contentType: 'text/javascript', body: 'oh no(' }),
      ]) {
        await page.route(`**/${broken}`, answer);
        await page.goto(pathToFileURL(join(folder, 'index.html')).href);
        await failed().getByText('页面没有完全打开').waitFor();
        await page.getByText('第一站：水坪镇实践所').first().waitFor();
        await page.unroute(`**/${broken}`);
      }
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    await page.locator('.drawn-map .map-stop').first().waitFor();
    expect(await failed().count()).toBe(0);
  } finally {
    await tour.server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
