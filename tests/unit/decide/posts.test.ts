import { describe, expect, test } from 'vitest';
import { valueAt } from '../../../shared/tour/keyed.ts';
import { type PublishPost, pinnedPosts } from '../../../shared/tour/posts/posts.ts';
import {
  BEGIN_UNIX_MS,
  editor,
  given,
  happened,
  NOW_UNIX_MS,
  onTour,
  organiser,
  refused,
  type Step,
  when,
} from './scenario.ts';

const POST = 'post-0001';
const publish: PublishPost = { type: 'publishPost', postId: POST, text: '车队抵达。', pictures: [] };
const correct = { type: 'correctPost', postId: POST, basedOnVersion: 1, note: '人数有误' } as const;
const withdraw = { type: 'withdrawPost', postId: POST, reason: '重复' } as const;
const pin = { type: 'pinPost', postId: POST, pinned: true } as const;
const published: Step = [editor(), publish];
const withdrawn: Step = [editor(), withdraw];
const picture = { id: 'a'.repeat(32), width: 8, height: 6, widths: [8], colour: '#808080', alt: '广场' };

describe('publishing', () => {
  test('a post carries its outlet, its author and what it is about', () => {
    const about = {
      stopId: 's1',
      areaId: 'zhuxi',
      brandId: 'virtue',
      position: [32.3, 109.8] as [number, number],
    };
    expect(when(onTour(), { ...editor(), name: '王记者' }, { ...publish, title: '快讯', ...about })).toEqual(
      happened({
        type: 'post.published',
        postId: POST,
        outletId: 'qinchu',
        author: '王记者',
        title: '快讯',
        text: '车队抵达。',
        pictures: [],
        ...about,
      }),
    );
  });

  test('a post without a name has no author', () => {
    expect(JSON.stringify(when(onTour(), editor(), publish))).not.toContain('author');
  });

  test('the outlet must belong to the tour', () => {
    expect(when(onTour(), editor('sina'), publish)).toEqual(refused('outlet.unknown', { outlet: 'sina' }));
    expect(when(given([]), editor(), publish)).toEqual(refused('outlet.unknown', { outlet: 'qinchu' }));
  });

  test('an id is given once', () => {
    expect(when(onTour(published), editor('toutiao'), publish)).toEqual(
      refused('post.exists', { post: POST }),
    );
  });

  test.each([
    ['nothing', { text: '' }],
    ['white space', { text: ' \n\t', title: ' ' }],
  ])('a post of %s is refused', (_what, words) => {
    expect(when(onTour(), editor(), { ...publish, ...words })).toEqual(refused('post.empty'));
  });

  test.each([
    ['a title', { text: '', title: '快讯' }],
    ['a picture', { text: '', pictures: [picture] }],
  ])('%s is enough', (_what, words) => {
    expect(when(onTour(), editor(), { ...publish, ...words })).toMatchObject({ ok: true });
  });

  test.each([
    [{ stopId: 's9' }, refused('stop.unknown', { stop: 's9' })],
    [{ areaId: 'xx' }, refused('area.unknown', { area: 'xx' })],
    [{ brandId: 'xx' }, refused('brand.unknown', { brand: 'xx' })],
  ])('what it is about must exist: %o', (about, refusal) => {
    expect(when(onTour(), editor(), { ...publish, ...about })).toEqual(refusal);
  });
});

describe('correcting', () => {
  test('keeps what is not named, counts the version and notes what was wrong', () => {
    const tour = onTour(
      [editor(), { ...publish, title: '快讯' }],
      [editor(), { ...correct, text: '新的正文' }],
    );
    expect(valueAt(tour.posts, POST)).toMatchObject({
      title: '快讯',
      text: '新的正文',
      version: 2,
      corrections: [{ at: BEGIN_UNIX_MS + 3_000, note: '人数有误' }],
    });
  });

  test('the post must exist', () => {
    expect(when(onTour(), editor(), correct)).toEqual(refused('post.unknown', { post: POST }));
  });

  test("another outlet's post is not touched", () => {
    for (const command of [correct, withdraw, pin]) {
      expect(when(onTour(published), editor('toutiao'), command)).toEqual(
        refused('post.other-outlet', { outlet: 'qinchu' }),
      );
    }
  });

  test('an edit of an older version is refused', () => {
    const tour = onTour(published, [editor(), { ...correct, text: '二' }]);
    expect(when(tour, editor(), correct)).toEqual(refused('post.stale', { version: 2, basedOn: 1 }));
  });

  test('a post cannot be corrected to nothing', () => {
    expect(when(onTour(published), editor(), { ...correct, text: ' ' })).toEqual(refused('post.empty'));
  });

  test('what was withdrawn stays as it is', () => {
    for (const command of [{ ...correct, basedOnVersion: 2 }, withdraw, pin]) {
      expect(when(onTour(published, withdrawn), editor(), command)).toEqual(
        refused('post.withdrawn', { post: POST }),
      );
    }
  });
});

describe('withdrawing', () => {
  test('leaves the place and the reason, and takes words, pictures, pin and position', () => {
    const tour = onTour(
      [editor(), { ...publish, title: '快讯', pictures: [picture], position: [32, 110], stopId: 's1' }],
      [editor(), pin],
      [organiser, withdraw],
    );
    const post = valueAt(tour.posts, POST);
    expect(post).toMatchObject({ text: '', pictures: [], stopId: 's1', withdrawn: { reason: '重复' } });
    for (const gone of ['title', 'position', 'pinnedAt']) expect(post).not.toHaveProperty(gone);
    expect(tour.feed).toEqual([POST]);
  });

  test('the organiser may withdraw what any outlet published', () => {
    expect(when(onTour(published), organiser, withdraw)).toEqual(
      happened({ type: 'post.withdrawn', postId: POST, reason: '重复' }),
    );
  });

  test('the post must exist', () => {
    expect(when(onTour(), organiser, withdraw)).toEqual(refused('post.unknown', { post: POST }));
  });
});

describe('pinning', () => {
  test('pins, and lets go', () => {
    expect(when(onTour(published), editor(), pin)).toEqual(happened({ type: 'post.pinned', postId: POST }));
    const pinned = onTour(published, [editor(), pin]);
    expect(when(pinned, organiser, { ...pin, pinned: false })).toEqual(
      happened({ type: 'post.unpinned', postId: POST }),
    );
  });

  test('what is so already changes nothing', () => {
    expect(when(onTour(published), editor(), { ...pin, pinned: false })).toEqual(happened());
    expect(when(onTour(published, [editor(), pin]), editor(), pin)).toEqual(happened());
  });

  test('the post must exist', () => {
    expect(when(onTour(), organiser, pin)).toEqual(refused('post.unknown', { post: POST }));
  });

  test('at most five are pinned, the newest pin first', () => {
    const ids = [1, 2, 3, 4, 5, 6].map((n) => `post-000${n}`);
    const all = ids.map((postId): Step => [editor(), { ...publish, postId }]);
    const pins = ids.slice(0, 5).map((postId): Step => [editor(), { ...pin, postId }]);
    const tour = onTour(...all, ...pins);
    expect(pinnedPosts(tour).map((post) => post.id)).toEqual(ids.slice(0, 5).reverse());
    expect(when(tour, editor(), { ...pin, postId: 'post-0006' }, NOW_UNIX_MS)).toEqual(
      refused('post.too-many-pinned', { most: 5 }),
    );
    const oneLess = given([[editor(), { ...pin, postId: 'post-0001', pinned: false }]], tour);
    expect(when(oneLess, editor(), { ...pin, postId: 'post-0006' })).toMatchObject({ ok: true });
  });
});
