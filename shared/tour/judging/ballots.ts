import { type Static, Type } from 'typebox';
import { isOnStep, isWithin } from '../../decimal.ts';
import { Decimal, type EventOf, exactly, Id, plainText } from '../../schema.ts';
import type { Actor, Context } from '../actor.ts';
import { isOpened } from '../conduct/opening.ts';
import { type Decision, happens, type Refusal, refuse } from '../outcome.ts';
import { itemWithRubric } from '../setup/items.ts';
import { rubricPrint } from '../setup/rubric.ts';
import type { Tour } from '../state.ts';
import { judgeFor } from './asked.ts';
import { ruleBefore } from './scoring-rule.ts';

/** Marks by criterion. */
export const Marks = Type.Record(Id, Decimal, { maxProperties: 20, additionalProperties: false });
export type Marks = Readonly<Record<string, string>>;

/** Why a judge gives no marks: takes no part in this item, or was not there. Neither is a zero. */
export const Abstention = Type.Union([Type.Literal('recused'), Type.Literal('absent')]);
export type Abstention = Static<typeof Abstention>;

/** What a ballot said from an instant (ms) on: marks, or that there are none and why. */
export interface Cast {
  readonly marks: Marks;
  readonly abstains?: Abstention;
  readonly comment?: string;
  /** Entered by the organiser from paper, and why. */
  readonly paper?: string;
  readonly castAt: number;
}

/** A judge's marks for an item. `version` counts them from 1; `earlier` are the amended ones, oldest first. */
export interface Ballot extends Cast {
  readonly version: number;
  readonly earlier: readonly Cast[];
}

/** By item, then by judge. */
export type Ballots = Readonly<Record<string, Readonly<Record<string, Ballot>>>>;

const content = {
  itemId: Id,
  marks: Marks,
  /** With an abstention there are no marks. */
  abstains: Type.Optional(Abstention),
  comment: Type.Optional(plainText(1000)),
  /** The rubric's print that the marks were made by; a phone that was offline may hold an older one. */
  rubricPrint: Type.Optional(Type.String({ pattern: '^[0-9a-f]{8}$' })),
};

/** Casts a judge's first ballot for an item: every criterion of the item's rubric. */
export const CastBallot = exactly({ type: Type.Literal('castBallot'), ...content });
export type CastBallot = Static<typeof CastBallot>;

/** Amends the ballot of that version; an older device is told so instead of overwriting. */
export const AmendBallot = exactly({
  type: Type.Literal('amendBallot'),
  basedOnVersion: Type.Integer({ minimum: 1 }),
  ...content,
});
export type AmendBallot = Static<typeof AmendBallot>;

/** Enters or amends a ballot from paper on a judge's behalf; `basedOnVersion` is 0 where there was none. */
export const EnterPaperBallot = exactly({
  type: Type.Literal('enterPaperBallot'),
  judgeId: Id,
  basedOnVersion: Type.Integer({ minimum: 0 }),
  reason: plainText(400, 1),
  ...content,
});
export type EnterPaperBallot = Static<typeof EnterPaperBallot>;

const ballot = {
  itemId: Id,
  judgeId: Id,
  marks: Marks,
  abstains: Type.Optional(Abstention),
  comment: Type.Optional(plainText(1000)),
  paper: Type.Optional(plainText(400, 1)),
};
/** What the log keeps of ballots. */
export const BALLOT_EVENTS = {
  'ballot.cast': exactly({ type: Type.Literal('ballot.cast'), ...ballot }),
  'ballot.amended': exactly({ type: Type.Literal('ballot.amended'), ...ballot }),
} as const;
export type BallotEvent = EventOf<typeof BALLOT_EVENTS>;

type BallotCommand = CastBallot | AmendBallot | EnterPaperBallot;

/** The judge whose ballot a command is about. */
export const judgeOf = (command: BallotCommand, actor: Actor): string =>
  command.type === 'enterPaperBallot' ? command.judgeId : actor.id;

/** Why this judge's marks for this item cannot be taken, or undefined. */
function whyNot(tour: Tour, command: BallotCommand, judgeId: string): Refusal | undefined {
  const found = itemWithRubric(tour.setup, command.itemId);
  if (found === undefined) return refuse('stop.unknown', { stop: command.itemId });
  const { item, rubric } = found;
  const judge = judgeFor(tour, judgeId, item);
  if (judge === undefined) return refuse('judge.unknown', { judge: judgeId });
  if (judge === 'left') return refuse('judge.left', { stop: item.id });
  if (tour.locks[item.id]?.locked === true) return refuse('item.locked', { stop: item.id });
  // The organiser who enters a ballot from paper knows that it was cast there.
  if (command.type !== 'enterPaperBallot' && !isOpened(tour, item))
    return refuse('item.not-open', { stop: item.id });
  if (command.rubricPrint !== undefined && command.rubricPrint !== rubricPrint(rubric))
    return refuse('ballot.other-rubric', { stop: item.id });
  if (command.abstains !== undefined)
    return Object.keys(command.marks).length === 0 ? undefined : refuse('ballot.abstains-with-marks');
  if (judge.areaId === item.areaId && ruleBefore(tour, Number.POSITIVE_INFINITY).recuseOwnArea)
    return refuse('ballot.own-area', { stop: item.id });
  for (const criterion of rubric.criteria) {
    const mark = Object.hasOwn(command.marks, criterion.id) ? command.marks[criterion.id] : undefined;
    if (mark === undefined) return refuse('ballot.incomplete', { criterion: criterion.id });
    const { min, max, step } = criterion;
    if (!isWithin(mark, min, max))
      return refuse('mark.out-of-range', { criterion: criterion.id, mark, min, max });
    if (!isOnStep(mark, min, step)) return refuse('mark.off-step', { criterion: criterion.id, mark, step });
  }
  const marked = Object.keys(command.marks);
  // Every criterion has its mark by now, so as many marks as criteria are those.
  if (marked.length === rubric.criteria.length) return undefined;
  const foreign = marked.find((id) => !rubric.criteria.some((criterion) => criterion.id === id));
  return foreign === undefined ? undefined : refuse('criterion.unknown', { criterion: foreign });
}

/** Decides {@link CastBallot}. */
export function decideCastBallot(tour: Tour, command: CastBallot, { actor }: Context): Decision<BallotEvent> {
  const refusal = whyNot(tour, command, actor.id);
  if (refusal) return refusal;
  const known = tour.ballots[command.itemId]?.[actor.id];
  if (known !== undefined) return refuse('ballot.exists', { stop: command.itemId, version: known.version });
  return happens(ballotEvent('ballot.cast', command, actor.id));
}

/** Decides {@link AmendBallot}. */
export function decideAmendBallot(
  tour: Tour,
  command: AmendBallot,
  { actor }: Context,
): Decision<BallotEvent> {
  const refusal = whyNot(tour, command, actor.id);
  if (refusal) return refusal;
  const known = tour.ballots[command.itemId]?.[actor.id];
  if (known === undefined) return refuse('ballot.unknown', { stop: command.itemId });
  return known.version === command.basedOnVersion
    ? happens(ballotEvent('ballot.amended', command, actor.id))
    : refuse('ballot.stale', { version: known.version, basedOn: command.basedOnVersion });
}

/** Decides {@link EnterPaperBallot}: the same checks as for the judge's own. */
export function decideEnterPaperBallot(
  tour: Tour,
  command: EnterPaperBallot,
  _context: Context,
): Decision<BallotEvent> {
  const { judgeId, basedOnVersion } = command;
  const refusal = whyNot(tour, command, judgeId);
  if (refusal) return refusal;
  const version = tour.ballots[command.itemId]?.[judgeId]?.version ?? 0;
  if (version !== basedOnVersion) return refuse('ballot.stale', { version, basedOn: basedOnVersion });
  const type = version === 0 ? 'ballot.cast' : 'ballot.amended';
  return happens({ ...ballotEvent(type, command, judgeId), paper: command.reason });
}

function ballotEvent(type: BallotEvent['type'], command: BallotCommand, judgeId: string): BallotEvent {
  const { itemId, marks, abstains, comment } = command;
  // Most have nothing beside their marks. In the order of the canonical text, which spares a copy of each.
  if (abstains === undefined && comment === undefined) return { itemId, judgeId, marks, type };
  return {
    ...(abstains === undefined ? {} : { abstains }),
    ...(comment === undefined ? {} : { comment }),
    ...{ itemId, judgeId, marks, type },
  };
}

/** The judge's ballot after the event, where `before` is the one that it follows: nothing else matters to it. */
export function ballotAfter(before: Ballot | undefined, event: BallotEvent, at: number): Ballot {
  return {
    version: (before?.version ?? 0) + 1,
    marks: event.marks,
    ...saidBeside(event),
    castAt: at,
    earlier: before === undefined ? [] : [...before.earlier, castOf(before)],
  };
}

const NOTHING: Pick<Ballot, 'abstains' | 'comment' | 'paper'> = {};

/** What few ballots have: most of a start is the folding of ballots, and each spread of a part costs. */
function saidBeside({
  abstains,
  comment,
  paper,
}: Pick<Cast, 'abstains' | 'comment' | 'paper'>): Pick<Cast, 'abstains' | 'comment' | 'paper'> {
  if (abstains === undefined && comment === undefined && paper === undefined) return NOTHING;
  return {
    ...(abstains === undefined ? {} : { abstains }),
    ...(comment === undefined ? {} : { comment }),
    ...(paper === undefined ? {} : { paper }),
  };
}

/** Folds a ballot: a new one replaces the judge's earlier one and remembers it. */
export function evolveBallots(tour: Tour, event: BallotEvent, at: number): Tour {
  const ofItem = tour.ballots[event.itemId];
  const ballot = ballotAfter(ofItem?.[event.judgeId], event, at);
  return { ...tour, ballots: { ...tour.ballots, [event.itemId]: { ...ofItem, [event.judgeId]: ballot } } };
}

const castOf = (ballot: Ballot): Cast => ({
  marks: ballot.marks,
  ...saidBeside(ballot),
  castAt: ballot.castAt,
});

/** What stood just before an instant, or undefined where there was nothing yet. */
export function castBefore(ballot: Ballot, instantUnixMs: number): Cast | undefined {
  if (ballot.castAt < instantUnixMs) return ballot;
  return ballot.earlier.findLast((one) => one.castAt < instantUnixMs);
}
