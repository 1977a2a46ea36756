import type { OutboxDatabase } from '../../outbox/ballots/database.ts';
import type { NoteChange } from '../../outbox/ballots/problem-note.ts';
import { saysTheSame, type UnsavedNote, unsavedKey } from '../../outbox/ballots/unsaved-note.ts';
import { reread } from '../../outbox/reread.ts';
import { asBytes } from '../../outbox/storage/kept-bytes.ts';
import { shrunk } from './shrink.ts';

/** The most pictures of a problem. */
export const MOST_PICTURES = 9;

/** The problems that a judge is writing and has not saved: on the phone from the first key on. */
export class UnsavedNotes {
  all = $state.raw<ReadonlyMap<string, UnsavedNote>>(new Map());
  /** The items that have one. */
  readonly itemIds: ReadonlySet<string> = $derived(new Set([...this.all.values()].map((one) => one.itemId)));
  /** How many lots of pictures are being made ready: they belong to what is written, though they are not in it yet. */
  adding = $state(0);
  /** Keys of what is being saved just now: it is no longer written on, and saved once. */
  saving: ReadonlySet<string> = $state.raw(new Set());
  readonly #database: OutboxDatabase;
  readonly #startOf: (corrects: string | undefined) => NoteChange;
  /** How often what is written under a key has come to its end: what comes for it later is of nothing any more. */
  readonly #ends = new Map<string, number>();
  #tour = '';
  #judgeId = '';

  /** `startOf`: what somebody begins from who writes a new note or corrects one. */
  constructor(database: OutboxDatabase, startOf: (corrects: string | undefined) => NoteChange) {
    this.#database = database;
    this.#startOf = startOf;
  }

  /** Begins anew with those of a judge on a tour. */
  async sit(tour: string, judgeId: string): Promise<void> {
    [this.#tour, this.#judgeId] = [tour, judgeId];
    this.all = new Map();
    await this.read();
  }

  /** Reads what the phone keeps by now: another tab may have written more, or saved it. */
  async read(): Promise<void> {
    const before = this.all;
    const kept = await this.#database.unsavedNotes(this.#tour, this.#judgeId);
    this.all = reread(new Map(kept.map((one) => [one.key, one])), before, this.all);
  }

  key(itemId: string, corrects?: string): string {
    return unsavedKey(this.#tour, this.#judgeId, itemId, corrects);
  }

  /** What is being written of an item, or to correct a note; undefined where nothing is. */
  of(itemId: string, corrects?: string): UnsavedNote | undefined {
    return this.all.get(this.key(itemId, corrects));
  }

  /** Those of an item, in the order in which they were begun. */
  ofItem(itemId: string): readonly UnsavedNote[] {
    return [...this.all.values()].filter((one) => one.itemId === itemId);
  }

  /** What is written of it, or else what it begins from. */
  content(itemId: string, corrects?: string): NoteChange {
    return this.of(itemId, corrects) ?? this.#startOf(corrects);
  }

  /** Changes what is written, and keeps it. What says no more than it began from is no longer unsaved. */
  write(itemId: string, corrects: string | undefined, change: Partial<NoteChange>): void {
    const [key, tour, judgeId] = [this.key(itemId, corrects), this.#tour, this.#judgeId];
    if (this.saving.has(key)) return;
    const before = this.all.get(key);
    const { kind, severity, text, pictures } = { ...this.content(itemId, corrects), ...change };
    const place = { key, tour, judgeId, itemId, ...(corrects !== undefined && { corrects }) };
    const note: UnsavedNote = { ...place, kind, severity, text, pictures };
    if (saysTheSame(note, this.#startOf(corrects))) {
      this.#remove(key);
      void this.#database.forgetUnsaved(key);
      return;
    }
    this.all = new Map(this.all).set(key, note);
    void this.#database.keepUnsaved(note, before?.pictures !== pictures);
  }

  /** Puts pictures in, each as soon as it is ready, whether its form is still open or not. */
  async add(itemId: string, corrects: string | undefined, files: readonly File[]): Promise<void> {
    const key = this.key(itemId, corrects);
    const ends = this.#ends.get(key);
    this.adding += 1;
    try {
      for (const file of files) {
        const blob = await asBytes(await shrunk(file));
        const { pictures } = this.content(itemId, corrects);
        const isOver = this.#ends.get(key) !== ends || this.key(itemId, corrects) !== key;
        if (isOver || pictures.length >= MOST_PICTURES) return;
        this.write(itemId, corrects, { pictures: [...pictures, { blob }] });
      }
    } finally {
      this.adding -= 1;
    }
  }

  /** Saves what is written under a key, once, however often it is asked for meanwhile. */
  async save(key: string, how: () => Promise<void>): Promise<void> {
    if (this.saving.has(key)) return;
    this.saving = new Set([...this.saving, key]);
    try {
      await how();
    } finally {
      this.saving = new Set([...this.saving].filter((one) => one !== key));
    }
  }

  /** The judge has thrown it away. */
  discard(key: string): void {
    this.saved(key);
    void this.#database.forgetUnsaved(key);
  }

  /** It was saved, and the phone has no more of it as something unsaved. */
  saved(key: string): void {
    this.#ends.set(key, (this.#ends.get(key) ?? 0) + 1);
    this.#remove(key);
  }

  #remove(key: string): void {
    this.all = new Map([...this.all].filter(([one]) => one !== key));
  }
}
