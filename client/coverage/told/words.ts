import type { Language } from '../../../shared/refusals.ts';
import { plural } from '../../i18n/plural.ts';

const zh = {
  heading: '名次揭晓',
  meeting: '总结会',
  begins: '总结会已经开始，名次即将从后往前逐一揭晓。',
  running: '总结会正在揭晓名次',
  comesNow: '即将揭晓',
  ended: '总结会揭晓结束，完整成绩稍后公布。',
  stopped: '揭晓已中止，成绩正在核对',
  stoppedNext: '名次以再次公布的为准。',
  opened: '完整成绩已经公布',
  toStandings: '查看榜单',
  /** Over the standings, once they are the whole result. */
  result: '最终成绩',
  rank: (rank: number) => `第 ${rank} 名`,
  shared: (areas: number) => `${areas} 家并列`,
  earlier: (places: number) => `更早揭晓的 ${places} 个名次`,
  each: '各',
  points: '加减分',
  said: (prize: string, rank: number, areas: readonly string[]) =>
    `${prize}，第 ${rank} 名：${areas.join('、')}`,
  /** What stands in the place of hidden standings meanwhile. */
  hidden: {
    running: { why: '名次正在总结会上逐一揭晓。', meanwhile: '已揭晓的名次显示在上方，其余的揭晓后加入。' },
    ended: { why: '完整成绩稍后公布。', meanwhile: '已揭晓的名次显示在上方。' },
    stopped: { why: '成绩正在核对。', meanwhile: '核对完成后，名次以再次公布的为准。' },
  },
};

const en: typeof zh = {
  heading: 'The places revealed',
  meeting: 'Summary meeting',
  begins: 'The summary meeting has begun. Places will be revealed one by one, the last one first.',
  running: 'The places are being revealed',
  comesNow: 'about to be revealed',
  ended: 'All has been read out in the hall. The full result will follow.',
  stopped: 'The reveal was stopped, the result is being checked',
  stoppedNext: 'The places will be as they are published again.',
  opened: 'The full result is public',
  toStandings: 'Standings',
  result: 'The final result',
  rank: (rank) => `Place ${rank}`,
  shared: (areas) => `shared by ${plural(areas, 'area')}`,
  earlier: (places) => `${plural(places, 'place')} revealed earlier`,
  each: 'each',
  points: 'points',
  said: (prize, rank, areas) => `${prize}, place ${rank}: ${areas.join(', ')}`,
  hidden: {
    running: {
      why: 'The places are being revealed one by one at the summary meeting.',
      meanwhile: 'Those that are revealed stand above; the others join them.',
    },
    ended: { why: 'The full result will follow.', meanwhile: 'The places that were revealed stand above.' },
    stopped: {
      why: 'The result is being checked.',
      meanwhile: 'Afterwards the places will be as they are published again.',
    },
  },
};

/** What pages say of a ceremony. */
export const toldWords = (language: Language): typeof zh => (language === 'en' ? en : zh);
