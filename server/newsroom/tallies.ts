import type { Store } from '../store/port.ts';

/** What a process tells the others: whose counts it changed within the last minute. */
interface Announced {
  readonly names: readonly string[];
  readonly atMachineMs: number;
}

/** A changed count is announced for so long; who did not look for longer reads all he knows again. */
const ANNOUNCED_MS = 60_000;
/** A process that announced nothing for so long has nothing to tell any more. */
const GONE_MS = 600_000;
/** Counts that are written or read at a time: the rest waits, so that a crowd costs a bounded write a beat. */
const MOST_WRITTEN = 200;
const READ_AT_ONCE = 500;

/**
 * Counts of a tour over all processes, by name, in the store's counters. Each process keeps those that it
 * knows in memory and hears from the others which ones changed, so that a crowd's counts cost a few
 * operations a beat however many there are.
 */
export class Tallies {
  readonly #store: Store;
  readonly #tour: string;
  readonly #processId: string;
  readonly #known = new Map<string, number>();
  readonly #gathered = new Map<string, number>();
  readonly #recent = new Map<string, number>();
  readonly #heard = new Map<string, number>();
  #fresh = new Set<string>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(store: Store, tour: string, processId: string) {
    this.#store = store;
    this.#tour = tour;
    this.#processId = processId;
  }

  /** The count as this process knows it; 0 for one that it never heard of. */
  of(name: string): number {
    return this.#known.get(name) ?? 0;
  }

  /** Adds with the next beat. What was not written when the process is killed is lost. */
  add(name: string, by = 1): void {
    this.#gathered.set(name, (this.#gathered.get(name) ?? 0) + by);
  }

  /** Adds at once and durably; answers the new count. */
  async addNow(name: string, by: number): Promise<number> {
    const count = await this.#store.addToCounter(this.#counter(name), by);
    this.#known.set(name, count);
    this.#fresh.add(name);
    return count;
  }

  /** Reads counts from the store. */
  async load(names: readonly string[]): Promise<void> {
    for (let at = 0; at < names.length; at += READ_AT_ONCE) {
      const some = names.slice(at, at + READ_AT_ONCE);
      const counts = await Promise.all(some.map((name) => this.#store.readCounter(this.#counter(name))));
      for (const [index, name] of some.entries()) {
        const count = counts[index] ?? 0;
        if (count === this.of(name)) continue;
        this.#known.set(name, count);
        this.#fresh.add(name);
      }
    }
  }

  /**
   * Writes what was gathered, says what changed here and reads what changed elsewhere; answers the names
   * whose count is another one than at the last beat. The machine's clock is what processes have in common. Throws StoreUnavailable; what was gathered is kept.
   */
  async beat(steadyMs: number, machineMs: number): Promise<ReadonlySet<string>> {
    for (const [name, by] of [...this.#gathered].slice(0, MOST_WRITTEN)) {
      await this.addNow(name, by);
      const left = (this.#gathered.get(name) ?? 0) - by;
      if (left === 0) this.#gathered.delete(name);
      else this.#gathered.set(name, left);
    }
    await this.#announce(steadyMs, machineMs);
    await this.#listen(steadyMs, machineMs);
    const changed = this.#fresh;
    this.#fresh = new Set();
    return changed;
  }

  async #announce(steadyMs: number, machineMs: number): Promise<void> {
    for (const name of this.#fresh) this.#recent.set(name, steadyMs);
    for (const [name, at] of this.#recent) if (at < steadyMs - ANNOUNCED_MS) this.#recent.delete(name);
    if (this.#fresh.size === 0) return;
    const announced: Announced = { names: [...this.#recent.keys()], atMachineMs: machineMs };
    await this.#store.putRecord(this.#collection, this.#processId, JSON.stringify(announced));
  }

  async #listen(steadyMs: number, machineMs: number): Promise<void> {
    const records = await this.#store.listRecords(this.#collection);
    const names = new Set<string>();
    if (steadyMs - this.#lookedAt > ANNOUNCED_MS) for (const name of this.#known.keys()) names.add(name);
    for (const { key, version, body } of records) {
      const announced = JSON.parse(body) as Announced;
      if (Math.abs(machineMs - announced.atMachineMs) > GONE_MS) {
        await this.#store.deleteRecord(this.#collection, key);
        this.#heard.delete(key);
      } else if (key !== this.#processId && this.#heard.get(key) !== version) {
        for (const name of announced.names) names.add(name);
        this.#heard.set(key, version);
      }
    }
    await this.load([...names]);
    this.#lookedAt = steadyMs;
  }

  get #collection(): string {
    return `tallies.${this.#tour}`;
  }

  #counter(name: string): string {
    return `tally:${this.#tour}:${name}`;
  }
}
