/*
 * What a tour may be called in addresses: `/t/ID`. For pages and the server alike, so that nobody is refused what was
 * proposed to him.
 */

/**
 * Names that no tour gets: where a server's own addresses begin, and what every object of JavaScript has. Found missing
 * here by a test, where an address is added.
 */
export const RESERVED_IDS: readonly string[] = [
  ...[
    'api',
    'assets',
    'constructor',
    'desk',
    'embed',
    'enter',
    'healthz',
    'house',
    'judge',
    'live',
    'metrics',
  ],
  ...[
    'new',
    'oembed',
    'organiser',
    'pictures',
    'readyz',
    'remote',
    'screen',
    'socket',
    't',
    'tours',
    'track',
  ],
  ...['videos', 'viewer'],
];

const MOST_LETTERS = 40;
/** The name of a tour's dress rehearsal ends so. */
const REHEARSAL = /-rehearsal$/;

/** Why an id cannot be a tour's: its form, or that it is kept for something else. */
export function faultOfId(id: string): 'form' | 'reserved' | undefined {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) return 'form';
  return RESERVED_IDS.includes(id) || REHEARSAL.test(id) ? 'reserved' : undefined;
}

/**
 * An id for a tour of that name which none of the taken ones is: from its Latin letters and its figures; of a name without
 * Latin letters `tour`, with the year if it names one. A number behind it keeps it apart from others.
 */
export function proposeId(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z]+[a-z0-9]*|\d+/g) ?? [];
  const hasLetters = words.some((word) => /[a-z]/.test(word));
  const year = words.find((word) => /^(19|20)\d\d$/.test(word));
  const parts = hasLetters ? words : ['tour', ...(year === undefined ? [] : [year])];
  const whole = parts.join('-').slice(0, MOST_LETTERS).replace(/-+$/, '');
  const base =
    faultOfId(whole) === undefined ? whole : `tour-${whole}`.slice(0, MOST_LETTERS).replace(REHEARSAL, '');
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : `-${number}`;
    const id = base.slice(0, MOST_LETTERS - end.length).replace(/-+$/, '') + end;
    if (faultOfId(id) === undefined && !taken.includes(id)) return id;
  }
}
