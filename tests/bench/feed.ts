import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { DESKTOP, PHONE, startBrowser } from '../support/browser.ts';
import { startDemo } from '../support/demo.ts';
import { limit, median, type Peer, progress, quantile, report } from './support/figure.ts';
import { prepareLongFeed } from './support/long-feed.ts';
import { startLalian } from './support/processes.ts';
import { FeedReader, type Held, type Stretch } from './support/scrolling.ts';
import { shiftsOf, watchShifts } from './support/shifts.ts';
import { TOUR } from './support/tour-writer.ts';

/*
 * Feed: whether a long feed stays smooth and small, and whether a live one lies still. In Chromium.
 *
 * - Smooth: a phone's page (390 × 844) on a tour of 5,000 posts of all kinds, with real pictures, the processor
 *   slowed down four times, scrolled at 2,000 pixels a second in stretches down and up, once 1,000, 2,500 and 5,000
 *   posts are loaded. Intervals between the page's own frames; long tasks are those of more than 50 ms. Each
 *   figure is the median of the stretches. Also how often the middle of the screen was a box whose posts were not
 *   drawn. On a machine with other work even an empty page is late: it is scrolled in turns with the feed.
 * - Bounded: heap and DOM nodes after a collection of garbage. The peer is the same page that never lets go of a
 *   post, at 1,000 posts: with 5,000 it takes minutes to load.
 * - Still: an hour of the demo in half a minute, in which posts with pictures, corrections, scores and arrivals come
 *   in, on four pages: a phone's and a desktop's, at the top and within the feed. The sum of all layout shifts since
 *   the page was opened, where none was asked for by a touch.
 */
const POSTS = 5_000;
const DEPTHS = [1_000, 2_500, POSTS];
const WAYS = ['down', 'up', 'down'] as const;
/** Posts at which the peer is measured. */
const PEER_DEPTH = 1_000;
const MOST_FRAME_MS = 50;
const MOST_LATE_SHARE = 0.05;
const MOST_LONG_TASK_MS = 200;
const MOST_LONG_SHARE = 0.1;
const MOST_EMPTY_SHARE = 0.02;
const MOST_HEAP_GROWTH = 2;
const MOST_NODES = 10_000;
const LATE_MS = 50;

const HOURS = ['1/10:00', '2/14:30'];
const DEMO_SPEED = 120;
const HOUR_MS = 3_600_000;
const MOST_SHIFT = 0.02;
/** A shift that is worth a line of its own. */
const TOLD_SHIFT = 0.001;

/** How the page is at a depth: what it holds, and how it scrolls there. */
interface Depth {
  readonly held: Held;
  readonly stretches: readonly Stretch[];
}

const p95Ms = ({ intervalsMs }: Stretch): number => quantile(intervalsMs, 0.95);
const lateShare = ({ intervalsMs }: Stretch): number =>
  intervalsMs.filter((ms) => ms > LATE_MS).length / intervalsMs.length;
const longestMs = ({ longTasksMs }: Stretch): number => Math.max(0, ...longTasksMs);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const longShare = ({ longTasksMs, intervalsMs }: Stretch): number => sum(longTasksMs) / sum(intervalsMs);

async function measure(reader: FeedReader, posts: number): Promise<Depth> {
  await reader.loadTo(posts);
  const held = await reader.held();
  progress(`${posts} posts: ${held.heapMegabytes.toFixed(1)} MB, ${held.nodes} nodes`);
  const stretches: Stretch[] = [];
  for (const way of WAYS) stretches.push(await told('the feed', reader.scroll(way)));
  return { held, stretches };
}

async function told(what: string, going: Promise<Stretch>): Promise<Stretch> {
  const gone = await going;
  progress(`  ${what}: p95 ${p95Ms(gone).toFixed(1)} ms, longest task ${longestMs(gone).toFixed(0)} ms`);
  return gone;
}

async function openReader(browser: Browser, url: string, keepsAll = false) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: PHONE });
  const reader = await FeedReader.open(context, url, keepsAll);
  return { reader, context };
}

async function smoothAndBounded(browser: Browser): Promise<void> {
  const prepared = await prepareLongFeed(POSTS);
  const server = await startLalian(prepared.env);
  const url = `http://127.0.0.1:${server.port}/t/${TOUR}`;
  const depths = new Map<number, Depth>();
  const at = (posts: number): Depth => {
    const depth = depths.get(posts);
    if (depth === undefined) throw new Error(`Nothing was measured at ${posts} posts`);
    return depth;
  };
  const { reader, context } = await openReader(browser, url);
  for (const posts of DEPTHS) depths.set(posts, await measure(reader, posts));
  // In turns, so that both have the same neighbours on the machine.
  const beside = await browser.newContext({ viewport: PHONE });
  const emptyPage = await FeedReader.openEmpty(beside);
  const empty: Stretch[] = [];
  const full: Stretch[] = [...at(POSTS).stretches];
  for (const way of ['down', 'up', 'down'] as const) {
    empty.push(await told('an empty page', emptyPage.scroll(way)));
    full.push(await told('the feed', reader.scroll(way === 'down' ? 'up' : 'down')));
  }
  await reader.toTop();
  const atTop = await reader.held();
  await beside.close();
  await context.close();
  progress('the same page that never lets go of a post:');
  const hoarder = await openReader(browser, url, true);
  const peer = await measure(hoarder.reader, PEER_DEPTH);
  await hoarder.context.close();
  await server.stop();
  await prepared.remove();
  const keeping = (value: number): Peer => ({ name: 'the same page, letting go of nothing', value });
  const figure = (what: string, value: number, unit: string, beside: Peer) =>
    report('feed', what, value, unit, beside);
  const atMost = (what: string, unit: string, of: (one: Stretch) => number, most: number) =>
    figure(`5,000 posts: ${what}`, median(full.map(of)), unit, limit(most));
  const thousand = at(PEER_DEPTH);
  const emptyPeer = { name: 'an empty page, in turns with it', value: median(empty.map(p95Ms)) };
  figure('5,000 posts: frame interval, p95', median(full.map(p95Ms)), 'ms', emptyPeer);
  atMost('frame interval, p95', 'ms', p95Ms, MOST_FRAME_MS);
  atMost('frames later than 50 ms', 'of all', lateShare, MOST_LATE_SHARE);
  atMost('longest task', 'ms', longestMs, MOST_LONG_TASK_MS);
  atMost('time in long tasks', 'of all', longShare, MOST_LONG_SHARE);
  atMost('looks that saw no post', 'of all', ({ emptyShare }) => emptyShare, MOST_EMPTY_SHARE);
  const peerP95 = median(peer.stretches.map(p95Ms));
  figure('1,000 posts: frame interval, p95', median(thousand.stretches.map(p95Ms)), 'ms', keeping(peerP95));
  figure('1,000 posts: heap', thousand.held.heapMegabytes, 'MB', keeping(peer.held.heapMegabytes));
  figure('1,000 posts: DOM nodes', thousand.held.nodes, 'nodes', keeping(peer.held.nodes));
  const growth = at(POSTS).held.heapMegabytes / thousand.held.heapMegabytes;
  figure('heap with 5,000 posts to that with 1,000', growth, 'times', limit(MOST_HEAP_GROWTH));
  figure('5,000 posts: DOM nodes', at(POSTS).held.nodes, 'nodes', limit(MOST_NODES));
  figure('5,000 posts, back at the top: DOM nodes', atTop.nodes, 'nodes', limit(MOST_NODES));
}

async function still(browser: Browser, from: string): Promise<void> {
  const demo = await startDemo('--from', from, '--speed', String(DEMO_SPEED));
  const open = async (name: string, viewport: typeof PHONE, within: boolean) => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport });
    const page = await context.newPage();
    await watchShifts(page);
    await page.goto(demo.base);
    await page.getByText('实时').first().waitFor();
    if (within)
      await page
        .locator('article')
        .nth(3)
        .evaluate((node) => node.scrollIntoView());
    return { name, page, context };
  };
  const pages = [
    await open('phone, at the top', PHONE, false),
    await open('phone, within the feed', PHONE, true),
    await open('desktop, at the top', DESKTOP, false),
    await open('desktop, within the feed', DESKTOP, true),
  ];
  await delay(HOUR_MS / DEMO_SPEED);
  for (const { name, page, context } of pages) {
    const shifts = await shiftsOf(page);
    for (const { atMs, value, what } of shifts)
      if (value > TOLD_SHIFT)
        progress(`${name}: ${value.toFixed(4)} after ${(atMs / 1000).toFixed(1)} s: ${what}`);
    const all = sum(shifts.map(({ value }) => value));
    report('feed', `the demo's hour from ${from}, layout shift: ${name}`, all, 'CLS sum', limit(MOST_SHIFT));
    await context.close();
  }
  await demo.stop();
}

/** Runs the benchmark. */
export async function feed(): Promise<void> {
  const browser = await startBrowser();
  await smoothAndBounded(browser);
  for (const from of HOURS) await still(browser, from);
  await browser.close();
}
