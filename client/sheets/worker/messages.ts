import type { Language } from '../../../shared/refusals.ts';
import type { Choices, SheetBase } from '../../../shared/sheets/apply/base.ts';
import type { Difference } from '../../../shared/sheets/apply/difference.ts';
import type { SheetValues } from '../../../shared/sheets/apply/plan.ts';
import type { LeftOutWhy } from '../../../shared/sheets/recognise/left-out.ts';
import type { TableKind } from '../../../shared/sheets/tables/column.ts';
import type { Unreadable } from '../reading/book.ts';
import type { Pasted } from '../reading/read-book.ts';

/** What a sheet is laid beside, and how. */
export interface Setting {
  readonly base: SheetBase;
  readonly kinds: readonly TableKind[];
  readonly choices: Choices;
  readonly language: Language;
}

/** What the page asks: a new source read, or the one that was read laid beside something else. */
export interface SheetAsk {
  readonly id: number;
  readonly source?: File | Pasted;
  readonly setting: Setting;
}

/** A cell to be looked at. */
export interface ShownCell {
  readonly text: string;
  readonly value?: string;
  readonly lent?: true;
  readonly wrong?: true;
}

/** A line to be looked at: a cell for each column that is read. */
export interface ShownLine {
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: readonly ShownCell[];
}

/** A column of a sheet. */
export interface ShownColumn {
  readonly column: number;
  readonly letters: string;
  readonly heading: string;
  readonly sample: string;
  /** Undefined where it is not read. */
  readonly field?: string;
}

/** A field that a column can be. */
export interface ShownField {
  readonly field: string;
  readonly name: string;
}

/** A sheet to be looked at. */
export interface ShownSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly kind: TableKind | undefined;
  readonly headRow: number;
  readonly firstRows: readonly { readonly number: number; readonly text: string }[];
  readonly columns: readonly ShownColumn[];
  readonly fields: readonly ShownField[];
  readonly lines: readonly ShownLine[];
  readonly leftOut: readonly { readonly row: number; readonly why: LeftOutWhy }[];
  readonly faults: number;
}

/** A fault in words, and where it is. */
export interface ShownFault {
  readonly isFault: boolean;
  readonly place: string;
  readonly text: string;
  readonly sheet?: number;
  readonly row?: number;
  readonly column?: number;
}

/** Everything that the page shows of sheets, and what they come to. */
export interface ShownPlan {
  readonly sheets: readonly ShownSheet[];
  readonly faults: readonly ShownFault[];
  readonly unknownAreas: readonly string[];
  readonly looksSwapped: boolean;
  readonly hasPlaces: boolean;
  readonly hasHidden: boolean;
  readonly differences: readonly Difference[];
  readonly values: SheetValues | undefined;
}

/** What the worker says to an ask. */
export type SheetSays =
  | { readonly id: number; readonly name: string; readonly macros: boolean; readonly plan: ShownPlan }
  | { readonly id: number; readonly why: Unreadable };
