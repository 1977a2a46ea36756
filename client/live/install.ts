import type { Language } from '../../shared/refusals.ts';
import { whereReached } from './reload.ts';

/** Pages that open without signal. */
export type OfflinePage = 'judge' | 'desk' | 'screen';

/** Whether the page can be opened without signal, and if not, why. */
export type Installed = 'yes' | 'no-worker' | 'wechat' | 'plain-http';

/** A screen has an address without a tour as well, which opens without signal too. */
const scopeOf = (page: OfflinePage): string => (page === 'screen' ? '/screen' : `/${page}/`);

/**
 * Installs what opens the page without signal, asks the browser to keep its data, and names the app; a page without a tour
 * is none. Nobody stands at a screen: there the browser is asked for nothing that it would ask in turn.
 */
export function install(page: OfflinePage, tourId: string, language: Language): Installed {
  if (tourId !== '') nameApp(page, tourId, language);
  if (!isSecureContext) return 'plain-http';
  const { userAgent } = navigator;
  if (!('serviceWorker' in navigator)) return /MicroMessenger/i.test(userAgent) ? 'wechat' : 'no-worker';
  navigator.serviceWorker
    .register(`/${page}-sw.js`, { scope: scopeOf(page), updateViaCache: 'none' })
    .catch(() => {
      // Without it the page works while it is open; the next visit tries again.
    });
  if (page === 'screen') addEventListener('beforeinstallprompt', (event) => event.preventDefault());
  else void navigator.storage?.persist?.().catch(() => false);
  return 'yes';
}

function nameApp(page: OfflinePage, tourId: string, language: Language): void {
  const query = language === 'en' ? '?lang=en' : '';
  const manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.href = `/${page}/${encodeURIComponent(tourId)}/app.webmanifest${query}`;
  document.head.append(manifest);
}

/** Whether this page is opened by its worker, so that loading it again needs no signal. */
export const opensByWorker = (page: OfflinePage): boolean =>
  'serviceWorker' in navigator &&
  navigator.serviceWorker.controller?.scriptURL === `${location.origin}/${page}-sw.js`;

/**
 * Takes a new build of a page onto the device; the open page stays as it is. True once loading it again opens the newest
 * build that there is, with signal or without; false where that could not be had now.
 */
export async function fetchedAhead(page: OfflinePage): Promise<boolean> {
  try {
    const registration = await navigator.serviceWorker.getRegistration(scopeOf(page));
    if (registration === undefined) return false;
    await registration.update();
    const coming = registration.installing ?? registration.waiting;
    return coming === null || (await isActivated(coming));
  } catch {
    // Without signal there is nothing to take over; the server's next word of a new build tries again.
    return false;
  }
}

/** False where it could not get all of its files, or a newer one came. */
const isActivated = (worker: ServiceWorker): Promise<boolean> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (worker.state === 'activated' || worker.state === 'redundant') resolve(worker.state === 'activated');
    };
    worker.addEventListener('statechange', look);
    look();
  });

/** Loads the page again; false where that does not suit any more. */
const loadAgain = (): boolean => {
  location.reload();
  return true;
};

/**
 * Takes over a new build of a page: first on the device, then on the page, so that a reload never needs signal. Without a
 * worker only where the network has it. False where it could not be had now, or `again` did not load it.
 */
export async function renewed(page: OfflinePage, again = loadAgain): Promise<boolean> {
  if (opensByWorker(page)) return (await fetchedAhead(page)) && again();
  let isLoaded = false;
  const go = (): void => {
    isLoaded = again();
  };
  return (await whereReached(location.href, go)) && isLoaded;
}
