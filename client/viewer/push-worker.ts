/*
 * Shows key moments that the server pushes, and opens their posts. It keeps nothing and answers no request: the
 * page goes on as if it were not there.
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
interface PushWorker {
  readonly registration: { showNotification(title: string, options: object): Promise<void> };
  readonly clients: {
    matchAll(of: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly OpenPage[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: 'push', listener: (event: PushedEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ClickedEvent) => void): void;
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
