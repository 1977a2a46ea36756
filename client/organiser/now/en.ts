import { plural } from '../../i18n/plural.ts';
import type { zh } from './zh.ts';

/** The words of what wants a decision, in English. */
export const en: typeof zh = {
  now: {
    nothing: 'Nothing to decide just now',
    nothingNext:
      'When the convoy leaves a stop, a judge notes a problem or a stop can be locked, it comes up here first.',
    at: 'The convoy is here',
    left: (time) => `left ${time}`,
    ballots: (given, expected) => `${given} of ${expected} ballots`,
    lacking: (count) => `${plural(count, 'judge')} missing`,
    complete: 'All in',
    open: 'Open',
    remindAll: (count) => `Remind ${count}`,
    lock: 'Lock',
    toLock: (count) => `${plural(count, 'item')} complete and not locked`,
    lackingItems: (count) => `${plural(count, 'item')} with ballots missing`,
    problems: (count) => `${plural(count, 'problem')} noted by judges`,
    grave: (count) => `${count} of them grave`,
    routineMissing: (count) => `Routine work of ${plural(count, 'area')} not entered`,
    meeting: {
      finalise: 'The result is complete and can be made final',
      begin: 'The result is final; the ceremony can begin',
      running: 'The ceremony is running',
      open: 'The ceremony is over, and the whole result is not open to the public yet',
    },
    more: (count) => `and ${count} more`,
  },
};
