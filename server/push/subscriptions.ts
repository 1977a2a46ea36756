import { createHash } from 'node:crypto';
import type { Language } from '../../shared/refusals.ts';
import type { Store } from '../store/port.ts';
import type { BrowserKeys } from './browser-keys.ts';

/** What became of a message. `gone`: nobody listens there any more. */
export type Outcome = 'told' | 'gone' | 'failed';

/** Somebody who wants to be told: where his browser listens, by which keys, in which language. */
export interface Subscription {
  readonly endpoint: string;
  readonly keys: BrowserKeys;
  readonly language: Language;
  readonly sinceUnixMs: number;
  /** How many pushes in a row have failed, the first of them when. */
  readonly failing?: { readonly times: number; readonly sinceUnixMs: number };
}

/** A subscription with the key that it is kept under, and which version of it this is. */
export interface KeptSubscription extends Subscription {
  readonly key: string;
  readonly version: number;
}

/** So many pushes in a row that failed, over so long, and nobody listens there: a service may be away for an hour. */
const MOST_FAILURES = 5;
const FAILING_MS = 2 * 3_600_000;
/** Most subscriptions of a tour. */
export const MOST_SUBSCRIPTIONS = 20_000;

/** Name of the collection of a tour's subscriptions. Never exported. */
export const subscriptionsIn = (tour: string): string => `push.${tour}`;
const keyOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('hex').slice(0, 32);

/** Keeps a subscription, or renews it; false where there are too many. */
export async function subscribe(store: Store, tour: string, subscription: Subscription): Promise<boolean> {
  const collection = subscriptionsIn(tour);
  const key = keyOf(subscription.endpoint);
  const known = await store.getRecord(collection, key);
  if (known === undefined && (await store.readCounter(collection)) >= MOST_SUBSCRIPTIONS) return false;
  const version = await store.putRecord(collection, key, JSON.stringify(subscription));
  if (version === 1) await store.addToCounter(collection, 1);
  return true;
}

/** Forgets a subscription; nothing happens where there is none. */
export async function unsubscribe(store: Store, tour: string, endpoint: string): Promise<void> {
  await forget(store, tour, keyOf(endpoint));
}

async function forget(store: Store, tour: string, key: string): Promise<void> {
  if (await store.deleteRecord(subscriptionsIn(tour), key))
    await store.addToCounter(subscriptionsIn(tour), -1);
}

/** Every subscription of a tour, ordered by key. */
export async function subscriptionsOf(store: Store, tour: string): Promise<readonly KeptSubscription[]> {
  const records = await store.listRecords(subscriptionsIn(tour));
  return records.map(({ key, version, body }) => ({ ...(JSON.parse(body) as Subscription), key, version }));
}

/**
 * Keeps what became of a push: who is gone is forgotten, and who could not be told for long as well. What its browser
 * has renewed meanwhile stays as it is.
 */
export async function noteOutcome(
  store: Store,
  tour: string,
  { key, version, ...known }: KeptSubscription,
  outcome: Outcome,
  machineUnixMs: number,
): Promise<void> {
  const { failing, ...sound } = known;
  if (outcome === 'told' && failing === undefined) return;
  const since = failing?.sinceUnixMs ?? machineUnixMs;
  const times = (failing?.times ?? 0) + 1;
  const isOver = times >= MOST_FAILURES && machineUnixMs - since >= FAILING_MS;
  if (outcome === 'gone' || (outcome === 'failed' && isOver)) {
    await forget(store, tour, key);
    return;
  }
  const now: Subscription = outcome === 'told' ? sound : { ...sound, failing: { times, sinceUnixMs: since } };
  await store.putRecord(subscriptionsIn(tour), key, JSON.stringify(now), version);
}
