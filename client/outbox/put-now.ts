import type { DBSchema, IDBPDatabase, StoreNames, StoreValue } from 'idb';

/**
 * Puts a value into a store, and says at once that this is all: a browser throws away what is not
 * committed when the page goes, and what was typed last with it.
 */
export async function putNow<S extends DBSchema, N extends StoreNames<S>>(
  db: IDBPDatabase<S>,
  name: N,
  value: StoreValue<S, N>,
): Promise<void> {
  const transaction = db.transaction(name, 'readwrite');
  const kept = transaction.store.put(value);
  transaction.commit();
  await Promise.all([kept, transaction.done]);
}
