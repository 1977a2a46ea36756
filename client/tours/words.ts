import type { Language } from '../../shared/refusals.ts';

/** The words of the list of tours, in Chinese. */
const zh = {
  title: '拉练直播',
  what: '这里直播的各场拉练。点开一场，看车队走到哪里、沿途的报道和已公开的名次。',
  current: '正在进行和即将开始',
  past: '往期',
  none: '目前没有公开的拉练。',
  courses: { planned: '即将开始', 'under-way': '正在进行', over: '行程已结束' },
  size: (areas: number, stops: number): string => `${areas} 个地区 · ${stops} 个点位`,
  posts: (posts: number): string => `${posts} 篇报道`,
  other: 'English',
};

const en: typeof zh = {
  title: 'Lalian live',
  what: 'The tours that are covered here. Open one to see where the convoy is, what is reported on the way, and the standings that are public.',
  current: 'Now and soon',
  past: 'Past tours',
  none: 'No tour is public at the moment.',
  courses: { planned: 'Not begun', 'under-way': 'Under way', over: 'The road is behind' },
  size: (areas, stops) =>
    `${areas} ${areas === 1 ? 'area' : 'areas'} · ${stops} ${stops === 1 ? 'stop' : 'stops'}`,
  posts: (posts) => `${posts} ${posts === 1 ? 'report' : 'reports'}`,
  other: '中文',
};

/** The words in a language. */
export const toursWords = (language: Language): typeof zh => (language === 'zh' ? zh : en);
