import { type Static, Type } from 'typebox';
import { type EventOf, exactly } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens } from '../outcome.ts';
import type { Item } from '../setup/items.ts';
import type { Tour } from '../state.ts';

/** From when on a stop takes ballots: at any time, or once the convoy has arrived. Talks take them at any time. */
export const OPENINGS = ['any-time', 'on-arrival'] as const;
export type Opening = (typeof OPENINGS)[number];

/** Sets from when on stops take ballots. */
export const SetOpening = exactly({ type: Type.Literal('setOpening'), opening: Type.Enum(OPENINGS) });
export type SetOpening = Static<typeof SetOpening>;

/** What the log keeps of it. */
export const OPENING_EVENTS = {
  'opening.set': exactly({ type: Type.Literal('opening.set'), opening: Type.Enum(OPENINGS) }),
} as const;
export type OpeningEvent = EventOf<typeof OPENING_EVENTS>;

/** Decides {@link SetOpening}. Ballots that were cast before stay. */
export const decideSetOpening = (
  tour: Tour,
  { opening }: SetOpening,
  _context: Context,
): Decision<OpeningEvent> =>
  tour.opening === opening ? happens() : happens({ type: 'opening.set', opening });

/** Folds it. */
export const evolveOpening = (tour: Tour, { opening }: OpeningEvent): Tour => ({ ...tour, opening });

/** Whether an item takes ballots by now, locks aside. */
export function isOpened(
  { opening, stops }: Pick<Tour, 'opening' | 'stops'>,
  { id, kind }: Pick<Item, 'id' | 'kind'>,
): boolean {
  if (opening === 'any-time' || kind === 'talk') return true;
  const status = stops[id]?.status;
  return status === 'arrived' || status === 'left';
}
