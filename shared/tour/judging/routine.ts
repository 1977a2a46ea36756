import { type Static, Type } from 'typebox';
import { Decimal, type EventOf, exactly, Id, plainText } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { valueBefore } from '../dated.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';

/** Enters areas' scores for routine work; `null` takes one back. All or none of them are taken. */
export const ScoreRoutine = exactly({
  type: Type.Literal('scoreRoutine'),
  scores: Type.Array(exactly({ areaId: Id, score: Type.Union([Decimal, Type.Null()]) }), {
    minItems: 1,
    maxItems: 200,
  }),
  /** Why; must be there where it corrects what stands, once there are ballots. */
  reason: Type.Optional(plainText(400, 1)),
});
export type ScoreRoutine = Static<typeof ScoreRoutine>;

/** What the log keeps of routine work. */
export const ROUTINE_EVENTS = {
  'routine.scored': exactly({
    type: Type.Literal('routine.scored'),
    areaId: Id,
    score: Type.Union([Decimal, Type.Null()]),
    reason: Type.Optional(plainText(400, 1)),
  }),
} as const;
export type RoutineEvent = EventOf<typeof ROUTINE_EVENTS>;

/** Decides {@link ScoreRoutine}; nothing happens where a score stands already. */
export function decideScoreRoutine(
  tour: Tour,
  command: ScoreRoutine,
  _context: Context,
): Decision<RoutineEvent> {
  const seen = new Set<string>();
  for (const { areaId } of command.scores) {
    if (!tour.setup?.areas.some((area) => area.id === areaId))
      return refuse('area.unknown', { area: areaId });
    if (seen.has(areaId)) return refuse('setup.duplicate', { list: 'scores', id: areaId });
    seen.add(areaId);
  }
  const now = (areaId: string) => valueBefore(tour.routine[areaId], Number.POSITIVE_INFINITY) ?? null;
  const changed = command.scores.filter(({ areaId, score }) => now(areaId) !== score);
  const why = command.reason === undefined ? {} : { reason: command.reason };
  return happens(...changed.map((one): RoutineEvent => ({ type: 'routine.scored', ...one, ...why })));
}

/** Folds a routine-work score. */
export const evolveRoutine = (tour: Tour, { areaId, score }: RoutineEvent, at: number): Tour => ({
  ...tour,
  routine: { ...tour.routine, [areaId]: [...(tour.routine[areaId] ?? []), { at, value: score }] },
});
