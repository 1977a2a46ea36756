import type { Likes } from '../../../shared/protocol.ts';
import { isCancelled } from '../../../shared/tour/conduct/falling-out.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';
import type { Area, Setup, Stop } from '../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { areaIdOf, bestShot, byWorth, type Shot, standingPosts } from './pictures/choice.ts';

/** Something that viewers liked: in a line, and by how many. */
export interface Praised {
  readonly postId: string;
  readonly title: string;
  readonly likes: number;
}

/** What is told of an area, all of it from what everybody may read. */
export interface Story {
  readonly area: Area;
  readonly stops: readonly Stop[];
  /** Which of them the convoy has been at. */
  readonly seen: ReadonlySet<string>;
  readonly shot: Shot | undefined;
  readonly quote:
    | { readonly words: string; readonly person: string; readonly function?: string; readonly postId: string }
    | undefined;
  readonly praised: readonly Praised[];
}

/** At most so many lines of what viewers liked. */
const MOST_PRAISED = 3;
/** A quote is read from thirty metres away: longer ones are passed over where there is a shorter one. */
const QUOTE_LETTERS = 60;

/** An area's story from its public posts and stops; undefined where the area competes no more. */
export function storyOf(
  tour: Tour,
  setup: Setup,
  areaId: string | undefined,
  likes: Likes,
): Story | undefined {
  const area = setup.areas.find(({ id }) => id === areaId);
  if (area === undefined) return undefined;
  const stops = setup.stops
    .filter((stop) => stop.areaId === area.id && !isCancelled(tour, stop.id))
    .sort((a, b) => a.number - b.number);
  const posts = standingPosts(tour).filter((post) => areaIdOf(post, setup) === area.id);
  const been = stops.filter(({ id }) => ['arrived', 'left'].includes(tour.stops[id]?.status ?? 'planned'));
  return {
    ...{ area, stops, seen: new Set(been.map(({ id }) => id)) },
    ...{ shot: bestShot(posts, likes), quote: quoteIn(posts, likes), praised: praisedIn(posts, likes) },
  };
}

function quoteIn(posts: readonly Post[], likes: Likes): Story['quote'] {
  const quotes = byWorth(posts, likes).flatMap(({ id, feature }) =>
    feature?.kind === 'quote' ? [{ ...feature, postId: id }] : [],
  );
  return quotes.find(({ words }) => words.length <= QUOTE_LETTERS) ?? quotes[0];
}

/** Posts with a title that viewers liked, most first; what only reports an arrival is no praise. */
function praisedIn(posts: readonly Post[], likes: Likes): readonly Praised[] {
  return posts
    .flatMap(({ id, title, feature }): readonly Praised[] => {
      const count = likes[id] ?? 0;
      const told = feature?.kind !== 'moment' && feature?.kind !== 'quote';
      return title !== undefined && count > 0 && told ? [{ postId: id, title, likes: count }] : [];
    })
    .sort((a, b) => b.likes - a.likes)
    .slice(0, MOST_PRAISED);
}
