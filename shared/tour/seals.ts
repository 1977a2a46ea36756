import { type Static, Type } from 'typebox';
import { type EventOf, exactly } from '../schema.ts';
import type { Context } from './actor.ts';
import { type Decision, happens, refuse } from './outcome.ts';
import type { Tour } from './state.ts';

/** A place in the log that everybody may know: the number of an event, and the hash that stands for all up to it. */
export interface LogPlace {
  readonly seq: number;
  /** Lower-case hex SHA-256. */
  readonly hash: string;
}

/** The seal of a day: whoever keeps it can tell later whether the log before it was cut off or changed. */
export interface Seal extends LogPlace {
  readonly day: number;
  /** When it was sealed, ms. */
  readonly at: number;
}

const day = Type.Integer({ minimum: 1, maximum: 60 });

/** Seals a day that has ended: publishes where the log ends. */
export const SealDay = exactly({ type: Type.Literal('sealDay'), day });
export type SealDay = Static<typeof SealDay>;

/** What the log keeps of seals. */
export const SEAL_EVENTS = {
  'day.sealed': exactly({
    type: Type.Literal('day.sealed'),
    day,
    seq: Type.Integer({ minimum: 1 }),
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  }),
} as const;
export type SealEvent = EventOf<typeof SEAL_EVENTS>;

/**
 * Decides {@link SealDay}. It seals the log as it was when the command was decided; a day may be sealed again, and the
 * newest seal is shown. Says nothing that can be computed back: retry keys make every event unguessable.
 */
export function decideSealDay(tour: Tour, command: SealDay, { logEnd }: Context): Decision<SealEvent> {
  const progress = tour.days[command.day];
  if (progress === undefined) return refuse('day.not-begun', { day: command.day });
  if (progress.endedAt === undefined) return refuse('seal.day-runs', { day: command.day });
  // Nothing has happened since it was sealed.
  if (logEnd === undefined || tour.seals[command.day]?.seq === logEnd.seq - 1) return happens();
  return happens({ type: 'day.sealed', day: command.day, seq: logEnd.seq, hash: logEnd.hash });
}

/** Folds a seal. */
export const evolveSeals = (tour: Tour, { day, seq, hash }: SealEvent, at: number): Tour => ({
  ...tour,
  seals: { ...tour.seals, [day]: { day, seq, hash, at } },
});
