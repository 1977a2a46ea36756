import { type Static, Type } from 'typebox';
import { ClientId, type EventOf, exactly, Id, plainText } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, type Refusal, refuse } from '../outcome.ts';
import { Picture } from '../posts/picture.ts';
import { itemsOf } from '../setup/items.ts';
import type { Tour } from '../state.ts';
import { judgeFor } from './asked.ts';

/** What a problem is about, and how bad it is. */
export const ProblemKind = Type.Union([
  Type.Literal('site'),
  Type.Literal('activity'),
  Type.Literal('records'),
  Type.Literal('service'),
  Type.Literal('other'),
]);
export type ProblemKind = Static<typeof ProblemKind>;
export const Severity = Type.Union([Type.Literal('minor'), Type.Literal('major'), Type.Literal('grave')]);
export type Severity = Static<typeof Severity>;

const content = {
  kind: ProblemKind,
  severity: Severity,
  text: plainText(2000, 1),
  pictures: Type.Optional(Type.Array(Picture, { maxItems: 9 })),
};

/** Notes what should be mended at a stop; only the organiser and the judge see it. */
export const NoteProblem = exactly({
  type: Type.Literal('noteProblem'),
  problemId: ClientId,
  itemId: Id,
  ...content,
});
export type NoteProblem = Static<typeof NoteProblem>;

/** Changes a note of one's own. */
export const ReviseProblem = exactly({
  type: Type.Literal('reviseProblem'),
  problemId: ClientId,
  basedOnVersion: Type.Integer({ minimum: 1 }),
  ...content,
});
export type ReviseProblem = Static<typeof ReviseProblem>;

/** Takes a note of one's own back. */
export const WithdrawProblem = exactly({ type: Type.Literal('withdrawProblem'), problemId: ClientId });
export type WithdrawProblem = Static<typeof WithdrawProblem>;

type Content = Pick<NoteProblem, 'kind' | 'severity' | 'text' | 'pictures'>;

/** A judge's note. `version` counts its changes from 1. */
export interface Problem extends Content {
  readonly id: string;
  readonly version: number;
  readonly itemId: string;
  readonly judgeId: string;
  readonly notedAt: number;
  readonly withdrawnAt?: number;
}

const whose = { problemId: ClientId, judgeId: Id };
/** What the log keeps of problems. */
export const PROBLEM_EVENTS = {
  'problem.noted': exactly({ type: Type.Literal('problem.noted'), ...whose, itemId: Id, ...content }),
  'problem.revised': exactly({ type: Type.Literal('problem.revised'), ...whose, ...content }),
  'problem.withdrawn': exactly({ type: Type.Literal('problem.withdrawn'), ...whose }),
} as const;
export type ProblemEvent = EventOf<typeof PROBLEM_EVENTS>;

/** Decides {@link NoteProblem}. */
export function decideNoteProblem(
  tour: Tour,
  command: NoteProblem,
  { actor }: Context,
): Decision<ProblemEvent> {
  const { type: _type, ...note } = command;
  const item = tour.setup === null ? undefined : itemsOf(tour.setup).get(command.itemId);
  if (item === undefined) return refuse('stop.unknown', { stop: command.itemId });
  const judge = judgeFor(tour, actor.id, item);
  if (judge === undefined) return refuse('judge.unknown', { judge: actor.id });
  if (judge === 'left') return refuse('judge.left', { stop: item.id });
  if (Object.hasOwn(tour.problems, command.problemId))
    return refuse('problem.exists', { problem: command.problemId });
  return happens({ type: 'problem.noted', judgeId: actor.id, ...note });
}

function own(
  tour: Tour,
  problemId: string,
  { actor }: Context,
): { readonly ok: true; readonly problem: Problem } | Refusal {
  const problem = Object.hasOwn(tour.problems, problemId) ? tour.problems[problemId] : undefined;
  // Of another judge's note nobody learns even that it exists.
  if (problem === undefined || problem.judgeId !== actor.id)
    return refuse('problem.unknown', { problem: problemId });
  return { ok: true, problem };
}

/** Decides {@link ReviseProblem}. */
export function decideReviseProblem(
  tour: Tour,
  command: ReviseProblem,
  context: Context,
): Decision<ProblemEvent> {
  const found = own(tour, command.problemId, context);
  if (!found.ok) return found;
  const { version } = found.problem;
  if (version !== command.basedOnVersion)
    return refuse('problem.stale', { version, basedOn: command.basedOnVersion });
  const { type: _type, basedOnVersion: _basedOn, ...note } = command;
  return happens({ type: 'problem.revised', judgeId: context.actor.id, ...note });
}

/** Decides {@link WithdrawProblem}. */
export function decideWithdrawProblem(
  tour: Tour,
  { problemId }: WithdrawProblem,
  context: Context,
): Decision<ProblemEvent> {
  const found = own(tour, problemId, context);
  if (!found.ok) return found;
  return found.problem.withdrawnAt === undefined
    ? happens({ type: 'problem.withdrawn', problemId, judgeId: context.actor.id })
    : happens();
}

/** Folds a note's event. A note that is not known here changes nothing. */
export function evolveProblems(tour: Tour, event: ProblemEvent, at: number): Tour {
  const put = (problem: Problem): Tour => ({
    ...tour,
    problems: { ...tour.problems, [problem.id]: problem },
  });
  if (event.type === 'problem.noted') {
    const { type: _type, problemId: id, ...note } = event;
    return put({ id, version: 1, ...note, notedAt: at });
  }
  const before = tour.problems[event.problemId];
  if (before === undefined) return tour;
  const version = before.version + 1;
  if (event.type === 'problem.withdrawn') return put({ ...before, version, withdrawnAt: at });
  const { type: _type, problemId: _id, ...note } = event;
  const { withdrawnAt: _withdrawn, pictures: _pictures, ...rest } = before;
  return put({ ...rest, ...note, version });
}
