import webPush from 'web-push';
import type { Store } from '../store/port.ts';

/** The server's own keys, by which push services know it (VAPID, RFC 8292); base64url. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const COLLECTION = 'push';
const KEY = 'vapid';

/** The keys: made when they are first asked for, the same for all processes of a store from then on. */
export async function pushKeys(store: Store): Promise<PushKeys> {
  const known = await store.getRecord(COLLECTION, KEY);
  if (known !== undefined) return JSON.parse(known.body) as PushKeys;
  // Of several processes that make keys at once one wins, and the others take its keys.
  await store.putRecord(COLLECTION, KEY, JSON.stringify(webPush.generateVAPIDKeys()), 0);
  return pushKeys(store);
}
