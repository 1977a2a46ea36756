import { en as coverage } from './coverage/en.ts';
import { en as dashboard } from './dashboard/en.ts';
import { en as pictures } from './pictures/en.ts';
import { en as sending } from './sending/en.ts';
import { en as writing } from './writing/en.ts';
import type { DeskWords } from './zh.ts';

/** The words of the media desk in English. */
export const en: DeskWords = {
  title: 'Media desk',
  loading: 'Reading…',
  loadingNext: 'The first visit needs a network. After that the page opens without signal too.',
  noTour: 'The organiser has not set the tour up yet. What you write now stays on this device.',
  noSession: 'Please enter by your invite link or QR code',
  otherOutlet:
    'This browser is in as another outlet now. What was not sent is still on this device; enter again with your own invite.',
  noStorage:
    'This browser keeps no data (perhaps a private window). Open the page in an ordinary window, or what was not sent is lost when the page closes.',
  noWorker:
    'This browser cannot open the page offline. Keep it open; to work offline, open the invite in the phone’s own browser.',
  plainHttp:
    'This address is not https, so the page cannot be opened again without a network. Keep it open, or ask the organiser for an https link.',
  installed: 'This page opens without signal too, and what you write stays on this device.',
  otherLanguage: '中文',
  newBuild: 'A new version is ready',
  reload: 'Update',
  live: 'Live page',
  close: 'Close',
  cancel: 'Cancel',
  colon: ': ',
  separator: ' · ',
  shortcuts: 'Shortcuts',
  views: {
    write: 'Write',
    outbox: 'Outbox',
    drafts: 'Drafts',
    coverage: 'Coverage',
    dashboard: 'Dashboard',
  },
  nav: 'Around the desk',
  keys: {
    heading: 'Keyboard shortcuts',
    publish: 'Publish, or send the correction',
    save: 'Save as draft',
    new: 'New post',
    photos: 'Choose pictures',
    views: 'Write, outbox, drafts, coverage, dashboard',
    list: 'Move in the list of posts',
    open: 'Open what can be done with a post',
    focusPoint: 'Move the focal point',
    order: 'Move a picture earlier or later',
    help: 'Open this table',
    close: 'Close a dialog',
  },
  ...sending,
  ...writing,
  ...pictures,
  ...coverage,
  ...dashboard,
};
