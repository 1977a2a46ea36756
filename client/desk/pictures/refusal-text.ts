import type { DeskWords } from '../zh.ts';

/** Why something was refused, in words: the server's own, or this page's where only it can tell. */
export function refusalText(
  { photo, outbox }: DeskWords,
  { code, message }: { readonly code: string; readonly message: string },
): string {
  if (code === 'file.lost') return photo.lost;
  if (code === 'file.unreadable') return photo.unreadableNow;
  return message || outbox.noReason;
}
