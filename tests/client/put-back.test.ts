import { describe, expect, test } from 'vitest';
import type { TourHttp } from '../../client/live/http.ts';
import { TourStore } from '../../client/live/tour-store.svelte.ts';
import { Polled } from '../../server/live/frames/polled.ts';
import type { TourRoom } from '../../server/live/tour-room.ts';
import { fromSnapshot } from '../../shared/follow.ts';
import { evolvePublic } from '../../shared/tour/fold.ts';
import { seenState, textHub } from '../support/followers.ts';
import { beginning } from '../support/history.ts';
import { foldOf, randomLog } from '../support/history-of.ts';
import { seeded, whole } from '../support/seeded.ts';

type Log = ReturnType<typeof randomLog>;

/** What a server on that log answers to those who poll; older posts are not to be had. */
function served(log: Log) {
  const fold = foldOf(log);
  const { hub, convoy } = textHub(fold);
  const clock = { steadyMs: () => 0, nowUnixMs: () => 0 };
  const polled = new Polled({ hub, fold, convoy } as unknown as TourRoom, clock, 0);
  const parsed = async (body: ReturnType<Polled['frames']>) => JSON.parse((await body).plain.toString());
  const http: TourHttp = {
    watchBuild: () => undefined,
    watchGone: () => undefined,
    frames: () => parsed(polled.frames()),
    snapshot: () => parsed(polled.snapshot()),
    older: async () => undefined,
    post: async () => undefined,
    map: async () => undefined,
    visit: async () => undefined,
  };
  return { http, snapshot: () => hub.snapshot('public') };
}

/** A page that was opened when the log was so long, and that polls the server from then on. */
function page(log: Log, http: TourHttp): TourStore {
  const store = new TourStore('tour', served(log).snapshot(), 0, { evolve: evolvePublic });
  store.attach(http);
  return store;
}

describe('a page that slept while the store was put back to an older copy', () => {
  test.each([1, 2, 3, 4])('shows what a fresh page shows, once it polls (seed %i)', async (seed) => {
    const random = seeded(seed);
    const lost = randomLog(random, 120);
    const cut = whole(random, beginning.length, 60);
    const otherwise = randomLog(seeded(seed + 100), 120).slice(beginning.length);
    const real = [...lost.slice(0, cut), ...otherwise].map((one, index) => ({ ...one, seq: index + 1 }));
    const { http, snapshot } = served(real);
    for (let at = beginning.length; at <= lost.length; at += 11) {
      const store = page(lost.slice(0, at), http);
      expect(await store.poll()).toBe(true);
      expect(seenState(store.following, 30), `asleep at ${at}, put back to ${cut}`).toEqual(
        seenState(fromSnapshot(snapshot()), 30),
      );
    }
  });

  test('takes an answer that ends earlier for one of a cache, but not for ever', async () => {
    const lost = randomLog(seeded(5), 60);
    const { http, snapshot } = served(lost.slice(0, 30));
    const store = page(lost, http);
    const known = store.following;
    for (let polls = 0; polls < 40; polls += 1) await store.poll();
    expect(store.following).toBe(known);
    await store.poll();
    await store.poll();
    expect(seenState(store.following, 30)).toEqual(seenState(fromSnapshot(snapshot()), 30));
  });

  test('takes what the socket says at once, though it ends earlier', () => {
    const lost = randomLog(seeded(6), 60);
    const { http, snapshot } = served(lost.slice(0, 30));
    const store = page(lost, http);
    store.takeSnapshot(snapshot());
    expect(seenState(store.following, 30)).toEqual(seenState(fromSnapshot(snapshot()), 30));
    expect(store.tour.feed).toEqual(snapshot().tour.posts.map(({ id }) => id));
  });
});
