import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { enter } from '../support/load.ts';
import { type RunningProgram, startProgram } from '../support/processes.ts';
import { takeSession } from '../support/session.ts';
import { until } from '../support/until.ts';
import { limit, median, progress, report } from './support/figure.ts';
import { largestTasks } from './support/main-thread.ts';

/*
 * Screen: the big screen's page at 1920 × 1080 in Chromium, on the demo at its summary meeting, with all its pictures.
 * The machine that measures has no graphics processor: pictures are painted by its own, which is the slow PC.
 *
 * - Bytes of the page: document, scripts and styles as the browser took them, without pictures and the tour, until the
 *   first scene stands there.
 * - First scene: from the start of the navigation until it stands, with the processor slowed four times.
 * - Scene changes: through the whole programme, the longest task of the page's thread in each change: a frame that takes
 *   longer is late. By the clock, slowed four times; and by the processor's own time, four times that, where what else
 *   the machine does counts for nothing.
 * - A day: as many scenes as a screen shows in 24 hours at one a minute, sixty times as fast; the heap, nodes and
 *   listeners at its end against those after its first hour, after collections. BENCH_SCREEN_HOURS: fewer hours.
 */
const MOST_KB = 150;
const MOST_FIRST_MS = 1_500;
const MOST_TASK_MS = 50;
const MOST_GROWTH = 1.1;
const SLOWED = 4;
const ROUNDS = 3;
const HOURS = Number(process.env.BENCH_SCREEN_HOURS ?? 24);
const SCENES_AN_HOUR = 60;
const SCENE_MS = 1_000;
/** Scenes and pictures that are fetched beforehand have come. */
const REST_MS = 6_000;
const WALL = { width: 1920, height: 1080 };

/** The demo at its meeting, whose ceremony nobody has begun. */
interface Meeting {
  readonly demo: RunningProgram;
  readonly base: string;
  readonly presenter: string;
  readonly screenCode: string;
}

async function startMeeting(): Promise<Meeting> {
  const port = await freePort();
  const demo = startProgram('demo', ['--from', '3/15:00', '--port', String(port)], {});
  const base = `http://localhost:${port}`;
  const codeOf = (who: RegExp) => who.exec(demo.output())?.[1];
  const presenterLine = /主持人[^\n]*\/enter#(\S+)/;
  const screenLine = /大屏[^\n]*\/enter#(\S+)/;
  await until(() => codeOf(presenterLine) && codeOf(screenLine), 'the addresses of the meeting', 300_000);
  const presenter = await enter(base, codeOf(presenterLine) ?? '');
  return { demo, base, presenter, screenCode: codeOf(screenLine) ?? '' };
}

async function command(meeting: Meeting, type: string, body: object): Promise<boolean> {
  const answer = await fetch(`${meeting.base}/api/tours/tour/commands/${type}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${meeting.presenter}` },
    body: JSON.stringify({ commandId: `bench-${Math.random().toString(36).slice(2)}`, ...body }),
  });
  return answer.ok;
}

const stepOn = async (page: Page): Promise<number> =>
  Number(await page.locator('main[data-step]').getAttribute('data-step'));

const settled = (page: Page): Promise<void> =>
  page.locator('main[data-settled]').first().waitFor({ state: 'attached' });

async function firstScene(browser: Browser, meeting: Meeting, token: string) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: WALL });
  await takeSession(context, 'screen', token, meeting.base);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await page.goto(`${meeting.base}/screen/tour`, { waitUntil: 'commit' });
  const ms = await page.evaluate(async () => {
    while (document.querySelector('main[data-settled]') === null) await new Promise(requestAnimationFrame);
    return performance.now();
  });
  const bytes = await page.evaluate(() => {
    const entries = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ] as PerformanceResourceTiming[];
    return entries
      .filter(({ name }) => /\/assets\/[^?]+\.(js|css)|\/screen\/[^/]+$/.test(name))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  });
  return { context, page, session, ms, bytes };
}

/** Goes through the programme to its end; `before` is called before each step. */
async function walk(meeting: Meeting, page: Page, before: () => Promise<void>): Promise<void> {
  for (;;) {
    const seenStep = await stepOn(page);
    await before();
    if (!(await command(meeting, 'stepCeremony', { seenStep, go: 'next' }))) return;
    await until(async () => (await stepOn(page)) === seenStep + 1, `step ${seenStep + 1} on the screen`);
    await delay(SCENE_MS + 1_000);
  }
}

/** Goes back to the first scene. */
async function rewind(meeting: Meeting, page: Page): Promise<void> {
  for (;;) {
    const seenStep = await stepOn(page);
    if (!(await command(meeting, 'stepCeremony', { seenStep, go: 'back' }))) return;
    await until(async () => (await stepOn(page)) === seenStep + 1, `step ${seenStep + 1} on the screen`);
  }
}

/** The longest task of the page in each step through the programme, ms by the clock. */
async function tasksByClock(meeting: Meeting, page: Page): Promise<readonly number[]> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      entryTypes: ['longtask'],
    });
  });
  const longest: number[] = [];
  await walk(meeting, page, async () => {
    longest.push(
      await page.evaluate(() => {
        const { tasks } = window as unknown as { tasks: number[] };
        return Math.max(0, ...tasks.splice(0));
      }),
    );
  });
  // The first was taken before anything changed.
  return longest.slice(1);
}

/** Reports the median and the worst of the longest tasks in scene changes. */
function reportTasks(longest: readonly number[], how: string): void {
  progress(`longest tasks, ${how}: ${longest.map((ms) => ms.toFixed(0)).join(' ')}`);
  const figure = `screen: longest task in ${longest.length} changes, ${how}`;
  report('ceremony', `${figure}, median`, median(longest), 'ms', limit(MOST_TASK_MS));
  report('ceremony', `${figure}, worst`, Math.max(...longest), 'ms', limit(MOST_TASK_MS));
}

/** What a page holds after a collection. */
async function held(session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return {
    heapMb: of('JSHeapUsedSize') / 1024 / 1024,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
  };
}

/** So many hours of scenes, back and forth through the programme. */
async function day(meeting: Meeting, page: Page, session: CDPSession): Promise<void> {
  await session.send('Performance.enable');
  let go: 'next' | 'back' = 'back';
  const show = async (scenes: number) => {
    for (let shown = 0; shown < scenes; shown += 1) {
      const seenStep = await stepOn(page);
      if (!(await command(meeting, 'stepCeremony', { seenStep, go }))) go = go === 'back' ? 'next' : 'back';
      await delay(SCENE_MS);
    }
  };
  await show(SCENES_AN_HOUR);
  const first = await held(session);
  for (let hour = 1; hour < HOURS; hour += 1) {
    await show(SCENES_AN_HOUR);
    const now = await held(session);
    progress(`hour ${hour + 1}: ${now.heapMb.toFixed(1)} MB, ${now.nodes} nodes, ${now.listeners} listeners`);
  }
  const last = await held(session);
  const hours = `after ${HOURS} hours at 60× speed against after the first`;
  report('ceremony', `screen: heap ${hours}`, last.heapMb / first.heapMb, 'times', limit(MOST_GROWTH));
  report('ceremony', `screen: nodes ${hours}`, last.nodes / first.nodes, 'times', limit(MOST_GROWTH));
  report(
    'ceremony',
    `screen: listeners ${hours}`,
    last.listeners / first.listeners,
    'times',
    limit(MOST_GROWTH),
  );
}

/** Runs the benchmark. */
export async function screen(): Promise<void> {
  const meeting = await startMeeting();
  const browser = await startBrowser();
  try {
    const token = await enter(meeting.base, meeting.screenCode);
    if (!(await command(meeting, 'beginCeremony', {}))) throw new Error('The ceremony cannot begin');
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const opened = await firstScene(browser, meeting, token);
      times.push(opened.ms);
      bytes = opened.bytes;
      await opened.context.close();
    }
    report('ceremony', 'screen: page before pictures', bytes / 1024, 'KB', limit(MOST_KB));
    report(
      'ceremony',
      `screen: first scene, processor slowed ${SLOWED} times, median`,
      median(times),
      'ms',
      limit(MOST_FIRST_MS),
    );
    const slowed = await firstScene(browser, meeting, token);
    await settled(slowed.page);
    reportTasks(await tasksByClock(meeting, slowed.page), `by the clock, slowed ${SLOWED} times`);
    await rewind(meeting, slowed.page);
    await slowed.context.close();
    const { page, session } = await firstScene(browser, meeting, token);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await delay(REST_MS);
    const own = await largestTasks(browser, page, (part) => walk(meeting, page, part));
    // The last part is the press that there was no step for.
    reportTasks(
      own.slice(0, -1).map((ms) => ms * SLOWED),
      `the processor's own time, ${SLOWED} times`,
    );
    await day(meeting, page, session);
  } finally {
    await browser.close();
    meeting.demo.signal('SIGTERM');
    await meeting.demo.ended;
  }
}
