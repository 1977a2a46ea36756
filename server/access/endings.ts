import type { Store } from '../store/port.ts';

/*
 * How many times sessions of a tour were ended before their time, by whichever process. Who remembers sessions asks
 * for this one number once a second, instead of reading every session and its invite again.
 */

const endingsOf = (tour: string): string => `sessions-ended.${tour}`;

/** Says that sessions have ended; call it when that is stored, and before it is acknowledged. */
export async function noteEnding(store: Store, tour: string): Promise<void> {
  await store.addToCounter(endingsOf(tour), 1);
}

/** Another number than before where sessions have ended since. Throws StoreUnavailable. */
export const readEndings = (store: Store, tour: string): Promise<number> =>
  store.readCounter(endingsOf(tour));
