import type { BrowserContext, Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { readFile } from '../../client/sheets/reading/read-book.ts';
import { writeTemplate } from '../../client/sheets/template/template.ts';
import { EMPTY_BASE, type SheetBase } from '../../shared/sheets/apply/base.ts';
import { planSheets } from '../../shared/sheets/apply/plan.ts';
import { TABLE_KINDS } from '../../shared/sheets/tables/column.ts';
import { DESKTOP, startBrowser } from '../support/browser.ts';
import { takeSession } from '../support/session.ts';
import { plainRows, workbookOf } from '../support/workbook.ts';
import { halfOfTheDemo } from './support/demo-tour.ts';
import { limit, median, progress, report } from './support/figure.ts';
import { startLalian } from './support/processes.ts';
import { enter, prepare, TOUR } from './support/tour-writer.ts';

/*
 * Sheets: 2,000 rows of a workbook.
 *
 * - Five tables at once (200 areas, 500 stops, 500 judges, 40 rubrics of 20 criteria), in this process: read, recognised
 *   and laid beside a tour; beside it what a library takes that only parses one sheet after another.
 * - On the organiser's page: from the choice of a file of 2,000 rows and 12 columns, most of them wrong, until its preview
 *   and its faults are painted; the worker is started for it. Then with the processor slowed down four times: that holds
 *   for the page alone, so that three times what the worker took is added. And the longest task of the page meanwhile.
 */
const ROWS = 2_000;
const COLUMNS = 12;
const ROUNDS = 5;
const SLOWER = 4;
const [MOST_MS, MOST_SLOW_MS, MOST_TASK_MS] = [2_000, 5_000, 200];

/** A tour as large as the set-up lets one be, but for scores. */
function largeBase(): SheetBase {
  const list = <T>(count: number, make: (at: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => make(at));
  const place = (at: number): [number, number] => [31 + (at % 100) / 50, 109 + (at % 70) / 30];
  const scale = { min: '0', max: '5', step: '0.5', weight: '1' };
  return {
    ...EMPTY_BASE,
    days: list(3, (at) => ({ number: at + 1, date: `2022-07-0${at + 6}` })),
    areas: list(200, (at) => ({
      id: `area-${at}`,
      name: { zh: `第${at}县` },
      shortName: { zh: `第${at}` },
      seat: place(at),
    })),
    rubrics: list(40, (at) => ({
      ...{ id: `rubric-${at}`, name: { zh: `打分表${at}` } },
      criteria: list(20, (one) => ({ id: `c-${one}`, label: { zh: `指标${one}` }, ...scale })),
    })),
    stops: list(500, (at) => ({
      ...{ id: `stop-${at}`, number: at + 1, name: { zh: `第${at}个实践站` }, areaId: `area-${at % 200}` },
      ...{
        day: (at % 3) + 1,
        plannedAt: '09:30',
        plannedLeaveAt: '10:10',
        position: place(at),
        rubricId: `rubric-${at % 40}`,
      },
    })),
    judges: list(500, (at) => ({ id: `judge-${at}`, name: `评委${at}`, post: `单位${at}` })),
  };
}

async function milliseconds(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function alone(): Promise<void> {
  const base = largeBase();
  const bytes = new Uint8Array(await (await writeTemplate(base)).arrayBuffer());
  const [own, parsed]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(
      await milliseconds(() => {
        const read = readFile(bytes, 'large.xlsx');
        const plan = read.ok ? planSheets(read.book.sheets, base, TABLE_KINDS) : undefined;
        if (
          plan?.values === undefined ||
          plan.sheets.reduce((sum, { lines }) => sum + lines.length, 0) < ROWS
        )
          throw new Error('The workbook was not read as it was written');
      }),
    );
    parsed.push(
      await milliseconds(async () => {
        for (let sheet = 1; sheet <= 6; sheet += 1) await readSheet(Buffer.from(bytes), sheet);
      }),
    );
  }
  const peer = { name: 'read-excel-file 9.3, parsing alone', value: median(parsed) };
  report('sheets', 'five tables of 2,000 rows: read and laid beside a tour', median(own), 'ms', peer);
}

/** Scores of areas, over and over, with columns that nobody wants. */
function wideSheet(names: readonly string[]): Buffer {
  const head = [
    '序号',
    '县（市、区）',
    '得分',
    ...Array.from({ length: COLUMNS - 3 }, (_, at) => `说明${at}`),
  ];
  const rows = Array.from({ length: ROWS }, (_, at) => [
    ...[at + 1, names[at % names.length] ?? '', `${(at % 100) / 2}分`],
    ...Array.from({ length: COLUMNS - 3 }, (_cell, column) => `第 ${at} 行的说明 ${column}`),
  ]);
  return Buffer.from(workbookOf({ sheets: [{ rows: plainRows([head, ...rows]) }] }));
}

interface Watched {
  readonly totalMs: number;
  readonly workerMs: number;
  readonly longestTaskMs: number;
}

/** Watches the page: its longest task, and how long its workers take to answer. */
const WATCH = `
  window.longTasks = [];
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longTasks.push(duration); }).observe({ type: 'longtask' });
  window.workerMs = 0;
  const Plain = Worker;
  window.Worker = class extends Plain {
    constructor(...all) {
      super(...all);
      this.addEventListener('message', () => { workerMs += performance.now() - this.askedAt; });
    }
    postMessage(...all) { this.askedAt = performance.now(); super.postMessage(...all); }
  };
`;

async function choose(context: BrowserContext, base: string, file: Buffer, slower: number): Promise<Watched> {
  const page: Page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto(`${base}/organiser/${TOUR}/result`);
  const field = page.locator('#routine input[type=file]');
  await field.waitFor({ state: 'attached' });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.evaluate(() => {
    Object.assign(window, { longTasks: [] });
    document
      .querySelector('#routine input[type=file]')
      ?.addEventListener('change', () => Object.assign(window, { chosenAt: performance.now() }), {
        capture: true,
      });
  });
  await field.setInputFiles({ name: '得分.xlsx', mimeType: 'application/octet-stream', buffer: file });
  const watched = await page.evaluate(async (): Promise<Watched> => {
    const own = window as unknown as { chosenAt: number; workerMs: number; longTasks: number[] };
    while (document.querySelector('#routine table[aria-rowcount] td') === null)
      await new Promise(requestAnimationFrame);
    // Painted, and then what the browser tells of tasks.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const totalMs = performance.now() - own.chosenAt;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { totalMs, workerMs: own.workerMs, longestTaskMs: Math.max(0, ...own.longTasks) };
  });
  await page.close();
  return watched;
}

/** Runs the benchmark. */
export async function sheets(): Promise<void> {
  await alone();
  const demo = halfOfTheDemo(Date.now() - 60_000);
  const file = wideSheet(demo.writer.tour.setup?.areas.map(({ name }) => name.zh) ?? []);
  const prepared = await prepare(demo.writer, { invites: [{ role: 'organiser', id: 'bench' }] });
  const server = await startLalian(prepared.env);
  const token = await enter(server.port, prepared.codes[0] ?? '');
  const browser = await startBrowser();
  const base = `http://127.0.0.1:${server.port}`;
  const context = await browser.newContext({ locale: 'zh-CN', viewport: DESKTOP });
  await takeSession(context, 'organiser', token, base);
  for (const slower of [1, SLOWER]) {
    const rounds: Watched[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = await choose(context, base, file, slower);
      progress(
        `${slower} times slower: ${one.totalMs.toFixed(0)} ms, worker ${one.workerMs.toFixed(0)} ms, longest task ${one.longestTaskMs.toFixed(0)} ms`,
      );
      rounds.push(one);
    }
    const of = (value: (one: Watched) => number): number => median(rounds.map(value));
    const name = slower === 1 ? '' : ', processor slowed down four times';
    const total = of(({ totalMs, workerMs }) => totalMs + (slower - 1) * workerMs);
    report(
      'sheets',
      `2,000 rows: chosen until seen${name}`,
      total,
      'ms',
      limit(slower === 1 ? MOST_MS : MOST_SLOW_MS),
    );
    report(
      'sheets',
      `2,000 rows: longest task of the page${name}`,
      of(({ longestTaskMs }) => longestTaskMs),
      'ms',
      limit(MOST_TASK_MS),
    );
  }
  await browser.close();
  await server.stop();
  await prepared.remove();
}
