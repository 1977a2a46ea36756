import { describe, expect, test } from 'vitest';
import {
  areaIdOf,
  bestShot,
  byWorth,
  evenly,
  shotsOf,
  standingPosts,
} from '../../../client/screen/tour/pictures/choice.ts';
import { captionOf, fillRow, inTurn, wallRoom, widthIn } from '../../../client/screen/tour/pictures/wall.ts';
import { shotsByStop, stillAt, stillsOf } from '../../../client/screen/tour/replay/stills.ts';
import { sizeOf } from '../../../client/screen/tour/size.ts';
import { storyOf } from '../../../client/screen/tour/story.ts';
import { noneKeyed, withValue } from '../../../shared/tour/keyed.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';
import { emptyTour, type Tour } from '../../../shared/tour/state.ts';
import { setup } from '../sample.ts';
import { pictureOf, shown } from './tour-sample.ts';

const tourWith = (...posts: readonly Post[]): Tour => ({
  ...emptyTour,
  setup,
  posts: posts.reduce((map, post) => withValue(map, post.id, post), noneKeyed<Post>()),
  feed: posts.map(({ id }) => id),
});
const ids = (posts: readonly { readonly id: string }[]) => posts.map(({ id }) => id);

describe('which pictures', () => {
  test('withdrawn posts have none, whatever the store still holds of them', () => {
    const gone = shown('gone', 1, [1], { withdrawn: { at: 2, reason: '重复' } });
    expect(ids(standingPosts(tourWith(shown('b', 3, [3]), gone, shown('a', 2, [2]))))).toEqual(['a', 'b']);
  });

  test('the best is of a pinned post, then of a key moment, then of what is liked most, then of the first', () => {
    const [early, liked] = [shown('early', 1, [1]), shown('liked', 2, [2])];
    const [key, pinned] = [shown('key', 3, [3], { keyAt: 1 }), shown('pinned', 4, [4], { pinnedAt: 1 })];
    const likes = { liked: 9, key: 1 };
    expect(ids(byWorth([early, liked, key, pinned], likes))).toEqual(['pinned', 'key', 'liked', 'early']);
    expect(bestShot([early, liked], likes)?.picture.id).toBe(pictureOf(2).id);
    expect(bestShot([shown('none', 1, [])], {})).toBeUndefined();
  });

  test('a picture that two posts have stands once', () => {
    expect(shotsOf([shown('a', 1, [1, 2]), shown('b', 2, [2, 3])])).toHaveLength(3);
  });

  test("a post is about its stop's area, whatever it says itself", () => {
    expect(areaIdOf(shown('a', 1, [], { stopId: 's3', areaId: 'zhuxi' }), setup)).toBe('fangxian');
    expect(areaIdOf(shown('a', 1, [], { areaId: 'zhuxi' }), setup)).toBe('zhuxi');
    expect(areaIdOf(shown('a', 1, []), setup)).toBeUndefined();
  });

  test('few are taken evenly from many, the first and the last among them', () => {
    expect(evenly([1, 2, 3], 5)).toEqual([1, 2, 3]);
    expect(evenly([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 3)).toEqual([0, 5, 10]);
    expect(evenly([1, 2], 1)).toEqual([1]);
  });
});

describe('a wall', () => {
  const sizes = {
    hall: sizeOf(1728, 972, 10.8),
    row: sizeOf(2074, 345, 3.84),
    totem: sizeOf(972, 1728, 6.08),
    panorama: sizeOf(2074, 691, 7.68),
  };
  const shots = shotsOf(
    Array.from({ length: 30 }, (_, at) =>
      shown(`p${at}`, at, [], {
        pictures: [
          pictureOf(
            at,
            ...([
              [1600, 1067],
              [1067, 1423],
              [4000, 800],
            ][at % 3] as [number, number]),
          ),
        ],
      }),
    ),
  );

  test.each(Object.entries(sizes))('%s: every picture whole, side by side, at most twelve', (_name, size) => {
    const room = wallRoom(size, 0);
    let rest = shots;
    let count = 0;
    for (let at = 0; at < room.rows; at += 1) {
      const row = fillRow(rest, room);
      const widths = row.map((shot) => widthIn(shot, room));
      const wide = widths.reduce((sum, width) => sum + width, 0) + (row.length - 1) * room.gap;
      expect(row.length).toBeGreaterThan(0);
      expect(wide).toBeLessThanOrEqual(size.width + 1);
      row.forEach(({ picture }, index) => {
        const height = ((widths[index] ?? 0) * picture.height) / picture.width;
        expect(height).toBeLessThanOrEqual(room.pictureHeight + 0.01);
      });
      rest = rest.filter((shot) => !row.includes(shot));
      count += row.length;
    }
    expect(count).toBeLessThanOrEqual(12);
    expect(room.pictureHeight * room.rows).toBeLessThan(size.height);
  });

  test('what was never on comes first, the newest of it first, then what has been away for longest', () => {
    const [a, b, c] = shotsOf([shown('a', 1, [1]), shown('b', 2, [2]), shown('c', 3, [3])]);
    if (!a || !b || !c) throw new Error('three pictures');
    const turn = (on: readonly string[], lastOn: readonly (readonly [string, number])[]) =>
      inTurn([a, b, c], new Set(on), new Map(lastOn)).map(({ post }) => post.id);
    expect(turn([], [])).toEqual(['c', 'b', 'a']);
    expect(turn([c.picture.id], [[c.picture.id, 1]])).toEqual(['b', 'a']);
    const all = [a, b, c].map(({ picture }, at) => [picture.id, 9 - at] as const);
    expect(turn([], all)).toEqual(['c', 'b', 'a']);
    expect(turn([], [[c.picture.id, 1]])).toEqual(['b', 'a', 'c']);
  });

  test("every post's first picture is on before any second one", () => {
    const all = shotsOf([shown('a', 1, [1, 2]), shown('b', 2, [3, 4])]);
    expect(inTurn(all, new Set(), new Map()).map(({ picture }) => Number.parseInt(picture.id, 16))).toEqual([
      3, 1, 4, 2,
    ]);
  });

  test('a caption is what its editor says, in English what the picture shows where somebody wrote that', () => {
    const [said] = shotsOf([
      shown('a', 1, [], { pictures: [{ ...pictureOf(1), caption: '开市', altEn: 'A market' }] }),
    ]);
    const [plain] = shotsOf([shown('b', 1, [2])]);
    if (!said || !plain) throw new Error('two pictures');
    expect([captionOf(said, 'zh'), captionOf(said, 'en')]).toEqual(['开市', 'A market']);
    expect(captionOf(plain, 'zh')).toBe('标题 b');
  });
});

describe('the calm replay', () => {
  test('is six stops that have pictures, from the first to the last', () => {
    const stops = Array.from({ length: 20 }, (_, at) => ({
      ...(setup.stops[0] as (typeof setup.stops)[number]),
      ...{ id: `s${at}`, number: at + 1 },
    }));
    const posts = stops.flatMap(({ id }, at) => (at % 2 ? [] : [shown(`p${at}`, at, [at], { stopId: id })]));
    const stills = stillsOf(stops, shotsByStop(posts, {}));
    expect(stills.map(({ stop }) => stop.number)).toEqual([1, 5, 9, 11, 15, 19]);
    expect([0, 14_999, 15_000, 89_999, 90_000, 900_000].map((ms) => stillAt(6, ms, 90_000))).toEqual([
      0, 0, 1, 5, 5, 5,
    ]);
    expect(stillAt(0, 5, 90_000)).toBe(0);
  });
});

describe("an area's story", () => {
  const quote = (id: string, words: string, more: Partial<Post> = {}) =>
    shown(id, 1, [], { areaId: 'zhuxi', feature: { kind: 'quote', words, person: '陈队长' }, ...more });

  test('is made of the posts about it, and of nothing else', () => {
    const story = storyOf(
      tourWith(
        shown('own', 1, [1], { stopId: 's1' }),
        shown('other', 2, [2], { stopId: 's3', pinnedAt: 1 }),
        shown('nobody', 3, [3], { pinnedAt: 2 }),
        quote('q', '大家的事大家办。'),
      ),
      setup,
      'zhuxi',
      { own: 4, other: 90, nobody: 90 },
    );
    expect(story?.shot?.post.id).toBe('own');
    expect(story?.quote?.words).toBe('大家的事大家办。');
    expect(story?.praised).toEqual([{ postId: 'own', title: '标题 own', likes: 4 }]);
    expect(story?.stops.map(({ id }) => id)).toEqual(['s1', 's2']);
  });

  test('takes a quote that can be read from afar, if there is one', () => {
    const long = quote('long', '长'.repeat(200), { pinnedAt: 1 });
    const tour = tourWith(long, quote('short', '短短一句。'));
    expect(storyOf(tour, setup, 'zhuxi', {})?.quote?.postId).toBe('short');
    expect(storyOf(tourWith(long), setup, 'zhuxi', {})?.quote?.postId).toBe('long');
  });

  test('of an area without posts it has its stops; of one that competes no more there is none', () => {
    const story = storyOf(tourWith(), setup, 'fangxian', {});
    expect(story).toMatchObject({ shot: undefined, quote: undefined, praised: [] });
    expect(story?.stops).toHaveLength(1);
    expect(storyOf(tourWith(), setup, 'gone', {})).toBeUndefined();
  });

  test('of withdrawn posts nothing stays', () => {
    const withdrawn = { at: 3, reason: '有误' };
    const story = storyOf(
      tourWith(
        quote('q', '一句。', { withdrawn }),
        shown('own', 1, [1], { stopId: 's1', withdrawn, keyAt: 1 }),
      ),
      setup,
      'zhuxi',
      { own: 5 },
    );
    expect(story).toMatchObject({ shot: undefined, quote: undefined, praised: [] });
  });
});
