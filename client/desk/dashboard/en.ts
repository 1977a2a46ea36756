import type { zh } from './zh.ts';

/** The words of readers and colleagues, in English. */
export const en: typeof zh = {
  people: {
    heading: 'Who is here',
    alone: 'Only you',
    editing: (title) => `edits “${title}”`,
    writing: 'writes a new post',
    also: (name) => `${name} is editing this too`,
    someone: 'A colleague',
  },
  dashboard: {
    heading: 'Dashboard',
    outlets: 'Outlets',
    outlet: 'Outlet',
    posts: 'Posts',
    pictures: 'Pictures',
    corrections: 'Corrections',
    views: 'Views',
    likes: 'Likes',
    viewers: 'on the page now',
    most: (count, time) => `at most ${count} (${time})`,
    now: (count) => `${count} now`,
    noViewers: 'Not enough figures yet.',
    top: 'Posts that bring readers',
    topEmpty: 'Nobody has come by the link of a post yet.',
    from: 'Where readers come from',
    sources: { link: 'Direct', share: 'Shared', embed: 'Embedded', feed: 'Feed', push: 'Push' },
    failed: 'The figures could not be read. Try again with signal.',
    chart: (from, to, most) => `People on the page from ${from} to ${to}, at most ${most}`,
  },
};
