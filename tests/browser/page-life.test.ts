import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, SLOWEST_RETRY_MS, shareBrowser } from '../support/browser.ts';
import { hideable } from '../support/hideable.ts';
import { takeSession } from '../support/session.ts';
import { until } from '../support/until.ts';

/** A page that nobody looks at lets go of its line after this long. */
const HIDDEN_MS = 15_000;
let browser: PageHost;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(async () => {
  await browser.close();
});

const publish = async (server: TestApp, id: string, title: string) =>
  server.command(await server.token('editor', 'qinchu'), 'publishPost', {
    postId: `life-${id}`,
    title,
    text: '正文',
    pictures: [],
  });

describe("a page's life", () => {
  test('a hidden tab lets go of its connection, and catches up when it is looked at again', async () => {
    const server = await startApp();
    const base = await server.listen();
    const { page, context } = await openPage(browser);
    await page.clock.install();
    await page.addInitScript(hideable);
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    const followers = async () => (await server.app.tours.find('tour'))?.hub.count('public');
    expect(await followers()).toBe(1);
    await page.evaluate('hide(true)');
    await page.clock.fastForward(HIDDEN_MS);
    await expect.poll(followers, { timeout: 40_000 }).toBe(0);
    for (const at of [1, 2, 3]) await publish(server, `hidden-${at}`, `看不见时第${at}条`);
    await page.evaluate('hide(false)');
    for (const at of [1, 2, 3]) await page.getByText(`看不见时第${at}条`).first().waitFor();
    expect(await followers()).toBe(1);
    await context.close();
    await server.close();
  });

  test('after a new version was deployed the page says so, takes it over while nobody looks, and keeps following', async () => {
    const old = await startApp();
    const base = await old.listen();
    await publish(old, 'old-0001', '旧版本的消息');
    const { page, context } = await openPage(browser);
    await page.addInitScript(hideable);
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    await old.close();
    const deployed = await startApp({ build: 'another-build' });
    await publish(deployed, 'new-0001', '新版本的消息');
    await deployed.listen(Number(new URL(base).port));
    const buildOfPage = () =>
      page.evaluate(
        () =>
          JSON.parse(document.querySelector('script[type="application/json"]')?.textContent ?? '{}')
            .build as string,
      );
    await page.getByText('新版本的消息').first().waitFor({ timeout: 40_000 });
    await page
      .getByText(/新版本已/)
      .first()
      .waitFor();
    // While nobody looks, a reload takes nothing from the reader.
    await page.evaluate('hide(true)');
    await expect.poll(buildOfPage, { timeout: 30_000 }).toBe('another-build');
    await page.getByText('实时').first().waitFor();
    await context.close();
    await deployed.close();
  });

  test('a new version that its worker has fetched already is taken over all the same', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'lalian-renewed-'));
    const store = async () => openSqliteStore({ dir, exclusive: true });
    const old = await startApp({ store });
    const base = await old.listen();
    const { page, context } = await openPage(browser);
    await page.addInitScript(hideable);
    await takeSession(context, 'judge', await old.token('judge', 'j1'), base);
    await page.goto(`${base}/judge/tour`);
    await until(
      () => page.evaluate(() => navigator.serviceWorker.controller?.state === 'activated'),
      'its worker',
    );
    await old.close();
    const deployed = await startApp({ store, build: 'another-build', bare: true });
    await deployed.listen(Number(new URL(base).port));
    // As the browser does by itself when the page is opened in another tab.
    const isFetched = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update().catch(() => undefined);
        const { installing, waiting } = registration;
        return (await caches.has('lalian-judge-another-build')) && installing === null && waiting === null;
      });
    await until(isFetched, 'the worker to be the new one');
    const build = () =>
      page
        .locator('#lalian')
        .getAttribute('data-build')
        .catch(() => null);
    await until(async () => {
      await page.evaluate('hide(false)').catch(() => undefined);
      await page.evaluate('hide(true)').catch(() => undefined);
      return (await build()) === 'another-build';
    }, 'the page to be the new one');
    await context.close();
    await deployed.close();
    await rm(dir, { recursive: true, force: true });
  });

  test('says so while the server is away, and recovers by itself', async () => {
    const server = await startApp();
    const base = await server.listen();
    await publish(server, 'away-0001', '断线之前');
    const { page, context } = await openPage(browser);
    await page.clock.install();
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    await server.close();
    await page
      .getByText(/离线|连接中|重连|追赶/)
      .filter({ visible: true })
      .first()
      .waitFor({ timeout: 40_000 });
    expect(await page.getByText('断线之前').count()).toBeGreaterThan(0);
    const again = await startApp();
    await publish(again, 'back-0001', '恢复之后');
    await again.listen(Number(new URL(base).port));
    await page.clock.fastForward(SLOWEST_RETRY_MS);
    await page.getByText('恢复之后').first().waitFor({ timeout: 60_000 });
    await context.close();
    await again.close();
  });
});
