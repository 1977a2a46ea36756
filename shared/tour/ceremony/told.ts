import { type Static, Type } from 'typebox';
import { type EventOf, exactly, plainText } from '../../schema.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens } from '../outcome.ts';
import type { Tour } from '../state.ts';
import { dueAt } from './ceremony.ts';
import { RevealedPlace, revealedAfter } from './reveal.ts';

/**
 * What everybody is told of a ceremony: that it runs, and the places revealed so far, last first. `opened`: the whole
 * result is everybody's.
 */
export const Told = exactly({
  state: Type.Enum(['running', 'ended', 'stopped', 'opened']),
  /** How many of the result's steps. */
  steps: Type.Integer({ minimum: 0, maximum: 2_000 }),
  revealed: Type.Array(RevealedPlace, { maxItems: 200 }),
  /** Why it was stopped. */
  reason: Type.Optional(plainText(400, 1)),
  /** What is revealed may leave the pages at once: in feeds, proposed posts and messages. */
  outside: Type.Optional(Type.Literal('step')),
});
export type Told = Static<typeof Told>;

/** What was told last, and when (ms). */
export interface ToldAt extends Told {
  readonly at: number;
  /** Since when (ms) everybody knows whose a place is, by its rank; a device may remember what had no such times yet. */
  readonly namedAt?: Readonly<Record<string, number>>;
}

/** Tells the public what is due; the server gives it by itself. */
export const TellCeremony = exactly({ type: Type.Literal('tellCeremony') });
export type TellCeremony = Static<typeof TellCeremony>;

/** What the log keeps of what everybody is told. */
export const TOLD_EVENTS = {
  'ceremony.told': exactly({ type: Type.Literal('ceremony.told'), told: Told }),
} as const;
export type ToldEvent = EventOf<typeof TOLD_EVENTS>;

/** The telling of a state with so many steps, and of none less than was told: nobody is shown a place and then not. */
export function telling(
  tour: Tour,
  { state, steps }: Pick<Told, 'steps'> & { readonly state: 'running' | 'ended' | 'opened' },
): readonly ToldEvent[] {
  const { final, ceremony, told } = tour;
  if (final === null) return [];
  // What was told of an earlier ceremony is nothing of this one.
  const ofThis = told !== null && told.at >= (ceremony?.begunAt ?? 0) ? told : undefined;
  const grain = ceremony?.grain ?? 'place';
  const now = Math.max(ofThis?.steps ?? 0, steps);
  if (ofThis?.state === state && ofThis.steps === now) return [];
  return [
    {
      type: 'ceremony.told',
      told: {
        ...{ state, steps: now, revealed: [...revealedAfter(final, grain, now)] },
        ...(tour.programme?.outside === 'step' && { outside: 'step' as const }),
      },
    },
  ];
}

/** Decides {@link TellCeremony}. */
export function decideTellCeremony(
  tour: Tour,
  _command: TellCeremony,
  { nowUnixMs }: Context,
): Decision<ToldEvent> {
  const due = tour.ceremony?.untold.filter((one) => dueAt(one) <= nowUnixMs).at(-1);
  return due === undefined ? happens() : happens(...telling(tour, due));
}

/** Which areas share a place, as one text; undefined where nobody is told. */
const whoseOf = (told: Told | null, rank: number): string | undefined =>
  told?.revealed
    .find((place) => place.rank === rank)
    ?.areas?.map(({ areaId }) => areaId)
    .join();

/** Since when each place is known: what was known before, and is the same, keeps its time. */
function namedAt(before: ToldAt | null, told: Told, at: number): Readonly<Record<string, number>> {
  return Object.fromEntries(
    told.revealed.flatMap(({ rank, areas }): [string, number][] => {
      if (areas === undefined) return [];
      const isKnown = whoseOf(before, rank) === whoseOf(told, rank);
      return [[String(rank), (isKnown ? before?.namedAt?.[rank] : undefined) ?? at]];
    }),
  );
}

/** Folds what everybody is told at an instant (ms): what was due until then is told. */
export function evolveTold(tour: Tour, { told }: ToldEvent, at: number): Tour {
  const next: Tour = { ...tour, told: { ...told, at, namedAt: namedAt(tour.told, told, at) } };
  if (tour.ceremony === null || tour.ceremony.untold.length === 0) return next;
  return {
    ...next,
    // Once all is everybody's, there is nothing left to tell.
    ceremony: {
      ...tour.ceremony,
      untold: told.state === 'opened' ? [] : tour.ceremony.untold.filter((one) => dueAt(one) > at),
    },
  };
}
