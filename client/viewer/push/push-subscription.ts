import type { Language } from '../../../shared/refusals.ts';

/** What the page and its worker use of a registration's push manager. */
export type Pushes = Pick<PushManager, 'getSubscription' | 'subscribe'>;

/** What the server would not do, in its own words; not that it could not be asked. */
export class PushRefused extends Error {}

const addressOf = (tourId: string): string => `/live/${encodeURIComponent(tourId)}/push`;

/** Says something to the server. Throws, with {@link PushRefused} where it is the server's last word. */
async function tell(method: 'POST' | 'DELETE', tourId: string, body: object): Promise<void> {
  const answer = await fetch(addressOf(tourId), {
    ...{ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  });
  if (answer.ok) return;
  const { message } = (await answer.json()) as { message: string };
  const mayPass = answer.status === 429 || answer.status >= 500;
  throw mayPass ? new Error(message) : new PushRefused(message);
}

/** The server's key, by which a browser listens to it and to nobody else. Another store has another one. */
async function serverKey(tourId: string): Promise<string> {
  const answer = await fetch(`${addressOf(tourId)}.json`, { cache: 'no-store' });
  if (!answer.ok) throw new Error('');
  return ((await answer.json()) as { publicKey: string }).publicKey;
}

/** Whether a subscription listens by that key. A browser that does not say is taken at its word. */
function isByKey(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options?.applicationServerKey;
  if (!key) return true;
  const bytes = String.fromCharCode(...new Uint8Array(key));
  const text = btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return text === publicKey.replaceAll('=', '');
}

/** Ends a subscription: nothing reaches its reader from then on, whether the server hears of it or not. */
export async function end(subscription: PushSubscription, tourId: string): Promise<void> {
  await subscription.unsubscribe();
  // A server that does not hear of it learns it from the push service with the next moment.
  await tell('DELETE', tourId, { endpoint: subscription.endpoint }).catch(() => undefined);
}

/**
 * Sees to it that the browser listens by the key that the server has now, and that the server knows where. Throws where
 * one of them refuses or is not reached; a subscription that would never be told anything is ended then.
 */
export async function subscribeBy(pushes: Pushes, tourId: string, language: Language): Promise<void> {
  const publicKey = await serverKey(tourId);
  let known = await pushes.getSubscription();
  if (known !== null && !isByKey(known, publicKey)) {
    // A browser gives no second subscription beside one by another key.
    await end(known, tourId);
    known = null;
  }
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  const subscription = known ?? (await pushes.subscribe(options));
  const { endpoint, keys } = subscription.toJSON();
  try {
    await tell('POST', tourId, { endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth }, language });
  } catch (error) {
    // One that the server took before it may still have.
    if (known === null || error instanceof PushRefused) await subscription.unsubscribe();
    throw error;
  }
}
