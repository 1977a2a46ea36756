import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createInvite, openInvite, readCode, revokeInvite } from '../../server/access/invites.ts';
import { Sessions } from '../../server/access/sessions.ts';
import { type Store, StoreUnavailable } from '../../server/store/port.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';

const NOW = 1_657_155_600_000;
let dir: string;
let kept: Store;
/** The store, counting how often a record is read. */
let store: Store;
let reads = 0;
let away = false;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lalian-sessions-'));
  kept = openSqliteStore({ dir, exclusive: true });
  reads = 0;
  away = false;
  store = {
    ...kept,
    getRecord: (collection, key) => {
      reads += 1;
      return away ? Promise.reject(new StoreUnavailable('away')) : kept.getRecord(collection, key);
    },
  };
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(async () => {
  vi.useRealTimers();
  await kept.close();
  rmSync(dir, { recursive: true });
});

async function opened(sessions: Sessions) {
  const { code, inviteId } = await createInvite(
    kept,
    'tour',
    { role: 'judge', id: 'j1', createdBy: 'test' },
    NOW,
  );
  const invite = await openInvite(kept, 'tour', readCode(code)?.secret ?? '', NOW);
  if (!invite.ok) throw new Error(invite.code);
  return { inviteId, ...(await sessions.open('tour', invite.actor, invite.hash, 'iphone')) };
}

test('a session is read once, however often its judge comes, until one ends', async () => {
  const sessions = new Sessions(store, () => NOW);
  const [first, second] = [await opened(sessions), await opened(sessions)];
  for (let times = 0; times < 30; times += 1) {
    for (const { token } of [first, second]) expect((await sessions.find('tour', token)).ok).toBe(true);
    vi.advanceTimersByTime(1_000);
  }
  expect(reads).toBe(4);
  await revokeInvite(kept, 'tour', first.inviteId, NOW);
  vi.advanceTimersByTime(1_000);
  expect(await sessions.find('tour', first.token)).toMatchObject({ ok: false, code: 'invite.revoked' });
  expect(await sessions.find('tour', second.token)).toMatchObject({ ok: true });
  expect(reads).toBe(8);
});

test('another process that remembers a session refuses it within a second of its revocation', async () => {
  const [here, there] = [new Sessions(store, () => NOW), new Sessions(store, () => NOW)];
  const { token, inviteId } = await opened(here);
  expect((await there.find('tour', token)).ok).toBe(true);
  vi.advanceTimersByTime(500);
  await revokeInvite(kept, 'tour', inviteId, NOW);
  here.forget();
  expect(await here.find('tour', token)).toMatchObject({ code: 'invite.revoked' });
  vi.advanceTimersByTime(500);
  expect(await there.find('tour', token)).toMatchObject({ code: 'invite.revoked' });
});

test('a session that is remembered ends at its time, and one that could not be read is asked for again', async () => {
  let now = NOW;
  const sessions = new Sessions(store, () => now);
  const { token, expiresAtUnixMs } = await opened(sessions);
  away = true;
  await expect(sessions.find('tour', token)).rejects.toThrow(StoreUnavailable);
  away = false;
  now = expiresAtUnixMs - 1;
  expect((await sessions.find('tour', token)).ok).toBe(true);
  now = expiresAtUnixMs;
  expect(await sessions.find('tour', token)).toMatchObject({ code: 'session.ended' });
});

test('a session that is left is refused here at once, and by another process within a second; its invite opens others', async () => {
  const [here, there] = [new Sessions(store, () => NOW), new Sessions(store, () => NOW)];
  const [left, stays] = [await opened(here), await opened(here)];
  for (const { token } of [left, stays]) expect((await there.find('tour', token)).ok).toBe(true);
  let told = 0;
  here.onEnding(() => (told += 1));
  expect(await here.end('tour', left.token)).toBe(true);
  expect(told).toBe(1);
  expect(await here.find('tour', left.token)).toMatchObject({ code: 'session.ended' });
  vi.advanceTimersByTime(500);
  expect(await there.find('tour', left.token)).toMatchObject({ code: 'session.ended' });
  expect(await there.find('tour', stays.token)).toMatchObject({ ok: true });
  expect(await here.end('tour', left.token)).toBe(false);
});

test('a session that could not be ended is said to have stayed', async () => {
  const failing: Store = { ...kept, deleteRecord: () => Promise.reject(new StoreUnavailable('away')) };
  const sessions = new Sessions(failing, () => NOW);
  const { token } = await opened(sessions);
  await expect(sessions.end('tour', token)).rejects.toThrow(StoreUnavailable);
  expect((await sessions.find('tour', token)).ok).toBe(true);
});
