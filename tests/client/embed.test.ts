import { describe, expect, test, vi } from 'vitest';
import type { EmbedInput } from '../../client/embed/input.ts';
import { newestOf } from '../../client/embed/newest.ts';
import { storeOf } from '../../client/embed/start.ts';
import { fromOf } from '../../client/live/came.ts';
import type { PostsPage, TourHttp } from '../../client/live/http.ts';
import { cameBy } from '../../shared/came-from.ts';
import { digitsOf, NOW, post, setup, snapshot } from './sample.ts';

const OUTLETS = ['qinchu', 'toutiao'] as const;
const tourSetup = { ...setup, outlets: OUTLETS.map((id) => ({ ...setup.outlets[0], id })) };
/** The posts of a tour, oldest first; every sixth is of Qinchu, and the newest forty are not. */
const posts = Array.from({ length: 100 }, (_, at) =>
  post(`post-${String(at).padStart(3, '0')}`, {
    outletId: at < 60 && at % 6 === 0 ? 'qinchu' : 'toutiao',
    publishedAt: NOW + at * 60_000,
  }),
);
const ofQinchu = posts.filter(({ outletId }) => outletId === 'qinchu');
const snapshotAt = (count: number) => {
  const one = snapshot({ posts: posts.slice(Math.max(0, count - 30), count), postCount: count });
  const seq = one.seq + count;
  return { ...one, seq, digits: digitsOf(0, seq), tour: { ...one.tour, setup: tourSetup as typeof setup } };
};
const input = (changes: Partial<EmbedInput> = {}): EmbedInput => ({
  ...{ tourId: 't', language: 'zh', nowUnixMs: NOW, build: 'b1', show: 'feed', snapshot: snapshotAt(12) },
  ...{ posts: ofQinchu.slice(0, 2).reverse(), assets: { scripts: [], styles: [], preloads: [] } },
  ...changes,
});

/** An embed that slept while 88 posts came. */
function awake(changes: Partial<EmbedInput>) {
  const store = storeOf(input(changes));
  const older = vi.fn(
    async (): Promise<PostsPage> => ({ seq: 200, posts: ofQinchu.slice(-8), count: 10, more: true }),
  );
  store.attach({ older } as unknown as TourHttp);
  store.takeSnapshot(snapshotAt(100));
  const shown = () => newestOf(store.feed, (id) => store.post(id), store.filter?.outlet);
  return { store, older, shown };
}

describe('an embed that was asleep', () => {
  test('of one outlet asks for its posts that lie behind those of the snapshot: one page', async () => {
    const { older, shown } = awake({ outletId: 'qinchu' });
    await vi.waitFor(() =>
      expect(shown()).toEqual(
        ofQinchu
          .slice(-6)
          .reverse()
          .map(({ id }) => id),
      ),
    );
    expect(older.mock.calls).toEqual([[undefined, { outlet: 'qinchu' }]]);
  });

  test('of one outlet that shows no posts asks for none', async () => {
    const { older } = awake({ outletId: 'qinchu', show: 'map', posts: [] });
    expect(older).not.toHaveBeenCalled();
  });

  test('of all outlets has the newest with the snapshot', () => {
    const { older, shown } = awake({ posts: [] });
    expect(older).not.toHaveBeenCalled();
    expect(shown()).toEqual(
      posts
        .slice(-6)
        .reverse()
        .map(({ id }) => id),
    );
  });
});

describe('how a reader came', () => {
  test.each([
    ['https://a.example/t/t/p/x', '', 'link'],
    ['https://a.example/t/t', 'https://search.example/', 'link'],
    ['https://a.example/t/t/p/x', 'https://a.example/t/t', undefined],
    ['https://a.example/t/t?from=share', 'https://a.example/', 'share'],
    ['https://a.example/t/t?lang=en&from=embed#feed', '', 'embed'],
    ['https://a.example/t/t?from=nowhere', 'no address', 'link'],
  ])('%s after %s: %s', (href, referrer, from) => {
    expect(fromOf(href, referrer)).toBe(from);
  });

  test('an address that says so keeps what it said before', () => {
    expect(cameBy('/t/t', 'push')).toBe('/t/t?from=push');
    expect(cameBy('/t/t?lang=en', 'feed')).toBe('/t/t?lang=en&from=feed');
  });
});
