import { bell, chanceFrom, pick, seedOf } from '../chance.ts';
import { type AreaId, areas } from './areas.ts';
import type { DemoJudge } from './judges.ts';
import { type Criterion, type Rubric, roadShowRubric, rubricById } from './rubric.ts';
import type { DemoStop } from './stop.ts';

/** What one judge hands in. All marks and comments are made up. */
export interface DemoBallot {
  /** Criterion id → mark, a decimal on the step: '8.7'. */
  readonly marks: Readonly<Record<string, string>>;
  /** Set on about one ballot in twelve. */
  readonly comment: string | undefined;
}

/** How good each area is on the whole, in marks of ten. Zhuxi leads clearly, as in the facts; the rest is made up. */
const quality: Readonly<Record<AreaId, number>> = {
  zhuxi: 0.66,
  danjiangkou: 0.36,
  yunyang: 0.31,
  wudang: 0.2,
  maojian: 0.13,
  fangxian: 0.06,
  zhangwan: -0.01,
  yunxi: -0.08,
  zhushan: -0.16,
  jingkai: -0.27,
};

/** Score of each area's routine work out of 100, known to the organiser before the tour. Made up. */
export const routineScores: Readonly<Record<AreaId, string>> = {
  zhuxi: '95.80',
  danjiangkou: '94.20',
  yunyang: '94.60',
  wudang: '92.30',
  maojian: '93.70',
  fangxian: '92.90',
  zhangwan: '93.10',
  yunxi: '91.60',
  zhushan: '92.00',
  jingkai: '90.40',
};

/** Not aboard for these stops: unwell in the heat, at a meeting, or not fit for the steps. */
const absences: Readonly<Record<string, readonly string[]>> = {
  j09: ['s13', 's14', 's15'],
  j25: ['s28'],
  j38: ['s34'],
  j32: ['s34'],
  j17: ['s01', 's02'],
  j44: ['s38', 's39', 's40'],
};

/** Two habits that a look at fairness should find: one is far stricter than the rest, one gives nearly equal marks. */
const strictJudge = 'j31';
const evenJudge = 'j23';

const praise: readonly [string, ...string[]] = [
  '内容扎实，群众是真参与。',
  '讲解员就是志愿者本人，很打动人。',
  '不像准备好的，像天天都这样。',
  '小而精，值得推广。',
  '需求对接做得细，账目清楚。',
  '队伍稳定，活动记录完整。',
  '特色鲜明，看完记得住。',
  '把服务送到了家门口。',
];

const advice: readonly [string, ...string[]] = [
  '展板偏多，互动偏少。',
  '志愿服务记录建议再规范一些。',
  '标识不统一，老人不容易找。',
  '项目入库了，实施频次不够。',
  '夜间开放时间可以再延长。',
  '无障碍通道有一处坡度偏陡。',
  '年轻志愿者比例偏低。',
  '品牌名称较多，建议归并。',
];

function steady(...parts: readonly string[]): number {
  return bell(chanceFrom(seedOf(...parts)));
}

function severity(judgeId: string): number {
  if (judgeId === strictJudge) return -1.15;
  return steady('severity', judgeId) * 0.28;
}

function decimalMark(value: number, criterion: Criterion): string {
  const within = Math.min(Number(criterion.max), Math.max(5, value));
  return (Math.round(within * 10) / 10).toFixed(1);
}

function fill(
  rubric: Rubric,
  judgeId: string,
  subject: string,
  level: number,
  seed: number,
): Record<string, string> {
  const chance = chanceFrom(seedOf('marks', judgeId, subject, seed));
  const even = judgeId === evenJudge;
  const mood = bell(chance) * 0.2;
  const marks: Record<string, string> = {};
  for (const criterion of rubric.criteria) {
    const own = steady('criterion', subject, criterion.id) * 0.16 + bell(chance) * 0.3;
    marks[criterion.id] = decimalMark(8.55 + level + severity(judgeId) + mood + (even ? 0 : own), criterion);
  }
  return marks;
}

/**
 * What this judge gives this stop, or undefined when they were not there. The same seed gives the same ballot.
 * Marks lie between '5.0' and '10.0'.
 */
export function marksFor(judge: DemoJudge, stop: DemoStop, seed: number): DemoBallot | undefined {
  if (absences[judge.id]?.includes(stop.id) === true) return undefined;
  const own = judge.areaId === stop.areaId ? 0.12 : 0;
  const level = quality[stop.areaId] + steady('stop', stop.id) * 0.13 + own;
  const marks = fill(rubricById(stop.rubricId), judge.id, stop.id, level, seed);
  const chance = chanceFrom(seedOf('comment', judge.id, stop.id, seed));
  const speaks = chance() < 0.08;
  const comment = speaks
    ? pick(chance, chance() < 0.55 + quality[stop.areaId] * 0.4 ? praise : advice)
    : undefined;
  return { marks, comment };
}

/** What this judge gives an area's road-show on the way. Nobody is absent; no comments. */
export function roadShowMarksFor(judge: DemoJudge, areaId: AreaId, seed: number): DemoBallot {
  const place = areas.findIndex((area) => area.id === areaId);
  const level =
    quality[areaId] * 0.7 + steady('road-show', String(place)) * 0.12 + (judge.areaId === areaId ? 0.12 : 0);
  return { marks: fill(roadShowRubric, judge.id, `road-show-${areaId}`, level, seed), comment: undefined };
}
