/** The page's appearance: the system's, or what the reader chose; kept in this browser. */
export type Theme = 'auto' | 'light' | 'dark';

const KEY = 'lalian-theme';
const ORDER: readonly Theme[] = ['auto', 'light', 'dark'];

/** What the reader chose in this browser. */
export function chosenTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return ORDER.find((theme) => theme === kept) ?? 'auto';
  } catch {
    return 'auto';
  }
}

/** Shows the page in a theme; the tokens follow `data-theme`. */
export function applyTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Goes on to the next theme and keeps it. */
export function nextTheme(theme: Theme): Theme {
  const next = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? 'auto';
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
  applyTheme(next);
  return next;
}
