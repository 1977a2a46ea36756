import type { Language } from '../../shared/refusals.ts';

const zh = {
  all: '查看完整直播',
  allPosts: '全部动态',
  opensNew: '（在新窗口打开）',
  post: '这条动态',
  more: '更多动态',
  of: (outlet: string) => `${outlet} 的动态`,
  newer: (count: number) => `有 ${count} 条新动态`,
  noneYet: (outlet: string) => `${outlet}还没有发布动态`,
};

const en: typeof zh = {
  all: 'Follow the whole tour',
  allPosts: 'All posts',
  opensNew: '(opens in a new window)',
  post: 'This post',
  more: 'More posts',
  of: (outlet) => `Posts by ${outlet}`,
  newer: (count) => (count === 1 ? '1 new post' : `${count} new posts`),
  noneYet: (outlet) => `${outlet} has not posted yet`,
};

/** What only embeds say. */
export const embedWords = (language: Language): typeof zh => (language === 'en' ? en : zh);
