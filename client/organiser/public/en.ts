import type { zh } from './zh.ts';

/** The words of what leaves the house, in English. */
export const en: typeof zh = {
  outside: {
    archive: 'Static archive (ZIP)',
    archiveWhat:
      'All that the public may see: posts and pictures, map with replay, standings. Opens from disk, and from any host.',
    embed: 'Code for embeds',
    embedWhat: 'Puts the tour on any page: choose how it looks, copy one line.',
  },
};
