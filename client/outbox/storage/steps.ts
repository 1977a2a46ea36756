import type { IDBPDatabase } from 'idb';
import type { Ledger } from './ledger.ts';
import { type Row, Rows, type Tables } from './tables.ts';

/** What is done in one step. It may be run more than once, and changes nothing but the rows. */
export type Work<V, T> = (tables: Tables<V>) => Promise<T>;

/** What a step comes to, and the rows that it wrote. */
export interface Done<T> {
  readonly value: T;
  readonly written: Rows;
}

/** How a transaction is made. */
export interface Manner {
  readonly mode: 'readonly' | 'readwrite';
  /** On the disk before it counts as kept, should the battery end now. */
  readonly safe: boolean;
  /** All requests are made at once: a browser throws away what is not committed when the page goes. */
  readonly atOnce: boolean;
}

/** Makes a step in one transaction of the database, over which lies what the disk does not have. Rejects with the cause. */
export async function onDisk<V, T>(
  db: IDBPDatabase,
  names: readonly string[],
  work: Work<V, T>,
  { mode, safe, atOnce }: Manner,
  ledger: Ledger,
  step: number,
): Promise<Done<T>> {
  const transaction = db.transaction([...names], mode, safe ? { durability: 'strict' } : {});
  const ended: Promise<unknown> = transaction.done.then(
    () => undefined,
    (error: unknown) => error ?? new DOMException('The transaction was given up', 'AbortError'),
  );
  const written = new Rows();
  async function write(row: Row, request: () => Promise<unknown> | undefined): Promise<void> {
    if (!ledger.mayWrite(row)) return;
    written.set(row);
    await request();
  }
  const tables: Tables<V> = {
    async get(name, key) {
      const held = written.get(name, key) ?? ledger.unkept.get(name, key);
      if (held !== undefined) return held.value as V[typeof name];
      const value = await transaction.objectStore(name).get(key);
      ledger.learnOne(name, key, value);
      return value;
    },
    async all(name) {
      const values = await transaction.objectStore(name).getAll();
      ledger.learn(name, values);
      return ledger.over(name, values, written) as V[typeof name][];
    },
    put: (name, value) =>
      write({ name, key: ledger.keyOf(name, value), value, step }, () =>
        transaction.objectStore(name).put?.(value),
      ),
    delete: (name, key) =>
      write({ name, key, value: undefined, step }, () => transaction.objectStore(name).delete?.(key)),
  };
  try {
    const working = work(tables);
    // Safari has it since version 15; before, the transaction ends by itself a moment later.
    if (atOnce) transaction.commit?.();
    const value = await working;
    const failure = await ended;
    if (failure !== undefined) throw failure;
    return { value, written };
  } catch (error) {
    try {
      // Half a step must not stay: a request that throws does not end its transaction.
      transaction.abort();
    } catch {
      // It has ended already.
    }
    // A request says only that its transaction was given up; the transaction knows why.
    const isOfTransaction = (error as { readonly name?: string } | null)?.name === 'AbortError';
    throw isOfTransaction ? ((await ended) ?? error) : error;
  }
}

/** Makes a step without the disk: what it writes is held until the disk takes it. Throws where only the disk can tell. */
export async function inMemory<V, T>(
  work: Work<V, T>,
  ledger: Ledger,
  step: number,
  hasDisk: boolean,
): Promise<T> {
  const written = new Rows();
  const write = async (row: Row): Promise<void> => {
    if (ledger.mayWrite(row)) written.set(row);
  };
  const value = await work({
    async get(name, key) {
      const row = written.get(name, key) ?? ledger.find(name, key);
      if (row === undefined && hasDisk && ledger.isOnlyOnDisk(name))
        throw new DOMException('The storage cannot be read now', 'InvalidStateError');
      return row?.value as V[typeof name] | undefined;
    },
    all: async (name) =>
      ledger.over(
        name,
        ledger.known.of(name).map((row) => row.value),
        written,
      ) as V[typeof name][],
    put: (name, one) => write({ name, key: ledger.keyOf(name, one), value: one, step }),
    delete: (name, key) => write({ name, key, value: undefined, step }),
  });
  for (const row of written) ledger.unkept.set(row);
  return value;
}
