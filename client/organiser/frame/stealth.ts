const KEY = 'lalian-stealth';

/** Whether names and ranks are hidden in this tab. */
export function keptStealth(): boolean {
  try {
    return sessionStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}

/** Remembers the choice for as long as the tab lives. */
export function keepStealth(on: boolean): void {
  try {
    sessionStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Whether a key was pressed while somebody writes: it then belongs to the text. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
