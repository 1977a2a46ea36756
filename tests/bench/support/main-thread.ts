import type { Browser, Page } from 'playwright-core';

/** What of a trace is read here: times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** The processor's own time: what other processes take of it does not count. */
  readonly tdur?: number;
}

const MARK = 'bench-part-';

/**
 * The largest task of a page's thread in each part of what `run` does, ms of the processor's own time; a part begins
 * with each call of `part`. On a machine with other work it says what a clock cannot: how long the page itself needs.
 */
export async function largestTasks(
  browser: Browser,
  page: Page,
  run: (part: () => Promise<void>) => Promise<void>,
): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'blink.user_timing'] });
  let parts = 0;
  await run(async () => {
    parts += 1;
    await page.evaluate((name) => performance.mark(name), `${MARK}${parts}`);
  });
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  return tasksInParts(trace.traceEvents);
}

function tasksInParts(events: readonly TraceEvent[]): readonly number[] {
  const marks = events.filter(({ name }) => name.startsWith(MARK)).sort((a, b) => a.ts - b.ts);
  const [first] = marks;
  if (first === undefined) throw new Error('The trace has none of the marks');
  const tasks = events.filter(
    ({ name, ph, pid, tid }) =>
      name.endsWith('RunTask') && ph === 'X' && pid === first.pid && tid === first.tid,
  );
  return marks.map(({ ts: from }, at) => {
    const to = marks[at + 1]?.ts ?? Number.POSITIVE_INFINITY;
    const own = tasks.filter(({ ts }) => ts >= from && ts < to).map(({ tdur = 0 }) => tdur / 1000);
    return Math.max(0, ...own);
  });
}
