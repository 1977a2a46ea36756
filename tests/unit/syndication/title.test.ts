import { describe, expect, test } from 'vitest';
import { titleOf } from '../../../server/syndication/entry.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';
import { sampleSetup } from '../../support/sample-tour.ts';

const post: Post = {
  ...{ id: 'awaits-0001', outletId: 'qinchu', publishedAt: Date.UTC(2022, 6, 7, 1, 5) },
  ...{ text: '', pictures: [], corrections: [], version: 1 },
};

describe('what a post is called outside of the house', () => {
  test('is never nothing: words before their pictures have their outlet and time', () => {
    expect(titleOf({ ...post, awaitedPictures: 2 }, sampleSetup, 'zh')).toBe('秦楚网 7月7日 09:05');
    expect(titleOf(post, sampleSetup, 'en')).toBe('秦楚网 7 Jul, 09:05');
    expect(titleOf(post, null, 'zh')).toBe('qinchu 7月7日 01:05');
  });

  test.each(['', '   ', '\u200B', '\u3000\u00AD'])('a title or text of blanks (%j) is none', (blank) => {
    expect(titleOf({ ...post, title: blank, text: blank }, sampleSetup, 'zh')).toBe('秦楚网 7月7日 09:05');
    expect(titleOf({ ...post, title: blank, text: '有话' }, sampleSetup, 'zh')).toBe('有话');
    expect(titleOf({ ...post, title: blank, text: blank, stopId: 's1' }, sampleSetup, 'zh')).toBe(
      '水坪镇实践所',
    );
  });
});
