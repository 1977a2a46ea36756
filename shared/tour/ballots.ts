import { type Static, Type } from 'typebox';
import { Decimal, exactly, Id, plainText } from '../schema.ts';
import { isOnStep, isWithin } from '../scoring/decimal.ts';
import type { Context } from './actor.ts';
import { type Decision, happens, type Refusal, refuse } from './outcome.ts';
import type { Tour } from './state.ts';

/** Marks by criterion. */
export const Marks = Type.Record(Id, Decimal, { maxProperties: 20 });
export type Marks = Readonly<Record<string, string>>;

/** A judge's marks for a stop. `version` counts them from 1; `earlier` are the amended ones, oldest first. */
export interface Ballot {
  readonly version: number;
  readonly marks: Marks;
  readonly comment?: string;
  readonly castAt: number;
  readonly earlier: readonly { readonly marks: Marks; readonly castAt: number }[];
}

/** By stop, then by judge. */
export type Ballots = Readonly<Record<string, Readonly<Record<string, Ballot>>>>;

/** Casts a judge's first ballot for a stop: every criterion of the stop's rubric. */
export const CastBallot = exactly({
  type: Type.Literal('castBallot'),
  stopId: Id,
  marks: Marks,
  comment: Type.Optional(plainText(1000)),
});
export type CastBallot = Static<typeof CastBallot>;

/** Amends the ballot of that version; an older device is told so instead of overwriting. */
export const AmendBallot = exactly({
  type: Type.Literal('amendBallot'),
  stopId: Id,
  basedOnVersion: Type.Integer({ minimum: 1 }),
  marks: Marks,
  comment: Type.Optional(plainText(1000)),
});
export type AmendBallot = Static<typeof AmendBallot>;

export interface BallotEvent {
  readonly type: 'ballot.cast' | 'ballot.amended';
  readonly stopId: string;
  readonly judgeId: string;
  readonly marks: Marks;
  readonly comment?: string;
}

/** Why this judge's marks for this stop cannot be taken, or undefined. */
function whyNot(tour: Tour, command: CastBallot | AmendBallot, judgeId: string): Refusal | undefined {
  const stop = tour.setup?.stops.find((one) => one.id === command.stopId);
  const rubric = tour.setup?.rubrics.find((one) => one.id === stop?.rubricId);
  if (stop === undefined || rubric === undefined) return refuse('stop.unknown', { stop: command.stopId });
  if (!Object.hasOwn(tour.judges, judgeId)) return refuse('judge.unknown', { judge: judgeId });
  if (tour.locks[stop.id]?.locked === true) return refuse('stop.locked', { stop: stop.id });
  for (const criterion of rubric.criteria) {
    const mark = Object.hasOwn(command.marks, criterion.id) ? command.marks[criterion.id] : undefined;
    if (mark === undefined) return refuse('ballot.incomplete', { criterion: criterion.id });
    const { min, max, step } = criterion;
    if (!isWithin(mark, min, max))
      return refuse('mark.out-of-range', { criterion: criterion.id, mark, min, max });
    if (!isOnStep(mark, min, step)) return refuse('mark.off-step', { criterion: criterion.id, mark, step });
  }
  const foreign = Object.keys(command.marks).find(
    (id) => !rubric.criteria.some((criterion) => criterion.id === id),
  );
  return foreign === undefined ? undefined : refuse('criterion.unknown', { criterion: foreign });
}

/** Decides {@link CastBallot}. */
export function decideCastBallot(tour: Tour, command: CastBallot, { actor }: Context): Decision<BallotEvent> {
  const refusal = whyNot(tour, command, actor.id);
  if (refusal) return refusal;
  const known = tour.ballots[command.stopId]?.[actor.id];
  if (known !== undefined) return refuse('ballot.exists', { stop: command.stopId, version: known.version });
  const { type: _type, ...content } = command;
  return happens({ type: 'ballot.cast', judgeId: actor.id, ...content });
}

/** Decides {@link AmendBallot}. */
export function decideAmendBallot(
  tour: Tour,
  command: AmendBallot,
  { actor }: Context,
): Decision<BallotEvent> {
  const refusal = whyNot(tour, command, actor.id);
  if (refusal) return refusal;
  const known = tour.ballots[command.stopId]?.[actor.id];
  if (known === undefined) return refuse('ballot.unknown', { stop: command.stopId });
  if (known.version !== command.basedOnVersion) {
    return refuse('ballot.stale', { version: known.version, basedOn: command.basedOnVersion });
  }
  const { type: _type, basedOnVersion: _basedOn, ...content } = command;
  return happens({ type: 'ballot.amended', judgeId: actor.id, ...content });
}

/** Folds a ballot: a new one replaces the judge's earlier one and remembers it. */
export function evolveBallots(tour: Tour, event: BallotEvent, at: number): Tour {
  const ofStop = tour.ballots[event.stopId];
  const before = ofStop?.[event.judgeId];
  const earlier =
    before === undefined ? [] : [...before.earlier, { marks: before.marks, castAt: before.castAt }];
  const comment = event.comment === undefined ? {} : { comment: event.comment };
  const ballot: Ballot = {
    version: (before?.version ?? 0) + 1,
    marks: event.marks,
    ...comment,
    castAt: at,
    earlier,
  };
  return { ...tour, ballots: { ...tour.ballots, [event.stopId]: { ...ofStop, [event.judgeId]: ballot } } };
}

/** The marks that stood just before an instant, or undefined where there were none yet. */
export function marksBefore(ballot: Ballot, instantUnixMs: number): Marks | undefined {
  if (ballot.castAt < instantUnixMs) return ballot.marks;
  return ballot.earlier.findLast((one) => one.castAt < instantUnixMs)?.marks;
}
