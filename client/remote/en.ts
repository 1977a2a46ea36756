import type { Words } from './zh.ts';

/** The remote's words in English. */
export const en: Words = {
  remote: 'Hall remote',
  loading: 'Opening…',
  offline: 'The server cannot be reached; trying again.',
  noSession: 'This device may not lead the ceremony yet',
  noSessionWhy:
    'Open the presenter’s link that the organiser sent, or scan its code. Organisers enter with their own link first, then open this page.',
  noTour: 'There is no such tour',
  noTourWhy: 'Check that the link is complete.',
  notSetUp: 'This tour is not set up yet',
  notSetUpWhy: 'Once the organiser has set it up, this page shows it by itself.',
  newBuild: 'There is a new version.',
  reload: 'Load again',

  signal: {
    unknown: 'Connecting',
    there: 'Connected',
    lost: 'No signal',
    ended: 'Signed out',
  },
  signalLost: 'No signal. Presses do nothing now, and nothing is sent later.',
  sessionEnded: 'This device may not lead the ceremony any more. Open the presenter’s link again.',

  reading: 'Scenes and screens',
  onAir: 'On now',
  upNext: 'Next',
  nothingYet: 'The ceremony has not begun',
  nothingNext: 'Nothing more: this is the last scene',
  scene: (at, of) => `Scene ${at} of ${of}`,
  revealed: (done, of) => `Revealed ${done} / ${of}`,
  blackIsOn: 'The screens are black now',
  clockIsOn: 'The screens show the time now',
  ended: 'The ceremony is over',
  endedWhy: 'The screens keep their last picture. The organiser opens the whole result.',
  opened: 'The whole result is open',
  openedWhy: 'there is nothing left to reveal',
  stopped: 'The ceremony was stopped',
  stoppedWhy: (reason) => `Because: ${reason}`,

  place: (rank, sharedBy) => (sharedBy > 1 ? `Shared place ${rank}` : `Place ${rank}`),
  shows: {
    place: 'shows the place',
    areas: 'writes the name',
    score: 'shows the score',
    parts: 'shows how it is made up',
  },
  alsoUnveils: 'the picture comes back with it',
  wholePrize: 'all places of a prize at once',
  score: 'Score',
  parts: { onSite: 'On site', roadShow: 'Road-show', routine: 'Routine', points: 'Points' },
  between: ', ',

  next: 'Next',
  reveal: 'Reveal',
  pressOnce: 'Press once to get ready, once more to reveal',
  pressAgain: 'Press again',
  again: (what) => `Press again: ${what}`,
  waits: 'Sending…',
  begin: 'Begin the ceremony',
  beginAgain: 'Begin once more',
  pressTwice: 'It begins at the second press',

  back: 'Back',
  black: 'Black',
  unblack: 'Picture on',
  unblackHow: 'back: hold for 2 s, or tap twice',
  unblackAgain: 'Tap again',
  clock: 'Clock',
  jump: 'Jump',
  message: 'Message',
  end: 'End',

  atEnd: 'This is the last scene.',
  atBeginning: 'This is the first scene.',
  alreadyThere: 'The screens have moved on already; nothing was done twice.',
  noAnswer:
    'No answer: this press does not count, and nothing is sent later. Look at the screen, then press.',

  jumpTo: 'Jump to a scene',
  jumpAsk: (name) => `Jump to “${name}”`,
  jumpNote: 'A jump reveals no further place; the reveal goes on where it was left.',
  isOn: 'on now',
  close: 'Close',
  messageTitle: 'Show a line on the screens',
  messageField: 'Message (at most 120 characters)',
  messageShown: 'On the screens now:',
  show: 'Show',
  takeAway: 'Take away',
  endTitle: 'End the ceremony?',
  endText: 'The screens keep what they show. After that there is no next step; it could only begin anew.',
  endLeft: (steps) =>
    steps === 1 ? 'One step is not revealed yet.' : `${steps} steps are not revealed yet.`,
  endYes: 'End the ceremony',
  endNo: 'Go on',

  screens: 'Screens',
  noScreens: 'No screen is connected yet. The organiser lets them in.',
  screen: {
    same: (step) => (step === null ? 'ready' : 'up to date'),
    drawing: 'changing',
    lags: 'lags',
    gone: 'no signal',
  },

  before: 'Before you begin',
  allGood: 'The result is final; there is nothing to watch out for.',
  notices: {
    notFinal: 'The result is not final; the ceremony cannot begin. The organiser makes it final first.',
    tie: (rank, areas) => `${areas} areas share place ${rank}; they are revealed together.`,
    prizeUnused: (prize) => `Nobody gets “${prize}”: there are too few areas, or a tie took its places.`,
    withoutPrize: (areas) =>
      areas === 1
        ? '1 area has no prize: it is not revealed, but appears with the whole result.'
        : `${areas} areas have no prize: they are not revealed, but appear with the whole result.`,
    storyGone: (scene) => `The area of scene “${scene}” does not compete any more; it is passed over.`,
  },
  firstScene: 'First scene',
};
