import { valueAt } from '../../shared/tour/keyed.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { type Channel, type FeedFile, feedUrl, type Site, tourUrl } from './address.ts';
import { areaOf, changedAt, type Entry, entryOf, nameIn, outletName } from './entry.ts';
import { WORDS } from './words.ts';

/** How many entries a feed holds. */
export const MOST_ENTRIES = 50;

/** A feed before it takes a form. */
export interface FeedParts {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly homeUrl: string;
  readonly selfUrl: string;
  /** Of the newest entry; undefined where there is none yet. */
  readonly updatedAtUnixMs: number | undefined;
  readonly outlets: readonly string[];
  readonly entries: readonly Entry[];
}

const belongs = (post: Post, channel: Channel, setup: Setup): boolean => {
  switch (channel.of) {
    case 'tour':
      return true;
    case 'outlet':
      return post.outletId === channel.id;
    case 'area':
      return areaOf(post, setup) === channel.id;
  }
};

/** The name of what a channel is of; undefined where the tour has no such thing. */
export function channelName(channel: Channel, setup: Setup, site: Site): string | undefined {
  const { language } = site;
  switch (channel.of) {
    case 'tour':
      return nameIn(setup.name, language);
    case 'outlet':
      return setup.outlets.some(({ id }) => id === channel.id)
        ? outletName(setup, channel.id, language)
        : undefined;
    case 'area': {
      const area = setup.areas.find(({ id }) => id === channel.id);
      return area && nameIn(area.name, language);
    }
  }
}

/**
 * A channel's feed. It holds what changed last, the newest post first: so a correction or a withdrawal
 * of an old post reaches readers who have that post already. Undefined where there is no such channel.
 */
export function feedOf(tour: Tour, channel: Channel, file: FeedFile, site: Site): FeedParts | undefined {
  const { setup } = tour;
  const name = setup && channelName(channel, setup, site);
  if (setup === null || name === undefined || name === null) return undefined;
  const words = WORDS[site.language];
  const tourName = nameIn(setup.name, site.language);
  const posts = tour.feed
    .flatMap((id) => valueAt(tour.posts, id) ?? [])
    .filter((post) => belongs(post, channel, setup))
    .sort((a, b) => changedAt(tour, b) - changedAt(tour, a) || b.publishedAt - a.publishedAt)
    .slice(0, MOST_ENTRIES)
    .sort((a, b) => b.publishedAt - a.publishedAt);
  const entries = posts.map((post) => entryOf(tour, setup, post, site));
  return {
    title: channel.of === 'tour' ? tourName : `${tourName} · ${words.of[channel.of](name)}`,
    description: words.description(tourName),
    language: site.language === 'zh' ? 'zh-CN' : 'en',
    homeUrl: tourUrl(site),
    selfUrl: feedUrl(site, channel, file),
    updatedAtUnixMs:
      entries.length === 0 ? undefined : Math.max(...entries.map((one) => one.updatedAtUnixMs)),
    outlets: setup.outlets.map(({ id }) => outletName(setup, id, site.language)),
    entries,
  };
}
