import { describe, expect, test } from 'vitest';
import { valueAt } from '../../../shared/tour/keyed.ts';
import type { DescribePicture } from '../../../shared/tour/posts/post-description.ts';
import type { Feature } from '../../../shared/tour/posts/post-kinds.ts';
import { featureText, kindOf } from '../../../shared/tour/posts/post-kinds.ts';
import type { AttachPicture, CorrectPost, PublishPost } from '../../../shared/tour/posts/posts.ts';
import { seeded, shuffled } from '../../support/seeded.ts';
import { editor, happened, onTour, organiser, refused, type Step, when } from './scenario.ts';

const POST = 'post-0001';
const OTHER = 'post-0002';
const publish: PublishPost = { type: 'publishPost', postId: POST, text: '', pictures: [] };
const quote: Feature = { kind: 'quote', words: '把点建好', person: '李某', function: '村支书' };
const figure: Feature = { kind: 'figure', value: '3761', unit: '个', meaning: '全市文明实践点' };
const moment: Feature = { kind: 'moment', momentId: 'arrival.s1', what: 'arrival' };
const video: Feature = { kind: 'video', link: 'https://v.example.org/1', alt: '广场舞' };
const published = (feature: Feature, postId = POST): Step => [editor(), { ...publish, postId, feature }];
const picture = (order: number) => ({
  ...{ id: String(order).repeat(32), width: 8, height: 6, widths: [8], colour: '#808080', alt: `图${order}` },
  order,
});

describe('a feature', () => {
  test.each([quote, figure, moment, video])('is enough for a post: $kind', (feature) => {
    const post = valueAt(onTour(published(feature)).posts, POST);
    expect(post).toMatchObject({ feature });
    expect(post && kindOf(post)).toBe(feature.kind);
  });

  test.each([
    [quote, '“把点建好”——村支书 李某'],
    [figure, '3761个：全市文明实践点'],
    [moment, '抵达'],
    [video, '视频：广场舞 https://v.example.org/1'],
  ] as const)('is a line of text where it cannot be drawn: %o', (feature, text) => {
    expect(featureText(feature)).toBe(text);
  });

  test('words and pictures alone are a text, a picture or a gallery', () => {
    expect([0, 1, 2].map((many) => kindOf({ pictures: Array(many) }))).toEqual([
      'text',
      'picture',
      'gallery',
    ]);
  });

  test('a correction changes what it says, never its kind', () => {
    const correct: CorrectPost = { type: 'correctPost', postId: POST, basedOnVersion: 1, note: '数字有误' };
    const right: Feature = { ...figure, value: '3762' };
    const tour = onTour(published(figure), [editor(), { ...correct, feature: right }]);
    expect(valueAt(tour.posts, POST)).toMatchObject({ feature: right, version: 2 });
    expect(when(onTour(published(figure)), editor(), { ...correct, feature: quote })).toEqual(
      refused('post.other-kind'),
    );
  });
});

describe('a video', () => {
  test('is at one place: an upload or a link', () => {
    const file = { id: 'a'.repeat(32), bytes: 1000 };
    const from = (source: object) =>
      when(onTour(), editor(), { ...publish, feature: { kind: 'video', alt: '现场', ...source } });
    expect(from({ file })).toMatchObject({ ok: true });
    expect(from({ link: 'https://v.example.org/1' })).toMatchObject({ ok: true });
    for (const wrong of [{}, { file, link: 'https://v.example.org/1' }])
      expect(from(wrong)).toEqual(refused('video.one-source'));
  });
});

describe('a moment', () => {
  test('is told once, by whom ever', () => {
    const again = { ...publish, postId: OTHER, feature: moment };
    for (const outlet of ['qinchu', 'toutiao'])
      expect(when(onTour(published(moment)), editor(outlet), again)).toEqual(
        refused('moment.told', { post: POST }),
      );
    const another: Feature = { kind: 'moment', momentId: 'departure.s1', what: 'departure' };
    expect(when(onTour(published(moment)), editor(), { ...again, feature: another })).toMatchObject({
      ok: true,
    });
  });

  test('may be told again once it was withdrawn', () => {
    const tour = onTour(published(moment), [
      editor(),
      { type: 'withdrawPost', postId: POST, reason: '误报' },
    ]);
    expect(when(tour, editor('toutiao'), { ...publish, postId: OTHER, feature: moment })).toMatchObject({
      ok: true,
    });
    expect(onTour(published(moment)).momentsTold).toEqual({ 'arrival.s1': POST });
  });
});

describe('sharing', () => {
  const own: Step = [editor(), { ...publish, text: '独家' }];
  const share: PublishPost = { ...publish, postId: OTHER, sharesPostId: POST };

  test('passes another outlet’s post on: the credit stays with it', () => {
    const tour = onTour(own, [editor('toutiao'), share]);
    expect(valueAt(tour.posts, OTHER)).toMatchObject({ outletId: 'toutiao', sharesPostId: POST });
    expect(valueAt(tour.posts, POST)).toMatchObject({ outletId: 'qinchu', text: '独家', version: 1 });
  });

  test('is refused for the own post, for one that is passed on itself, and for one that is not there any more', () => {
    expect(when(onTour(own), editor(), share)).toEqual(refused('post.not-to-share', { post: POST }));
    const passedOn = onTour(own, [editor('toutiao'), share]);
    expect(when(passedOn, editor(), { ...share, postId: 'post-0003', sharesPostId: OTHER })).toEqual(
      refused('post.not-to-share', { post: OTHER }),
    );
    expect(when(onTour(), editor('toutiao'), share)).toEqual(refused('post.unknown', { post: POST }));
    const gone = onTour(own, [editor(), { type: 'withdrawPost', postId: POST, reason: '重复' }]);
    expect(when(gone, editor('toutiao'), share)).toEqual(refused('post.withdrawn', { post: POST }));
  });
});

describe('awaited pictures', () => {
  const words: Step = [editor(), { ...publish, awaitedPictures: 3 }];
  const attach = (order: number): AttachPicture => ({
    type: 'attachPicture',
    postId: POST,
    picture: picture(order),
  });

  test('the words go first, even where there are none', () => {
    expect(valueAt(onTour(words).posts, POST)).toMatchObject({ text: '', awaitedPictures: 3 });
  });

  test.each([1, 2, 3, 4, 5])(
    'arrive in any order and again, and stand as they were meant to (seed %i)',
    (seed) => {
      const random = seeded(seed);
      const arriving = shuffled(random, [0, 1, 2, ...shuffled(random, [0, 1, 2]).slice(0, 2)]);
      const tour = onTour(words, ...arriving.map((order): Step => [editor(), attach(order)]));
      const post = valueAt(tour.posts, POST);
      expect(post?.pictures.map(({ order }) => order)).toEqual([0, 1, 2]);
      expect(post).not.toHaveProperty('awaitedPictures');
      expect(post).toMatchObject({ version: 4, corrections: [] });
    },
  );

  test('no more than were awaited, and not to another outlet’s post', () => {
    const all = onTour(words, ...[0, 1, 2].map((order): Step => [editor(), attach(order)]));
    expect(when(all, editor(), attach(3))).toEqual(refused('post.awaits-no-picture', { post: POST }));
    expect(when(all, editor(), attach(2))).toEqual(happened());
    expect(when(onTour(words), editor('toutiao'), attach(0))).toEqual(
      refused('post.other-outlet', { outlet: 'qinchu' }),
    );
  });

  test('are described later: no correction, and a colleague’s older pictures do not undo it', () => {
    const proposed = { ...picture(0), altProposed: true as const };
    const out: Step = [editor(), { ...publish, pictures: [proposed] }];
    const describe: DescribePicture = {
      ...{ type: 'describePicture', postId: POST, pictureId: proposed.id, alt: '村民排队量血压' },
    };
    const tour = onTour(out, [editor(), describe]);
    expect(valueAt(tour.posts, POST)).toMatchObject({ version: 2, corrections: [] });
    expect(valueAt(tour.posts, POST)?.pictures).toEqual([{ ...picture(0), alt: '村民排队量血压' }]);
    expect(when(tour, editor(), describe)).toEqual(happened());
    expect(when(tour, editor('toutiao'), describe)).toEqual(
      refused('post.other-outlet', { outlet: 'qinchu' }),
    );
    expect(when(tour, editor(), { ...describe, pictureId: picture(1).id })).toEqual(
      refused('post.no-such-picture', { post: POST }),
    );
    const stale = { type: 'correctPost' as const, postId: POST, note: '更正', pictures: [proposed] };
    expect(when(tour, editor(), { ...stale, basedOnVersion: 1 })).toMatchObject({
      ok: false,
      code: 'post.stale',
    });
  });

  describe('that do not come', () => {
    const fewer = (awaitedPictures: number) =>
      ({ type: 'awaitFewerPictures', postId: POST, awaitedPictures }) as const;
    const said: Step = [editor(), { ...publish, text: '稿', awaitedPictures: 3 }];

    test('are waited for no longer; an older retry, or one of what is so already, changes nothing', () => {
      expect(when(onTour(said), editor(), fewer(1))).toEqual(
        happened({ type: 'post.awaitsFewer', postId: POST, awaitedPictures: 1 }),
      );
      const one = onTour(said, [editor(), fewer(1)]);
      expect(valueAt(one.posts, POST)).toMatchObject({ awaitedPictures: 1, version: 2, corrections: [] });
      for (const late of [1, 2, 30]) expect(when(one, editor(), fewer(late))).toEqual(happened());
      const none = onTour(said, [editor(), fewer(1)], [editor(), fewer(0)]);
      expect(valueAt(none.posts, POST)).not.toHaveProperty('awaitedPictures');
      expect(when(none, editor(), attach(0))).toEqual(refused('post.awaits-no-picture', { post: POST }));
      expect(when(none, editor(), fewer(0))).toEqual(happened());
    });

    test('are given up by the post’s own outlet only, and are in no editor’s way', () => {
      expect(when(onTour(said), editor('toutiao'), fewer(0))).toEqual(
        refused('post.other-outlet', { outlet: 'qinchu' }),
      );
      expect(when(onTour(said), organiser, fewer(0))).toEqual(
        refused('role.forbidden', { role: 'organiser', command: 'awaitFewerPictures' }),
      );
      expect(when(onTour(), editor(), fewer(0))).toEqual(refused('post.unknown', { post: POST }));
      const correct = { type: 'correctPost', postId: POST, basedOnVersion: 1, note: '改' } as const;
      expect(
        when(onTour(said, [editor(), fewer(1)]), editor(), { ...correct, pictures: [], text: '新' }),
      ).toMatchObject({ ok: true });
    });

    test('leave no empty post behind', () => {
      expect(when(onTour(words), editor(), fewer(1))).toMatchObject({ ok: true });
      expect(when(onTour(words), editor(), fewer(0))).toEqual(refused('post.only-pictures', { post: POST }));
      const pictured = onTour(words, [editor(), attach(0)]);
      expect(when(pictured, editor(), fewer(0))).toMatchObject({ ok: true });
    });
  });

  test('a post has at most thirty, those on their way counted', () => {
    const pictures = [0, 1].map(picture);
    const asked = { ...publish, pictures };
    expect(when(onTour(), editor(), { ...asked, awaitedPictures: 28 })).toMatchObject({ ok: true });
    expect(when(onTour(), editor(), { ...asked, awaitedPictures: 29 })).toEqual(
      refused('post.too-many-pictures', { most: 30 }),
    );
  });

  test('what arrives is in no editor’s way: a correction of the words goes through, one of the pictures does not', () => {
    const tour = onTour([editor(), { ...publish, text: '原文', awaitedPictures: 2 }], [editor(), attach(0)]);
    const correct: CorrectPost = { type: 'correctPost', postId: POST, basedOnVersion: 1, note: '改' };
    expect(when(tour, editor(), { ...correct, text: '新' })).toMatchObject({ ok: true });
    const stale = refused('post.stale', { version: 2, basedOn: 1 });
    expect(when(tour, editor(), { ...correct, pictures: [], text: '新' })).toEqual(stale);
    const corrected = onTour(words, [editor(), { ...correct, text: '新' }]);
    expect(when(corrected, editor(), { ...correct, text: '又' })).toEqual(stale);
    expect(when(corrected, editor(), { ...correct, text: '又', basedOnVersion: 3 })).toEqual(
      refused('post.stale', { version: 2, basedOn: 3 }),
    );
  });
});

describe('key moments', () => {
  const key = (isKey: boolean) => ({ type: 'markKeyMoment', postId: POST, isKey }) as const;
  const plain: Step = [editor(), { ...publish, text: '稿' }];

  test('are marked and unmarked, by the outlet and the organiser; what is so already changes nothing', () => {
    expect(when(onTour(plain), editor(), key(true))).toEqual(happened({ type: 'post.keyed', postId: POST }));
    expect(when(onTour(plain), editor(), key(false))).toEqual(happened());
    const marked = onTour(plain, [organiser, key(true)]);
    expect(valueAt(marked.posts, POST)?.keyAt).toBeGreaterThan(0);
    expect(when(marked, organiser, key(false))).toEqual(happened({ type: 'post.unkeyed', postId: POST }));
    expect(when(onTour(plain), editor('toutiao'), key(true))).toEqual(
      refused('post.other-outlet', { outlet: 'qinchu' }),
    );
  });

  test('withdrawal takes the mark, the feature and the awaited pictures along', () => {
    const tour = onTour(
      [editor(), { ...publish, feature: quote, awaitedPictures: 2 }],
      [editor(), key(true)],
      [editor(), { type: 'withdrawPost', postId: POST, reason: '重复' }],
    );
    const post = valueAt(tour.posts, POST);
    for (const gone of ['keyAt', 'feature', 'awaitedPictures', 'wordsVersion', 'picturesVersion'])
      expect(post).not.toHaveProperty(gone);
    expect(when(tour, editor(), key(true))).toEqual(refused('post.withdrawn', { post: POST }));
  });
});
