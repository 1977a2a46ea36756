import type { MapLines } from '../../../shared/protocol.ts';
import type { Remembered } from '../../live/remembered.ts';
import { Connection, within } from '../../outbox/storage/connection.ts';

/** What a screen showed last, and of which tour. */
export interface KeptHall extends Remembered {
  readonly tour: string;
  /** The map's lines, with the version of the set-up that they are of. */
  readonly lines?: { readonly version: number; readonly lines: MapLines };
}

const STORE = 'halls';
/** A screen shows one tour: what it showed of another one before is not kept. */
const KEY = 'last';
const ANSWERS_WITHIN_MS = 6_000;
const connection = new Connection({ name: 'lalian-screen', stores: { [STORE]: 'key' } });

/** Opens it before anything is to be put down: a page that goes has no time for that. */
export function openDisk(): void {
  connection.open().catch(() => connection.drop());
}

/** Puts down what is shown, in the place of whatever was kept. Where the browser keeps nothing, nothing happens. */
export async function putHall(hall: KeptHall): Promise<void> {
  try {
    // Not even a moment is waited for a database that is open: the page may go.
    const db = connection.current ?? (await connection.open());
    const transaction = db.transaction(STORE, 'readwrite');
    const put = transaction.store.put({ key: KEY, ...hall });
    // A browser throws away what is not committed when the page goes. Safari has it since version 15.
    transaction.commit?.();
    await within(ANSWERS_WITHIN_MS, Promise.all([put, transaction.done]));
  } catch {
    connection.drop();
  }
}

/** What is kept of a tour; undefined where that is another one's, or nothing. */
export async function keptHall(tour: string): Promise<KeptHall | undefined> {
  try {
    const db = await connection.open();
    const kept = (await within(ANSWERS_WITHIN_MS, db.get(STORE, KEY))) as KeptHall | undefined;
    return kept?.tour === tour ? kept : undefined;
  } catch {
    connection.drop();
    return undefined;
  }
}

/** Throws away what is kept, of whatever tour. */
export async function forgetHall(): Promise<void> {
  try {
    const db = await connection.open();
    await within(ANSWERS_WITHIN_MS, db.delete(STORE, KEY));
  } catch {
    connection.drop();
  }
}
