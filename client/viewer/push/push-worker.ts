import '../kept/offline-worker.ts';
import { type Pushes, subscribeBy } from './push-subscription.ts';
import { wishOf } from './push-wish.ts';

/*
 * Shows key moments that the server pushes, opens their posts, and subscribes again where the browser lost its
 * subscription.
 */

/** What the server says of a moment. */
interface Told {
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly tag: string;
  readonly lang: string;
}
/** The parts of a service worker's world that are used here; the page's own types do not know them. */
interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface PushedEvent extends WaitingEvent {
  readonly data: { json(): Told } | null;
}
interface ClickedEvent extends WaitingEvent {
  readonly notification: { close(): void; readonly data: { readonly url: string } };
}
interface OpenPage {
  readonly url: string;
  focus(): Promise<unknown>;
}
interface ChangedEvent extends WaitingEvent {
  readonly oldSubscription?: PushSubscription | null;
}
interface PushWorker {
  readonly registration: {
    readonly scope: string;
    readonly pushManager: Pushes;
    showNotification(title: string, options: object): Promise<void>;
  };
  readonly clients: {
    matchAll(of: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly OpenPage[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: 'push', listener: (event: PushedEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ClickedEvent) => void): void;
  addEventListener(type: 'pushsubscriptionchange', listener: (event: ChangedEvent) => void): void;
}

const pushes = self as unknown as PushWorker;

pushes.addEventListener('push', (event) => {
  if (event.data === null) return;
  const { title, body, url, tag, lang } = event.data.json();
  event.waitUntil(pushes.registration.showNotification(title, { body, tag, lang, data: { url } }));
});

pushes.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data;
  event.waitUntil(
    pushes.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((pages) => {
      // An open page no longer says in its address how its reader came.
      const bare = url.replace(/[?&]from=push$/, '');
      const open = pages.find((page) => page.url.split('#')[0] === bare);
      return open === undefined ? pushes.clients.openWindow(url) : open.focus();
    }),
  );
});

// The push service gave the browser another address, or none: without a page the worker is all that can say so.
pushes.addEventListener('pushsubscriptionchange', (event) => {
  const { scope, pushManager } = pushes.registration;
  const tourId = decodeURIComponent(/\/t\/([^/]+)$/.exec(scope)?.[1] ?? '');
  if (tourId === '') return;
  const renewed = async (): Promise<void> => {
    const wish = await wishOf(tourId);
    if (wish === undefined && !event.oldSubscription) return;
    // Where nobody answers, the page sees to it when it is next opened.
    await subscribeBy(pushManager, tourId, wish ?? 'zh').catch(() => undefined);
  };
  event.waitUntil(renewed());
});
