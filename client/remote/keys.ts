/** What a key of a keyboard or a clicker means. */
export type KeyDeed = 'next' | 'back' | 'black';

const DEEDS: Readonly<Record<string, KeyDeed>> = {
  PageDown: 'next',
  ArrowRight: 'next',
  ' ': 'next',
  Enter: 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  b: 'black',
  B: 'black',
  '.': 'black',
};
/** What clickers call the start of a show, and browsers loading the page again: gone for a moment in the midst of one. */
const STARTS_A_SHOW = 'F5';
/** Keys by which a button that has the focus is pressed. */
const PRESSES_BUTTONS = [' ', 'Enter'];

/**
 * The deed of a key; `ignored` where it is held down, which no button may take for a second press either, and where it
 * would take the remote away while the ceremony runs.
 */
export function deedOf(event: KeyboardEvent, isRunning: boolean): KeyDeed | 'ignored' | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === STARTS_A_SHOW) return isRunning ? 'ignored' : undefined;
  const deed = DEEDS[event.key];
  if (deed === undefined) return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest('input, textarea, select, dialog') != null) return undefined;
  if (event.repeat) return 'ignored';
  // Whoever went to a button by the keyboard presses that one.
  return PRESSES_BUTTONS.includes(event.key) && target?.closest('button, a') != null ? undefined : deed;
}
