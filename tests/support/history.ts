import type { Command } from '../../shared/commands.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import { PLAIN_RULE } from '../../shared/tour/judging/scoring-rule.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { ceremonyStep } from './history-ceremony.ts';
import { conductStep, judgesStep } from './history-conduct.ts';
import { consentStep } from './history-consent.ts';
import { newsSteps } from './history-news.ts';
import { sampleJudges, sampleSetup } from './sample-tour.ts';
import { pick } from './seeded.ts';

/** A command with whoever gives it. */
export interface Step {
  readonly actor: Actor;
  readonly command: Command;
}

const organiser: Actor = { role: 'organiser', id: 'org' };
const editors: readonly Actor[] = [
  { role: 'editor', id: 'qinchu', name: '王记者' },
  { role: 'editor', id: 'toutiao' },
];

/** The commands that a tour begins with. */
export const beginning: readonly Step[] = [
  { actor: organiser, command: { type: 'setUpTour', setup: sampleSetup, basedOnVersion: 0 } },
  { actor: organiser, command: { type: 'appointJudges', judges: sampleJudges } },
];

/** A mark on the step of the sample rubric. */
const mark = (random: () => number): string => (Math.floor(random() * 21) / 2).toString();

/**
 * Something that somebody might do next on the sample tour, sensible or not. `hidden`: only what the
 * public never sees (ballots under hidden standings, locks, judges).
 */
export function nextStep(random: () => number, tour: Tour, serial: number, hidden = false): Step {
  const stopId = pick(random, ['s1', 's2', 's3']);
  const itemId = stopId;
  const judge: Actor = { role: 'judge', id: pick(random, ['j1', 'j2', 'j3']) };
  const marks = { work: mark(random), show: mark(random) };
  const postId = tour.feed.length > 0 ? pick(random, tour.feed) : 'no-such-post';
  const version = valueAt(tour.posts, postId)?.version ?? 1;
  const held = tour.ballots[stopId]?.[judge.id]?.version;
  const editor = pick(random, editors);
  const problemId = pick(random, ['no-such-problem', ...Object.keys(tour.problems)]);
  const problem = tour.problems[problemId];
  const noter: Actor = problem === undefined ? judge : { role: 'judge', id: problem.judgeId };
  const secret: readonly (() => Step)[] = [
    () => ({ actor: judge, command: { type: 'castBallot', itemId, marks, comment: `评语${serial}` } }),
    () => ({ actor: judge, command: { type: 'castBallot', itemId, marks } }),
    () => ({ actor: judge, command: { type: 'amendBallot', itemId, marks, basedOnVersion: held ?? 1 } }),
    () => ({ actor: organiser, command: { type: 'lockItem', itemId } }),
    () => ({ actor: organiser, command: { type: 'reopenItem', itemId, reason: '补录' } }),
    () => ({
      actor: organiser,
      command: { type: 'appointJudges', judges: [{ id: judge.id, name: `评委${serial}` }] },
    }),
    () => judgesStep(random, tour, serial, judge.id),
    () => judgesStep(random, tour, serial, judge.id),
    () => ({ actor: judge, command: { type: 'castBallot', itemId, marks: {}, abstains: 'recused' } }),
    () => ({
      actor: organiser,
      command: {
        ...{ type: 'enterPaperBallot', itemId, marks, judgeId: judge.id, reason: '纸质评分' },
        basedOnVersion: held ?? 0,
      },
    }),
    () => ({
      actor: judge,
      command: {
        ...{ type: 'noteProblem', problemId: `problem-${serial}`, itemId },
        ...{ kind: 'site', severity: 'major', text: `台账${serial}` },
      },
    }),
    () => ({
      actor: noter,
      command: {
        ...{ type: 'reviseProblem', problemId, basedOnVersion: problem?.version ?? 1 },
        ...{ kind: 'records', severity: 'minor', text: `已改${serial}` },
      },
    }),
    () => ({ actor: noter, command: { type: 'withdrawProblem', problemId } }),
    () => ({ actor: organiser, command: { type: 'remindJudges', judgeIds: [judge.id], itemIds: [itemId] } }),
    () => ({
      actor: organiser,
      command: {
        type: 'scoreRoutine',
        reason: '更正',
        scores: [{ areaId: pick(random, ['fang', 'zhuxi']), score: mark(random) }],
      },
    }),
    () => ({
      actor: organiser,
      command: {
        ...{ type: 'adjustArea', adjustmentId: `adjust-${serial}-00`, areaId: 'fang' },
        ...{ points: pick(random, ['0.5', '-1']), reason: '加减分' },
      },
    }),
    () => ({
      actor: organiser,
      command: {
        type: 'planVisibility',
        visibility: { mode: 'hidden' },
        atUnixMs: 4_000_000_000_000 + serial,
      },
    }),
    () => ({ actor: organiser, command: { type: 'dropVisibilityPlan' } }),
    () => consentStep(random, tour, serial),
    () => ({
      actor: organiser,
      command: {
        type: 'setScoringRule',
        reason: '按会议决定',
        basedOnVersion: tour.rules.length,
        rule: { ...PLAIN_RULE, dropHigh: 0, average: pick(random, ['trimmed', 'mean', 'median']) },
      },
    }),
  ];
  const open: readonly (() => Step)[] = [
    ...newsSteps(random, tour, serial, editor).map((command) => () => ({ actor: editor, command })),
    () => ({
      actor: editor,
      command: {
        type: 'publishPost',
        postId: `post-${serial}-0000`,
        text: `第${serial}条 <b>&amp;`,
        pictures: [],
        stopId,
      },
    }),
    () => ({
      actor: editor,
      command: {
        type: 'publishPost',
        postId: `post-${serial}-0000`,
        title: '快讯',
        text: '图文播报',
        pictures: [],
      },
    }),
    () => ({
      actor: editor,
      command: {
        type: 'correctPost',
        postId,
        basedOnVersion: version,
        note: '数字有误',
        text: `更正${serial}`,
      },
    }),
    () => ({ actor: editor, command: { type: 'withdrawPost', postId, reason: '重复' } }),
    () => ({ actor: editor, command: { type: 'pinPost', postId, pinned: random() < 0.6 } }),
    () => ({
      actor: organiser,
      command: {
        type: 'markStop',
        stopId,
        status: pick(random, ['planned', 'on-the-way', 'arrived', 'left'] as const),
      },
    }),
    () => ({
      actor: organiser,
      command: { type: random() < 0.6 ? 'beginDay' : 'endDay', day: pick(random, [1, 2]) },
    }),
    () => ({ actor: organiser, command: conductStep(random, tour, serial, stopId) }),
    () => ({ actor: organiser, command: conductStep(random, tour, serial, stopId) }),
    () => ({
      actor: organiser,
      command: { type: 'reviseStop', stopId, plannedAt: pick(random, ['09:00', '10:30']) },
    }),
  ];
  const show: readonly (() => Step)[] = [
    ...[1, 2, 3, 4, 5, 6].map(() => () => ceremonyStep(random, tour)),
    () => ({
      actor: organiser,
      command: {
        ...{ type: 'setMomentRule', outletId: 'qinchu' },
        kinds: pick(random, [[], ['arrival' as const]]),
      },
    }),
    () => ({
      actor: organiser,
      command: {
        type: 'setVisibility',
        visibility: pick(random, [{ mode: 'live' as const }, { mode: 'hidden' as const }]),
      },
    }),
  ];
  return pick(random, hidden ? secret : [...secret, ...secret, ...open, ...show])();
}
