import type { Language } from '../../shared/refusals.ts';
import type { Choices, SheetBase, SheetChoice } from '../../shared/sheets/apply/base.ts';
import type { TableKind } from '../../shared/sheets/tables/column.ts';
import type { Unreadable } from './reading/book.ts';
import type { Pasted } from './reading/read-book.ts';
import type { SheetAsk, SheetSays, ShownPlan } from './worker/messages.ts';
import { startSheets } from './worker/sheet-start.ts';

/** What is known of a source: nothing, that it is being read, what was read, or why it was not. */
export type Reading =
  | { readonly kind: 'none' | 'reading' | 'failed' }
  | { readonly kind: 'unreadable'; readonly why: Unreadable }
  | { readonly kind: 'read'; readonly name: string; readonly macros: boolean; readonly plan: ShownPlan };

/** Sheets that somebody is importing: read in a worker, which is there from the first of them until the end. */
export class Importing {
  reading = $state.raw<Reading>({ kind: 'none' });
  choices = $state.raw<Choices>({});
  /** Whether an answer is awaited; what was read before stays in sight meanwhile. */
  isBusy = $state(false);
  readonly #kinds: readonly TableKind[];
  readonly #language: Language;
  #base: SheetBase;
  #worker: Worker | undefined;
  #asked = 0;

  constructor(base: SheetBase, kinds: readonly TableKind[], language: Language) {
    this.#base = base;
    this.#kinds = kinds;
    this.#language = language;
  }

  /** Reads a file, or what was pasted; what was chosen for the one before no longer holds. */
  read(source: File | Pasted): void {
    this.choices = {};
    if (this.reading.kind !== 'read') this.reading = { kind: 'reading' };
    this.#ask(source);
  }

  /** Chooses something about all sheets. */
  choose(choices: Partial<Choices>): void {
    this.choices = { ...this.choices, ...choices };
    this.#ask();
  }

  /** Chooses something about one sheet. What was said of its columns no longer holds for another kind or head. */
  chooseSheet(sheet: number, choice: SheetChoice): void {
    const before = this.choices.sheets?.[sheet] ?? {};
    const { fields: _fields, ...rest } = before;
    const next =
      choice.fields === undefined
        ? { ...rest, ...choice }
        : { ...before, fields: { ...before.fields, ...choice.fields } };
    this.choose({ sheets: { ...this.choices.sheets, [sheet]: next } });
  }

  /** Lays what was read beside a tour that has changed meanwhile. */
  beside(base: SheetBase): void {
    this.#base = base;
    if (this.reading.kind === 'read') this.#ask();
  }

  /** Forgets what was read. */
  clear(): void {
    this.#asked += 1;
    this.reading = { kind: 'none' };
    this.choices = {};
    this.isBusy = false;
  }

  /** Ends the worker. */
  end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #ask(source?: File | Pasted): void {
    this.#asked += 1;
    this.isBusy = true;
    const setting = { base: this.#base, kinds: this.#kinds, choices: this.choices, language: this.#language };
    const ask: SheetAsk = { id: this.#asked, setting, ...(source !== undefined && { source }) };
    this.#started().postMessage(ask);
  }

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = startSheets();
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<SheetSays>) => this.#take(data);
    // A worker that cannot be fetched, or runs out of memory, is started anew with the next source.
    worker.onerror = () => {
      this.end();
      [this.isBusy, this.reading] = [false, { kind: 'failed' }];
    };
    return worker;
  }

  #take(says: SheetSays): void {
    // An answer to what was asked before is old.
    if (says.id !== this.#asked) return;
    this.isBusy = false;
    this.reading =
      'why' in says
        ? { kind: 'unreadable', why: says.why }
        : { kind: 'read', name: says.name, macros: says.macros, plan: says.plan };
  }
}
