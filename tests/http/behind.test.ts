import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';

/**
 * Two processes on one log of which neither hears from the other but when it asks: the tails look once
 * an hour. What is acknowledged must hold everywhere all the same.
 */
const NEVER_MS = 3_600_000;

let dir: string;
let one: TestApp;
let two: TestApp;
let boss: string;
let editor: string;
let judge: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-behind-'));
  const store = async () => openSqliteStore({ dir, exclusive: false, pollMs: NEVER_MS });
  one = await startApp({ store });
  two = await startApp({ store, bare: true });
  boss = await one.token('organiser', 'boss');
  editor = await one.token('editor', 'qinchu');
  judge = await one.token('judge', 'j1');
  // Both have read the log as it is now.
  for (const app of [one, two]) expect((await app.get('/live/tour/snapshot.json')).status).toBe(200);
});
afterEach(async () => {
  await Promise.all([one.close(), two.close()]);
  await rm(dir, { recursive: true, force: true });
});

const marks = { work: '9', show: '8' };

describe('a process that is behind', () => {
  test('refuses nothing that the newest state allows', async () => {
    const postId = freshId();
    await one.command(editor, 'publishPost', { postId, text: '一', pictures: [] });
    const corrected = await two.command(editor, 'correctPost', {
      postId,
      basedOnVersion: 1,
      note: '改',
      text: '二',
    });
    expect([corrected.status, corrected.body.code]).toEqual([200, undefined]);
    const again = await one.command(editor, 'correctPost', {
      postId,
      basedOnVersion: 2,
      note: '改',
      text: '三',
    });
    expect([again.status, again.body.code]).toEqual([200, undefined]);
  });

  test('takes nothing that the newest state forbids', async () => {
    await one.command(boss, 'lockItem', { itemId: 's1' });
    const { status, body } = await two.command(judge, 'castBallot', { itemId: 's1', marks });
    expect([status, body.code]).toEqual([409, 'item.locked']);
  });

  test('takes what the newest state allows again', async () => {
    await one.command(boss, 'lockItem', { itemId: 's1' });
    expect((await two.command(judge, 'castBallot', { itemId: 's1', marks })).body.code).toBe('item.locked');
    await one.command(boss, 'reopenItem', { itemId: 's1', reason: '补录' });
    expect((await two.command(judge, 'castBallot', { itemId: 's1', marks })).status).toBe(200);
  });

  test('does not say that there is nothing to change when there is', async () => {
    await one.command(boss, 'beginDay', { day: 1 });
    await two.command(boss, 'beginDay', { day: 1 });
    await one.command(boss, 'endDay', { day: 1 });
    expect((await two.command(boss, 'beginDay', { day: 1 })).body).toMatchObject({ repeated: false });
  });

  test('gives a retried command the answer that the other gave', async () => {
    const commandId = freshId();
    const first = await one.command(judge, 'castBallot', { commandId, itemId: 's1', marks });
    const again = await two.command(judge, 'castBallot', { commandId, itemId: 's1', marks });
    expect(again.body).toEqual({ ...first.body, repeated: true });
    const reused = await two.command(judge, 'castBallot', { commandId, itemId: 's2', marks });
    expect(reused.body.code).toBe('command.reused');
  });

  test('makes invites for whom the other appointed', async () => {
    await one.command(boss, 'appointJudges', { judges: [{ id: 'j9', name: '新评委' }] });
    const made = await two.app.http.inject({
      method: 'POST',
      url: '/api/tours/tour/invites',
      headers: { authorization: `Bearer ${boss}` },
      payload: { invites: [{ role: 'judge', id: 'j9' }] },
    });
    expect(made.statusCode).toBe(200);
  });
});
