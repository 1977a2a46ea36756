// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { flowOf, isSamePlace, placeAtTop, waitingOf } from '../../client/viewer/feed/feed-place.ts';

const now = (order: readonly string[], pinned: readonly string[] = []) => ({ order, pinned });

test('at the top a reader sees all posts, pinned ones once', () => {
  const feed = now(['c', 'b', 'a'], ['a']);
  const place = placeAtTop(feed);
  expect(place.pinned).toEqual(['a']);
  expect(flowOf(place, feed)).toEqual(['c', 'b']);
  expect(waitingOf(place, feed)).toEqual([]);
});

test('new posts wait while the reader is down the page', () => {
  const place = placeAtTop(now(['b', 'a']));
  const later = now(['d', 'c', 'b', 'a']);
  expect(flowOf(place, later)).toEqual(['b', 'a']);
  expect(waitingOf(place, later)).toEqual(['d', 'c']);
});

test('older posts come in at the end without waiting', () => {
  const place = placeAtTop(now(['c', 'b']));
  expect(flowOf(place, now(['d', 'c', 'b', 'a']))).toEqual(['c', 'b', 'a']);
});

test('a post that is pinned while it is being read stays where it is', () => {
  const place = placeAtTop(now(['c', 'b', 'a']));
  const later = now(['c', 'b', 'a'], ['b']);
  expect(place.pinned).toEqual([]);
  expect(flowOf(place, later)).toEqual(['c', 'b', 'a']);
  expect(isSamePlace(place, placeAtTop(later))).toBe(false);
});

test('a post that is unpinned stays at the top until the reader is there', () => {
  const place = placeAtTop(now(['c', 'b', 'a'], ['a']));
  const later = now(['c', 'b', 'a']);
  expect(flowOf(place, later)).toEqual(['c', 'b']);
  expect(flowOf(placeAtTop(later), later)).toEqual(['c', 'b', 'a']);
});

test('the first posts of a feed that was empty wait as well', () => {
  const place = placeAtTop(now([]));
  expect(waitingOf(place, now(['a']))).toEqual(['a']);
});

test('a feed that was replaced is shown whole', () => {
  const place = placeAtTop(now(['b', 'a']));
  expect(flowOf(place, now(['y', 'x']))).toEqual(['y', 'x']);
});
