/** So many names tell which ones are meant; more are no help. */
const MOST_NAMES = 8;

/** The first of some names, and a sign that there are more. */
export const namesOf = (names: readonly string[]): string =>
  names.length <= MOST_NAMES ? names.join('、') : `${names.slice(0, MOST_NAMES).join('、')}…`;
