import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type BallotBox, emptyBox } from '../../../client/outbox/ballots/ballot-box.ts';
import { fleetingDatabase } from '../../../client/outbox/ballots/database.ts';
import { Outbox } from '../../../client/outbox/ballots/outbox.ts';
import type { WaitingNote } from '../../../client/outbox/ballots/problem-note.ts';
import type { Commands } from '../../../client/outbox/commands.ts';
import type { Parcel } from '../../../client/outbox/posts/parcel.ts';
import { bodyOf } from '../../../client/outbox/posts/parcel-body.ts';
import { nextErrand } from '../../../client/outbox/posts/parcel-order.ts';
import type { Upload } from '../../../client/outbox/posts/upload.ts';

/**
 * A page is renewed in the middle of a tour, while ballots and posts wait on the device in rows that the version before
 * has written. A fixture holds the rows of a version, and what that sent of them; every later version sends the same.
 * A version that writes rows of another form adds a fixture; what its `sends` are is written by
 * OLD_ROWS=2027-03 npx vitest run tests/unit/outbox/old-rows
 */
interface OldDevice {
  readonly rows: {
    readonly boxes: readonly BallotBox[];
    readonly notes: readonly WaitingNote[];
    readonly parcels: readonly Parcel[];
    readonly uploads: readonly Upload[];
  };
  readonly sends: { readonly judge: unknown; readonly desk: unknown; readonly first: unknown };
}

const FOLDER = join(import.meta.dirname, '../../fixtures/old-devices');
const read = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as OldDevice;
/** As JSON has it: members that are undefined are not there. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What the judge's outbox sends of the rows, in order. */
async function sentByJudge({ rows: { boxes, notes } }: OldDevice): Promise<unknown> {
  const database = fleetingDatabase();
  for (const box of boxes) await database.changeBox(emptyBox(box.tour, box.judgeId, box.itemId), () => box);
  for (const note of notes) await database.keepNote(note);
  const given: unknown[] = [];
  const commands: Commands = {
    speakingFor: () => commands,
    whoAmI: async () => ({ kind: 'taken', body: { id: 'j1' } }),
    async give(type, body) {
      given.push([type, body]);
      return { kind: 'taken', body: {} as never };
    },
    upload: () => Promise.reject(new Error('No picture waits')),
  };
  const outbox = new Outbox({
    ...{ tour: 'tour', judgeId: 'j1', database, commands },
    currentItemId: () => undefined,
    onChange: () => undefined,
  });
  await outbox.load();
  outbox.wake();
  await vi.waitFor(() => expect(given.length).toBeGreaterThan(0));
  await vi.waitFor(() => expect(outbox.state).toBe('idle'));
  return plain(given);
}

/** The first request of each of the desk's parcels. */
const sentByDesk = ({ rows: { parcels, uploads } }: OldDevice): unknown =>
  plain(parcels.map((parcel) => bodyOf(parcel, new Map(uploads.map((one) => [one.key, one])))));

/** What of all goes out first. */
const firstOf = ({ rows: { parcels, uploads } }: OldDevice): unknown => {
  const errand = nextErrand({
    parcels,
    uploads: new Map(uploads.map((one) => [one.key, one])),
    paused: false,
  });
  return plain([errand?.kind, errand !== undefined && 'parcel' in errand ? errand.parcel.key : undefined]);
};

describe.each(readdirSync(FOLDER))('what a device of an earlier version kept (%s)', (name) => {
  if (name === `${process.env.OLD_ROWS}.json`)
    test('is written with what it sends', async () => {
      const old = read(name);
      const sends = { judge: await sentByJudge(old), desk: sentByDesk(old), first: firstOf(old) };
      writeFileSync(join(FOLDER, name), `${JSON.stringify({ ...old, sends }, null, 1)}\n`);
    });

  test('of a judge is sent as it was meant', async () => {
    const old = read(name);
    expect(await sentByJudge(old)).toEqual(old.sends.judge);
  });

  test('of a desk is sent as it was meant, in the same order', () => {
    const old = read(name);
    expect([sentByDesk(old), firstOf(old)]).toEqual([old.sends.desk, old.sends.first]);
  });
});
