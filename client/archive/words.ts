import type { Language } from '../../shared/refusals.ts';

const zh = {
  archive: '存档',
  asOf: (time: string) => `内容截至 ${time}`,
  replay: '行程回放',
  play: '播放',
  pause: '暂停',
  again: '从头回放',
  time: '回放时间',
  speed: '速度',
  perSecond: (minutes: number) => (minutes < 60 ? `${minutes} 分钟/秒` : `${minutes / 60} 小时/秒`),
  latest: '此刻',
  toPost: '查看这条动态',
  noPosts: '没有动态。',
  picture: (at: number, all: number) => `第 ${at} 张，共 ${all} 张`,
  footer: '静态存档：所有内容都在这个文件夹里，打开时不访问任何网络。',
  otherLanguage: 'English',
};

const en: typeof zh = {
  archive: 'Archive',
  asOf: (time) => `As of ${time}`,
  replay: 'Replay',
  play: 'Play',
  pause: 'Pause',
  again: 'Replay from the start',
  time: 'Time of the replay',
  speed: 'Speed',
  perSecond: (minutes) => (minutes < 60 ? `${minutes} min/s` : `${minutes / 60} h/s`),
  latest: 'Just then',
  toPost: 'See this post',
  noPosts: 'There are no posts.',
  picture: (at, all) => `${at} of ${all}`,
  footer: 'A static archive: all of it is in this folder, and nothing is fetched from any network.',
  otherLanguage: '中文',
};

/** What only archives say. */
export const archiveWords = (language: Language): typeof zh => (language === 'en' ? en : zh);
