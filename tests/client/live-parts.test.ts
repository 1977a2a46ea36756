// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { barPercent, gapTo } from '../../client/coverage/gap.ts';
import { medalOfRank } from '../../client/coverage/prizes.ts';
import { carriedOver, withPostsBefore } from '../../client/live/history.ts';
import { createServerTime } from '../../client/live/server-time.ts';
import { escapeJson } from '../../client/ui/escape.ts';
import { fromSnapshot } from '../../shared/follow.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import { post, setup, snapshot } from './sample.ts';

describe('older posts', () => {
  const held = fromSnapshot(snapshot({ posts: [post('a'), post('b'), post('c')] }));

  test('stay when a snapshot brings only the newest', () => {
    const next = carriedOver(
      held,
      fromSnapshot(snapshot({ seq: 9, posts: [post('c'), post('d')], postCount: 4 })),
    );
    expect(next.tour.feed).toEqual(['a', 'b', 'c', 'd']);
    expect(valueAt(next.tour.posts, 'a')?.id).toBe('a');
  });

  test('fill a hole behind the snapshot in their order', () => {
    const next = carriedOver(held, fromSnapshot(snapshot({ seq: 9, posts: [post('f')], postCount: 6 })));
    expect(withPostsBefore(next, [post('c'), post('d'), post('e')], 9, 'f').tour.feed).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
    ]);
  });

  test('are brought up to date by a page that is newer', () => {
    const corrected = { ...post('a'), version: 2, text: 'right' };
    expect(valueAt(withPostsBefore(held, [corrected], 9, 'b').tour.posts, 'a')?.text).toBe('right');
  });
});

describe('the server’s time', () => {
  const PAGE = Date.parse('2022-07-08T10:00:00Z');
  const headers = (date: number, age?: number) =>
    new Headers({ date: new Date(date).toUTCString(), ...(age === undefined ? {} : { age: String(age) }) });

  test('is the device’s where that is about right, though the page lay in a cache', () => {
    expect(createServerTime(PAGE, () => PAGE + 60_000).now()).toBe(PAGE + 60_000);
  });

  test('is the page’s where the device is hours off', () => {
    let deviceUnixMs = PAGE - 8 * 3_600_000;
    const time = createServerTime(PAGE, () => deviceUnixMs);
    expect(time.now()).toBe(PAGE);
    deviceUnixMs += 5_000;
    expect(time.now()).toBe(PAGE + 5_000);
  });

  test('is learnt from answers, cached ones too', () => {
    const time = createServerTime(PAGE, () => PAGE + 600_000);
    time.learn(headers(PAGE + 5_000, 7), PAGE + 600_000);
    expect(time.now()).toBe(PAGE + 12_500);
  });
});

describe('a gap', () => {
  test('is exact where floating point is not', () => {
    expect(gapTo('93.3', '93.1')).toBe('0.2');
    expect(gapTo('90.09', '88.59')).toBe('1.50');
    expect(gapTo('90', '88.59')).toBe('1.41');
    expect(gapTo('90', '88')).toBe('2');
  });

  test('is drawn from a full bar down to a fifth', () => {
    expect(barPercent('90', '80', '90')).toBe(100);
    expect(barPercent('90', '80', '80')).toBe(20);
    expect(barPercent('90', '80', '85')).toBe(60);
    expect(barPercent('90', '90', '90')).toBe(100);
  });
});

test('a medal belongs to a rank, so that equal ranks share it', () => {
  const { prizes } = setup;
  expect([1, 2, 3, 4, 6, 7, 11].map((rank) => medalOfRank(rank, prizes))).toEqual([
    'gold',
    'silver',
    'silver',
    'bronze',
    'bronze',
    'merit',
    undefined,
  ]);
  expect(medalOfRank(null, prizes)).toBeUndefined();
});

test('nothing in the page’s input can end its element', () => {
  const text = escapeJson({ text: '</script><script>alert(1)//\u2028' });
  expect(text).not.toContain('<');
  expect(text).not.toContain('\u2028');
  expect(JSON.parse(text)).toEqual({ text: '</script><script>alert(1)//\u2028' });
});
