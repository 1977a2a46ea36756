import { type Head, LogDamaged, StoreDamaged } from '../port.ts';
import type { SqliteDatabase } from './database.ts';

/** A log's row: its head, the last id of its series, and the number under which its lines are stored. */
export interface LogRow extends Head {
  readonly id: number;
  readonly series: number;
}

interface End {
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  readonly lastGroup: number | null;
  readonly lastHash: string | null;
}

const END = `
  SELECT (SELECT min(seq) FROM lines WHERE log = ?1) AS "firstSeq", last.seq AS "lastSeq", last.grp AS "lastGroup",
    last.hash AS "lastHash"
  FROM (SELECT 1) LEFT JOIN (SELECT seq, grp, hash FROM lines WHERE log = ?1 ORDER BY seq DESC LIMIT 1) AS last`;

/** Whether lines are missing in between, and whether groups are dense and in order. */
const WHOLE = `
  SELECT count(*) AS "lines", count(DISTINCT grp) AS "groups", coalesce(sum(grp <> expected AND grp <> expected + 1), 0) AS "misplaced"
  FROM (SELECT grp, coalesce(lag(grp) OVER (ORDER BY seq), 0) AS expected FROM lines WHERE log = ?1)`;

/** What is wrong with the lines of a log whose row this is, in words, or undefined. */
export function faultOfLines(db: SqliteDatabase, row: LogRow, whole: boolean): string | undefined {
  const end = db.row<End>(END, row.id);
  const lastSeq = end?.lastSeq ?? 0;
  if (lastSeq < row.seq) return `its head says ${row.seq} events, and it ends at ${lastSeq}`;
  if (lastSeq > row.seq) return `it goes on behind its head, up to event ${lastSeq}`;
  if ((end?.lastHash ?? '') !== row.hash) return 'its last event is not the one that its head names';
  if ((end?.lastGroup ?? 0) !== row.group) return 'its last group is not the one that its head names';
  if (lastSeq > 0 && end?.firstSeq !== 1)
    return `its first event has the number ${end?.firstSeq ?? 'of none'}`;
  if (!whole) return undefined;
  const { lines, groups, misplaced } = db.row<{ lines: number; groups: number; misplaced: number }>(
    WHOLE,
    row.id,
  ) ?? { lines: 0, groups: 0, misplaced: 0 };
  if (lines !== row.seq) return `its head says ${row.seq} events, and there are ${lines}`;
  return groups !== row.group || misplaced > 0
    ? 'its events stand in other groups than they were written in'
    : undefined;
}

/** Where the database cannot give a log's part of it, that log is damaged; others may be read. */
export function ofLog<T>(log: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { errcode } = error as { readonly errcode?: unknown };
    // A line stands already where this one has to (https://sqlite.org/rescode.html#constraint).
    const isTaken = typeof errcode === 'number' && (errcode & 0xff) === 19;
    if (isTaken) throw new LogDamaged(log, 0, 'it holds lines that no server wrote');
    if (!(error instanceof StoreDamaged)) throw error;
    throw new LogDamaged(log, 0, 'the part of the database in which it stands cannot be read');
  }
}
