import { describe, expect, test } from 'vitest';
import { filterOf, filterQuery, isWanted, mergedIds, unknownIn } from '../../shared/feed-filter.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import { framesOf, playerOf } from '../../shared/video-players.ts';
import { sampleSetup } from '../support/sample-tour.ts';

const post = (changes: Partial<Post>): Post => ({
  ...{ id: 'a', version: 1, outletId: 'qinchu', publishedAt: 0, corrections: [], text: 't', pictures: [] },
  ...changes,
});

describe("a reader's filter", () => {
  test('holds what the tour knows, and passes over the rest', () => {
    expect(filterOf(sampleSetup, { stop: 's1', area: '', brand: 'nope', outlet: ['qinchu'] })).toEqual({
      stop: 's1',
    });
    expect(filterOf(sampleSetup, { area: 'nope' })).toBeUndefined();
    expect(filterOf(null, { stop: 's1' })).toBeUndefined();
    expect(unknownIn(sampleSetup, { stop: 's1', area: '__proto__' })).toBe('area');
  });

  test('is the same query whatever the order it was asked in', () => {
    const asked = filterOf(sampleSetup, { outlet: 'qinchu', area: 'zhuxi', stop: 's1' });
    expect(filterQuery(asked ?? {})).toBe('stop=s1&area=zhuxi&outlet=qinchu');
  });

  test('wants a post for its stop, the area and brand of that, and its outlet; all must hold', () => {
    const wants = (filter: object, changes: Partial<Post>) => isWanted(filter, sampleSetup)(post(changes));
    expect(wants({ area: 'zhuxi' }, { stopId: 's1' })).toBe(true);
    expect(wants({ area: 'fang' }, { stopId: 's1' })).toBe(false);
    expect(wants({ area: 'fang' }, { stopId: 's1', areaId: 'fang' })).toBe(true);
    expect(wants({ brand: 'virtue' }, { stopId: 's1' })).toBe(true);
    expect(wants({ brand: 'virtue' }, { stopId: 's2' })).toBe(false);
    expect(wants({ brand: 'virtue', outlet: 'toutiao' }, { stopId: 's1' })).toBe(false);
    expect(wants({ stop: 's1' }, {})).toBe(false);
  });

  test('puts two lists together in the order of publishing', () => {
    const at: Record<string, number> = { a: 1, b: 2, c: 2, d: 5, e: 9 };
    expect(mergedIds(['a', 'd'], ['b', 'c', 'd', 'e'], (id) => at[id] ?? 0)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
    expect(mergedIds([], ['a', 'b'], (id) => at[id] ?? 0)).toEqual(['a', 'b']);
  });
});

describe('a film of another house', () => {
  test.each([
    [
      'https://www.bilibili.com/video/BV1xx411c7mD?p=1',
      'https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&autoplay=0',
    ],
    ['https://v.qq.com/x/page/a0123bcde.html', 'https://v.qq.com/txp/iframe/player.html?vid=a0123bcde'],
    ['https://films.example.org/1', 'https://films.example.org/1'],
    ['https://evil.org/bilibili.com/video/BV1', 'https://evil.org/bilibili.com/video/BV1'],
  ])('%s plays at %s', (link, player) => {
    expect(playerOf(link)).toBe(player);
  });

  test('may stand in a frame only from the hosts that are allowed, and their players', () => {
    expect(framesOf([])).toEqual([]);
    expect(framesOf(['bilibili.com'])).toContain('https://player.bilibili.com');
    expect(framesOf(['films.example.org'])).toEqual([
      'https://films.example.org',
      'https://*.films.example.org',
    ]);
  });
});
