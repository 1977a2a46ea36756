import { describe, expect, test } from 'vitest';
import { sceneNames } from '../../../server/demo/pictures/pictures.ts';
import { corrections, madeUpNotice, posts, withdrawals } from '../../../server/demo/posts/posts.ts';
import { brands, outlets } from '../../../server/demo/tour/people.ts';
import { stopById } from '../../../server/demo/tour/stops.ts';

describe('the posts', () => {
  test('are about a hundred, numbered in order, by all three outlets, about all forty stops', () => {
    expect(posts.length).toBeGreaterThanOrEqual(100);
    expect(new Set(posts.map((post) => post.id)).size).toBe(posts.length);
    for (const outlet of outlets)
      expect(posts.filter((post) => post.outletId === outlet.id).length).toBeGreaterThan(25);
    expect(new Set(posts.flatMap((post) => post.stopId ?? [])).size).toBe(40);
  });

  test('refer to stops and brands that exist, on the stop’s own day', () => {
    const brandIds = new Set(brands.map((brand) => brand.id));
    for (const post of posts) {
      if (post.stopId !== undefined) expect(stopById(post.stopId).day).toBe(post.day);
      if (post.brandId !== undefined) expect(brandIds.has(post.brandId)).toBe(true);
    }
  });

  test('are 40 to 160 characters long, with a title of at most 24', () => {
    for (const post of posts) {
      expect([...post.text].length, post.title).toBeGreaterThanOrEqual(40);
      expect([...post.text].length, post.title).toBeLessThanOrEqual(160);
      expect([...post.title].length, post.title).toBeLessThanOrEqual(24);
    }
  });

  test('carry at most four pictures, each described as a demo picture', () => {
    const used = new Set(posts.flatMap((post) => post.pictures.map((picture) => picture.scene.scene)));
    expect([...used].sort()).toEqual([...sceneNames].sort());
    for (const post of posts) {
      expect(post.pictures.length).toBeLessThanOrEqual(4);
      for (const picture of post.pictures) {
        expect(picture.alt.zh.endsWith('（演示图）')).toBe(true);
        expect(picture.alt.en.endsWith('(demo picture)')).toBe(true);
      }
    }
  });

  test('hold three to pin, three corrections that change the text, one withdrawal, and a notice', () => {
    expect(posts.filter((post) => post.pinned)).toHaveLength(3);
    expect(corrections).toHaveLength(3);
    expect(withdrawals).toHaveLength(1);
    for (const correction of corrections) {
      expect(correction.note.startsWith('更正')).toBe(true);
      expect(posts.find((post) => post.id === correction.postId)?.text).not.toBe(correction.text);
    }
    expect(madeUpNotice.zh).toContain('虚构');
    expect(madeUpNotice.en).toContain('made up');
  });
});
