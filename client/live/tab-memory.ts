/**
 * Remembers a word for as long as the tab lives, reloads included. A page without an origin, as in a
 * sandboxed frame, has no storage: its window's name serves instead, of which there is one.
 */
export const tabMemory = {
  read(key: string): string | null {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return window.name.startsWith(`${key}=`) ? window.name.slice(key.length + 1) : null;
    }
  },
  keep(key: string, word: string): void {
    try {
      sessionStorage.setItem(key, word);
    } catch {
      window.name = `${key}=${word}`;
    }
  },
};
