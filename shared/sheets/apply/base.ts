import type { Judge } from '../../tour/judging/judges.ts';
import type { Rubric } from '../../tour/setup/rubric.ts';
import type { Area, Label, Stop, TourDay } from '../../tour/setup/setup.ts';
import type { Datum } from '../../track/datum.ts';
import type { Said } from '../recognise/layout.ts';
import type { TableKind } from '../tables/column.ts';

/** What a tour has already: sheets are laid beside it, and what they say changes it. */
export interface SheetBase {
  readonly days: readonly TourDay[];
  readonly areas: readonly Area[];
  readonly stops: readonly Stop[];
  readonly kinds: readonly Label[];
  readonly brands: readonly Label[];
  readonly rubrics: readonly Rubric[];
  readonly judges: readonly Judge[];
  /** Scores for routine work by area, as decimals. */
  readonly routine: Readonly<Record<string, string>>;
}

/** A tour that has nothing yet. */
export const EMPTY_BASE: SheetBase = {
  ...{ days: [], areas: [], stops: [], kinds: [], brands: [], rubrics: [], judges: [] },
  routine: {},
};

/** What somebody chose about one sheet. */
export interface SheetChoice extends Said {
  /** What it holds; null: it is not to be read. Undefined: what it seems to hold. */
  readonly kind?: TableKind | null;
}

/** What somebody chose about sheets. */
export interface Choices {
  /** By the sheet's place. */
  readonly sheets?: Readonly<Record<number, SheetChoice>>;
  readonly datum?: Datum;
  /** Latitude and longitude stand in each other's column. */
  readonly swapped?: boolean;
  /** Hidden rows are left out. */
  readonly withoutHidden?: boolean;
  /** Areas that nobody knows are made. */
  readonly addsAreas?: boolean;
  /** What the sheets do not have and is to go, each as `kind:id`. */
  readonly dropped?: readonly string[];
}
