import { cameBy } from '../../shared/came-from.ts';
import type { Language } from '../../shared/refusals.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { postUrl } from '../syndication/address.ts';
import { entryOf, nameIn } from '../syndication/entry.ts';
import { beginning } from '../syndication/plain.ts';

/** A moment that is older is told to nobody any more: a server that was away does not wake people with old news. */
export const TOLD_WITHIN_MS = 10 * 60_000;
/** What a phone shows of a text. */
const MOST_BODY = 110;

/** Since when a post is a key moment, ms: marked as one, or the telling of something that happened. */
export function keySince(post: Post): number | undefined {
  if (post.withdrawn !== undefined) return undefined;
  return post.keyAt ?? (post.feature?.kind === 'moment' ? post.publishedAt : undefined);
}

/** Posts that became key moments a short while ago, oldest first. */
export const newMoments = (tour: Tour, nowUnixMs: number): readonly Post[] =>
  tour.feed
    .flatMap((id) => valueAt(tour.posts, id) ?? [])
    .filter((post) => (keySince(post) ?? 0) > nowUnixMs - TOLD_WITHIN_MS)
    .sort((a, b) => (keySince(a) ?? 0) - (keySince(b) ?? 0));

/** What a phone is told of a post, as JSON; undefined where there is nothing to tell (any more). */
export function messageOf(
  tour: Tour,
  postId: string,
  language: Language,
  { origin, tourId }: { readonly origin: string; readonly tourId: string },
): string | undefined {
  const post = valueAt(tour.posts, postId);
  if (tour.setup === null || post === undefined || keySince(post) === undefined) return undefined;
  const site = { origin, tourId, language };
  const { title, text, outlet } = entryOf(tour, tour.setup, post, site);
  const body = beginning(text, MOST_BODY);
  const url = cameBy(postUrl(site, postId), 'push');
  return JSON.stringify({
    title,
    body: [body === title ? '' : body, `${outlet.name} · ${nameIn(tour.setup.shortName, language)}`]
      .filter(Boolean)
      .join('\n'),
    url,
    tag: postId,
    lang: language === 'zh' ? 'zh-CN' : 'en',
  });
}
