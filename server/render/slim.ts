import type { Snapshot } from '../../shared/protocol.ts';
import type { Language } from '../../shared/refusals.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';

type Name = Setup['shortName'];

/** How many posts the page itself carries; the rest comes when the reader scrolls. */
const POSTS_IN_PAGE = 5;
/** Posts of which the first screen may show something: only their pictures bring the tiny one along that stands in for them. */
const AT_FIRST_SIGHT = 2;

/** What a page needs at first sight: the driven road and older posts are fetched later. */
export function slim(snapshot: Snapshot, language: Language, posts = POSTS_IN_PAGE): Snapshot {
  const { tour, latest } = snapshot;
  const inOne = (post: Post): Post => postIn(post, language);
  return {
    ...snapshot,
    tour: {
      ...tour,
      setup: tour.setup && setupIn(tour.setup, language),
      posts: posts === 0 ? [] : postsIn(tour.posts.slice(-posts), language),
      olderToo: tour.olderToo.map(inOne),
      // Only who proposes moments asks which are told.
      momentsTold: {},
    },
    latest: { ...latest, track: { version: latest.track.version, from: 0, count: 0, line: '' } },
  };
}

/** A set-up as a page reads it: in the page's language, without what only judges and other readers use. */
function setupIn(setup: Setup, language: Language): Setup {
  const one = (name: Name): Name => {
    if (language === 'zh') return { zh: name.zh };
    return name.en === undefined ? name : { zh: '', en: name.en };
  };
  const named = <T extends { name: Name }>(things: readonly T[]): T[] =>
    things.map((thing) => ({ ...thing, name: one(thing.name) }));
  return {
    ...setup,
    name: one(setup.name),
    shortName: one(setup.shortName),
    ...(setup.notice && { notice: one(setup.notice) }),
    areas: named(setup.areas).map((area) => ({ ...area, shortName: one(area.shortName) })),
    stops: named(setup.stops).map(({ plannedLeaveAt: _leave, ...stop }) => stop),
    kinds: named(setup.kinds),
    outlets: named(setup.outlets),
    prizes: named(setup.prizes),
    brands: named(setup.brands),
    rubrics: [],
    talks: [],
  };
}

/** A post with its pictures' texts in one language. */
export const postIn = (post: Post, language: Language): Post => ({
  ...post,
  pictures: post.pictures.map(({ altEn, ...picture }) =>
    language === 'zh' || altEn === undefined ? picture : { ...picture, alt: '', altEn },
  ),
});

/** Posts of a page, oldest first. */
export const postsIn = (posts: readonly Post[], language: Language): Post[] =>
  posts.map((post, index) => {
    const one = postIn(post, language);
    if (index >= posts.length - AT_FIRST_SIGHT) return one;
    return { ...one, pictures: one.pictures.map(({ placeholder: _tiny, ...picture }) => picture) };
  });
