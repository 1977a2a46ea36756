import type { Language } from '../../shared/refusals.ts';
import type { ProblemKind, Severity } from '../../shared/tour/judging/problems.ts';

/** A thing of the field that has one word on every page and in everything else that people read. */
interface Term {
  readonly word: Readonly<Record<Language, string>>;
  /** What it was called as well, and is not any more. */
  readonly never: readonly RegExp[];
}

/** The words that people would take for different things, were there two of them. */
export const GLOSSARY: readonly Term[] = [
  { word: { zh: '重要时刻', en: 'key moment' }, never: [/关键时刻|重大时刻|要点时刻/, /important moment/i] },
  { word: { zh: '待送出', en: 'outbox' }, never: [/发件箱|寄件箱|待发箱/] },
  { word: { zh: '编辑台', en: 'media desk' }, never: [/采编台|编辑端|媒体台/] },
  // The form keeps its usual name: 评分表.
  { word: { zh: '打分', en: 'score' }, never: [/评分(?!表)/] },
];

/** What a problem is about, as judges choose it and as the organiser and the areas read it. */
export const PROBLEM_KINDS: Readonly<Record<Language, Readonly<Record<ProblemKind, string>>>> = {
  zh: { site: '阵地', activity: '活动', records: '台账', service: '服务', other: '其他' },
  en: { site: 'Site', activity: 'Activity', records: 'Records', service: 'Service', other: 'Other' },
};

/** How bad a problem is. */
export const SEVERITIES: Readonly<Record<Language, Readonly<Record<Severity, string>>>> = {
  zh: { minor: '轻微', major: '较重', grave: '严重' },
  en: { minor: 'Minor', major: 'Major', grave: 'Grave' },
};
