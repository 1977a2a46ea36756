import type { Sheet } from '../../../shared/sheets/sheet.ts';

/** Why a file cannot be read at all; each has a sentence that says what to do. */
export type Unreadable =
  | 'empty'
  | 'old-excel'
  | 'binary-excel'
  | 'xml-2003'
  | 'open-document'
  | 'numbers'
  | 'word'
  | 'slides'
  | 'pdf'
  | 'picture'
  | 'archive'
  | 'password'
  | 'not-a-sheet'
  | 'damaged'
  | 'too-large'
  | 'too-many-rows'
  | 'bomb'
  | 'no-sheets'
  | 'not-opened';

/** What was read of a file or of what was pasted. */
export interface Book {
  /** The file's name without its ending; empty where it was pasted. */
  readonly name: string;
  readonly sheets: readonly Sheet[];
  /** It has macros: they are not even looked at. */
  readonly macros: boolean;
}

export type ReadBook =
  | { readonly ok: true; readonly book: Book }
  | { readonly ok: false; readonly why: Unreadable };

/** Thrown within this room where a file cannot be read; whoever asked gets a value. */
export class UnreadableFile extends Error {
  readonly why: Unreadable;

  constructor(why: Unreadable) {
    super(why);
    this.why = why;
  }
}
