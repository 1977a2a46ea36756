/** Something newer than the floor that may be used all the same. */
export interface Allowed {
  /** In the words of the findings, or a pattern for several. */
  readonly what: string | RegExp;
  /** The kind of file in which it may be. */
  readonly where: Place;
  /** What an older browser does instead. */
  readonly because: string;
}

/**
 * `page`: scripts that bring the functions of `client/floor` along; `alone`: those that do not, as workers that keep
 * files and the embed's loader, which runs on other people's pages; `document`: what stands inside of documents.
 */
export type Place = 'page' | 'alone' | 'style' | 'document';

const page = (what: string | RegExp, because: string): Allowed => ({ what, where: 'page', because });
const style = (what: string | RegExp, because: string): Allowed => ({ what, where: 'style', because });

const PUSH = 'lackingIn (client/viewer/push/push.ts) asks for service workers, push and notifications before';
const CHANGED = 'after pushsubscriptionchange, which only a browser with push knows';

/** Each is asked for before it is used, or changes nothing where it is missing. */
export const ALLOWED: readonly Allowed[] = [
  page('.showModal()', 'client/floor/dialog.ts teaches it before the page can open a dialog'),
  page('Notification', PUSH),
  page('.pushManager', PUSH),
  page('.getSubscription()', PUSH),
  page('.unsubscribe()', PUSH),
  { what: '.showNotification()', where: 'alone', because: 'only a browser that was subscribed is pushed to' },
  { what: '.getSubscription()', where: 'alone', because: CHANGED },
  { what: '.unsubscribe()', where: 'alone', because: CHANGED },
  page('navigator.share', "ShareDialog.svelte shows its button only where 'share' is in navigator"),
  page(
    'Intl.Segmenter',
    'asked for before (client/screen/stage/phrases.ts): else lines break anywhere between characters',
  ),
  page(
    'navigator.storage',
    'read through ?. (client/live/install.ts): what is kept may then be cleared sooner',
  ),
  page(
    'requestIdleCallback',
    'asked for before (client/organiser/places/fetching.ts): else a moment is waited for',
  ),
  page(
    'navigator.connection',
    'read through ?. (client/organiser/places/fetching.ts): else nobody asked for less',
  ),
  page(
    'event beforeinstallprompt',
    'told by the browsers that would offer a wall to be installed, and by no other',
  ),
  page(
    'indexedDB.databases',
    'called through ?. (client/outbox/storage/connection.ts): only Safari 14, which has it, needs to be asked',
  ),
  page('createImageBitmap', 'in a try (client/floor/upright.ts): an image element opens the picture instead'),
  page(
    /^(WebTransport|TransformStream)$/,
    'of a transport of Socket.IO that is never asked for (client/live/socket.ts): the line is a WebSocket',
  ),
  page(
    'navigator.wakeLock',
    'called through ?. (client/ui/awake.ts): the screen then follows its own settings',
  ),
  page(
    '.inert',
    'set by the transitions of Svelte on what leaves: an older browser lets it be pressed until it is gone',
  ),
  page('.isError()', 'a method of the gallery’s own slides, not of Error'),
  page('.resize()', 'a method of the gallery’s own slides, not of ArrayBuffer'),

  style(/^::-moz-(progress-bar|range-(thumb|track))$/, 'of Firefox alone, in rules of their own'),
  style('::backdrop', 'where dialogs are taught (client/floor/dialog.css) they stand on an element instead'),
  style(':focus-visible', 'Safari before 15.4 shows its own ring at :focus'),
  style('@media (scripting)', 'keeps the place of what comes with the scripts: without it that moves once'),
  style('accent-color', 'boxes keep the browser’s own colour'),
  style('color-scheme', 'bars and fields keep the browser’s own light look'),
  style('contain', 'only saves the browser work'),
  style('field-sizing', 'a field of several lines keeps its first height and scrolls'),
  style(/^overscroll-behavior(-x)?$/, 'the page behind scrolls on at the end of a list'),
  style('paint-order', 'the rim of a name on the map is drawn over it, half as wide'),
  style('size', 'of the printed page: else the paper is what the printer has, and badges are laid in mm'),
  style('resize', 'phones have no corner to drag'),
  style('scroll-behavior', 'only switches movement off; without it nothing moves'),
  style('scrollbar-width', 'a bar is as wide as the browser’s own'),
  style('text-autospace', 'Chinese and Latin stand closer together'),
  style('text-spacing-trim', 'a bracket at the beginning of a line stands further in'),
  style('text-underline-offset', 'a line under words stands closer'),
  style('text-wrap', 'lines of a heading differ in length'),
];

/** Whether an entry is about a finding in such a place. */
export const allows = ({ what, where }: Allowed, found: string, place: Place): boolean =>
  where === place && (typeof what === 'string' ? what === found : what.test(found));

/** Splits findings, each with its place: those that nothing allows, and the entries that nothing needs. */
export function judged(
  findings: readonly { readonly what: string; readonly place: Place }[],
  allowed: readonly Allowed[] = ALLOWED,
): { readonly refused: readonly { readonly what: string }[]; readonly unneeded: readonly Allowed[] } {
  return {
    refused: findings.filter(({ what, place }) => !allowed.some((one) => allows(one, what, place))),
    unneeded: allowed.filter((one) => !findings.some(({ what, place }) => allows(one, what, place))),
  };
}
