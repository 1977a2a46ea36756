import { opensByWorker } from '../live/install.ts';
import { leaveFor, renew } from './leaving.ts';

const isReload = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key === 'F5' || key === 'BrowserRefresh' || ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'r');

/**
 * The keys that load a page again do so only where there is a page: with the line cut the browser would show its own error
 * to the hall. With Shift they pass the worker by, which has the page. Returns what ends it.
 */
export function reloadByKeyIfThere(): () => void {
  function onKey(event: KeyboardEvent): void {
    // A clicker's F5 does nothing at all on a wall that is filled.
    if (event.defaultPrevented || !isReload(event)) return;
    event.preventDefault();
    if (event.repeat) return;
    if (opensByWorker('screen')) leaveFor(location.href);
    else void renew();
  }
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
