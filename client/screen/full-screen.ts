/** What older Safari calls it. */
type Prefixed = Document & {
  readonly webkitFullscreenElement?: Element | null;
  readonly webkitExitFullscreen?: () => void;
};

/** The document of the window: the page itself, or the one that has given way to it and keeps the screen filled. */
const outermost = (): Prefixed => window.top?.document ?? document;

const filling = (of: Prefixed): Element | null => of.fullscreenElement ?? of.webkitFullscreenElement ?? null;

/** Whether this page fills the screen by its own wish: browsers end that where another page is opened in its place. */
export const isFullScreen = (): boolean => filling(document) !== null;

/**
 * Full screen by the key F, and back. A clicker's F5, by which it starts a show, would load the page again, and end it.
 * Returns what ends that.
 */
export function fullScreenByKey(): () => void {
  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'F5' && filling(outermost()) !== null) event.preventDefault();
    if (event.key.toLowerCase() !== 'f') return;
    if (event.target instanceof HTMLInputElement) return;
    const page = outermost();
    const root: HTMLElement & { webkitRequestFullscreen?: () => void } = page.documentElement;
    if (filling(page) !== null) {
      if (page.exitFullscreen) page.exitFullscreen().catch(() => undefined);
      else page.webkitExitFullscreen?.();
    } else if (root.requestFullscreen) root.requestFullscreen().catch(() => undefined);
    else root.webkitRequestFullscreen?.();
  }
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
