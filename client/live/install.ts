import type { Language } from '../../shared/refusals.ts';
import { reloadIfReached } from './reload.ts';

/** Pages that open without signal. */
export type OfflinePage = 'judge' | 'desk';

/** Whether the page can be opened without signal, and if not, why. */
export type Installed = 'yes' | 'no-worker' | 'wechat' | 'plain-http';

/** Installs what opens the page without signal, asks the browser to keep its data, and names the app. */
export function install(page: OfflinePage, tourId: string, language: Language): Installed {
  const query = language === 'en' ? '?lang=en' : '';
  const manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.href = `/${page}/${encodeURIComponent(tourId)}/app.webmanifest${query}`;
  document.head.append(manifest);
  if (!isSecureContext) return 'plain-http';
  const { userAgent } = navigator;
  if (!('serviceWorker' in navigator)) return /MicroMessenger/i.test(userAgent) ? 'wechat' : 'no-worker';
  const worker = { address: `/${page}-sw.js`, scope: `/${page}/` };
  navigator.serviceWorker
    .register(worker.address, { scope: worker.scope, updateViaCache: 'none' })
    .catch(() => {
      // Without it the page works while it is open; the next visit tries again.
    });
  void navigator.storage?.persist?.().catch(() => false);
  return 'yes';
}

/**
 * Takes over a new build of a page: first on the phone, then on the page, so that a reload never needs signal.
 * Without a worker only where the network has it. False where it could not be had now.
 */
export async function renewed(page: OfflinePage): Promise<boolean> {
  if (!('serviceWorker' in navigator) || navigator.serviceWorker.controller === null)
    return reloadIfReached();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  try {
    const registration = await navigator.serviceWorker.getRegistration(`/${page}/`);
    if (registration === undefined) return false;
    await registration.update();
    return true;
  } catch {
    // Without signal there is nothing to take over; the server's next word of a new build tries again.
    return false;
  }
}
