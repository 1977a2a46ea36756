import { describe, expect, test } from 'vitest';
import { recalled } from '../../client/live/remembered.ts';
import { type Following, fromSnapshot, joinTrack, takeFrame, takePosts } from '../../shared/follow.ts';
import {
  type Frame,
  type Latest,
  PROTOCOL,
  type Snapshot,
  tourFromPart,
  tourToPart,
} from '../../shared/protocol.ts';
import type { TourEvent } from '../../shared/tour/events.ts';
import { evolvePublic } from '../../shared/tour/fold.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import { emptyTour } from '../../shared/tour/state.ts';
import { encodePolyline } from '../../shared/track/polyline.ts';

const latest: Latest = {
  position: null,
  track: { version: 0, from: 0, count: 0, line: '' },
  standings: { mode: 'hidden' },
  viewers: { present: 0, views: 0 },
  likes: {},
  health: 'ok',
};
const digitsOf = (from: number, to: number, history = 'd') =>
  Array.from({ length: to - from + 1 }, (_, index) => `${history}${from + index}`);
const start = (): Following =>
  fromSnapshot({
    ...{ protocol: PROTOCOL, epoch: 'one', seq: 5, digits: digitsOf(0, 5) },
    tour: tourToPart(emptyTour, 30),
    latest,
  });
const published = (postId: string): TourEvent => ({
  type: 'post.published',
  postId,
  outletId: 'qinchu',
  text: postId,
  pictures: [],
});
const frame = (from: number, events: readonly TourEvent[], values: Partial<Latest> = {}): Frame => ({
  epoch: 'one',
  from,
  to: from + events.length,
  events: events.map((event, index) => ({ at: 1_000 + index, event })),
  digits: digitsOf(from, from + events.length),
  latest: values,
});
const take = (state: Following, one: Frame) => takeFrame(state, one, evolvePublic);
/** The state after frames that all fit. */
const stateAfter = (...frames: readonly Frame[]): Following =>
  frames.reduce((state, one) => {
    const taken = take(state, one);
    if (!taken.ok) throw new Error('The frame does not fit');
    return taken.state;
  }, start());
const post = (id: string, version = 1): Post => ({
  id,
  version,
  outletId: 'qinchu',
  publishedAt: 1,
  text: `${id} ${version}`,
  pictures: [],
  corrections: [],
});

describe('a frame', () => {
  test('that continues the state is taken', () => {
    const state = stateAfter(frame(5, [published('a'), published('b')]));
    expect([state.seq, state.tour.feed, state.postCount]).toEqual([7, ['a', 'b'], 2]);
  });

  test('that overlaps gives only what is new', () => {
    const state = stateAfter(frame(5, [published('a')]), frame(5, [published('a'), published('b')]));
    expect([state.seq, state.tour.feed, state.postCount]).toEqual([7, ['a', 'b'], 2]);
  });

  test('that is known already changes nothing: the same object', () => {
    const state = stateAfter(frame(5, [published('a')]));
    expect(take(state, frame(5, [published('a')]))).toEqual({ ok: true, state });
    const again = take(state, frame(5, [published('a')]));
    expect(again.ok && again.state).toBe(state);
  });

  test('from a cache brings no older values over newer ones', () => {
    const newer = stateAfter(frame(5, [published('a')], { viewers: { present: 9, views: 9 } }));
    const older = take(newer, { ...frame(5, []), latest: { viewers: { present: 1, views: 1 } } });
    expect(older.ok && older.state.latest.viewers.present).toBe(9);
  });

  test('that leaves a gap, or is of another log, says so', () => {
    expect(take(start(), frame(6, [published('b')]))).toEqual({ ok: false, behind: true });
    expect(take(start(), { ...frame(5, []), epoch: 'two' })).toEqual({ ok: false, behind: true });
  });

  test('of another history, whose numbers are the same, says so', () => {
    const other = { ...frame(5, [published('b')]), digits: digitsOf(5, 6, 'other') };
    expect(take(start(), other)).toEqual({ ok: false, behind: true });
    const known = stateAfter(frame(5, [published('a'), published('b')]));
    // The same end, or one before it, after other beginnings; and one of the same history out of a cache.
    expect(take(known, { ...other, digits: ['d5', 'x6'] })).toEqual({ ok: false, behind: true });
    expect(take(known, frame(5, [published('a')]))).toEqual({ ok: true, state: known });
  });

  test('about a post that is not here asks for it, once', () => {
    const corrected: TourEvent = { type: 'post.corrected', postId: 'old', note: '改', text: '新' };
    const state = stateAfter(frame(5, [corrected, corrected, published('a')]));
    expect([state.missingPosts, state.postCount]).toEqual([['old'], 1]);
  });
});

describe('the driven road', () => {
  const line = (...longitudes: number[]) =>
    encodePolyline(longitudes.map((longitude) => ({ latitude: 32, longitude })));
  const known = { version: 3, from: 0, count: 2, line: line(110, 110.1) };

  test('grows by what fits on', () => {
    expect(joinTrack(known, { version: 3, from: 2, count: 1, line: line(110.2) })).toEqual({
      version: 3,
      from: 0,
      count: 3,
      line: line(110, 110.1, 110.2),
    });
    expect(joinTrack(known, { version: 3, from: 1, count: 2, line: line(110.1, 110.2) })?.line).toBe(
      line(110, 110.1, 110.2),
    );
  });

  test('that is known already stays as it is', () => {
    expect(joinTrack(known, { version: 3, from: 1, count: 1, line: line(110.1) })).toBe(known);
  });

  test('of another version, or after a gap, is fetched anew', () => {
    expect(joinTrack(known, { version: 4, from: 2, count: 1, line: line(110.2) })).toBeUndefined();
    expect(joinTrack(known, { version: 3, from: 3, count: 1, line: line(110.3) })).toBeUndefined();
    const whole = { version: 4, from: 0, count: 1, line: line(111) };
    expect(joinTrack(known, whole)).toBe(whole);
  });
});

describe('posts that were fetched', () => {
  test('stand before the feed, each once', () => {
    const state = takePosts(
      stateAfter(frame(5, [published('c')])),
      [post('a'), post('b'), post('c')],
      6,
      'feed',
    );
    expect(state.tour.feed).toEqual(['a', 'b', 'c']);
  });

  test('aside stand in no feed, and are asked for no more', () => {
    const corrected: TourEvent = { type: 'post.corrected', postId: 'old', note: '改', text: '新' };
    const state = takePosts(stateAfter(frame(5, [corrected])), [post('old', 2)], 6, 'aside');
    expect([state.tour.feed, state.missingPosts]).toEqual([[], []]);
    expect(valueAt(state.tour.posts, 'old')?.text).toBe('old 2');
  });

  test('from before a correction get it applied: a cache never brings back what was wrong', () => {
    const corrected: TourEvent = { type: 'post.corrected', postId: 'old', note: '改', text: '新' };
    const withdrawn: TourEvent = { type: 'post.withdrawn', postId: 'old', reason: '重复' };
    const state = takePosts(stateAfter(frame(5, [corrected, withdrawn])), [post('old')], 5, 'aside');
    expect(valueAt(state.tour.posts, 'old')).toMatchObject({
      version: 3,
      text: '',
      withdrawn: { reason: '重复' },
    });
  });

  test('never replace a newer version', () => {
    const newer = takePosts(start(), [post('a', 3)], 5, 'feed');
    expect(valueAt(takePosts(newer, [post('a', 2)], 5, 'feed').tour.posts, 'a')?.version).toBe(3);
  });
});

describe('what a device remembers', () => {
  const snapshot: Snapshot = {
    ...{ protocol: PROTOCOL, epoch: 'one', seq: 5, digits: digitsOf(0, 5) },
    tour: tourToPart(emptyTour, 30),
    latest,
  };

  test.each(Object.keys(emptyTour).filter((name) => name !== 'feed' && name !== 'posts'))(
    'of a version that did not know of %s is as in an empty tour',
    (name) => {
      const { [name as 'stops']: _unknown, ...older } = snapshot.tour;
      expect(tourFromPart(older as typeof snapshot.tour)).toEqual(emptyTour);
    },
  );

  test('is gone on from by the build that folded it, and by no other: it may have passed over what it did not know', () => {
    expect(recalled({ snapshot, offsetMs: 0, build: 'a' }, 'a').digits).toEqual(snapshot.digits);
    expect(recalled({ snapshot, offsetMs: 0, build: 'a' }, 'b')).toEqual({ ...snapshot, digits: [] });
    expect(recalled({ snapshot, offsetMs: 0 }, 'b').digits).toEqual([]);
  });

  test('lacks no newest value that this build shows', () => {
    const { likes: _likes, health: _health, ...older } = latest;
    const known = recalled({ snapshot: { ...snapshot, latest: older as Latest }, offsetMs: 0 }, 'b');
    expect(known.latest).toEqual(latest);
  });
});
