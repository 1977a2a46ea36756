import { FROM } from '../../shared/came-from.ts';
import type { Dashboard } from '../../shared/desk.ts';
import { cutText } from '../../shared/text.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import { featureText } from '../../shared/tour/posts/post-kinds.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { likesTally } from './likes.ts';
import type { Tallies } from './tallies.ts';
import type { ViewerSamples } from './viewer-samples.ts';
import { fromTally, viewsTally } from './visits.ts';

const MOST_POSTS = 50;
const MOST_TITLE = 60;

/** What each outlet has published and what became of it, of a tour as its reader sees it. Throws StoreUnavailable. */
export async function dashboardOf(tour: Tour, tallies: Tallies, viewers: ViewerSamples): Promise<Dashboard> {
  const posts = tour.feed.flatMap((id) => valueAt(tour.posts, id) ?? []);
  const counted = posts.map((post) => ({
    post,
    views: tallies.of(viewsTally(post.id)),
    likes: Math.max(0, tallies.of(likesTally(post.id))),
  }));
  const most = counted
    .filter(({ post, views }) => views > 0 && post.withdrawn === undefined)
    .sort((a, b) => b.views - a.views || b.post.publishedAt - a.post.publishedAt)
    .slice(0, MOST_POSTS);
  await tallies.load(most.flatMap(({ post }) => FROM.map((from) => viewsTally(post.id, from))));
  const outlets = (tour.setup?.outlets ?? []).map(({ id }) => {
    const own = counted.filter(({ post }) => post.outletId === id);
    const sum = (of: (one: (typeof own)[number]) => number) => own.reduce((all, one) => all + of(one), 0);
    return {
      outletId: id,
      posts: own.length,
      pictures: sum(({ post }) => post.pictures.length),
      corrections: sum(({ post }) => post.corrections.length),
      withdrawn: own.filter(({ post }) => post.withdrawn !== undefined).length,
      views: sum(({ views }) => views),
      likes: sum(({ likes }) => likes),
    };
  });
  return {
    outlets,
    posts: most.map(({ post, views, likes }) => ({
      ...{ postId: post.id, outletId: post.outletId, title: titleOf(post) },
      ...{ publishedAt: post.publishedAt, views, likes },
      from: byFrom((from) => tallies.of(viewsTally(post.id, from))),
    })),
    viewers: await viewers.shown(),
    from: byFrom((from) => tallies.of(fromTally(from))),
  };
}

function byFrom(countOf: (from: (typeof FROM)[number]) => number): Dashboard['from'] {
  return Object.fromEntries(
    FROM.map((from) => [from, countOf(from)] as const).filter(([, count]) => count > 0),
  );
}

/** What a post is called in a list. */
function titleOf({ title = '', text, feature }: Post): string {
  const words = title.trim() || text.trim() || (feature === undefined ? '' : featureText(feature));
  const line = words.split('\n')[0] ?? '';
  return cutText(line, MOST_TITLE, '…');
}
