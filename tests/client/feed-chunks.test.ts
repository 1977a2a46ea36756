import { describe, expect, test } from 'vitest';
import { CHUNK, chunked, stacked } from '../../client/viewer/feed/feed-chunks.ts';

const ids = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, at) => `p${from - at}`);

describe('a feed in chunks', () => {
  test('holds every post once, in its order, at most so many in a chunk', () => {
    const chunks = chunked(ids(45, 1), []);
    expect(chunks.flatMap((chunk) => chunk.ids)).toEqual(ids(45, 1));
    for (const chunk of chunks) expect(chunk.ids.length).toBeLessThanOrEqual(CHUNK);
  });

  test('leaves every post in its chunk when older ones come below and new ones above', () => {
    let chunks = chunked(ids(30, 25), []);
    const keyOf = new Map<string, number>();
    for (const feed of [ids(30, 5), ids(33, 5), ids(60, 5), ids(60, 1)]) {
      chunks = chunked(feed, chunks);
      expect(chunks.flatMap((chunk) => chunk.ids)).toEqual(feed);
      for (const chunk of chunks) {
        expect(chunk.ids.length).toBeLessThanOrEqual(CHUNK);
        for (const id of chunk.ids) expect(keyOf.get(id) ?? chunk.key).toBe(chunk.key);
        for (const id of chunk.ids) keyOf.set(id, chunk.key);
      }
      expect(new Set(chunks.map((chunk) => chunk.key)).size).toBe(chunks.length);
    }
  });

  test('is the same object where nothing changed: what was drawn is not drawn again', () => {
    const before = chunked(ids(40, 1), []);
    const after = chunked(ids(41, 1), before);
    expect(after.slice(1)).toEqual(before);
    expect(after.slice(1).every((chunk, at) => chunk === before[at])).toBe(true);
  });

  test('takes what came between two posts into the chunk of the upper one, and lets go of what is gone', () => {
    const before = chunked(['a', 'b', 'd'], []);
    const after = chunked(['a', 'b', 'c', 'd'], before);
    expect(after.flatMap((chunk) => chunk.ids)).toEqual(['a', 'b', 'c', 'd']);
    expect(chunked(['a', 'd'], after).flatMap((chunk) => chunk.ids)).toEqual(['a', 'd']);
    expect(chunked([], after)).toEqual([]);
  });
});

describe('chunks in stacks', () => {
  test('stay in their stacks and their order when older posts come below and new ones above', () => {
    const before = chunked(ids(500, 100), []);
    const after = chunked(ids(700, 1), before);
    expect(stacked(after).flatMap((stack) => stack.chunks)).toEqual(after);
    const stackOf = new Map(stacked(after).flatMap(({ key, chunks }) => chunks.map((one) => [one.key, key])));
    for (const { key, chunks } of stacked(before))
      for (const chunk of chunks) expect(stackOf.get(chunk.key)).toBe(key);
    expect(stacked(after).length).toBeLessThan(after.length / 10);
  });
});
