import { type Static, Type } from 'typebox';
import { sameJson } from '../canonical.ts';
import { type EventOf, exactly, Id, plainText } from '../schema.ts';
import type { Context } from './actor.ts';
import { type Decision, happens, refuse } from './outcome.ts';
import type { Tour } from './state.ts';

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

/** Takes a judge off the panel; only as long as the judge has cast nothing. */
export const DismissJudge = exactly({ type: Type.Literal('dismissJudge'), judgeId: Id });
export type DismissJudge = Static<typeof DismissJudge>;

/**
 * A judge belongs to the panel, and to an area or none, from an instant (ms) on and until another. A term that is over
 * says the area; of the one that is not over, the judge does.
 */
interface Term {
  readonly from: number;
  readonly until?: number;
  readonly areaId?: string;
}

/** By judge: every term, oldest first. What an earlier instant expects of judges rests on the panel of that instant. */
export type Panel = Readonly<Record<string, readonly Term[]>>;

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
  if (hasCast) return refuse('judge.has-ballots', { judge: command.judgeId });
  return happens({ type: 'judge.dismissed', judgeId: command.judgeId });
}

/** Folds a judge's event. Who changes areas begins another term. */
export function evolveJudges(tour: Tour, event: JudgeEvent, at: number): Tour {
  const id = event.type === 'judge.appointed' ? event.judge.id : event.judgeId;
  const before = Object.hasOwn(tour.judges, id) ? tour.judges[id] : undefined;
  const terms = tour.panel[id] ?? [];
  const withTerms = (next: readonly Term[]): Panel => ({ ...tour.panel, [id]: next });
  if (event.type === 'judge.appointed') {
    const judges = { ...tour.judges, [id]: event.judge };
    if (before !== undefined && before.areaId === event.judge.areaId) return { ...tour, judges };
    return { ...tour, judges, panel: withTerms([...ended(terms, before, at), { from: at }]) };
  }
  if (before === undefined) return tour;
  const { [id]: _dismissed, ...judges } = tour.judges;
  return { ...tour, judges, panel: withTerms(ended(terms, before, at)) };
}

const ended = (terms: readonly Term[], judge: Judge | undefined, at: number): readonly Term[] =>
  terms.map((term) =>
    term.until === undefined
      ? { ...term, until: at, ...(judge?.areaId !== undefined && { areaId: judge.areaId }) }
      : term,
  );

/** The term that held just before an instant (ms; Infinity: that holds now); undefined for who was no judge then. */
const termBefore = (terms: readonly Term[] | undefined, instantUnixMs: number): Term | undefined =>
  terms?.find(({ from, until }) => from < instantUnixMs && (until === undefined || until >= instantUnixMs));

/** Whether somebody with these terms was a judge just before an instant (ms; Infinity: is one). */
export const isOnPanel = (terms: Panel[string] | undefined, instantUnixMs: number): boolean =>
  termBefore(terms, instantUnixMs) !== undefined;

/** Who was on the panel at an instant. */
export interface PanelThen {
  readonly size: number;
  /** Judges of an area, by it. */
  readonly ofArea: ReadonlyMap<string, readonly string[]>;
}

/** The panel as it was just before an instant (ms; Infinity: as it is). */
export function panelBefore(
  { judges, panel }: Pick<Tour, 'judges' | 'panel'>,
  instantUnixMs: number,
): PanelThen {
  const ofArea = new Map<string, string[]>();
  let size = 0;
  for (const [id, terms] of Object.entries(panel)) {
    const term = termBefore(terms, instantUnixMs);
    if (term === undefined) continue;
    size += 1;
    const areaId = term.until === undefined ? judges[id]?.areaId : term.areaId;
    if (areaId !== undefined) ofArea.set(areaId, [...(ofArea.get(areaId) ?? []), id]);
  }
  return { size, ofArea };
}
