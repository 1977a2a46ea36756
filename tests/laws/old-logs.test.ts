import { createReadStream, createWriteStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whyNotLogged } from '../../server/live/log/admission.ts';
import { fromBody, type LoggedEvent, toLine } from '../../server/live/log/logged.ts';
import { createTour } from '../../server/live/tour-records.ts';
import { openStore } from '../../server/store/open.ts';
import type { LogLine, Store } from '../../server/store/port.ts';
import type { TourFiles } from '../../server/store/transfer/files.ts';
import { exportTour, importTour } from '../../server/store/transfer/transfer.ts';
import { verifyLog } from '../../server/store/verify-log.ts';
import { viewOf } from '../../shared/audience.ts';
import { resultFile } from '../../shared/scoring/result-file.ts';
import { EVENTS, type TourEvent } from '../../shared/tour/events.ts';
import { evolve, evolvePublic } from '../../shared/tour/fold.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { richBeginning } from '../support/contest-steps.ts';
import { ceremonyStep } from '../support/history-ceremony.ts';
import { logOf, randomLog } from '../support/history-of.ts';
import { seeded } from '../support/seeded.ts';

/*
 * Logs of earlier versions, as `npm run export` wrote them, with what that version made of them: every later version
 * makes the same of them. A log is never altered and never made anew. A version that adds events adds a log that holds
 * them: OLD_LOG=2027-03 npx vitest run tests/laws/old-logs
 */
const FOLDER = resolve(import.meta.dirname, '../fixtures/old-logs');
const MADE_AT = Date.parse('2026-11-29T12:00:00Z');
const NO_FILES: TourFiles = {
  list: async () => [],
  size: async () => undefined,
  read: async () => undefined,
  put: async () => undefined,
  remove: async () => undefined,
};

/** What a version made of a log. */
interface Told {
  readonly head: { readonly seq: number; readonly hash: string };
  readonly public: unknown;
  readonly judge: unknown;
  readonly result: unknown;
}

/** As it is sent: what is undefined is not there. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Folds a log's bodies as this version does: for the server, and on a viewer's page. */
function foldedOf(lines: readonly LogLine[]): { readonly whole: Tour; readonly seen: Tour } {
  let [whole, seen]: [Tour, Tour] = [emptyTour, viewOf(emptyTour, 'public')];
  for (const { body } of lines) {
    const { event, at } = fromBody(body);
    whole = evolve(whole, event, at);
    seen = evolvePublic(seen, event, at);
  }
  return { whole, seen };
}

function toldOf(lines: readonly LogLine[]): Told {
  const { whole } = foldedOf(lines);
  const judge = Object.keys(whole.judges).sort()[0];
  const { seq = 0, hash = '' } = lines.at(-1) ?? {};
  return {
    head: { seq, hash },
    public: sent(viewOf(whole, 'public')),
    judge: sent(viewOf(whole, `judge:${judge}`)),
    result: sent(resultFile(whole, MADE_AT)),
  };
}

async function linesOf(store: Store, log: string): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for await (const some of store.readLog(log, 0)) lines.push(...some);
  return lines;
}

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-old-logs-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const version = process.env.OLD_LOG;
if (version !== undefined)
  describe('making logs', () => {
    const chained = (events: readonly LoggedEvent[]): LogLine[] => {
      const lines: LogLine[] = [];
      for (const logged of events) lines.push(toLine(logged, lines.at(-1)?.hash ?? ''));
      return lines;
    };
    /** Takes back what random steps hardly ever take back. */
    const withEveryKind = (events: readonly LoggedEvent[]): LoggedEvent[] => {
      const { posts, feed, judges, adjustments, problems, setup } = events.reduce(
        (tour, { event, at }) => evolve(tour, event, at),
        emptyTour,
      );
      const [judgeId = ''] = Object.keys(judges);
      const [adjustmentId = ''] = Object.keys(adjustments);
      const [problemId = ''] = Object.keys(problems);
      const [pinned = '', keyed = ''] = [
        events.findLast(({ event }) => event.type === 'post.pinned')?.event,
        events.findLast(({ event }) => event.type === 'post.keyed')?.event,
      ].map((event) => (event && 'postId' in event ? event.postId : ''));
      const problem = problems[problemId];
      if (problem === undefined) throw new Error('there is a problem in every log');
      const { kind, severity, judgeId: noted } = problem;
      const shown = feed.map((id) => valueAt(posts, id)).find((post) => post?.pictures[0] && !post.withdrawn);
      const { id: areaId = '' } = setup?.areas[0] ?? {};
      const { id: itemId = '' } = setup?.stops[0] ?? {};
      const why = { reason: { zh: '山体滑坡' }, isReasonPublic: true };
      const more: readonly TourEvent[] = [
        { type: 'stop.cancelled', itemId, ...why },
        { type: 'stop.restored', itemId },
        { type: 'area.withdrawn', areaId, ...why },
        { type: 'area.readmitted', areaId },
        { type: 'day.sealed', day: 1, seq: 1, hash: 'a'.repeat(64) },
        {
          type: 'post.described',
          postId: shown?.id ?? '',
          pictureId: shown?.pictures[0]?.id ?? '',
          alt: '一面墙',
        },
        { type: 'post.unpinned', postId: pinned },
        { type: 'post.unkeyed', postId: keyed },
        { type: 'adjustment.revoked', adjustmentId, reason: '有误' },
        {
          type: 'problem.revised',
          problemId,
          judgeId: noted,
          kind,
          severity,
          text: '改过的问题',
          pictures: [],
        },
        { type: 'problem.withdrawn', problemId, judgeId: noted },
        { type: 'judge.dismissed', judgeId },
        { type: 'clock.settled' },
      ];
      const { seq = 0, at = 0 } = events.at(-1) ?? {};
      for (const event of more) expect([event.type, whyNotLogged(event)]).toEqual([event.type, undefined]);
      return [
        ...events,
        ...more.map((event, index) => ({
          ...{ seq: seq + 1 + index, at: at + 1_000 * (index + 1), by: 'organiser:org' },
          ...{ commandId: `more-000${index}`, digest: '0'.repeat(64), event },
        })),
      ];
    };
    const kindsIn = (lines: readonly LogLine[]) =>
      new Set(lines.map(({ body }) => fromBody(body).event.type));
    const meeting = chained(logOf(seeded(3), richBeginning, ceremonyStep, 400));
    /** The first random log in which there is all that is taken back, and all that no meeting has. */
    const kinds = (): LogLine[] => {
      for (let seed = 1; ; seed += 1)
        try {
          const lines = chained(withEveryKind(randomLog(seeded(seed), 600)));
          const held = kindsIn([...meeting, ...lines]);
          expect(Object.keys(EVENTS).filter((type) => !held.has(type as keyof typeof EVENTS))).toEqual([]);
          return lines;
        } catch (error) {
          if (seed > 400) throw error;
        }
    };
    const logs: Readonly<Record<string, readonly LogLine[]>> = { kinds: kinds(), meeting };

    test.each(Object.keys(logs))('%s', async (name) => {
      const store = await openStore({ dataDir: join(dir, name), exclusive: true });
      const lines = logs[name] ?? [];
      for (const { body } of lines) expect(whyNotLogged(fromBody(body).event)).toBeUndefined();
      await createTour(store, name, MADE_AT);
      const head = await store.head(name);
      if (head !== undefined) await store.append(name, head, lines);
      const file = join(FOLDER, `${name}-${version}`);
      const bytes = await exportTour(store, name, { collections: [], files: NO_FILES });
      await pipeline(bytes, createWriteStream(`${file}.lalian.gz`));
      writeFileSync(`${file}.json.gz`, gzipSync(JSON.stringify(toldOf(lines)), { level: 9 }));
      await store.close();
    });
  });

describe('a log of an earlier version', () => {
  const names = readdirSync(FOLDER).flatMap((name) =>
    name.endsWith('.lalian.gz') ? basename(name, '.lalian.gz') : [],
  );

  test.each(names)('%s is imported, intact, and means what it meant', async (name) => {
    const store = await openStore({ dataDir: join(dir, `read-${name}`), exclusive: true });
    try {
      const outcome = await importTour(store, createReadStream(join(FOLDER, `${name}.lalian.gz`)), {
        ...{ epoch: 'e'.repeat(24), collections: [], files: NO_FILES, replace: false },
        stagingDir: join(dir, 'staging'),
      });
      if (!outcome.ok) throw new Error(outcome.reason);
      expect(await verifyLog(store, outcome.log)).toMatchObject({ ok: true });
      const lines = await linesOf(store, outcome.log);
      const before = JSON.parse(gunzipSync(readFileSync(join(FOLDER, `${name}.json.gz`))).toString()) as Told;
      // A later version may know more of a tour; what was known before is the same to the last byte.
      expect(toldOf(lines)).toMatchObject(before);
      const { whole, seen } = foldedOf(lines);
      expect(viewOf(seen, 'public')).toEqual(viewOf(whole, 'public'));
    } finally {
      await store.close();
    }
  });

  test('holds every kind of event that this version knows, one log or another', () => {
    const written = names
      .map((name) => gunzipSync(readFileSync(join(FOLDER, `${name}.lalian.gz`))).toString())
      .join('');
    expect(Object.keys(EVENTS).filter((type) => !written.includes(`\\"type\\":\\"${type}\\"`))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['demo-2026-11', 'kinds-2026-11', 'kinds-2026-12']));
  });
});
