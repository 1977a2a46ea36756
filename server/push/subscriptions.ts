import { createHash } from 'node:crypto';
import type { Language } from '../../shared/refusals.ts';
import type { Store } from '../store/port.ts';

/** Somebody who wants to be told: where his browser listens, by which keys, in which language. */
export interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly language: Language;
  readonly sinceUnixMs: number;
}

/** A subscription with the key that it is kept under. */
export interface KeptSubscription extends Subscription {
  readonly key: string;
}

/** Most subscriptions of a tour. */
export const MOST_SUBSCRIPTIONS = 20_000;

const collectionOf = (tour: string): string => `push.${tour}`;
const keyOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('hex').slice(0, 32);

/** Keeps a subscription, or renews it; false where there are too many. */
export async function subscribe(store: Store, tour: string, subscription: Subscription): Promise<boolean> {
  const collection = collectionOf(tour);
  const key = keyOf(subscription.endpoint);
  const known = await store.getRecord(collection, key);
  if (known === undefined && (await store.readCounter(collection)) >= MOST_SUBSCRIPTIONS) return false;
  const version = await store.putRecord(collection, key, JSON.stringify(subscription));
  if (version === 1) await store.addToCounter(collection, 1);
  return true;
}

/** Forgets a subscription; nothing happens where there is none. */
export async function unsubscribe(store: Store, tour: string, endpoint: string): Promise<void> {
  if (await store.deleteRecord(collectionOf(tour), keyOf(endpoint)))
    await store.addToCounter(collectionOf(tour), -1);
}

/** Every subscription of a tour, ordered by key. */
export async function subscriptionsOf(store: Store, tour: string): Promise<readonly KeptSubscription[]> {
  const records = await store.listRecords(collectionOf(tour));
  return records.map(({ key, body }) => ({ key, ...(JSON.parse(body) as Subscription) }));
}
