/*
 * A hash over an audience's history, 32 bits: it tells histories apart that a store had one after another, by accident.
 * Whoever could choose what is in two of them gains nothing: he would leave one reader with an old page.
 */

const FNV_PRIME = 0x01000193;

/** A text's own number (FNV-1a over UTF-16 code units). */
export function printOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}

/** The hash of a history that another thing follows; the order counts. */
export function joined(history: number, print: number): number {
  let hash = Math.imul(history ^ print, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) + 0x6d2b79f5;
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** As it goes over the wire: at most seven digits and letters. */
export const digitsOf = (history: number): string => history.toString(36);
