import type { Language } from '../../shared/refusals.ts';

/** Whether this browser is told of key moments, or why it cannot be. */
export type PushState = 'on' | 'off' | 'denied' | 'wechat' | 'insecure' | 'ios' | 'missing';

const WORKER = '/push-sw.js';
/** Each tour has a subscription of its own: who wants one tour's moments need not have another's. */
const scopeOf = (tourId: string): string => `/t/${encodeURIComponent(tourId)}`;

/** Why push cannot work here, by what the browser has; undefined where it can. */
export function lackingIn(browser: {
  readonly userAgent: string;
  readonly secure: boolean;
  readonly has: boolean;
}): Exclude<PushState, 'on' | 'off' | 'denied'> | undefined {
  if (/MicroMessenger/i.test(browser.userAgent)) return 'wechat';
  if (!browser.secure) return 'insecure';
  if (browser.has) return undefined;
  // Safari on phones has it only in pages that were put on the home screen.
  return /iPhone|iPad/.test(browser.userAgent) ? 'ios' : 'missing';
}

/** How it is now. */
export async function pushState(tourId: string): Promise<PushState> {
  const has = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  const lacking = lackingIn({ userAgent: navigator.userAgent, secure: isSecureContext, has });
  if (lacking !== undefined) return lacking;
  if (Notification.permission === 'denied') return 'denied';
  const registration = await navigator.serviceWorker.getRegistration(scopeOf(tourId));
  return (await registration?.pushManager.getSubscription()) ? 'on' : 'off';
}

const addressOf = (tourId: string): string => `/live/${encodeURIComponent(tourId)}/push`;

async function ask(method: 'POST' | 'DELETE', tourId: string, body: object): Promise<void> {
  const answer = await fetch(addressOf(tourId), {
    ...{ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  });
  if (!answer.ok) throw new Error(((await answer.json()) as { message: string }).message);
}

/** Subscribes this browser; the browser asks its reader first. Throws where the browser or the server refuses. */
export async function subscribe(tourId: string, language: Language): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return pushState(tourId);
  const answer = await fetch(`${addressOf(tourId)}.json`);
  const { publicKey } = (await answer.json()) as { publicKey: string };
  const registration = await navigator.serviceWorker.register(WORKER, { scope: scopeOf(tourId) });
  const subscription = await registration.pushManager.subscribe({
    ...{ userVisibleOnly: true, applicationServerKey: publicKey },
  });
  const { endpoint, keys } = subscription.toJSON();
  try {
    await ask('POST', tourId, { endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth }, language });
  } catch (error) {
    // What the server does not know of would never be told anything: the switch must not say that it is on.
    await subscription.unsubscribe();
    throw error;
  }
  return 'on';
}

/** Unsubscribes this browser. */
export async function unsubscribe(tourId: string): Promise<PushState> {
  const registration = await navigator.serviceWorker.getRegistration(scopeOf(tourId));
  const subscription = await registration?.pushManager.getSubscription();
  if (subscription) {
    await ask('DELETE', tourId, { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  return 'off';
}
