import type { FaultSentence } from './sentence.ts';

/** What can be wrong with lines beside each other, and beside what the tour has. */
export const APPLYING_FAULTS = {
  'area.unknown': {
    level: 'fault',
    zh: '没有“{text}”这个县（市、区）。请改成已有的（{known}），或选“新建没有的县（市、区）”。',
    en: 'There is no area “{text}”. Use one that is there ({known}), or choose “make areas that are not there”.',
  },
  'area.not-there': {
    level: 'fault',
    zh: '没有“{text}”这个县（市、区）。请改成已有的：{known}。',
    en: 'There is no area “{text}”. Use one that is there: {known}.',
  },
  'area.unsure': {
    level: 'fault',
    zh: '“{text}”可能是不止一个县（市、区）。请写全名。',
    en: '“{text}” may be more than one area. Write its full name.',
  },
  'area.twice': {
    level: 'fault',
    zh: '“{text}”和第 {row} 行重复。请删去一行，或改名。',
    en: '“{text}” stands in row {row} already. Delete one row, or rename it.',
  },
  'area.no-stops': {
    level: 'warning',
    zh: '{names} 还没有站点。',
    en: 'No stops yet: {names}.',
  },
  'area.no-place': {
    level: 'warning',
    zh: '{count} 个县（市、区）没有坐标：{names}。导入后请在地图上放好，之后才能保存设置。',
    en: '{count} areas have no coordinates: {names}. Place them on the map afterwards; the set-up cannot be saved before.',
  },
  'area.still-used': {
    level: 'fault',
    zh: '“{name}”还有 {count} 站，不能删去。请先把这些站改到别的县（市、区），或一起删去。',
    en: '“{name}” still has {count} stops and cannot go. Move them to another area first, or let them go as well.',
  },
  'rubric.still-used': {
    level: 'fault',
    zh: '“{name}”还有 {count} 站在用，不能删去。请先给这些站换评分表。',
    en: '“{name}” still marks {count} stops and cannot go. Give them another rubric first.',
  },
  'stop.twice': {
    level: 'fault',
    zh: '同一县（市、区）里“{text}”和第 {row} 行重复。请删去一行，或改名。',
    en: '“{text}” of the same area stands in row {row} already. Delete one row, or rename it.',
  },
  'stop.no-place': {
    level: 'warning',
    zh: '{count} 站没有坐标：{names}。导入后请在地图上放好，之后才能保存设置。',
    en: '{count} stops have no coordinates: {names}. Place them on the map afterwards; the set-up cannot be saved before.',
  },
  'stop.no-time': {
    level: 'warning',
    zh: '{count} 站没有到达时间，先记为 {time}。导入后请排好时间。',
    en: '{count} stops have no time of arrival, and get {time} for now. Plan their times afterwards.',
  },
  'number.twice': {
    level: 'fault',
    zh: '站序 {number} 和第 {row} 行重复。请改一个。',
    en: 'Number {number} stands in row {row} already. Change one.',
  },
  'number.taken': {
    level: 'fault',
    zh: '站序 {number} 已经是“{name}”，它不在表里。请改站序，或在下面勾选删去它。',
    en: 'Number {number} is “{name}”, which the sheet lacks. Change the number, or tick below that it is to go.',
  },
  'number.counts-within': {
    level: 'warning',
    zh: '序号在每个县（市、区）或每天里从 1 重新数，不是站序。站序按表里的先后编。',
    en: 'The numbers begin again at 1: they are no places in the itinerary. Stops are numbered in the order of the sheet.',
  },
  'rubric.unknown': {
    level: 'fault',
    zh: '没有评分表“{text}”。有：{names}。请改正，或先导入评分表。',
    en: 'There is no rubric “{text}”. There are: {names}. Mend it, or import rubrics first.',
  },
  'rubric.which': {
    level: 'fault',
    zh: '不知道这一站用哪张评分表（{names}）。请加一列“评分表”。',
    en: 'Which rubric this stop is marked by is not said ({names}). Add a column “Rubric”.',
  },
  'rubric.none': {
    level: 'warning',
    zh: '还没有评分表。这些站先记为用第一张评分表，请接着导入或新建它。',
    en: 'There is no rubric yet. These stops wait for the first one: import or make it next.',
  },
  'rubric.nameless': {
    level: 'fault',
    zh: '不知道这张评分表叫什么。请加一列“评分表”，或把工作表改成它的名称。',
    en: 'What this rubric is called is not said. Add a column “Rubric”, or name the sheet after it.',
  },
  'rubric.sum': {
    level: 'fault',
    zh: '写的是 {said} 分，各项加起来是 {sum} 分。请核对各项分值。',
    en: 'It says {said} points, but the criteria add up to {sum}. Check their points.',
  },
  'rubric.percent': {
    level: 'fault',
    zh: '“{name}”的权重加起来是 {sum}%，和 100% 差 {off}%。请改到正好 100%。',
    en: 'The percentages of “{name}” add up to {sum}%, which is {off}% off 100%. Make them 100% exactly.',
  },
  'rubric.many': {
    level: 'fault',
    zh: '“{name}”有 {count} 个指标，最多 {most} 个。请合并一些。',
    en: '“{name}” has {count} criteria, at most {most} fit. Join some of them.',
  },
  'criterion.twice': {
    level: 'fault',
    zh: '同一张评分表里“{text}”出现两次。请改名，或删去一行。',
    en: '“{text}” stands twice in the same rubric. Rename it, or delete a row.',
  },
  'criterion.range': {
    level: 'fault',
    zh: '满分 {max} 要大于最低 {min}。请改正。',
    en: 'The most ({max}) must be more than the least ({min}). Mend it.',
  },
  'criterion.step': {
    level: 'warning',
    zh: '从 {min} 按步长 {step} 到不了满分 {max}：评委打不出满分。',
    en: 'Steps of {step} from {min} never reach {max}: no judge can give the most.',
  },
  'criterion.weight': {
    level: 'fault',
    zh: '步长和权重要大于 0。请改正。',
    en: 'Steps and weights must be more than 0. Mend it.',
  },
  'criterion.inexact': {
    level: 'fault',
    zh: '{percent}% 除以满分 {max} 除不尽。请把满分改成 {percent} 或 100，或者不写权重、直接写分值。',
    en: '{percent}% divided by the most ({max}) never ends. Make the most {percent} or 100, or leave the percentage out and give points.',
  },
  'judge.twice': {
    level: 'fault',
    zh: '“{text}”和第 {row} 行完全一样。是两个人，就在“单位及职务”里写出区别；是一个人，就删去一行。',
    en: '“{text}” is the same as row {row}. Two persons: tell them apart under “Unit and post”. One: delete a row.',
  },
  'judge.namesake': {
    level: 'warning',
    zh: '“{text}”和第 {row} 行同名，按两个人处理。',
    en: '“{text}” has the same name as row {row}: taken as two persons.',
  },
  'routine.twice': {
    level: 'fault',
    zh: '“{text}”和第 {row} 行重复。请删去一行。',
    en: '“{text}” stands in row {row} already. Delete one row.',
  },
  'routine.empty': {
    level: 'warning',
    zh: '{count} 个县（市、区）没有得分，保持不变：{names}。',
    en: '{count} areas have no score here, and stay as they are: {names}.',
  },
} as const satisfies Record<string, FaultSentence>;
