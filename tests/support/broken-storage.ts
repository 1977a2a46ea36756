import type { Page } from 'playwright-core';

/** How the storage of a page is broken: as phones do it. */
export interface Breakage {
  /** `transaction` throws, as iOS makes it for a page that comes back from the background. */
  readonly how: 'closing' | 'full';
  /** How often; without it, until it is mended. */
  readonly times?: number;
  /** Only writes to these stores; without it, all. */
  readonly stores?: readonly string[];
}

/** Breaks the storage of an open page. `full`: every write is refused, as on a phone without room. */
export const breakStorage = (page: Page, breakage: Breakage): Promise<void> =>
  page.evaluate(({ how, times = Number.POSITIVE_INFINITY, stores }) => {
    let left = times;
    const hits = (name: string): boolean => {
      if (stores !== undefined && !stores.includes(name)) return false;
      left -= 1;
      return left >= 0;
    };
    const { transaction } = IDBDatabase.prototype;
    const { put } = IDBObjectStore.prototype;
    Object.assign(globalThis, {
      mendStorage: () => {
        IDBDatabase.prototype.transaction = transaction;
        IDBObjectStore.prototype.put = put;
      },
    });
    if (how === 'full')
      IDBObjectStore.prototype.put = function (...given) {
        if (hits(this.name)) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
        return put.apply(this, given);
      };
    else
      IDBDatabase.prototype.transaction = function (...given) {
        if (hits('')) throw new DOMException('The database connection is closing', 'InvalidStateError');
        return transaction.apply(this, given);
      };
  }, breakage);

/** Mends what {@link breakStorage} broke, and brings the page to the front again. */
export const mendStorage = (page: Page): Promise<void> =>
  page.evaluate(() => {
    (globalThis as unknown as { mendStorage: () => void }).mendStorage();
    document.dispatchEvent(new Event('visibilitychange'));
  });

/** What lies in a store of a database of the page, as JSON. */
export const stored = (page: Page, database: string, store: string): Promise<string> =>
  page.evaluate(
    async ([name = '', table = '']) => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      try {
        return await new Promise<string>((resolve) => {
          const request = db.transaction(table).objectStore(table).getAll();
          request.onsuccess = () => resolve(JSON.stringify(request.result));
        });
      } finally {
        db.close();
      }
    },
    [database, store],
  );
