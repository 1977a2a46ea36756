import { type Static, Type } from 'typebox';
import { sameJson } from '../canonical.ts';
import { exactly, Id, plainText } from '../schema.ts';
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
});
export type AppointJudges = Static<typeof AppointJudges>;

/** Takes a judge off the panel; only as long as the judge has cast nothing. */
export const DismissJudge = exactly({ type: Type.Literal('dismissJudge'), judgeId: Id });
export type DismissJudge = Static<typeof DismissJudge>;

/** A judge belongs to the panel from an instant (ms) on and, once dismissed, until another. */
interface Term {
  readonly from: number;
  readonly until?: number;
}

/** By judge: every term, oldest first. The quorum of an earlier instant rests on the panel of that instant. */
export type Panel = Readonly<Record<string, readonly Term[]>>;

export type JudgeEvent =
  | { readonly type: 'judge.appointed'; readonly judge: Judge }
  | { readonly type: 'judge.dismissed'; readonly judgeId: string };

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

/** Folds a judge's event. */
export function evolveJudges(tour: Tour, event: JudgeEvent, at: number): Tour {
  if (event.type === 'judge.appointed') {
    const { id } = event.judge;
    const judges = { ...tour.judges, [id]: event.judge };
    if (Object.hasOwn(tour.judges, id)) return { ...tour, judges };
    return { ...tour, judges, panel: { ...tour.panel, [id]: [...(tour.panel[id] ?? []), { from: at }] } };
  }
  const { [event.judgeId]: dismissed, ...judges } = tour.judges;
  if (dismissed === undefined) return tour;
  const terms = tour.panel[event.judgeId] ?? [];
  const ended = terms.map((term) => (term.until === undefined ? { ...term, until: at } : term));
  return { ...tour, judges, panel: { ...tour.panel, [event.judgeId]: ended } };
}

/** How many judges there were just before an instant (ms; Infinity: how many there are). */
export const panelSizeBefore = (panel: Panel, instantUnixMs: number): number =>
  Object.values(panel).filter((terms) =>
    terms.some(({ from, until }) => from < instantUnixMs && (until === undefined || until >= instantUnixMs)),
  ).length;
