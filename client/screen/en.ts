import type { ScreenWords } from './zh.ts';

/** What the big screen says in English. */
export const en: ScreenWords = {
  screen: 'Big screen',
  meeting: 'Summary meeting',
  soon: 'Begins shortly',
  paused: 'One moment, please',
  begins: (date, time) => `Begins ${date}, ${time}`,
  today: (date, weekday) => `${weekday}, ${date}`,
  until: 'Begins in',
  days: (days) => (days === 1 ? '1 day' : `${days} days`),
  beginsNow: 'About to begin',
  thanks: 'Thanks to everybody who took part',
  reportedBy: (outlets) => `Covered by ${outlets}`,
  from: (first, last) => (first === last ? first : `${first} to ${last}`),
  reveal: 'The result',
  lastToFirst: 'From the last prize to the first',
  place: { before: 'No.', after: '' },
  sharedBy: (areas) => `${areas} share this place`,
  alsoRevealed: (first, last) =>
    first === last ? `No. ${first} revealed` : `Nos. ${first} to ${last} revealed`,
  counts: (percent) => `${percent}%`,
  points: 'Points',
  podium: 'Prizes',
  list: ', ',
  each: (money) => `${money} each`,
  connect: 'This screen is not connected yet',
  connectHow: [
    'Ask the organiser for an invite for a screen,',
    'open it in this computer’s browser, and come back here.',
  ],
  connectNext: 'The picture then comes by itself. Press F for full screen.',
};
