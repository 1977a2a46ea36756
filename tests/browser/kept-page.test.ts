import { createServer } from 'node:http';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let context: BrowserContext;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  await publish('kept-0001', '第一条');
  ({ context, page, errors } = await openPage(browser));
});
afterEach(async () => {
  expect(errors).toEqual([]);
  await context.close();
  await server.close();
});

const publish = async (postId: string, title: string) =>
  server.command(await server.token('editor', 'qinchu'), 'publishPost', {
    ...{ postId, title, text: '正文', pictures: [] },
  });
const live = () => page.getByText('实时').first().waitFor();
/** A page settles before it keeps anything. */
const SETTLED_MS = 4_000;
/** Opens a page as {@link visit} does, but lets its time pass: on this clock a page does not know which files it has loaded. */
async function visitFast(path: string, shown: string): Promise<void> {
  await page.goto(base + path);
  await page
    .getByText(/^(实时|Live)$/)
    .first()
    .waitFor();
  await page.clock.fastForward(SETTLED_MS);
  await keep(shown);
}
/** Opens a page, and waits until the browser would open it without signal as it shows it now. */
async function visit(path: string, shown: string): Promise<void> {
  await page.goto(base + path);
  await page.getByText(shown).first().waitFor();
  await keep(shown);
}
/** What the page does when it is left. */
async function keep(shown: string): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const here = new URL(page.url());
  const address = `/viewer/kept?at=${encodeURIComponent(here.pathname + here.search)}`;
  const kept = () =>
    page.evaluate(async (at) => {
      document.dispatchEvent(new Event('visibilitychange'));
      return (await (await caches.match(at))?.text()) ?? '';
    }, address);
  await expect.poll(kept, { timeout: 20_000 }).toContain(shown);
}
const asOf = () => page.getByText(/离线 · 截至 \d/).first();

describe('a page that is loaded again without signal', () => {
  test('shows its last state and how old it is, and goes on by itself once there is signal', async () => {
    await visit('/', '第一条');
    await live();
    await publish('kept-0002', '网络断开前的最后一条');
    await keep('网络断开前的最后一条');
    await context.setOffline(true);
    await page.reload();
    await page.getByText('网络断开前的最后一条').first().waitFor();
    await page.getByText('第一条').first().waitFor();
    await asOf().waitFor();
    expect(await page.title()).toContain('示例');
    await publish('kept-0003', '离线期间的一条');
    await context.setOffline(false);
    await page.getByText('离线期间的一条').first().waitFor({ timeout: 40_000 });
    await live();
    expect(await asOf().count()).toBe(0);
  });

  test('shows nothing that was withdrawn any more: not after the page knew it, and not once there is signal', async () => {
    await visit('/t/tour', '第一条');
    await live();
    await publish('kept-0002', '这条要撤回');
    await publish('kept-0003', '这条后来撤回');
    await keep('这条后来撤回');
    const editor = await server.token('editor', 'qinchu');
    const withdraw = (postId: string) => server.command(editor, 'withdrawPost', { postId, reason: '有误' });
    expect((await withdraw('kept-0002')).status).toBe(200);
    await page.getByText('这条要撤回').first().waitFor({ state: 'detached' });
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.waitForFunction(async () => {
      const kept = await caches.match('/viewer/kept?at=%2Ft%2Ftour');
      return !(await kept?.text())?.includes('这条要撤回');
    });
    await context.setOffline(true);
    await page.reload();
    await page.getByText('这条后来撤回').first().waitFor();
    expect(await page.getByText('这条要撤回').count()).toBe(0);
    expect((await withdraw('kept-0003')).status).toBe(200);
    await context.setOffline(false);
    await live();
    await page.getByText('这条后来撤回').first().waitFor({ state: 'detached' });
    await page.reload();
    await live();
    expect(await page.getByText(/这条/).count()).toBe(0);
  });

  test('is another one in each language and at each address, a few of them', async () => {
    await page.clock.install();
    await visitFast('/t/tour?lang=en', '第一条');
    await visitFast('/t/tour/p/kept-0001', '第一条');
    await context.setOffline(true);
    await page.goto(`${base}/t/tour?lang=en`);
    await page
      .getByText(/Offline · as of \d/)
      .first()
      .waitFor();
    await page.goto(`${base}/t/tour/p/kept-0001`);
    await asOf().waitFor();
    // What was never opened is not made up.
    expect(await page.goto(`${base}/t/other`).catch(() => 'no page')).toBe('no page');
    await context.setOffline(false);
    for (let at = 2; at < 10; at += 1) await publish(`kept-000${at}`, `第 ${at} 条`);
    for (let at = 2; at < 10; at += 1) await visitFast(`/t/tour/p/kept-000${at}`, `第 ${at} 条`);
    const states = () =>
      page.evaluate(async () => {
        const names = (await caches.keys()).filter((name) => name.startsWith('lalian-viewer-'));
        const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return all.flat().filter(({ url }) => url.includes('/viewer/kept')).length;
      });
    await expect.poll(states).toBeLessThanOrEqual(6);
  });

  test('is found at another place of the page, and at the site’s own address', async () => {
    await visit('/t/tour', '第一条');
    await context.setOffline(true);
    // Its map as well: the lines of areas and roads.
    const lines = await page.evaluate(async () => {
      const names = await caches.keys();
      const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return all.flat().filter(({ url }) => /\/live\/tour\/map-\d+\.json$/.test(url)).length;
    });
    expect(lines).toBeGreaterThan(0);
    for (const path of ['/t/tour?stop=s1', '/t/tour?from=timeline', '/']) {
      await page.goto(base + path);
      await page.getByText('第一条').first().waitFor();
      await asOf().waitFor();
    }
    // The feed of one outlet is another one.
    expect(await page.goto(`${base}/t/tour?outlet=qinchu`).catch(() => 'no page')).toBe('no page');
  });

  test('is the server’s own whenever that answers, whatever it says', async () => {
    await visit('/t/tour', '第一条');
    const port = Number(new URL(base).port);
    await server.close();
    const proxy = createServer((_request, response) => {
      response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' }).end('请稍后');
    });
    await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
    await page.reload();
    await page.getByText('请稍后').waitFor();
    expect(await asOf().count()).toBe(0);
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
    server = await startApp();
  });
});
