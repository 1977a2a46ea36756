import { tick } from 'svelte';
import { onceLayersHaveGone } from '../../ui/back.ts';
import type { JudgeDesk } from '../desk.svelte.ts';

const itemInAddress = (): string | undefined => decodeURIComponent(location.hash.slice(1)) || undefined;

/**
 * Goes somewhere: at once, or, where a problem is being written, once its form is closed and its entry in the history has
 * gone. What is written stays.
 */
function leaving(desk: JudgeDesk, go: () => void): void {
  if (!desk.writing) {
    go();
    return;
  }
  desk.writing = false;
  void tick().then(() => onceLayersHaveGone(go));
}

/** Opens an item; the phone's own "back" leads to the list. */
export const openItem = (desk: JudgeDesk, itemId: string): void => leaving(desk, () => toItem(desk, itemId));

/** Back to the list. */
export const openList = (desk: JudgeDesk): void => leaving(desk, () => toList(desk));

function toItem(desk: JudgeDesk, itemId: string): void {
  const address = `#${encodeURIComponent(itemId)}`;
  if (desk.openId === undefined) history.pushState({ fromList: true }, '', address);
  else history.replaceState(history.state, '', address);
  desk.openId = itemId;
  scrollTo(0, 0);
}

function toList(desk: JudgeDesk): void {
  const { fromList } = (history.state ?? {}) as { readonly fromList?: boolean };
  if (fromList === true) history.back();
  else history.replaceState(null, '', location.pathname + location.search);
  desk.openId = undefined;
  scrollTo(0, 0);
}

/** Follows the address. */
export function followAddress(desk: JudgeDesk): void {
  desk.openId = itemInAddress();
  addEventListener('popstate', () => {
    desk.openId = itemInAddress();
  });
}
