import { PROBLEM_KINDS, SEVERITIES } from '../../i18n/glossary.ts';
import { plural } from '../../i18n/plural.ts';
import type { zh } from './zh.ts';

/** The words of problems, in English. */
export const en: typeof zh = {
  problems: {
    count: (count) => plural(count, 'problem'),
    none: 'No problems noted yet',
    noneNext: 'What judges note on their pages goes to the organiser only, and appears here at once.',
    export: 'Export CSV',
    kind: PROBLEM_KINDS.en,
    severity: SEVERITIES.en,
    withdrawn: 'withdrawn by the judge',
    picture: (number) => `Picture ${number}`,
    columns: ['Area', 'No.', 'Stop', 'Kind', 'Severity', 'Text', 'Pictures', 'Judge', 'Time', 'State'],
    valid: 'standing',
    file: 'problems',
  },
};
