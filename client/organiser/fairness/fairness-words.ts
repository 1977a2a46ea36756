import type { Language } from '../../../shared/refusals.ts';
import type { PatternKind } from '../../../shared/scoring/fairness/index.ts';

/** The words of the look at fairness, in Chinese. */
const zh = {
  note: '只给组织方看。这里的每一句都只是线索，不说明谁打得不对。',
  firm: '名次稳不稳',
  firmHow: (panels: number) =>
    `把评委随机重新抽了 ${panels} 次，看每个县（市、区）会排到第几。色块越深，排到那里的次数越多；圆圈是现在的名次。`,
  computing: (panels: number, all: number) => `正在重新抽取评委：${panels} / ${all}`,
  again: '重新计算',
  outdated: '此后又有新打分票，可重新计算。',
  failed: '没有算成，请重试。',
  tooEarly: '得分还太少，算不出名次稳不稳。',
  incomparable: (panels: number) => `其中 ${panels} 次因票数不足无法比较，未计入。`,
  same: (place: number) => `第 ${place} 名，换任何一位评委都不变`,
  sameButPanel: (place: number) => `第 ${place} 名，基本稳固`,
  between: (best: number, worst: number) => `可能是第 ${best} 至 ${worst} 名`,
  unplaced: '还没有名次',
  moves: (judges: string) => `少了${judges}，名次会变`,
  more: (count: number) => ` ${count} 位评委中的任何一位`,
  or: '或',
  place: (place: number) => `第 ${place} 名`,
  area: '县（市、区）',
  verdict: '说明',
  picture: '可能的名次',
  otherAverages: '换一种取分办法',
  average: { none: '全部取平均', '1/1': '去掉 1 高 1 低', '2/2': '去掉 2 高 2 低', median: '取中位数' },
  own: '现行办法',
  noChange: '名次不变',
  changes: (count: number) => `${count} 个县（市、区）名次会变`,
  notComparable: '无法比较',
  agreement: '评委之间一致不一致',
  agree: {
    high: '高度一致：评委们对各站高下的看法基本相同。',
    fair: '较为一致：大体看法相同，个别有出入。',
    weak: '一致性一般：对高下的看法有明显差别。',
    low: '分歧较大：评委们对高下的看法很不相同。',
  },
  agreeBasis: (w: string, judges: number, items: number) =>
    `肯德尔和谐系数 W = ${w}（0 为毫无一致，1 为完全一致），据 ${judges} 位评委对 ${items} 个项目的打分。`,
  agreeNot: {
    'few-judges': '评委还太少，算不出一致性。',
    'few-items': '共同打过分的点位还太少，算不出一致性。',
    'all-tied': '分数都一样，分不出高下。',
  },
  habits: '每位评委的宽严和分差',
  habitsHow: '一点一位评委。越靠左越严，越靠右越宽；越靠上分数拉得越开，越靠下越挤在一起。',
  strict: '偏严',
  mild: '偏宽',
  wide: '分差大',
  narrow: '分差小',
  severity: (name: string, points: string, strict: boolean) =>
    `${name}比全体评委平均${strict ? '低' : '高'} ${points} 个百分点，${strict ? '偏严' : '偏宽'}。`,
  flatSpread: (name: string) => `${name}给各站的分几乎一样，难分高下。`,
  wideSpread: (name: string) => `${name}给各站的分拉得很开。`,
  ordinary: '没有特别偏严、偏宽或分差异常的评委。',
  allJudges: '全部评委',
  columns: ['评委', '打分票', '宽严（百分点）', '分差（全体为 1）'],
  marks: '值得看一眼的打分',
  outlying: (judge: string, item: string, total: string, mean: string) =>
    `${judge}给${item}打了 ${total} 分，全体平均 ${mean} 分。`,
  pattern: {
    'same-totals': (judge: string, count: number) => `${judge}连续 ${count} 张打分票总分相同。`,
    flat: (judge: string, count: number) => `${judge}连续 ${count} 张打分票里各项分数都一样。`,
    alternating: (judge: string, count: number) => `${judge}连续 ${count} 张打分票在两个分数之间来回。`,
    rising: (judge: string, count: number) => `${judge}连续 ${count} 张打分票只升不降。`,
    falling: (judge: string, count: number) => `${judge}连续 ${count} 张打分票只降不升。`,
  } satisfies Record<PatternKind, (judge: string, count: number) => string>,
  noMarks: '没有特别离群或看上去有规律的打分。',
  moreMarks: (count: number) => `另有 ${count} 条`,
};

type FairnessWords = typeof zh;

const en: FairnessWords = {
  note: 'For the organiser only. Each line here is a hint; none says that somebody marked wrongly.',
  firm: 'How firm the places are',
  firmHow: (panels) =>
    `The panel was drawn anew ${panels} times at random, to see where each area would stand. The darker a box, the more often; the ring is the place now.`,
  computing: (panels, all) => `Drawing panels: ${panels} of ${all}`,
  again: 'Compute again',
  outdated: 'There are newer ballots; compute again.',
  failed: 'That did not work; try again.',
  tooEarly: 'Too few scores to say how firm places are.',
  incomparable: (panels) =>
    `${panels} of them could not be compared for want of ballots, and were not counted.`,
  same: (place) => `Place ${place}, whichever judge were missing`,
  sameButPanel: (place) => `Place ${place}, fairly firm`,
  between: (best, worst) => `Could be place ${best} to ${worst}`,
  unplaced: 'no place yet',
  moves: (judges) => `would change without ${judges}`,
  more: (count) => `any one of ${count} judges`,
  or: ' or ',
  place: (place) => `place ${place}`,
  area: 'Area',
  verdict: 'In words',
  picture: 'Possible places',
  otherAverages: 'Under another average',
  average: {
    none: 'mean of all',
    '1/1': '1 highest, 1 lowest dropped',
    '2/2': '2 highest, 2 lowest dropped',
    median: 'median',
  },
  own: 'in force',
  noChange: 'no place changes',
  changes: (count) => `${count} ${count === 1 ? 'area' : 'areas'} would change place`,
  notComparable: 'cannot be compared',
  agreement: 'Do the judges agree?',
  agree: {
    high: 'Strongly: judges see the same order of items.',
    fair: 'Fairly: mostly the same order, with exceptions.',
    weak: 'Moderately: there are clear differences.',
    low: 'Hardly: judges see quite different orders.',
  },
  agreeBasis: (w, judges, items) =>
    `Kendall’s W = ${w} (0 none, 1 complete), from ${judges} judges and ${items} items.`,
  agreeNot: {
    'few-judges': 'Too few judges yet.',
    'few-items': 'Too few items that all have scored.',
    'all-tied': 'All totals are equal.',
  },
  habits: 'Each judge’s severity and spread',
  habitsHow:
    'One dot a judge. To the left stricter, to the right milder; higher up marks lie farther apart, lower down closer together.',
  strict: 'stricter',
  mild: 'milder',
  wide: 'wide apart',
  narrow: 'close together',
  severity: (name, points, strict) =>
    `${name} is ${points} percentage points ${strict ? 'below' : 'above'} the panel: ${strict ? 'strict' : 'mild'}.`,
  flatSpread: (name) => `${name} gives nearly the same to every item.`,
  wideSpread: (name) => `${name} marks very wide apart.`,
  ordinary: 'No judge is out of the ordinary.',
  allJudges: 'All judges',
  columns: ['Judge', 'Ballots', 'Severity (points)', 'Spread (panel is 1)'],
  marks: 'Marks worth a look',
  outlying: (judge, item, total, mean) => `${judge} gave ${item} ${total}; the panel’s mean is ${mean}.`,
  pattern: {
    'same-totals': (judge, count) => `${judge}: the same total on ${count} ballots in a row.`,
    flat: (judge, count) => `${judge}: all criteria alike on ${count} ballots in a row.`,
    alternating: (judge, count) => `${judge}: two totals by turns on ${count} ballots.`,
    rising: (judge, count) => `${judge}: ${count} ballots in a row that never fall.`,
    falling: (judge, count) => `${judge}: ${count} ballots in a row that never rise.`,
  },
  noMarks: 'Nothing outlying or patterned.',
  moreMarks: (count) => `and ${count} more`,
};

/** The words in a language. */
export const fairnessWords = (language: Language): FairnessWords => (language === 'zh' ? zh : en);
