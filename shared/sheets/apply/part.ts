import type { SheetFault } from '../faults/faults.ts';
import type { LeftOut } from '../recognise/left-out.ts';
import type { Line } from '../recognise/lines.ts';
import type { TableKind } from '../tables/column.ts';
import type { SeenLine } from './line-reader.ts';

/** One sheet as it was recognised, and where it stands among the others. */
export interface Part {
  readonly sheet: number;
  readonly name: string;
  readonly kind: TableKind;
  readonly lines: readonly Line[];
  readonly leftOut: readonly LeftOut[];
  readonly since1904: boolean;
  /** The heading of a field's column; empty where it has none. */
  readonly headingOf: (field: string) => string;
  /** What stands above the head, as a title. */
  readonly title: string;
}

/** What a part comes to: what there is afterwards, what was seen of its lines, and what is wrong with them. */
export interface Applied<T> {
  readonly all: readonly T[];
  /** Ids that the sheet names. */
  readonly told: ReadonlySet<string>;
  readonly seen: ReadonlyMap<number, readonly SeenLine[]>;
  readonly faults: readonly SheetFault[];
}

/** Whatever nobody said anything about. */
export const unchanged = <T>(all: readonly T[]): Applied<T> => ({
  all,
  told: new Set(),
  seen: new Map(),
  faults: [],
});

/** Those that are not to go. `dropped` holds `kind:id`. */
export const withoutDropped = <T extends { readonly id: string }>(
  all: readonly T[],
  kind: string,
  told: ReadonlySet<string>,
  dropped: readonly string[] = [],
): readonly T[] => {
  const keys = new Set(dropped);
  return all.filter(({ id }) => told.has(id) || !keys.has(`${kind}:${id}`));
};
