import { type Static, Type } from 'typebox';
import { type EventOf, exactly, Id } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import { itemsOf } from '../setup/items.ts';
import type { Tour } from '../state.ts';
import { isAsked } from './asked.ts';

/** The last time that a judge was asked for missing ballots, and for which items. */
export interface Reminder {
  readonly at: number;
  readonly itemIds: readonly string[];
}

/** Asks judges for the ballots that they have not cast for these items; who has cast them is not asked. */
export const RemindJudges = exactly({
  type: Type.Literal('remindJudges'),
  judgeIds: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
  itemIds: Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }),
});
export type RemindJudges = Static<typeof RemindJudges>;

/** What the log keeps of reminders. */
export const REMINDER_EVENTS = {
  'judge.reminded': exactly({
    type: Type.Literal('judge.reminded'),
    judgeId: Id,
    itemIds: Type.Array(Id, { minItems: 1, maxItems: 1000 }),
  }),
} as const;
export type ReminderEvent = EventOf<typeof REMINDER_EVENTS>;

/** Decides {@link RemindJudges}: one event a judge, with what that judge lacks; who came after it was over lacks nothing. */
export function decideRemindJudges(
  tour: Tour,
  command: RemindJudges,
  _context: Context,
): Decision<ReminderEvent> {
  const items = tour.setup === null ? undefined : itemsOf(tour.setup);
  const unknownItem = command.itemIds.find((id) => !items?.has(id));
  if (unknownItem !== undefined) return refuse('stop.unknown', { stop: unknownItem });
  const unknownJudge = command.judgeIds.find((id) => !Object.hasOwn(tour.judges, id));
  if (unknownJudge !== undefined) return refuse('judge.unknown', { judge: unknownJudge });
  return happens(
    ...command.judgeIds.flatMap((judgeId): ReminderEvent[] => {
      const itemIds = command.itemIds.filter((id) => {
        const item = items?.get(id);
        const isMissing = tour.ballots[id]?.[judgeId] === undefined;
        return isMissing && item !== undefined && isAsked(tour, judgeId, item);
      });
      return itemIds.length === 0 ? [] : [{ type: 'judge.reminded', judgeId, itemIds }];
    }),
  );
}

/** Folds a reminder: only the last one of each judge counts. */
export const evolveReminders = (tour: Tour, { judgeId, itemIds }: ReminderEvent, at: number): Tour => ({
  ...tour,
  reminders: { ...tour.reminders, [judgeId]: { at, itemIds } },
});
