import type { zh } from './zh.ts';

/** The words of the bar of places in English. */
export const en: typeof zh = {
  places: {
    now: 'Now',
    scores: 'Scores',
    result: 'Result',
    meeting: 'Meeting',
    setup: 'Set-up',
    people: 'People',
    public: 'Public',
    problems: 'Problems',
    log: 'Log',
  },
  bar: {
    label: 'Places',
    family: 'Places that belong here',
    waiting: (count) => `${count} to decide`,
    alarms: (count) => (count === 1 ? '1 alarm' : `${count} alarms`),
    loading: (name) => `Opening “${name}”`,
    failed: (name) => `“${name}” could not be fetched`,
    failedWhy: 'The network may be down, or the server was just updated. What you have typed is still there.',
    again: 'Try again',
    reload: 'Load this page again',
    reloadLoses: 'Loading again loses what is typed and not sent yet: send it first, where it stands.',
    noDialog: 'It did not open: its file could not be fetched. Check the network and try again.',
    unknown: (asked) => `There is no place “${asked}”`,
    unknownWhy: 'The link may be incomplete, or of another version. You can go to:',
  },
  keys: {
    title: 'Keyboard',
    places: (names) => `Open ${names.join(', ')}, in this order`,
    stealth: 'Stealth: hides whatever tells who stands where',
    help: 'Show this',
    bar: 'Move along the bar of places; Enter opens one',
    matrix: 'Move through the matrix; Enter opens a cell',
    close: 'Close the uppermost dialog',
    single: 'Use single keys',
    singleWhy: 'Switch them off if you dictate, or touch keys by accident; all else works as before.',
  },
};
