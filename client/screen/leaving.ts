import { renewed } from '../live/install.ts';
import { COMES_WITHIN_MS } from '../live/reload.ts';
import { fullScreenByKey, isFullScreen } from './full-screen.ts';

/** What this page does, until another takes its place. */
let endPage = (): void => undefined;
let isLeaving = false;

const AGAIN_MS = 5_000;

/** Says what is to end when the page gives way to another one. */
export function endsWith(end: () => void): void {
  endPage = end;
}

/** Whether a frame holds a page of ours, and no error of a proxy or of the browser. */
function isOurs(frame: HTMLIFrameElement): boolean {
  try {
    return frame.contentDocument?.getElementById('lalian') != null;
  } catch {
    return false;
  }
}

/**
 * Opens another page of a screen in the place of this one. A wall that was filled by a key stays filled: there the other
 * one comes into a frame of this page, which lets go of everything once that is there, and stays as it is where it does
 * not come.
 */
export function leaveFor(address: string): void {
  if (isLeaving) return;
  isLeaving = true;
  if (!isFullScreen()) {
    if (address === location.href) location.reload();
    else location.replace(address);
    // Where the line is slow, opening it anew every second would begin anew every second.
    setTimeout(() => {
      isLeaving = false;
    }, COMES_WITHIN_MS);
    return;
  }
  const frame = document.createElement('iframe');
  frame.className = 'in-its-place';
  frame.allow = 'fullscreen; screen-wake-lock';
  frame.src = address;
  let isThere = false;
  const stay = (): void => {
    frame.remove();
    isLeaving = false;
  };
  const waiting = setTimeout(stay, COMES_WITHIN_MS);
  frame.addEventListener('load', () => {
    if (isThere) {
      // It has opened a page in its own place, and that did not come: nobody else opens it again.
      if (!isOurs(frame)) setTimeout(() => frame.contentWindow?.location.replace(address), AGAIN_MS);
      return;
    }
    clearTimeout(waiting);
    if (!isOurs(frame)) return stay();
    isThere = true;
    endPage();
    document.body.replaceChildren(frame);
    fullScreenByKey();
    frame.contentWindow?.focus();
  });
  document.body.append(frame);
}

/**
 * Loads the page anew, where it is to be had and that still suits the hall; false where not. A filled wall stays filled.
 */
export const renew = (isStillAtRest = () => true): Promise<boolean> =>
  renewed('screen', () => {
    if (!isStillAtRest()) return false;
    leaveFor(location.href);
    return true;
  });
