import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sealsIn } from '../../server/store/seals.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import type { Snapshot } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';

interface Page {
  readonly seq: number;
  readonly hash: string;
  readonly lines: readonly { readonly seq: number; readonly hash: string; readonly body: string }[];
}

let server: TestApp;
let boss: string;
beforeEach(async () => {
  server = await startApp();
  boss = await server.token('organiser', 'boss');
});
afterEach(async () => {
  await server.close();
});

const asked = (token: string | undefined, after: string | number = 0) =>
  server.get(`/api/tours/tour/log?after=${after}`, token ? { authorization: `Bearer ${token}` } : {});
const pageAfter = async (after: number): Promise<Page> => JSON.parse((await asked(boss, after)).text) as Page;
const publicSeals = async () =>
  (JSON.parse((await server.get('/live/tour/snapshot.json')).text) as Snapshot).tour.seals;
async function endDay(): Promise<void> {
  await server.command(boss, 'beginDay', { day: 1 });
  await server.command(boss, 'endDay', { day: 1 });
}

describe('the log', () => {
  test('is read line by line, each with the hash that follows from the one before', async () => {
    await endDay();
    const { seq, hash, lines } = await pageAfter(0);
    let before = '';
    for (const line of lines) {
      before = createHash('sha256').update(`${before}\n${line.body}`).digest('hex');
      expect(line.hash).toBe(before);
    }
    expect([lines.at(-1)?.seq, lines.at(-1)?.hash]).toEqual([seq, hash]);
  });

  test('goes on after a line, and is empty after the last', async () => {
    const { seq, lines } = await pageAfter(0);
    expect((await pageAfter(2)).lines).toEqual(lines.slice(2));
    expect((await pageAfter(seq)).lines).toEqual([]);
    expect((await pageAfter(seq + 1_000)).lines).toEqual([]);
  });

  test('says by which session and device a thing came', async () => {
    await server.command(boss, 'beginDay', { day: 1 });
    const last = (await pageAfter(0)).lines.at(-1);
    const { via, by } = JSON.parse(last?.body ?? '{}') as { via?: string; by?: string };
    expect([by, via]).toEqual(['organiser:boss', expect.stringMatching(/^[0-9a-f]{8} program$/)]);
  });

  test('is the organiser’s alone', async () => {
    for (const [role, id] of [
      ['judge', 'j1'],
      ['editor', 'qinchu'],
      ['presenter', 'p1'],
      ['screen', 's1'],
    ] as const)
      expect((await asked(await server.token(role, id))).status).toBe(403);
    expect((await asked(undefined)).status).toBe(401);
    expect((await asked(boss, 'x')).status).toBe(400);
    expect((await asked(boss, -1)).status).toBe(400);
  });
});

describe('a seal', () => {
  test('is told to everybody, and holds as long as the log before it does', async () => {
    await endDay();
    const { seq, hash } = await pageAfter(0);
    expect((await server.command(boss, 'sealDay', { day: 1 })).status).toBe(200);
    expect(await publicSeals()).toEqual({ 1: { day: 1, seq, hash, at: expect.any(Number) } });
    expect(await sealsIn(server.store, 'tour')).toEqual([
      { day: 1, seq, hash, sealedBySeq: seq + 1, holds: true },
    ]);
  });

  test('is not set twice on the same log, and anew once something happened', async () => {
    await endDay();
    await server.command(boss, 'sealDay', { day: 1 });
    const before = await publicSeals();
    await server.command(boss, 'sealDay', { day: 1 });
    expect(await publicSeals()).toEqual(before);
    await server.command(boss, 'lockItem', { itemId: 's1', reason: '收齐' });
    await server.command(boss, 'sealDay', { day: 1 });
    expect((await publicSeals())['1']?.seq).toBeGreaterThan(before['1']?.seq ?? 0);
  });

  test('waits for the end of its day, and is the organiser’s', async () => {
    expect((await server.command(boss, 'sealDay', { day: 1 })).body.code).toBe('day.not-begun');
    await server.command(boss, 'beginDay', { day: 1 });
    expect((await server.command(boss, 'sealDay', { day: 1 })).body.code).toBe('seal.day-runs');
    const judge = await server.token('judge', 'j1');
    expect((await server.command(judge, 'sealDay', { day: 1 })).status).toBe(403);
  });

  test('does not hold in a log that somebody wrote anew', async () => {
    await endDay();
    await server.command(boss, 'sealDay', { day: 1 });
    const other = await openSqliteStore({
      dir: await mkdtemp(join(tmpdir(), 'lalian-seal-')),
      exclusive: true,
    });
    const { lines } = await pageAfter(0);
    const sealed = JSON.parse(lines.at(-1)?.body ?? '') as { event: { seq: number } };
    const forged = lines.map((line) =>
      line.seq === sealed.event.seq ? { ...line, hash: 'e'.repeat(64) } : line,
    );
    await other.replaceLog('tour', 'a'.repeat(24), forged, []);
    expect((await sealsIn(other, 'tour')).map(({ holds }) => holds)).toEqual([false]);
    await other.close();
  });
});
