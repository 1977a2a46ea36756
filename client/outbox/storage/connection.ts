import { type IDBPDatabase, openDB } from 'idb';

/** What a {@link Connection} opens: a database of the browser, its stores by the member that is their key. */
export interface Plan {
  readonly name: string;
  readonly stores: Readonly<Record<string, string>>;
}

/** An open that has not ended by then is given up: in Safari 14.1 the first one may hang for ever. */
const OPENS_WITHIN_MS = 5_000;
const ASKED_EVERY_MS = 100;

/** Rejects after some time. What comes of the promise later is nobody's. */
export async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DOMException('The storage does not answer', 'TimeoutError')),
      limitMs,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A connection to a database of the browser that may end at any time: iOS ends it behind a page in the background,
 * a newer version of the page asks for it, a person clears the site's data. Whoever asks again gets a new one.
 */
export class Connection {
  /** The database was made anew although there had been one: what was in it is gone. */
  onEmptied: () => void = () => undefined;
  /** The browser, or another page, has ended the connection: whether the database is still there nobody knows. */
  onEnded: () => void = () => undefined;
  readonly #plan: Plan;
  #db: IDBPDatabase | undefined;
  #opening: Promise<IDBPDatabase> | undefined;
  #hasOpened = false;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** The open database, where there is one: a page that goes has no time to wait. */
  get current(): IDBPDatabase | undefined {
    return this.#db;
  }

  /** Whether it could be opened at least once. */
  get hasOpened(): boolean {
    return this.#hasOpened;
  }

  /** The database, opened now where it is not open. Rejects where the browser does not open it. */
  open(): Promise<IDBPDatabase> {
    if (this.#db !== undefined) return Promise.resolve(this.#db);
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** Lets go of a connection that does not work; the next {@link open} makes another. */
  drop(): void {
    const db = this.#db;
    this.#db = undefined;
    try {
      db?.close();
    } catch {
      // It is closed already.
    }
  }

  async #open(): Promise<IDBPDatabase> {
    let isNew = false;
    let isGivenUp = false;
    const { name, stores } = this.#plan;
    const upgrade = (fresh: IDBPDatabase): void => {
      isNew = true;
      for (const [store, keyPath] of Object.entries(stores)) fresh.createObjectStore(store, { keyPath });
    };
    // Another page wants to change or delete it: whoever holds on keeps that one waiting for ever.
    const blocking = (): void => {
      this.drop();
      this.onEnded();
    };
    const terminated = (): void => {
      this.#db = undefined;
      this.onEnded();
    };
    // A newer page has made it newer: it has these stores, and perhaps more.
    const opened = openDB(name, 1, { upgrade, blocking, terminated }).catch((error: unknown) => {
      if ((error as { readonly name?: string } | null)?.name !== 'VersionError') throw error;
      return openDB(name, undefined, { blocking, terminated });
    });
    // One that comes too late is not left open: nobody would close it for a newer version of the page.
    opened.then((db) => isGivenUp && db.close()).catch(() => undefined);
    // Safari 14.1 goes on with an open that hangs as soon as it is asked which databases there are.
    const asking = setInterval(() => void indexedDB.databases?.().catch(() => undefined), ASKED_EVERY_MS);
    try {
      const db = await within(OPENS_WITHIN_MS, opened);
      this.#db = db;
      if (isNew && this.#hasOpened) this.onEmptied();
      this.#hasOpened = true;
      return db;
    } catch (error) {
      isGivenUp = true;
      throw error;
    } finally {
      clearInterval(asking);
    }
  }
}
