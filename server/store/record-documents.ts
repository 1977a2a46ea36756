import type { Store, StoredRecord } from './port.ts';

/** A key of the server's own, which is kept as its bytes in base64url. */
const KEY_BYTES = /^[\w-]{43}$/;

/** Whether a record's body is a JSON document, or a key. */
export function isDocument(body: string): boolean {
  if (KEY_BYTES.test(body)) return true;
  try {
    return JSON.parse(body) !== null;
  } catch {
    return false;
  }
}

/**
 * The same store, that passes over records whose body nobody can read, as if they were not there, and tells of each
 * once: one of them must not keep everybody from everything else. Those of collections in `kept`, whose keys say enough,
 * are told and not left out.
 */
export function passingOverUnreadable(
  store: Store,
  kept: readonly string[],
  tell: (collection: string, key: string) => void,
): Store {
  const told = new Set<string>();
  const isReadable = (collection: string, { key, body }: StoredRecord): boolean => {
    if (isDocument(body)) return true;
    const name = `${collection}/${key}`;
    if (!told.has(name)) tell(collection, key);
    told.add(name);
    return kept.includes(collection);
  };
  return {
    ...store,
    async getRecord(collection, key) {
      const record = await store.getRecord(collection, key);
      return record && isReadable(collection, record) ? record : undefined;
    },
    async putRecord(collection, key, body, ifVersion) {
      const written = await store.putRecord(collection, key, body, ifVersion);
      if (written !== undefined || ifVersion !== 0) return written;
      // Who was told that there is none may write one in its place.
      const record = await store.getRecord(collection, key);
      return record === undefined || isReadable(collection, record)
        ? undefined
        : store.putRecord(collection, key, body, record.version);
    },
    async listRecords(collection) {
      return (await store.listRecords(collection)).filter((record) => isReadable(collection, record));
    },
  };
}
