import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startRedis } from '../support/redis-server.ts';
import { limit, median, progress, report } from './support/figure.ts';
import { longTour } from './support/long-tour.ts';
import { cpuSeconds, pinTo, residentBytes, runScript, startLalian } from './support/processes.ts';
import { prepare, TOUR, type TourWriter } from './support/tour-writer.ts';

/*
 * Fold: how long a server takes to start on a log of 100,000 events, from the start of the process until /readyz
 * says yes and the tour's snapshot was served whole; and its memory (resident set) then, as it is, nothing collected
 * on purpose. The log is that of five demo tours in a row (200 stops, 52 judges, nine of ten events ballots),
 * decided by the server's own rules, on SQLite and on Redis. Medians of five starts.
 *
 * The floor: a new Node process that reads the same lines from a file, parses each with JSON.parse and keeps it.
 */
const EVENTS = 100_000;
const STARTS = 5;
const LONGEST_SECONDS = 2;

interface Start {
  readonly seconds: number;
  readonly megabytes: number;
}

async function answered(url: string): Promise<boolean> {
  const answer = await fetch(url).catch(() => undefined);
  await answer?.arrayBuffer();
  return answer?.status === 200;
}

async function startOnce(env: Record<string, string>): Promise<Start> {
  const startedAt = performance.now();
  const server = await startLalian(env, 'anywhere');
  const base = `http://127.0.0.1:${server.port}`;
  while (!(await answered(`${base}/readyz`))) await delay(5);
  while (!(await answered(`${base}/live/${TOUR}/snapshot.json`))) await delay(5);
  const seconds = (performance.now() - startedAt) / 1000;
  progress(`${cpuSeconds(server.pid).toFixed(2)} s of CPU`);
  const megabytes = residentBytes(server.pid) / 1024 ** 2;
  await server.stop();
  return { seconds, megabytes };
}

async function parseOnce(file: string): Promise<Start> {
  const startedAt = performance.now();
  const said = await runScript(new URL('./support/parse-lines.mjs', import.meta.url), file);
  const { lines, bytes } = JSON.parse(said) as { lines: number; bytes: number };
  if (lines !== EVENTS) throw new Error(`The floor parsed ${lines} lines`);
  return { seconds: (performance.now() - startedAt) / 1000, megabytes: bytes / 1024 ** 2 };
}

async function measure(store: string, writer: TourWriter, file: string, redisUrl?: string): Promise<void> {
  const prepared = await prepare(writer, redisUrl === undefined ? {} : { redisUrl });
  const ours: Start[] = [];
  const floor: Start[] = [];
  for (let round = 1; round <= STARTS; round += 1) {
    ours.push(await startOnce(prepared.env));
    floor.push(await parseOnce(file));
    const show = (start: Start | undefined) =>
      `${start?.seconds.toFixed(2)} s, ${start?.megabytes.toFixed(0)} MB`;
    progress(`${store}, start ${round}: ${show(ours.at(-1))}; floor ${show(floor.at(-1))}`);
  }
  await prepared.remove();
  const middle = (starts: readonly Start[], pick: (start: Start) => number) => median(starts.map(pick));
  const name = 'a new process that parses the same lines';
  const seconds = middle(ours, (start) => start.seconds);
  const megabytes = middle(ours, (start) => start.megabytes);
  const figure = `start with ${EVENTS} events on ${store}`;
  report('fold', figure, seconds, 's', { name, value: middle(floor, (start) => start.seconds) });
  report('fold', figure, seconds, 's', limit(LONGEST_SECONDS));
  report('fold', `memory then, on ${store}`, megabytes, 'MB', {
    name,
    value: middle(floor, (start) => start.megabytes),
  });
}

/** Runs the benchmark. */
export async function fold(): Promise<void> {
  progress(`making a log of ${EVENTS} events`);
  const writer = longTour(EVENTS, Date.now() - 60_000);
  if (writer.lines.length !== EVENTS) throw new Error(`The log has ${writer.lines.length} events`);
  const dir = await mkdtemp(join(tmpdir(), 'lalian-bench-'));
  const file = join(dir, 'lines.ndjson');
  await writeFile(file, writer.lines.map(({ body }) => `${body}\n`).join(''));
  await measure('SQLite', writer, file);
  const redis = await startRedis({ appendonly: 'yes', appendfsync: 'always' });
  pinTo('load', redis.pid);
  await measure('Redis', writer, file, redis.url);
  await redis.stop();
  await rm(dir, { recursive: true, force: true });
}
