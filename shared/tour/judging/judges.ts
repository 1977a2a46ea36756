import { type Static, Type } from 'typebox';
import { sameJson } from '../../canonical.ts';
import { type EventOf, exactly, Id, plainText } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';
import type { Panel, Term } from './panel.ts';

/** Somebody who scores. `areaId` where the judge belongs to an area that competes. */
export const Judge = exactly({
  id: Id,
  name: plainText(80, 1),
  post: Type.Optional(plainText(120)),
  areaId: Type.Optional(Id),
});
export type Judge = Static<typeof Judge>;

/** Appoints judges, or changes what is known of them. */
export const AppointJudges = exactly({
  type: Type.Literal('appointJudges'),
  judges: Type.Array(Judge, { minItems: 1, maxItems: 500 }),
  /** Done also where items fall below their quorum by it and lose their score; else that is refused. */
  acceptsLostScores: Type.Optional(Type.Boolean()),
});
export type AppointJudges = Static<typeof AppointJudges>;

/**
 * Takes a judge off the panel. Who has cast ballots leaves them behind: they go on counting, and nobody awaits more.
 */
export const DismissJudge = exactly({
  type: Type.Literal('dismissJudge'),
  judgeId: Id,
  /** Done also where the judge has cast ballots; else that is refused, for it may be a slip. */
  leavesBallots: Type.Optional(Type.Boolean()),
});
export type DismissJudge = Static<typeof DismissJudge>;

/** What the log keeps of the panel. */
export const JUDGE_EVENTS = {
  'judge.appointed': exactly({ type: Type.Literal('judge.appointed'), judge: Judge }),
  'judge.dismissed': exactly({ type: Type.Literal('judge.dismissed'), judgeId: Id }),
} as const;
export type JudgeEvent = EventOf<typeof JUDGE_EVENTS>;

/** Decides {@link AppointJudges}: one event a judge, so that no judge learns of another. */
export function decideAppointJudges(
  tour: Tour,
  command: AppointJudges,
  _context: Context,
): Decision<JudgeEvent> {
  const seen = new Set<string>();
  for (const judge of command.judges) {
    if (seen.has(judge.id)) return refuse('setup.duplicate', { list: 'judges', id: judge.id });
    seen.add(judge.id);
    if (judge.areaId !== undefined && !tour.setup?.areas.some((area) => area.id === judge.areaId)) {
      return refuse('area.unknown', { area: judge.areaId });
    }
  }
  const changed = command.judges.filter((judge) => !sameJson(tour.judges[judge.id], judge));
  return happens(...changed.map((judge): JudgeEvent => ({ type: 'judge.appointed', judge })));
}

/** Decides {@link DismissJudge}. */
export function decideDismissJudge(
  tour: Tour,
  command: DismissJudge,
  _context: Context,
): Decision<JudgeEvent> {
  if (!Object.hasOwn(tour.judges, command.judgeId))
    return refuse('judge.unknown', { judge: command.judgeId });
  const hasCast = Object.values(tour.ballots).some((ballots) => Object.hasOwn(ballots, command.judgeId));
  if (hasCast && command.leavesBallots !== true)
    return refuse('judge.has-ballots', { judge: command.judgeId });
  return happens({ type: 'judge.dismissed', judgeId: command.judgeId });
}

/** Folds a judge's event. Who changes areas begins another term; who is dismissed is remembered. */
export function evolveJudges(tour: Tour, event: JudgeEvent, at: number): Tour {
  const id = event.type === 'judge.appointed' ? event.judge.id : event.judgeId;
  const before = Object.hasOwn(tour.judges, id) ? tour.judges[id] : undefined;
  const terms = tour.panel[id] ?? [];
  const withTerms = (next: readonly Term[]): Panel => ({ ...tour.panel, [id]: next });
  if (event.type === 'judge.appointed') {
    const judges = { ...tour.judges, [id]: event.judge };
    const { [id]: _back, ...formerJudges } = tour.formerJudges;
    if (before !== undefined && before.areaId === event.judge.areaId) return { ...tour, judges };
    return { ...tour, judges, formerJudges, panel: withTerms([...ended(terms, before, at), { from: at }]) };
  }
  if (before === undefined) return tour;
  const { [id]: _dismissed, ...judges } = tour.judges;
  return {
    ...{ ...tour, judges, panel: withTerms(ended(terms, before, at)) },
    formerJudges: { ...tour.formerJudges, [id]: before },
  };
}

const ended = (terms: readonly Term[], judge: Judge | undefined, at: number): readonly Term[] =>
  terms.map((term) =>
    term.until === undefined
      ? { ...term, until: at, ...(judge?.areaId !== undefined && { areaId: judge.areaId }) }
      : term,
  );
