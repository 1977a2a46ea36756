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
  readonly touchPoints: number;
}): Exclude<PushState, 'on' | 'off' | 'denied'> | undefined {
  if (/MicroMessenger/i.test(browser.userAgent)) return 'wechat';
  if (!browser.secure) return 'insecure';
  if (browser.has) return undefined;
  // Safari on phones has it only in pages that were put on the home screen; on tablets it passes for a Mac's.
  const isTablet = browser.userAgent.includes('Macintosh') && browser.touchPoints > 1;
  return isTablet || /iPhone|iPad/.test(browser.userAgent) ? 'ios' : 'missing';
}

/** How it is now. */
export async function pushState(tourId: string): Promise<PushState> {
  const has = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  const { userAgent, maxTouchPoints: touchPoints } = navigator;
  const lacking = lackingIn({ userAgent, secure: isSecureContext, has, touchPoints });
  if (lacking !== undefined) return lacking;
  if (Notification.permission === 'denied') return 'denied';
  try {
    const registration = await navigator.serviceWorker.getRegistration(scopeOf(tourId));
    return (await registration?.pushManager.getSubscription()) ? 'on' : 'off';
  } catch {
    // Some private windows have the interface, and keep nothing.
    return 'missing';
  }
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

/** Unsubscribes this browser: nothing reaches its reader from then on, whether the server hears of it or not. */
export async function unsubscribe(tourId: string): Promise<PushState> {
  const registration = await navigator.serviceWorker.getRegistration(scopeOf(tourId));
  const subscription = await registration?.pushManager.getSubscription();
  if (subscription) {
    await subscription.unsubscribe();
    // A server that does not hear of it learns it from the push service with the next moment.
    await ask('DELETE', tourId, { endpoint: subscription.endpoint }).catch(() => undefined);
  }
  return 'off';
}
