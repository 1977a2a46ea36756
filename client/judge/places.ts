import type { JudgeDesk } from './desk.svelte.ts';

const itemInAddress = (): string | undefined => decodeURIComponent(location.hash.slice(1)) || undefined;

/** Opens an item; the phone's own "back" leads to the list. */
export function openItem(desk: JudgeDesk, itemId: string): void {
  const address = `#${encodeURIComponent(itemId)}`;
  if (desk.openId === undefined) history.pushState({ fromList: true }, '', address);
  else history.replaceState(history.state, '', address);
  desk.openId = itemId;
  scrollTo(0, 0);
}

/** Back to the list. */
export function openList(desk: JudgeDesk): void {
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
