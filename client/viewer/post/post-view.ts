import type { Language } from '../../../shared/refusals.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import type { Lookup } from '../../coverage/lookup.ts';
import { calendarDate, isSameDay, localTime, timeAgo, timeOrDate } from '../../i18n/times.ts';
import { wordsOf } from '../../i18n/words.ts';
import type { TourStore } from '../../live/tour-store.svelte.ts';

/** What every post of a page is drawn with; the same for all of them. */
export interface PostView {
  readonly tourId: string;
  readonly lookup: Lookup;
  readonly stops: Tour['stops'];
  readonly feed: { readonly count: number };
  /** How many like a post. */
  readonly likesOf: (postId: string) => number;
  /** A post that another one passes on. */
  readonly post: (id: string) => Post | undefined;
  /** An instant (ms) as the reader is told it: `14:05`, with its date on any other day. */
  readonly when: (unixMs: number) => string;
  /** The same, for the last hour as `3 分钟前`. */
  readonly ago: (unixMs: number) => string;
  /** The day of a post in words where it is another one than that of the post above it, or of now. */
  readonly dayOf: (post: Post, above: Post | undefined) => string | undefined;
}

/** Makes the view of a page's posts as things are now. */
export function postViewOf(store: TourStore, setup: Setup, lookup: Lookup, language: Language): PostView {
  const { nowUnixMs, tour, latest } = store;
  const { timeZone } = setup;
  const dayWords = (unixMs: number): string => {
    const { year, month, day } = localTime(unixMs, timeZone);
    const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const tourDay = setup.days.find((one) => one.date === date);
    const said = calendarDate(date, language);
    const words = wordsOf(language);
    return [...(tourDay ? [words.day(tourDay.number)] : []), `${said.date} ${said.weekday}`].join(
      words.separator,
    );
  };
  return {
    ...{ tourId: store.tourId, lookup, stops: tour.stops, feed: { count: store.count } },
    likesOf: (postId) => latest.likes[postId] ?? 0,
    post: (id) => store.post(id),
    when: (unixMs) => timeOrDate(unixMs, nowUnixMs, timeZone, language),
    ago: (unixMs) => timeAgo(unixMs, nowUnixMs, timeZone, language),
    dayOf: (post, above) =>
      isSameDay(post.publishedAt, above?.publishedAt ?? nowUnixMs, timeZone)
        ? undefined
        : dayWords(post.publishedAt),
  };
}
