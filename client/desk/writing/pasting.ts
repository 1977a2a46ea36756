import { pastedText } from '../sheet/plain-text.ts';

/** Takes what is pasted into a sheet: files are handed to `take`, formatted text comes in as plain text. */
export function paste(event: ClipboardEvent, take: (files: readonly File[]) => void): void {
  const data = event.clipboardData;
  const files = [...(data?.files ?? [])];
  if (files.length > 0 && !data?.types.includes('text/plain')) {
    event.preventDefault();
    take(files);
    return;
  }
  const field = event.target;
  const isField = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
  // Plain text the browser puts in by itself.
  if (data?.types.includes('text/plain') || !isField) return;
  const text = pastedText(data);
  if (text === undefined) return;
  event.preventDefault();
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
