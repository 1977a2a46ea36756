/** How large the page's text is; kept in this browser. */
export const TEXT_SIZES = ['normal', 'large', 'largest'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

const KEY = 'lalian-text';

/** What the reader chose in this browser. */
export function chosenTextSize(): TextSize {
  try {
    const kept = localStorage.getItem(KEY);
    return TEXT_SIZES.find((size) => size === kept) ?? 'normal';
  } catch {
    return 'normal';
  }
}

/** Shows the page in a size; `base.css` follows `data-text`. */
export function applyTextSize(size: TextSize): void {
  if (size === 'normal') delete document.documentElement.dataset.text;
  else document.documentElement.dataset.text = size;
}

/** Goes on to the next size and keeps it. */
export function nextTextSize(size: TextSize): TextSize {
  const next = TEXT_SIZES[(TEXT_SIZES.indexOf(size) + 1) % TEXT_SIZES.length] ?? 'normal';
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
  applyTextSize(next);
  return next;
}
