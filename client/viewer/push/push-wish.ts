import type { Language } from '../../../shared/refusals.ts';

/** Where page and worker both find it. */
const CACHE = 'lalian-push';
const addressOf = (tourId: string): string => `/t/${encodeURIComponent(tourId)}?push-wish`;

/**
 * That the reader of this browser wants to be told of a tour, in which language: browsers lose subscriptions by
 * themselves, and a worker that has to subscribe again has no page to ask. Undefined where nobody does, or nothing is kept.
 */
export async function wishOf(tourId: string): Promise<Language | undefined> {
  try {
    const kept = await (await caches.open(CACHE)).match(addressOf(tourId));
    const said = await kept?.text();
    return said === 'zh' || said === 'en' ? said : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the wish, or forgets it. Where nothing can be kept, push works until the browser loses its subscription. */
export async function keepWish(tourId: string, language: Language | undefined): Promise<void> {
  try {
    const cache = await caches.open(CACHE);
    if (language === undefined) await cache.delete(addressOf(tourId));
    else await cache.put(addressOf(tourId), new Response(language));
  } catch {
    // Private windows.
  }
}
