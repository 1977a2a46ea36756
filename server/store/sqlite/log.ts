import {
  type AppendOutcome,
  type Head,
  LogDamaged,
  type LogLine,
  type LogStretch,
  type SeriesLine,
  StoreUnavailable,
} from '../port.ts';
import type { SqliteDatabase } from './database.ts';
import { faultOfLines, type LogRow, ofLog } from './fault.ts';

/** Lines of whole groups, with the number of the last group. */
export interface LogChunk {
  readonly lines: readonly LogLine[];
  readonly group: number;
}

const CHUNK_LINES = 2_000;
const STRETCH_LINES = 500;
const CHUNK_CHARACTERS = 4_000_000;
/** How many lines an imported log has per group. */
const IMPORT_GROUP = 500;

/** The log's row, or undefined where there is none. */
export function findLog(db: SqliteDatabase, log: string): LogRow | undefined {
  return db.read(() =>
    db.row<LogRow>('SELECT id, epoch, seq, grp AS "group", hash, series FROM logs WHERE name = ?', log),
  );
}

/** The head alone, as the port promises it. */
export function headOf({ epoch, seq, group, hash }: LogRow): Head {
  return { epoch, seq, group, hash };
}

/** Creates the log if there is none; answers its head. */
export function openLog(db: SqliteDatabase, log: string, epochIfNew: string): Head {
  const row =
    findLog(db, log) ??
    db.write(() => {
      db.run("INSERT OR IGNORE INTO logs VALUES (NULL, ?, ?, 0, 0, '', 0)", log, epochIfNew);
      return findLog(db, log);
    });
  if (row === undefined) throw new Error(`The log ${log} was created and is not there`);
  return headOf(row);
}

/** Appends one group in one transaction if the log still ends at `expected`. */
export function append(
  db: SqliteDatabase,
  log: string,
  expected: Head,
  lines: readonly LogLine[],
): AppendOutcome {
  const last = lines.at(-1);
  if (last === undefined || last.seq !== expected.seq + lines.length) {
    throw new Error(`Lines to append must continue at seq ${expected.seq + 1}`);
  }
  return ofLog(log, () =>
    db.write(() => {
      const row = findLog(db, log);
      if (row === undefined || !sameHead(row, expected)) return { ok: false, conflict: true };
      const fault = faultOfLines(db, row, false);
      if (fault !== undefined) throw new LogDamaged(log, 0, fault);
      const group = row.group + 1;
      insertLines(db, row.id, group, lines);
      db.run('UPDATE logs SET seq = ?, grp = ?, hash = ? WHERE id = ?', last.seq, group, last.hash, row.id);
      return { ok: true, head: { epoch: row.epoch, seq: last.seq, group, hash: last.hash } };
    }),
  );
}

/** What is wrong with a log, in words; see the port. */
export function faultOf(db: SqliteDatabase, log: string, whole: boolean): string | undefined {
  const row = findLog(db, log);
  return row && ofLog(log, () => db.read(() => faultOfLines(db, row, whole)));
}

function sameHead(a: Head, b: Head): boolean {
  return a.epoch === b.epoch && a.seq === b.seq && a.group === b.group && a.hash === b.hash;
}

function insertLines(db: SqliteDatabase, id: number, group: number, lines: readonly LogLine[]): void {
  for (const { seq, hash, body } of lines) {
    db.run('INSERT INTO lines VALUES (?, ?, ?, ?, ?)', id, seq, group, hash, body);
  }
}

/** The next whole groups after `afterSeq`; no lines at the end of the log. */
export function logChunk(db: SqliteDatabase, id: number, afterSeq: number): LogChunk {
  return db.read(() => {
    const lines: LogLine[] = [];
    let group = 0;
    let characters = 0;
    for (const row of db.each<LogLine & { grp: number }>(
      'SELECT seq, grp, hash, body FROM lines WHERE log = ? AND seq > ? ORDER BY seq',
      id,
      afterSeq,
    )) {
      const full = lines.length >= CHUNK_LINES || characters >= CHUNK_CHARACTERS;
      if (full && row.grp !== group) break;
      lines.push({ seq: row.seq, hash: row.hash, body: row.body });
      group = row.grp;
      characters += row.body.length;
    }
    return { lines, group };
  });
}

/** The next lines after `afterSeq`; undefined at the end of the log. Throws {@link LogDamaged} where a line is missing. */
export function stretch(
  db: SqliteDatabase,
  log: string,
  id: number,
  afterSeq: number,
): LogStretch | undefined {
  return db.read(() => {
    // A row of one column costs half of what a whole line does.
    const bodies = db
      .rows<{ body: string }>(
        'SELECT body FROM lines WHERE log = ? AND seq > ? ORDER BY seq LIMIT ?',
        id,
        afterSeq,
        STRETCH_LINES,
      )
      .map((row) => row.body);
    if (bodies.length === 0) return undefined;
    const seq = afterSeq + bodies.length;
    const last = db.row<{ hash: string; lines: number }>(
      `SELECT hash, (SELECT count(*) FROM lines WHERE log = ?1 AND seq > ?2 AND seq <= ?3) AS lines
       FROM lines WHERE log = ?1 AND seq = ?3`,
      id,
      afterSeq,
      seq,
    );
    if (last?.lines !== bodies.length) throw new LogDamaged(log, afterSeq, 'a line is missing');
    return { bodies, seq, hash: last.hash };
  });
}

/** Adds to the series in one transaction; answers the lines with their ids. */
export function appendSeries(db: SqliteDatabase, log: string, bodies: readonly string[]): SeriesLine[] {
  return db.write(() => {
    const row = findLog(db, log);
    if (row === undefined) throw new Error(`There is no log ${log} to add a series to`);
    const lines = insertSeries(db, row.id, row.series, bodies);
    db.run('UPDATE logs SET series = ? WHERE id = ?', row.series + bodies.length, row.id);
    return lines;
  });
}

function insertSeries(
  db: SqliteDatabase,
  log: number,
  after: number,
  bodies: readonly string[],
): SeriesLine[] {
  return bodies.map((body, index) => {
    const id = after + index + 1;
    db.run('INSERT INTO series VALUES (?, ?, ?)', log, id, body);
    return { id, body };
  });
}

/** The next lines of the series after `afterId`; none at its end. */
export function seriesChunk(db: SqliteDatabase, id: number, afterId: number): readonly SeriesLine[] {
  return db.read(() =>
    db
      .rows<SeriesLine>(
        'SELECT id, body FROM series WHERE log = ? AND id > ? ORDER BY id LIMIT ?',
        id,
        afterId,
        CHUNK_LINES,
      )
      .map((row) => ({ id: row.id, body: row.body })),
  );
}

/** The last of what was read, or undefined where nothing was: how {@link chunksOf} goes on. */
export const afterLast =
  <T>(place: (line: T) => number) =>
  (chunk: readonly T[]): number | undefined => {
    const last = chunk.at(-1);
    return last === undefined ? undefined : place(last);
  };

/**
 * Every chunk of the log or its series, one by one, until one leads nowhere. The log must stay the same one while it is read:
 * otherwise throws {@link StoreUnavailable}, since half of an old log is no log.
 */
export async function* chunksOf<C>(
  db: SqliteDatabase,
  log: string,
  after: number,
  next: (id: number, after: number) => C,
  end: (chunk: C) => number | undefined,
): AsyncGenerator<NonNullable<C>> {
  const row = findLog(db, log);
  if (row === undefined) return;
  for (let at = after; ; ) {
    const chunk = ofLog(log, () => next(row.id, at));
    const last = end(chunk);
    if (chunk === undefined || chunk === null || last === undefined) break;
    yield chunk;
    at = last;
  }
  if (findLog(db, log)?.id !== row.id)
    throw new StoreUnavailable(`The log ${log} was replaced while it was read`);
}

/** Removes the log with all that it holds, in one transaction. */
export function removeLog(db: SqliteDatabase, log: string): void {
  db.write(() => {
    const row = findLog(db, log);
    if (row !== undefined) removeRows(db, row.id);
  });
}

function removeRows(db: SqliteDatabase, id: number): void {
  db.run('DELETE FROM lines WHERE log = ?', id);
  db.run('DELETE FROM series WHERE log = ?', id);
  db.run('DELETE FROM logs WHERE id = ?', id);
}

/** Puts another log in the place of this one, in one transaction. */
export function replaceLog(
  db: SqliteDatabase,
  log: string,
  epoch: string,
  lines: readonly LogLine[],
  series: readonly string[],
): void {
  db.write(() => {
    const old = findLog(db, log);
    if (old?.epoch === epoch) throw new Error('A replaced log needs a new epoch');
    if (old !== undefined) removeRows(db, old.id);
    const groups = Math.ceil(lines.length / IMPORT_GROUP);
    const last = lines.at(-1);
    db.run(
      'INSERT INTO logs VALUES (NULL, ?, ?, ?, ?, ?, ?)',
      log,
      epoch,
      last?.seq ?? 0,
      groups,
      last?.hash ?? '',
      series.length,
    );
    const id = findLog(db, log)?.id ?? 0;
    for (let group = 1; group <= groups; group++) {
      insertLines(db, id, group, lines.slice((group - 1) * IMPORT_GROUP, group * IMPORT_GROUP));
    }
    insertSeries(db, id, 0, series);
  });
}
