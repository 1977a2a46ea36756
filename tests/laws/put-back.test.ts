import { describe, expect, test } from 'vitest';
import { Polled } from '../../server/live/frames/polled.ts';
import { type LoggedEvent, toLine } from '../../server/live/log/logged.ts';
import type { TourRoom } from '../../server/live/tour-room.ts';
import { scopeOf, sees } from '../../shared/audience.ts';
import { fromSnapshot, takeFrame } from '../../shared/follow.ts';
import type { Frame } from '../../shared/protocol.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { AUDIENCES } from '../support/audiences.ts';
import { Follower, seenState, textHub } from '../support/followers.ts';
import { beginning } from '../support/history.ts';
import { foldOf, randomLog } from '../support/history-of.ts';
import { seeded, whole } from '../support/seeded.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];

const renumbered = (events: readonly LoggedEvent[]): LoggedEvent[] =>
  events.map((logged, index) => ({ ...logged, seq: index + 1 }));

/** A history, and what became of it in a store that was put back to its first `cut` events and went on otherwise. */
function twoHistories(seed: number) {
  const random = seeded(seed);
  const lost = randomLog(random, 120);
  const cut = whole(random, beginning.length, lost.length - 20);
  const otherwise = randomLog(seeded(seed + 100), 120).slice(beginning.length);
  const joined = [...lost.slice(0, cut), ...otherwise.slice(0, whole(random, 1, 80))];
  // Both number their posts alike: no log has a post twice.
  const published = new Set<string>();
  const real = renumbered(
    joined.filter(({ event }) => {
      if (event.type !== 'post.published') return true;
      const isFirst = !published.has(event.postId);
      published.add(event.postId);
      return isFirst;
    }),
  );
  return { random, lost, cut, real };
}

describe('digits of a history', () => {
  test.each(SEEDS)('are made of what the audience sees, and of nothing else (seed %i)', (seed) => {
    const events = randomLog(seeded(seed), 120);
    for (const audience of AUDIENCES) {
      const seen = renumbered(events.filter(({ event }) => sees(audience, scopeOf(event))));
      expect(seen.length < events.length).toBe(audience !== 'organiser');
      expect(foldOf(seen).seen.digitsBack(audience, 999), audience).toEqual(
        foldOf(events).seen.digitsBack(audience, 999),
      );
    }
  });

  test.each(SEEDS)('of an earlier number are those that were told then (seed %i)', (seed) => {
    const events = randomLog(seeded(seed), 120);
    const whole = foldOf(events).seen;
    for (let cut = 0; cut <= events.length; cut += 7) {
      const then = foldOf(events.slice(0, cut)).seen;
      for (const audience of AUDIENCES)
        expect(whole.digitsSince(audience, then.seqOf(audience))?.[0]).toBe(then.digitsBack(audience, 0)[0]);
    }
  });

  test.each(SEEDS)(
    'are the same from the lines of the log as from the events themselves (seed %i)',
    (seed) => {
      const events = randomLog(seeded(seed), 120);
      const read = foldOf([]);
      let hash = '';
      for (const logged of events) {
        const line = toLine(logged, hash);
        hash = line.hash;
        read.take(JSON.parse(line.body), hash, line.body);
      }
      for (const audience of AUDIENCES)
        expect(read.seen.digitsBack(audience, 999)).toEqual(foldOf(events).seen.digitsBack(audience, 999));
    },
  );
});

describe('a store that was put back to an older copy of itself', () => {
  test.each(SEEDS)('shows whoever slept what it shows a fresh client, by socket (seed %i)', (seed) => {
    const { lost, cut, real } = twoHistories(seed);
    let others = 0;
    for (const audience of AUDIENCES)
      for (let at = beginning.length; at <= lost.length; at += 9) {
        const follower = new Follower();
        follower.state = fromSnapshot(textHub(foldOf(lost.slice(0, at))).hub.snapshot(audience));
        const fold = foldOf(real);
        const { hub } = textHub(fold);
        hub.join(audience, follower, follower.hello());
        hub.leave(audience, follower);
        if (at > cut && follower.sent[0]?.startsWith('{"kind":"snapshot"')) others += 1;
        expect(seenState(follower.state, 30), `${audience}, asleep at ${at}, put back to ${cut}`).toEqual(
          seenState(fromSnapshot(hub.snapshot(audience)), 30),
        );
        hub.close();
      }
    expect(others).toBeGreaterThan(0);
  });

  test.each(SEEDS)('is told from the history before it by those who poll (seed %i)', async (seed) => {
    const { lost, cut, real } = twoHistories(seed);
    const fold = foldOf(real);
    const { hub, convoy } = textHub(fold);
    const clock = { steadyMs: () => 0, nowUnixMs: () => 0 };
    const polled = new Polled({ hub, fold, convoy } as unknown as TourRoom, clock, 0);
    const frame = JSON.parse((await polled.frames()).plain.toString()) as Frame;
    expect(frame.digits).toHaveLength(frame.events.length + 1);
    const fresh = fromSnapshot(hub.snapshot('public'));
    for (let at = beginning.length; at <= lost.length; at += 1) {
      const before = fromSnapshot(textHub(foldOf(lost.slice(0, at))).hub.snapshot('public'));
      const taken = takeFrame(before, frame, evolve);
      const kept = foldOf(lost.slice(0, cut)).seen.seqOf('public');
      // Who had seen something that is gone takes nothing of what came instead, whatever its numbers are. Where nothing
      // came yet, it may as well be an answer out of a cache.
      if (before.seq > kept && frame.to === kept) expect(taken).toEqual({ ok: true, state: before });
      else if (before.seq > kept) expect(taken.ok, `asleep at ${at}, put back to ${cut}`).toBe(false);
      else if (taken.ok) expect(seenState(taken.state, 30)).toEqual(seenState(fresh, 30));
    }
    hub.close();
  });
});
