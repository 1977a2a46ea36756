import { describe, expect, test } from 'vitest';
import { createTour } from '../../server/live/tour-records.ts';
import { LogDamaged, type Store } from '../../server/store/port.ts';
import { verifyLog } from '../../server/store/verify-log.ts';
import {
  BOSS,
  EVENTS,
  type Harm,
  SET_UP,
  START,
  storeWithTour,
  toursOf,
  withRedis,
} from '../support/harmed-log.ts';

withRedis();
/** What was done to one of the stores in its own way; the events are as they were. */
const OF_ONE_STORE: readonly (Omit<Harm, 'stopsServer' | 'redis' | 'sqlite'> & {
  readonly kind: Store['kind'];
  /** Whether who appends, or looks without reading, sees it. */
  readonly isSeen: boolean;
  readonly harm: Partial<Pick<Harm, 'redis' | 'sqlite'>>;
})[] = [
  {
    ...{ kind: 'redis', what: 'its head is of another kind', fault: 'form', sound: 0, isSeen: true },
    harm: { redis: (redis, head) => redis.multi().del(head).set(head, '1').exec() },
  },
  {
    ...{ kind: 'redis', what: 'its head is no number', fault: 'form', sound: 0, isSeen: true },
    harm: { redis: (redis, head) => redis.hset(head, 'seq', 'abc') },
  },
  {
    ...{ kind: 'redis', what: 'its events are of another kind', fault: 'unreadable', sound: 0, isSeen: true },
    harm: { redis: (redis, _head, stream) => redis.multi().del(stream).set(stream, 'x').exec() },
  },
  {
    ...{ kind: 'redis', what: 'something else was added', fault: 'form', sound: EVENTS, isSeen: true },
    harm: { redis: (redis, _head, stream) => redis.xadd(stream, '*', 'x', 'y') },
  },
  {
    ...{ kind: 'sqlite', what: 'a line stands behind its end', fault: 'hash', sound: EVENTS, isSeen: true },
    harm: {
      sqlite: `INSERT INTO lines SELECT log, seq + 1, grp + 1, hash, body FROM lines WHERE seq = ${EVENTS}`,
    },
  },
  {
    ...{ kind: 'sqlite', what: 'a line stands before the first', fault: 'form', sound: EVENTS, isSeen: true },
    harm: { sqlite: 'INSERT INTO lines SELECT log, 0, 0, hash, body FROM lines WHERE seq = 1' },
  },
  {
    ...{ kind: 'sqlite', what: 'its head names another group', fault: 'form', sound: EVENTS, isSeen: true },
    harm: { sqlite: "UPDATE logs SET grp = 1 WHERE name = 'tour'" },
  },
  {
    ...{ kind: 'sqlite', what: 'all lines are in one group', fault: 'form', sound: EVENTS, isSeen: true },
    harm: { sqlite: 'UPDATE lines SET grp = 1' },
  },
  {
    ...{ kind: 'sqlite', what: 'a line is in another group', fault: 'form', sound: EVENTS, isSeen: false },
    harm: { sqlite: 'UPDATE lines SET grp = 2 WHERE seq = 60' },
  },
  {
    ...{ kind: 'sqlite', what: 'its epoch is gone', fault: 'form', sound: EVENTS, isSeen: false },
    harm: { sqlite: "UPDATE logs SET epoch = '' WHERE name = 'tour'" },
  },
  {
    ...{
      kind: 'sqlite',
      what: 'the part of the file with all events is gone',
      fault: 'unreadable',
      sound: 0,
    },
    ...{ isSeen: true, harm: { sqlite: 'DROP TABLE lines' } },
  },
];

const harmOf = ({
  what,
  fault,
  sound,
  harm,
}: Pick<(typeof OF_ONE_STORE)[number], 'what' | 'fault' | 'sound' | 'harm'>): Harm => ({
  ...{ sqlite: '', redis: async () => undefined },
  ...harm,
  ...{ what, fault, sound, stopsServer: true },
});

describe.each(OF_ONE_STORE)('a log in $kind', ({ kind, what, fault, sound, harm: given }) => {
  const one = harmOf({ what, fault, sound, harm: given });

  test(`is found damaged in words where ${what}`, async () => {
    const { store, harm } = await storeWithTour(kind);
    await harm(one);
    const verdict = await verifyLog(store, 'tour');
    expect(verdict).toMatchObject({ ok: false, reason: fault, sound: { seq: sound } });
    expect(JSON.stringify(verdict)).not.toMatch(/WRONGTYPE|no such table|NaN|JSON at/);
  });
});

describe.each(OF_ONE_STORE.filter(({ isSeen }) => isSeen))(
  'a log in $kind that the server sees',
  ({ kind, what, fault, sound, harm: given }) => {
    const one = harmOf({ what, fault, sound, harm: given });

    test(`is refused, told and left where ${what}, and other tours go on`, async () => {
      const { store, harm } = await storeWithTour(kind);
      await createTour(store, 'other', START);
      const { tours } = toursOf(store);
      const [room, other] = [await tours.find('tour'), await tours.find('other')];
      await harm(one);
      const { tours: started } = toursOf(store);
      await expect(started.find('tour')).rejects.toThrow(LogDamaged);
      expect(started.damaged.map(({ log, soundSeq }) => [log, soundSeq])).toEqual([['tour', sound]]);
      const refused = await room?.submit(BOSS, 'command-new-1', SET_UP);
      expect(refused).toMatchObject({ ok: false, code: 'log.damaged' });
      expect(tours.damaged.map(({ log, soundSeq }) => [log, soundSeq])).toEqual([['tour', sound]]);
      if (what.startsWith('the part of the file')) return;
      expect((await other?.submit(BOSS, 'command-new-1', SET_UP))?.ok).toBe(true);
    });
  },
);
