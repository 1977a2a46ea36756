import type { Language } from '../../../shared/refusals.ts';
import { end, subscribeBy } from './push-subscription.ts';
import { keepWish, wishOf } from './push-wish.ts';

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

/** The registration of this tour's own: that of `/t/hubei` would answer for `/t/hubei-2` as well. */
async function registrationOf(tourId: string): Promise<ServiceWorkerRegistration | undefined> {
  const scope = scopeOf(tourId);
  const found = await navigator.serviceWorker.getRegistration(scope);
  return found?.scope === new URL(scope, location.href).href ? found : undefined;
}

/**
 * How it is now, and not what the browser remembers: the server's keys may be others since, the server may have
 * forgotten this browser, and browsers lose subscriptions. What can be put right is put right, without a question.
 */
export async function pushState(tourId: string, language: Language): Promise<PushState> {
  const has = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  const { userAgent, maxTouchPoints: touchPoints } = navigator;
  const lacking = lackingIn({ userAgent, secure: isSecureContext, has, touchPoints });
  if (lacking !== undefined) return lacking;
  if (Notification.permission !== 'granted') await keepWish(tourId, undefined);
  if (Notification.permission === 'denied') return 'denied';
  try {
    const pushes = (await registrationOf(tourId))?.pushManager;
    const subscription = await pushes?.getSubscription();
    if (Notification.permission !== 'granted') {
      // Allowed once, and taken back since.
      if (subscription) await end(subscription, tourId);
      return 'off';
    }
    const wish = await wishOf(tourId);
    if (pushes === undefined || !(subscription || wish)) return 'off';
    try {
      await subscribeBy(pushes, tourId, wish ?? language);
      await keepWish(tourId, wish ?? language);
      return 'on';
    } catch {
      // A server that is not reached says nothing against a subscription that is still there.
      return (await pushes.getSubscription()) ? 'on' : 'off';
    }
  } catch {
    // Some private windows have the interface, and keep nothing.
    return 'missing';
  }
}

/** Subscribes this browser; the browser asks its reader first. Throws where the browser or the server refuses. */
export async function subscribe(tourId: string, language: Language): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return pushState(tourId, language);
  const registration = await navigator.serviceWorker.register(WORKER, { scope: scopeOf(tourId) });
  await subscribeBy(registration.pushManager, tourId, language);
  await keepWish(tourId, language);
  return 'on';
}

/** Unsubscribes this browser: nothing reaches its reader from then on, whether the server hears of it or not. */
export async function unsubscribe(tourId: string): Promise<PushState> {
  await keepWish(tourId, undefined);
  const subscription = await (await registrationOf(tourId))?.pushManager.getSubscription();
  if (subscription) await end(subscription, tourId);
  return 'off';
}
