/** What a sheet can hold. */
export type TableKind = 'areas' | 'stops' | 'judges' | 'rubrics' | 'routine';
export const TABLE_KINDS: readonly TableKind[] = ['areas', 'rubrics', 'stops', 'judges', 'routine'];

/** A column that a table may have. */
export interface Column<F extends string = string> {
  readonly field: F;
  /** Its heading in the template, and what people are told it is. */
  readonly zh: string;
  readonly en: string;
  /** What others call it: the whole heading, without space, brackets and what is in them, in lower case. */
  readonly names: readonly string[];
  /** What a heading has in it that is this column for want of a better one, and what it then may not have. */
  readonly has?: RegExp;
  readonly hasNot?: RegExp;
  readonly required?: true;
  /** An empty cell means what stands above it, as in cells that were one before they were copied. */
  readonly fillsDown?: true;
  /** Two columns that could be it are asked about. */
  readonly onlyOne?: true;
}

/** One kind of table: its columns in the order of the template. */
export interface Table<F extends string = string> {
  readonly kind: TableKind;
  readonly zh: string;
  readonly en: string;
  /** Names of sheets that such a table stands on. */
  readonly sheets: RegExp;
  /** What one of its headings has in it, unlike those of other tables. */
  readonly tells: RegExp;
  readonly columns: readonly Column<F>[];
  /** One of each group must be there, or the table is none of this kind. */
  readonly needs: readonly (readonly F[])[];
}
