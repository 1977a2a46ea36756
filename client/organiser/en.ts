import { en as ceremony } from './ceremony/en.ts';
import { en as day } from './day/en.ts';
import { en as log } from './log/en.ts';
import { en as now } from './now/en.ts';
import { en as people } from './people/en.ts';
import { en as places } from './places/en.ts';
import { en as problems } from './problems/en.ts';
import { en as outside } from './public/en.ts';
import { en as result } from './result/en.ts';
import { en as rule } from './rule/en.ts';
import { en as scores } from './scores/en.ts';
import { en as setup } from './setup/en.ts';
import type { Words } from './zh.ts';

/** The words of the organiser's page in English. */
export const en: Words = {
  page: {
    untitled: 'Organiser',
    organiser: 'Organiser',
    aJudge: 'A judge',
    skip: 'Skip to the content',
    otherLanguage: '中文',
    otherLanguageLong: '切换到中文',
    theme: { auto: 'Appearance: as the system', light: 'Appearance: light', dark: 'Appearance: dark' },
    stealthOn: 'Stealth: on',
    stealthOff: 'Stealth',
    stealthHint: 'Hides whatever tells who stands where (key H)',
    hidden: 'hidden',
    hiddenNow: 'Not shown in stealth.',
    date: (month, day) => `${day}/${month}`,
    colon: ': ',
    comma: ', ',
    list: ', ',
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    done: 'Done',
    unreachable: 'The server cannot be reached; nothing was saved. Check the network and try again.',
    loading: 'Loading',
    line: {
      connecting: 'Connecting',
      live: 'Live',
      polling: 'Every 3 s',
      'catching-up': 'Catching up',
      offline: 'Offline',
    },
    offline: 'Offline: what you see stands as it was; the rest follows when the network is back.',
    newBuild: 'A new version is ready',
    reload: 'Reload',
    noSession: 'Enter with your invite link',
    noSessionWhy:
      'This page is for the organiser only. Open the link that the server printed when it started, or scan the QR code that another organiser gave you.',
    noSessionNext:
      'Enter in this same browser, then come back to this page. If you have no link, npm run invite on the server makes a new one.',
    noTour: 'There is no tour here',
    noTourWhy: 'Check that the link is complete.',
    toLive: 'Open the live page',
    notSetUp: 'This tour is not set up yet',
    notSetUpWhy: 'Once it is, judges, stops and ballots appear here by themselves.',
    toSetUp: 'To the set-up',
  },
  sections: {
    now: 'To decide now',
    matrix: 'Ballots',
    ranking: 'Ranking preview',
    routine: 'Routine work and points',
    rule: 'Scoring rule',
    visibility: 'What the public sees',
    problems: 'Problems',
    fairness: 'Fairness',
    ceremony: 'Meeting',
    outside: 'Archive and embeds',
  },
  ...places,
  ...outside,
  ...setup,
  ...now,
  ...day,
  ...scores,
  ...result,
  ...rule,
  ...problems,
  ...ceremony,
  ...log,
  ...people,
};
