import { gunzipSync } from 'node:zlib';
import type { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { createTour } from '../../server/live/tour-records.ts';
import { LogDamaged, type LogLine } from '../../server/store/port.ts';
import { exportTour } from '../../server/store/transfer/transfer.ts';
import { verifyLog } from '../../server/store/verify-log.ts';
import {
  BOSS,
  EVENTS,
  GROUPS,
  type Harm,
  OTHER_HASH,
  SET_UP,
  START,
  storeWithTour,
  toursOf,
  untilTold,
  withRedis,
} from '../support/harmed-log.ts';

withRedis();

/** Writes a stream anew with its groups changed. */
async function rewritten(
  redis: Redis,
  stream: string,
  change: (lines: string, group: number) => string | undefined,
): Promise<void> {
  const entries = await redis.xrange(stream, '-', '+');
  await redis.del(stream);
  for (const [id, fields] of entries) {
    const lines = change(fields[5] ?? '', Number.parseInt(id, 10));
    if (lines !== undefined)
      await redis.xadd(stream, id, ...fields.map((field, index) => (index === 5 ? lines : field)));
  }
}

/** The group in which event 60 stands is the tenth. */
const TENTH = 10;
const inTenth = (change: (lines: string) => string) => (redis: Redis, _head: string, stream: string) =>
  rewritten(redis, stream, (lines, group) => (group === TENTH ? change(lines) : lines));
const with60 =
  (change: (line: LogLine) => LogLine) =>
  (lines: string): string =>
    JSON.stringify((JSON.parse(lines) as LogLine[]).map((line) => (line.seq === 60 ? change(line) : line)));

const HARMS: readonly Harm[] = [
  {
    ...{ what: 'its lines were emptied', fault: 'cut', sound: 0, stopsServer: true },
    sqlite: 'DELETE FROM lines',
    redis: (redis, _head, stream) => redis.del(stream),
  },
  {
    ...{ what: 'its end was cut off', fault: 'cut', sound: 132, stopsServer: true },
    sqlite: 'DELETE FROM lines WHERE seq > 132',
    redis: (redis, _head, stream) => redis.xdel(stream, `${GROUPS}-0`),
  },
  {
    ...{ what: 'its beginning was cut off', fault: 'gap', sound: 0, stopsServer: true },
    sqlite: 'DELETE FROM lines WHERE seq <= 54',
    redis: (redis, _head, stream) => redis.call('XTRIM', stream, 'MINID', '10-0'),
  },
  {
    ...{ what: 'lines in the middle are missing', fault: 'gap', sound: 54, stopsServer: true },
    sqlite: 'DELETE FROM lines WHERE seq > 54 AND seq <= 60',
    redis: (redis, _head, stream) => redis.xdel(stream, `${TENTH}-0`),
  },
  {
    ...{ what: 'a line is not JSON', fault: 'hash', sound: 59, stopsServer: true },
    sqlite: 'UPDATE lines SET body = \'{"seq":\' WHERE seq = 60',
    redis: inTenth(with60((line) => ({ ...line, body: '{"seq":' }))),
  },
  {
    ...{ what: 'a line was changed', fault: 'hash', sound: 59, stopsServer: false },
    sqlite: `UPDATE lines SET body = replace(body, '"day":', '"day":1') WHERE seq = 60`,
    redis: inTenth(with60((line) => ({ ...line, body: line.body.replace('"day":', '"day":1') }))),
  },
  {
    ...{ what: 'a hash was changed', fault: 'hash', sound: 59, stopsServer: false },
    sqlite: `UPDATE lines SET hash = '${OTHER_HASH}' WHERE seq = 60`,
    redis: inTenth(with60((line) => ({ ...line, hash: OTHER_HASH }))),
  },
  {
    ...{ what: 'its head names more than there is', fault: 'cut', sound: EVENTS, stopsServer: true },
    sqlite: `UPDATE logs SET seq = ${EVENTS + 7}, grp = grp + 1`,
    redis: (redis, head) => redis.hset(head, { seq: EVENTS + 7, group: GROUPS + 1 }),
  },
  {
    ...{ what: 'its head names less than there is', fault: 'beyond', sound: EVENTS, stopsServer: true },
    sqlite: `UPDATE logs SET seq = 132, grp = ${GROUPS - 1}, hash = (SELECT hash FROM lines WHERE seq = 132)`,
    redis: async (redis, head, stream) => {
      const [, fields] = (await redis.xrange(stream, `${GROUPS - 1}-0`, `${GROUPS - 1}-0`))[0] ?? [];
      await redis.hset(head, { seq: 132, group: GROUPS - 1, hash: fields?.[3] ?? '' });
    },
  },
  {
    ...{ what: 'its head has another hash', fault: 'head', sound: EVENTS, stopsServer: true },
    sqlite: `UPDATE logs SET hash = '${OTHER_HASH}'`,
    redis: (redis, head) => redis.hset(head, { hash: OTHER_HASH }),
  },
  {
    ...{ what: 'its head is gone', fault: 'no-log', sound: 0, stopsServer: true },
    sqlite: 'DELETE FROM logs',
    redis: (redis, head) => redis.del(head),
  },
];

describe.each(['sqlite', 'redis'] as const)('a log in %s', (kind) => {
  test('is intact as it was written, also with a head that was kept on the way', async () => {
    const { store, hashes } = await storeWithTour(kind);
    const whole = { ok: true, seq: EVENTS, hash: hashes[EVENTS] };
    expect(await verifyLog(store, 'tour')).toEqual(whole);
    for (const seq of [0, 1, 60, EVENTS])
      expect(await verifyLog(store, 'tour', { seq, hash: hashes[seq] ?? '' })).toEqual(whole);
    const { tours } = toursOf(store);
    expect((await tours.find('tour'))?.fold.head).toMatchObject({ seq: EVENTS, hash: hashes[EVENTS] });
    await tours.lookAtEnds();
    expect(tours.damaged).toEqual([]);
  });

  test('is not the one whose head was kept where that head has another hash, or is beyond its end', async () => {
    const { store, hashes } = await storeWithTour(kind);
    for (const kept of [
      { seq: 60, hash: hashes[59] ?? '' },
      { seq: 0, hash: OTHER_HASH },
      { seq: EVENTS + 1, hash: OTHER_HASH },
    ])
      expect(await verifyLog(store, 'tour', kept)).toMatchObject({ ok: false, reason: 'kept' });
  });

  test.each(HARMS)('is found damaged where $what', async (one) => {
    const { store, harm, hashes } = await storeWithTour(kind);
    await harm(one);
    const sound = { seq: one.sound, hash: hashes[one.sound] };
    expect(await verifyLog(store, 'tour')).toMatchObject({ ok: false, reason: one.fault, sound });
  });

  test.each(HARMS.filter(({ stopsServer }) => stopsServer))(
    'is refused by a server where $what, and other tours go on',
    async (one) => {
      const { store, harm } = await storeWithTour(kind);
      await harm(one);
      await createTour(store, 'other', START);
      const { tours, warned } = toursOf(store);
      await expect(tours.find('tour')).rejects.toThrow(LogDamaged);
      await expect(tours.find('tour')).rejects.toThrow(/"tour" is damaged.*npm run verify -- --tour tour/s);
      expect((await tours.find('other'))?.fold.head.seq).toBe(0);
      expect(tours.damaged.map(({ log }) => log)).toEqual(['tour']);
      expect(warned).toHaveLength(1);
    },
  );

  test.each(
    HARMS.filter(
      ({ fault, sound }) => fault === 'cut' || fault === 'head' || fault === 'no-log' || sound === EVENTS,
    ),
  )('is told at the start, before anybody asks for it, where $what', async (one) => {
    const { store, harm } = await storeWithTour(kind);
    await harm(one);
    const { tours, warned } = toursOf(store);
    await tours.lookAtEnds();
    expect(tours.damaged.map(({ log }) => log)).toEqual(['tour']);
    expect(warned).toHaveLength(1);
  });

  test.each(HARMS.filter(({ stopsServer, fault }) => stopsServer && fault !== 'no-log' && fault !== 'hash'))(
    'is told by a server that has it open, which acknowledges nothing any more and can end, where $what',
    async (one) => {
      const { store, harm } = await storeWithTour(kind);
      const { tours } = toursOf(store);
      const room = await tours.find('tour');
      await harm(one);
      // In a file the lines in the middle are counted only when it is seen that somebody else wrote.
      const isSeenLater = kind === 'sqlite' && one.sound === 54;
      if (isSeenLater) await untilTold(tours);
      else
        expect(await room?.submit(BOSS, 'command-new-1', SET_UP)).toMatchObject({
          ok: false,
          code: 'log.damaged',
        });
      await untilTold(tours);
      expect(tours.damaged.map(({ log, soundSeq }) => [log, soundSeq])).toEqual([['tour', one.sound]]);
    },
  );

  test.each(HARMS.filter(({ stopsServer }) => stopsServer))(
    'is as sound to the server as to who verifies it, where $what',
    async (one) => {
      const { store, harm } = await storeWithTour(kind);
      await harm(one);
      const { tours } = toursOf(store);
      await tours.lookAtEnds();
      await tours.find('tour').catch(() => undefined);
      expect(tours.damaged.map(({ soundSeq }) => soundSeq)).toEqual([one.sound]);
    },
  );

  test('can be exported as far as it is sound', async () => {
    const { store, harm } = await storeWithTour(kind);
    const [, , , gap] = HARMS;
    if (gap === undefined) throw new Error('there is a gap to make');
    await harm(gap);
    const verdict = await verifyLog(store, 'tour');
    if (verdict.ok) throw new Error('a gap was made');
    const files = {
      list: async () => [],
      size: async () => undefined,
      read: async () => undefined,
      put: async () => undefined,
      remove: async () => undefined,
    };
    const bytes = await exportTour(store, 'tour', { collections: [], files }, verdict.sound);
    const parts: Buffer[] = [];
    for await (const part of bytes) parts.push(part as Buffer);
    const lines = gunzipSync(Buffer.concat(parts)).toString().trim().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ type: 'meta', ...verdict.sound });
    expect(lines.filter((line) => line.includes('"type":"log"'))).toHaveLength(54);
  });
});
