import type { FinalResult, FinalRow } from '../../../../shared/tour/judging/final.ts';
import type { Prize } from '../../../../shared/tour/setup/setup.ts';

/** A place of a result with everybody who shares it. */
export interface OutcomePlace {
  readonly rank: number;
  readonly rows: readonly FinalRow[];
  readonly prize: Prize | undefined;
}

/** A result as the organiser looks at it before it is read out. */
export interface Outcome {
  /** Best first. */
  readonly places: readonly OutcomePlace[];
  /** Places that several areas share. */
  readonly ties: readonly OutcomePlace[];
  /** Prizes that nobody gets: there are fewer areas, or a tie before them used their places. */
  readonly unused: readonly Prize[];
  /** Prizes with fewer or more areas than they have places. */
  readonly uneven: readonly { readonly prize: Prize; readonly areas: number }[];
  readonly withoutPrize: number;
}

/** What a result means for prizes. */
export function outcomeOf({ rows, prizes }: Pick<FinalResult, 'rows' | 'prizes'>): Outcome {
  const places: OutcomePlace[] = [];
  for (const row of rows) {
    const last = places.at(-1);
    if (last?.rank === row.rank) places[places.length - 1] = { ...last, rows: [...last.rows, row] };
    else places.push({ rank: row.rank, rows: [row], prize: prizes.find(({ id }) => id === row.prizeId) });
  }
  const getting = (prize: Prize): number => rows.filter(({ prizeId }) => prizeId === prize.id).length;
  return {
    places,
    ties: places.filter((place) => place.rows.length > 1),
    unused: prizes.filter((prize) => getting(prize) === 0),
    uneven: prizes
      .map((prize) => ({ prize, areas: getting(prize) }))
      .filter(({ prize, areas }) => areas > 0 && areas !== prize.places),
    withoutPrize: rows.filter(({ prizeId }) => prizeId === undefined).length,
  };
}
