import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DESKTOP, startBrowser } from '../support/browser.ts';
import { takeSession } from '../support/session.ts';
import { halfOfTheDemo } from './support/demo-tour.ts';
import { limit, median, progress, report } from './support/figure.ts';
import { startLalian } from './support/processes.ts';
import { enter, prepare, TOUR } from './support/tour-writer.ts';

/*
 * Organiser: the organiser's page at 1920 × 1080 in Chromium, on the demo's tour with half of its ballots (40 stops,
 * 52 judges), with the processor slowed four times.
 *
 * - Bytes of the page: document, scripts and styles as the browser took them, until its first place (现在) stands there
 *   and it follows the tour; without the tour. Nothing is fetched ahead, as for whoever saves data.
 * - First place: from the start of the navigation until it stands there.
 * - Opening a place: from the click in the bar until all of it is painted: for the first time with its files fetched
 *   ahead, as the page does while it is idle; for the first time with its files fetched only then; and again. The
 *   slowest of all places.
 */
const MOST_KB = 200;
const MOST_FIRST_MS = 1_500;
const MOST_OPENING_MS = 200;
const SLOWED = 4;
const ROUNDS = 5;

/** How long each place took, ms. */
type Openings = Readonly<Record<string, number>>;

interface Visit {
  readonly firstMs: number;
  readonly pageBytes: number;
  readonly first: Openings;
  readonly again: Openings;
}

/** Opens every place but the first by a click in the bar, inside the page. */
const openAll = (page: Page): Promise<Openings> =>
  page.evaluate(async () => {
    const took: Record<string, number> = {};
    const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a[data-to]')];
    for (const link of [...links.slice(1), ...links.slice(0, 1)]) {
      // What the place before it left to do is not this one's.
      for (let at = 0; at < 30; at += 1) await new Promise(requestAnimationFrame);
      const started = performance.now();
      link.click();
      const place = link.dataset.to ?? '';
      while (document.querySelector(`[data-place="${place}"]:not([hidden]) section`) === null)
        await new Promise(requestAnimationFrame);
      // A task after the next frame began: that frame is painted.
      await new Promise(requestAnimationFrame);
      await new Promise((painted) => setTimeout(painted));
      took[place] = performance.now() - started;
    }
    return took;
  });

async function visit(context: BrowserContext, base: string, ahead: boolean): Promise<Visit> {
  const page = await context.newPage();
  if (!ahead)
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await page.goto(`${base}/organiser/${TOUR}`, { waitUntil: 'commit' });
  const firstMs = await page.evaluate(async () => {
    while (document.querySelector('#now article') === null) await new Promise(requestAnimationFrame);
    return performance.now();
  });
  await page.getByText('实时', { exact: true }).waitFor();
  const pageBytes = await page.evaluate(() => {
    const entries = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ] as PerformanceResourceTiming[];
    return entries
      .filter(({ name }) => /\/assets\/|\/organiser\/[^/]+$/.test(name))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  });
  if (ahead)
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /Dialogs-.*\.js/.test(name)),
    );
  const first = await openAll(page);
  const again = await openAll(page);
  await page.close();
  return { firstMs, pageBytes, first, again };
}

async function round(browser: Browser, base: string, token: string, ahead: boolean): Promise<Visit> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: DESKTOP });
  await takeSession(context, 'organiser', token, base);
  const one = await visit(context, base, ahead);
  await context.close();
  return one;
}

/** The place that took longest, by the median of all rounds. */
function slowest(rounds: readonly Openings[]): { readonly place: string; readonly ms: number } {
  const all = Object.keys(rounds[0] ?? {}).map((place) => ({
    place,
    ms: median(rounds.map((one) => one[place] ?? Number.NaN)),
  }));
  for (const { place, ms } of all) progress(`  ${place} ${ms.toFixed(0)} ms`);
  return all.reduce((worst, one) => (one.ms > worst.ms ? one : worst), { place: '', ms: 0 });
}

/** Runs the benchmark. */
export async function organiser(): Promise<void> {
  const demo = halfOfTheDemo(Date.now() - 60_000);
  const prepared = await prepare(demo.writer, { invites: [{ role: 'organiser', id: 'org' }] });
  const server = await startLalian(prepared.env);
  const base = `http://127.0.0.1:${server.port}`;
  const token = await enter(server.port, prepared.codes[0] ?? '');
  const browser = await startBrowser();
  const saving: Visit[] = [];
  const ahead: Visit[] = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    saving.push(await round(browser, base, token, false));
    ahead.push(await round(browser, base, token, true));
  }
  await browser.close();
  await server.stop();
  await prepared.remove();
  const kb = median(saving.map(({ pageBytes }) => pageBytes)) / 1024;
  report('organiser', 'page, scripts and styles, compressed', kb, 'KB', limit(MOST_KB));
  const firstMs = median(saving.map((one) => one.firstMs));
  report('organiser', 'first place, slowed four times', firstMs, 'ms', limit(MOST_FIRST_MS));
  for (const [how, rounds] of [
    ['fetched ahead', ahead.map(({ first }) => first)],
    ['fetched only then', saving.map(({ first }) => first)],
    ['again', ahead.map(({ again }) => again)],
  ] as const) {
    progress(how);
    const { place, ms } = slowest(rounds);
    report('organiser', `slowest place to open, ${how} (${place})`, ms, 'ms', limit(MOST_OPENING_MS));
  }
}
