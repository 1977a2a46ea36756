import { waitMs } from '../waiting-times.ts';
import { Connection, type Plan, within } from './connection.ts';
import { isOfFiles } from './kept-bytes.ts';
import { Ledger } from './ledger.ts';
import { inMemory, type Manner, onDisk, type Work } from './steps.ts';
import { failureOf, type StorageState } from './storage-failure.ts';
import type { Row } from './tables.ts';

/** How a step is to be made. */
export interface StepOptions extends Partial<Manner> {
  /** Bytes that are written: large files take their time. */
  readonly bytes?: number;
  /** Rows that are written as a whole, by store and key. */
  readonly whole?: readonly (readonly [string, string])[];
  /** Where the browser refuses a file: makes it ready to be written as bytes by the same work. */
  readonly withoutFiles?: () => Promise<void>;
}

/** What came of a try on the disk. `again`: another connection may work. */
type Tried<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error?: unknown; readonly again: boolean };

/** Whoever has pressed a button waits no longer for a disk that does not answer. */
const ANSWERS_WITHIN_MS = 6_000;
/** Time for the other page to do what it wanted the database for. */
const OPENS_AGAIN_MS = 1_000;
const LEAST_BYTES_A_MS = 1_000;
const LONGEST_MS = 3_600_000;

/**
 * The device's own store, for what must not be lost; a step on it never fails because of the storage. What the disk
 * does not take is held in the page's memory, counts like everything else, and is written as soon as the disk takes
 * it. A connection that has ended is made anew. Only what lies on the disk alone, and cannot be read now, throws.
 */
export class Device<V> {
  /** The state has changed. */
  onState: () => void = () => undefined;
  readonly #connection: Connection | undefined;
  readonly #ledger: Ledger;
  readonly #stores: readonly string[];
  #steps = 0;
  #isDown = false;
  #cause: Exclude<StorageState, 'kept'> = 'failing';
  #said: StorageState = 'kept';
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSettling = false;
  #lastInMemory: Promise<unknown> = Promise.resolve();

  /** `large`: stores of large rows, which are read from the disk alone. `lasts: false`: in the page's memory only. */
  constructor(plan: Plan, large: readonly (keyof V & string)[], lasts = true) {
    this.#stores = Object.keys(plan.stores);
    this.#ledger = new Ledger(plan.stores, large);
    if (!lasts) return;
    this.#connection = new Connection(plan);
    this.#connection.onEnded = () => this.#openLater();
    this.#connection.onEmptied = () => {
      this.#ledger.lost();
      this.#tryLater();
    };
  }

  /** Whether the browser keeps anything beyond the page's life. */
  get lasting(): boolean {
    return this.#connection?.hasOpened === true;
  }

  get state(): StorageState {
    if (this.#connection === undefined) return 'kept';
    return this.#ledger.unkept.size > 0 || this.#isDown ? this.#cause : 'kept';
  }

  /** Opens the storage. Resolves where that fails, too. */
  async ready(): Promise<void> {
    await this.#connection?.open().catch((error: unknown) => this.#failed(error));
  }

  /** Reads and writes in one step, so that two tabs never undo each other. `work` may be run more than once. */
  async step<T>(
    names: readonly (keyof V & string)[],
    work: Work<V, T>,
    options: StepOptions = {},
  ): Promise<T> {
    this.#steps += 1;
    const step = this.#steps;
    for (const [name, key] of options.whole ?? []) this.#ledger.announce(name, key, step);
    let tried = await this.#try(names, work, options, step);
    if (!tried.ok && options.withoutFiles !== undefined && isOfFiles(tried.error)) {
      await options.withoutFiles();
      tried = await this.#try(names, work, options, step);
    }
    // A connection that has ended is no reason to do without the disk: the next one may work.
    if (!tried.ok && tried.again) tried = await this.#try(names, work, options, step);
    if (tried.ok) return tried.value;
    if (tried.error !== undefined) this.#failed(tried.error);
    // One after another: between reading and writing nobody else writes.
    const run = () => inMemory(work, this.#ledger, step, this.#connection !== undefined);
    const done = this.#lastInMemory.then(run);
    this.#lastInMemory = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      this.#say();
    }
  }

  /** Puts one row, whole: now, without waiting for others. */
  async put<N extends keyof V & string>(name: N, value: V[N]): Promise<void> {
    const whole = [[name, this.#ledger.keyOf(name, value)]] as const;
    await this.step([name], (tables) => tables.put(name, value), { atOnce: true, whole });
  }

  async delete(name: keyof V & string, key: string): Promise<void> {
    await this.step([name], (tables) => tables.delete(name, key), { whole: [[name, key]] });
  }

  /** Puts a row that nobody would miss: where the disk does not take it, it is let go. */
  async offer<N extends keyof V & string>(name: N, value: V[N]): Promise<void> {
    this.#steps += 1;
    await this.#try([name], (tables) => tables.put(name, value), {}, this.#steps);
  }

  /** Tries now to write what the disk did not take: there is hope that it does. */
  settle(): void {
    if (this.state === 'kept' || this.#isSettling) return;
    clearTimeout(this.#timer);
    this.#isSettling = true;
    this.#write()
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#isSettling = false;
        this.#say();
      });
  }

  async #write(): Promise<void> {
    const [store] = this.#stores as (keyof V & string)[];
    if (this.#ledger.unkept.size === 0 && store !== undefined) {
      const probe = await this.#try(
        [store],
        (tables) => tables.get(store, ''),
        { mode: 'readonly' },
        0,
        true,
      );
      if (!probe.ok && probe.error !== undefined) this.#failed(probe.error);
    }
    for (const row of [...this.#ledger.unkept]) {
      await this.#writeRow(row);
      if (this.#isDown) return;
    }
  }

  async #writeRow({ name: store, key, value, step }: Row): Promise<void> {
    const name = store as keyof V & string;
    const work: Work<V, void> = (tables) =>
      value === undefined ? tables.delete(name, key) : tables.put(name, value as V[typeof name]);
    const tried = await this.#try([name], work, { safe: true, bytes: Number.POSITIVE_INFINITY }, step, true);
    if (!tried.ok && tried.error !== undefined) this.#failed(tried.error);
  }

  async #try<T>(
    names: readonly (keyof V & string)[],
    work: Work<V, T>,
    { mode = 'readwrite', safe = false, atOnce = false, bytes = 0 }: StepOptions,
    step: number,
    probes = false,
  ): Promise<Tried<T>> {
    const connection = this.#connection;
    // While it is down nobody waits for it but who tries whether it is up again.
    if (connection === undefined || (this.#isDown && !probes)) return { ok: false, again: false };
    try {
      // Not even a moment is waited for a database that is open: the page may go.
      const db = connection.current ?? (await connection.open());
      const limitMs = ANSWERS_WITHIN_MS + Math.min(bytes / LEAST_BYTES_A_MS, LONGEST_MS);
      const done = onDisk(db, names, work, { mode, safe, atOnce }, this.#ledger, step);
      const { value, written } = await within(limitMs, done);
      for (const row of written) this.#ledger.kept(row);
      this.#failures = 0;
      this.#isDown = false;
      this.#say();
      return { ok: true, value };
    } catch (error) {
      // With nothing but this row is anything wrong.
      const isOfRow = failureOf(error) === 'full' || isOfFiles(error);
      if (isOfRow) this.#isDown = false;
      else connection.drop();
      // A disk that does not answer would be waited for twice.
      const isSilent = (error as { readonly name?: string } | null)?.name === 'TimeoutError';
      return { ok: false, error, again: !isOfRow && !isSilent };
    }
  }

  #failed(error: unknown): void {
    this.#cause = failureOf(error);
    if (this.#cause === 'failing' && !isOfFiles(error)) this.#isDown = true;
    this.#failures += 1;
    this.#tryLater();
    this.#say();
  }

  /** Looks soon whether the database is still there: what was in one that is gone is written anew. */
  #openLater(): void {
    setTimeout(() => {
      this.#connection?.open().catch((error: unknown) => this.#failed(error));
    }, OPENS_AGAIN_MS);
  }

  /** Tries the disk again after a while, each time a little later. */
  #tryLater(): void {
    if (this.#connection === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.settle(), waitMs(Math.max(1, this.#failures), 0));
  }

  #say(): void {
    if (this.state === this.#said) return;
    this.#said = this.state;
    this.onState();
  }
}
