import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commandDigest, toLine } from '../../server/live/log/logged.ts';
import { fromSnapshot } from '../../shared/follow.ts';
import type { TourEvent } from '../../shared/tour/events.ts';
import { evolve, evolvePublic } from '../../shared/tour/fold.ts';
import { startApp, type TestApp } from '../support/app.ts';

/**
 * Servers are updated one after another, and sometimes put back to the version before: a log then holds events that
 * the server which reads it has never heard of.
 */
describe('an event of a newer version', () => {
  let server: TestApp;
  let boss: string;
  beforeEach(async () => {
    server = await startApp();
    boss = await server.token('organiser', 'boss');
  });
  afterEach(() => server.close());

  const newer = { type: 'weather.noted', stopId: 's1', text: '晴' };
  /** As another process of a newer version appends it. */
  async function appendNewer(): Promise<void> {
    const head = await server.store.head('tour');
    if (head === undefined) throw new Error('There is no log');
    const event = newer as unknown as TourEvent;
    const line = toLine(
      {
        ...{ seq: head.seq + 1, at: Date.now(), by: 'organiser:boss', event },
        ...{ commandId: 'newer-0001', digest: commandDigest(newer) },
      },
      head.hash,
    );
    expect(await server.store.append('tour', head, [line])).toMatchObject({ ok: true });
  }
  const snapshot = async () => JSON.parse((await server.get('/live/tour/snapshot.json')).text);
  const beginDay = () => server.command(boss, 'beginDay', { day: 1 });

  test('is seen by nobody but the organiser, and stops nothing', async () => {
    const before = await snapshot();
    await appendNewer();
    expect(await beginDay()).toMatchObject({ status: 200 });
    const after = await snapshot();
    expect(after.seq).toBe(before.seq + 1);
    expect(after.tour.days).not.toEqual(before.tour.days);
    expect(JSON.stringify(after)).not.toContain('weather');
  });

  test('leaves what is known as it is, on the server and on every page', async () => {
    const { tour } = fromSnapshot(await snapshot());
    for (const fold of [evolve, evolvePublic])
      expect(fold(tour, newer as unknown as TourEvent, 1)).toBe(tour);
  });
});
