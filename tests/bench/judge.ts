import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PHONE, startBrowser } from '../support/browser.ts';
import { enterAs } from '../support/judge-page.ts';
import { halfOfTheDemo } from './support/demo-tour.ts';
import { limit, median, progress, report } from './support/figure.ts';
import { startLalian } from './support/processes.ts';
import { openSlowLine, type SlowLine } from './support/slow-line.ts';
import { enter, prepare, TOUR } from './support/tour-writer.ts';

/*
 * Judge: the judge's page on a phone with 3G, on the demo's tour with half of its ballots (40 stops, 52 judges), in
 * Chromium. The line is what browsers' developer tools call fast 3G: 1.6 Mbit/s down, 750 kbit/s up, a round trip of
 * 150 ms, one more for every connection; below HTTP, so that the socket is as slow. The processor is that of the
 * machine that measures. Usable: the list of today's stops, or the ballot of the
 * stop that the convoy is at, stands there and takes marks.
 *
 * - First visit: nothing kept; the page, its scripts and the tour come over the line.
 * - Afterwards: the service worker and what the phone remembers; on the same line, and without any.
 * - Bytes of the page: its document, scripts and styles as the browser took them; without the tour.
 */
const MOST_KB = 60;
const MOST_FIRST_MS = 2_000;
const MOST_AGAIN_MS = 1_000;
const ROUNDS = 5;
const FAST_3G = { downBytesPerSecond: 200_000, upBytesPerSecond: 93_750, roundTripMs: 150 };
const AFTER_MS = 3_000;

interface Visit {
  readonly usableMs: number;
  readonly pageBytes: number;
}

/** Opens the page and waits until it is usable; times are the page's own, from the start of the navigation. */
async function visit(context: BrowserContext, base: string): Promise<Visit & { readonly page: Page }> {
  const page = await context.newPage();
  await page.goto(`${base}/judge/${TOUR}`, { waitUntil: 'commit' });
  const usableMs = await page.evaluate(async () => {
    while (document.querySelector('a.row, .figure') === null) await new Promise(requestAnimationFrame);
    return performance.now();
  });
  const pageBytes = await page.evaluate(() => {
    const entries = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ] as PerformanceResourceTiming[];
    return entries
      .filter(({ name }) => /\/assets\/|\/judge\/[^/]+$/.test(name))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  });
  return { usableMs, pageBytes, page };
}

async function round(browser: Browser, line: SlowLine, token: string) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: PHONE });
  const base = `http://127.0.0.1:${line.port}`;
  await enterAs(context, token, base);
  line.taken();
  const first = await visit(context, base);
  const lineBytes = line.taken();
  await first.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await delay(AFTER_MS);
  const allBytes = lineBytes + line.taken();
  await first.page.close();
  const again = await visit(context, base);
  await again.page.close();
  await context.setOffline(true);
  const offline = await visit(context, base);
  await context.close();
  return { first, again, offline, lineBytes, allBytes };
}

/** Runs the benchmark. */
export async function judge(): Promise<void> {
  const demo = halfOfTheDemo(Date.now() - 60_000);
  const [judgeId = ''] = Object.keys(demo.writer.tour.judges);
  const prepared = await prepare(demo.writer, { invites: [{ role: 'judge', id: judgeId }] });
  const server = await startLalian(prepared.env);
  const token = await enter(server.port, prepared.codes[0] ?? '');
  const line = await openSlowLine(server.port, FAST_3G);
  const browser = await startBrowser();
  const rounds: Awaited<ReturnType<typeof round>>[] = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    const one = await round(browser, line, token);
    progress(`first ${one.first.usableMs.toFixed(0)} ms, again ${one.again.usableMs.toFixed(0)} ms`);
    rounds.push(one);
  }
  await browser.close();
  await line.close();
  await server.stop();
  await prepared.remove();
  const of = (value: (one: (typeof rounds)[number]) => number) => median(rounds.map(value));
  const kb = (bytes: number) => bytes / 1024;
  report(
    'judge',
    'page, scripts and styles, compressed',
    kb(of(({ first }) => first.pageBytes)),
    'KB',
    limit(MOST_KB),
  );
  progress(
    `over the line until usable, headers and tour included: ${kb(of((one) => one.lineBytes)).toFixed(1)} KB`,
  );
  progress(`with all that it keeps for later: ${kb(of((one) => one.allBytes)).toFixed(1)} KB`);
  report(
    'judge',
    'usable at the first visit on 3G',
    of(({ first }) => first.usableMs),
    'ms',
    limit(MOST_FIRST_MS),
  );
  report(
    'judge',
    'usable afterwards on 3G',
    of(({ again }) => again.usableMs),
    'ms',
    limit(MOST_AGAIN_MS),
  );
  report(
    'judge',
    'usable afterwards without signal',
    of(({ offline }) => offline.usableMs),
    'ms',
    limit(MOST_AGAIN_MS),
  );
}
