import { overlaid, type Row, Rows } from './tables.ts';

/** What a page knows of the rows of its database: what the disk has, and what it does not have yet. */
export class Ledger {
  /** What the disk does not have yet. */
  readonly unkept = new Rows();
  /** What the disk has, or is said to have. */
  readonly known = new Rows();
  readonly #keys: Readonly<Record<string, string>>;
  readonly #large: readonly string[];
  readonly #newest = new Map<string, number>();

  /** `keys`: stores, each with the member that is its key. `large`: stores whose rows are not held once the disk has them. */
  constructor(keys: Readonly<Record<string, string>>, large: readonly string[]) {
    this.#keys = keys;
    this.#large = large;
  }

  keyOf(name: string, value: unknown): string {
    return String((value as Readonly<Record<string, unknown>>)[this.#keys[name] ?? 'key']);
  }

  /** A step writes this row as a whole: older steps that come late leave it alone. */
  announce(name: string, key: string, step: number): void {
    this.#newest.set(Rows.id(name, key), step);
  }

  mayWrite({ name, key, step }: Row): boolean {
    return step >= (this.#newest.get(Rows.id(name, key)) ?? 0);
  }

  /** The row as it stands without the disk. */
  find(name: string, key: string): Row | undefined {
    return this.unkept.get(name, key) ?? this.known.get(name, key);
  }

  /** Whether only the disk can tell: a row that is not here may well be there. */
  isOnlyOnDisk(name: string): boolean {
    return this.#large.includes(name);
  }

  /** Rows as the disk has them, with those over them that it does not have. */
  over(name: string, values: readonly unknown[], written: Rows): unknown[] {
    return overlaid((value) => this.keyOf(name, value), values, [
      ...this.unkept.of(name),
      ...written.of(name),
    ]);
  }

  /** The disk has been read: these are all rows of a store. */
  learn(name: string, values: readonly unknown[]): void {
    if (this.isOnlyOnDisk(name)) return;
    for (const row of this.known.of(name)) this.known.delete(name, row.key);
    for (const value of values) this.known.set({ name, key: this.keyOf(name, value), value, step: 0 });
  }

  /** The disk has been read: this is one row of a store, undefined where there is none. */
  learnOne(name: string, key: string, value: unknown): void {
    if (value === undefined || this.isOnlyOnDisk(name)) this.known.delete(name, key);
    else this.known.set({ name, key, value, step: 0 });
  }

  /** A row is on the disk now. */
  kept(row: Row): void {
    const waiting = this.unkept.get(row.name, row.key);
    if (waiting !== undefined && waiting.step <= row.step) this.unkept.delete(row.name, row.key);
    this.learnOne(row.name, row.key, row.value);
  }

  /** The disk has nothing any more: everything that is known is to be written again. */
  lost(): void {
    for (const row of this.known) {
      if (this.unkept.get(row.name, row.key) !== undefined) continue;
      // As if it were written now: what was announced before has long been on the disk that is gone.
      const step = Math.max(row.step, this.#newest.get(Rows.id(row.name, row.key)) ?? 0);
      this.unkept.set({ ...row, step });
    }
  }
}
