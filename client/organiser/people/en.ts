import { plural } from '../../i18n/plural.ts';
import type { zh } from './zh.ts';

/** The words of the place of people in English. */
export const en: typeof zh = {
  people: {
    title: 'People',
    what: 'Who may enter, who has, and on what device. A link is shown once, when it is made; a lost one is replaced, and the old one ends at once.',
    failed: 'The list could not be read. Check the network, then try again.',
    again: 'Try again',
    reading: 'Reading the list',
    search: 'Search',
    searchHint: 'Name, outlet, area',
    role: 'Role',
    everyRole: 'Every role',
    state: 'State',
    everyState: 'Everybody',
    notIn: 'Not entered yet',
    withWaiting: 'Something still to send',
    none: 'Nobody matches. Change the conditions.',
    badges: 'Print badges',
    count: (entered, all) => `${entered} / ${all} entered`,
    presence: { in: 'Entered', invited: 'Has a link, not entered', none: 'No link' },
    gone: 'Link has ended',
    former: 'No longer on the panel',
    number: (id) => `No. ${id}`,
    devices: (count) => plural(count, 'device'),
    seen: (ago) => `Last here ${ago}`,
    justNow: 'just now',
    waiting: (count) => `${count} still to send`,
    here: 'this one',
    since: (time) => `entered ${time}`,
    unknownDevice: 'Unknown device',
    session: (number) => `session ${number}`,
    signOut: 'Sign this one out',
    signOutTitle: (what) => `Sign ${what} out?`,
    signOutText:
      'The device is out at once; what it has not sent stays on it. Whoever has the link may enter again: for a lost phone use “Replace the link”.',
    make: 'Make a link',
    renew: 'Replace the link',
    renewWhat:
      'For a lost phone or a link that got out: the old link ends at once, with the devices that entered by it.',
    another: 'One more link',
    anotherWhat: 'The old one stays, as for a second device of the same person.',
    putAway: 'Put the link away',
    revoke: 'Revoke all',
    revokeTitle: (name) => `Revoke every link of ${name}?`,
    revokeText: (devices) =>
      devices === 0
        ? 'The links end at once.'
        : `The links end at once, and ${plural(devices, 'device')} with them. What was not sent stays on the devices.`,
    revokeSelf: 'You will be out yourself.',
    until: 'Link holds until',
    untilNone: 'no end',
    untilSet: 'Set',
    untilClear: 'Let it hold without end',
    untilWrong: 'Choose a later time.',
    linkMade: (time) => `link made ${time}`,
    linkEnds: (time) => `ends ${time}`,
    ended: (links, devices) =>
      links === 0
        ? `${plural(devices, 'device')} signed out`
        : `${plural(links, 'link')} ended, ${plural(devices, 'device')} signed out`,
    ofRole: 'For this role',
    endRole: 'Sign all out',
    endRoleTitle: (role) => `Sign out everybody: ${role}?`,
    endRoleText:
      'Their devices are out at once; what they have not sent stays on them. They may enter again by their links. Your own device stays.',
    endRoleLinks: 'Sign all out and end their links',
    endRoleLinksText:
      'Their devices are out at once and all their links end: they need new ones to enter. Your own device stays.',
    add: {
      title: 'Add people',
      role: 'Role',
      outlet: 'Outlet',
      area: 'Area',
      noArea: 'of no area',
      names: 'Names',
      namesHint: 'One a line; paste them from a sheet if you like',
      until: 'Link holds until (optional)',
      go: (count) => (count > 1 ? `Add ${count} people and make links` : 'Add and make a link'),
      needName: 'Write a name.',
      tooLong: (line) => `Name ${line} is too long: 80 characters at most.`,
      tooMany: (most) => `At most ${most} at a time: add them in parts.`,
      twins: (names) =>
        `The same name: ${names}. Each is added as somebody else; the list tells them by number.`,
      made: (count) =>
        `${plural(count, 'person', 'people')} added. Links and codes are below, shown this once.`,
      loses: (count) =>
        `With more judges ${plural(count, 'item')} will have fewer marks than needed, and no score for the time being.`,
      sheet: 'Add judges from a sheet',
      sheetDone: 'The panel is as the sheet says. “Print badges” makes links for those who have not entered.',
    },
    badge: {
      title: 'Print badges',
      back: 'Back to the list',
      what: 'A4, eight a page. Everybody who is chosen gets a new link, printed as a code; older links of theirs that nobody has used end at once. Devices that have entered are not touched.',
      onlyNotIn: 'Only those who have not entered',
      nobody: 'Nobody matches.',
      make: (count) => `Make links and badges for ${plural(count, 'person', 'people')}`,
      pages: (count) => plural(count, 'page'),
      once: 'The links are shown here this once: print now, or save a PDF in the printing window. Later they have to be made anew, and badges that nobody has used end.',
      print: (pages) => `Print ${plural(pages, 'page')}`,
      done: 'Printed, put away',
      todo: {
        judge: 'Scan with your phone to score',
        editor: 'Scan to enter and publish',
        area: 'Scan to enter and follow the tour',
        presenter: 'Scan with your phone for the remote',
        organiser: 'Scan to enter as organiser',
      },
    },
    links: 'Links just made',
    allPutAway: 'Put all away',
  },
};
