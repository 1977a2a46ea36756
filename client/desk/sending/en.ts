import type { zh } from './zh.ts';

/** The words of what waits to go out, in English. */
export const en: typeof zh = {
  storage: {
    full: 'This device is full: what you write now is not stored, but is on this page and goes out. Keep this page open; delete some files or photos, and it will be stored by itself.',
    failing:
      'The browser cannot store anything right now; trying again. What you write is on this page and goes out. Keep this page open.',
  },
  stopped: (status: number) =>
    `Something on the network stopped it (status ${status}). Everything is kept and tried again. Use another network, such as mobile data; or ask who runs this one to let the site pass.`,
  line: {
    live: 'Connected',
    connecting: 'Connecting',
    offline: 'No signal · write on, it goes out by itself later',
    label: 'Signal and sending',
    waiting: (posts) => `${posts} on this device, waiting for signal, will go out by themselves`,
    waitingHere: (posts) =>
      `${posts} waiting for signal, will go out by themselves; please keep this page open`,
    sending: (posts) => `Sending ${posts}`,
    pictures: (kept, all) => `pictures ${kept}/${all}`,
    refused: (count) => `${count} to look at`,
    pause: 'Pause pictures',
    resume: 'Go on with pictures',
    show: 'Show',
  },
  outbox: {
    heading: 'Outbox',
    empty: 'Nothing waits to go out.',
    emptyNext:
      'When you publish, words go first and pictures follow one by one; without signal everything waits here.',
    order: 'Goes out in the order it was made, words first.',
    task: {
      publish: 'Post',
      correct: 'Correction',
      withdraw: 'Withdrawal',
      pin: 'Pin',
      describe: 'Description',
      key: 'Key moment',
      draft: 'Draft',
      review: 'For review',
      scheduled: 'Scheduled',
    },
    state: {
      waiting: 'waiting to go out',
      files: 'waiting for its pictures',
      film: 'waiting for its film',
      out: 'words are out',
      refused: 'not taken',
      sending: 'sending',
    },
    again: 'Try again',
    edit: 'Take back and edit',
    compare: 'Compare both',
    copy: 'Copy the text',
    copied: 'Text copied',
    copyFailed: 'Not copied; take it back to edit, and copy it there.',
    noReason: 'Not taken; the server gave no reason.',
    giveUp: 'Throw away',
    giveUpAsk: 'Throw this away? It will not be sent.',
    leaveOut: 'Leave this picture out',
    photoRefused: 'A picture was not taken',
    kept: 'Everything is still on this device.',
    barred: 'Nothing can be sent just now',
  },
  told: {
    published: (title) => `Published: ${title}`,
    corrected: (title) => `Corrected: ${title}`,
    withdrawn: 'Withdrawn',
    draft: 'The draft is saved, colleagues see it',
    review: 'Sent for review',
    scheduled: (time) => `Scheduled: ${time}`,
    done: 'Done',
    failed: 'Not done. Try again with signal.',
  },
};
