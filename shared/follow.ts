import { compareTrails, extendedTrail } from './digits.ts';
import type { Frame, Latest, Likes, SeenEvent, Snapshot } from './protocol.ts';
import { tourFromPart } from './protocol.ts';
import type { Evolve } from './tour/fold.ts';
import { valueAt, withValue } from './tour/keyed.ts';
import { changedPost } from './tour/posts/post-fold.ts';
import type { Post } from './tour/posts/posts.ts';
import type { Tour } from './tour/state.ts';
import { decodePolyline, encodePolyline } from './track/polyline.ts';

/**
 * A follower of a tour: the state of whoever reads frames, be it a page or a test. Frames come by
 * socket or by polling, late, twice, or not at all; a follower takes what continues its own state and
 * says when it lacks something.
 */
export interface Following {
  readonly epoch: string;
  readonly seq: number;
  /** Digits of what was seen up to `seq`, and up to some events before: see `digits.ts`. */
  readonly digits: readonly string[];
  readonly tour: Tour;
  readonly latest: Latest;
  /** How many posts there are in all, older ones that are not loaded included. */
  readonly postCount: number;
  /** Posts that an event spoke of and that are not loaded: to be fetched. */
  readonly missingPosts: readonly string[];
  /** The latest changes of posts, to be applied again to a page of older posts that was made before them. */
  readonly recent: readonly { readonly seq: number; readonly seen: SeenEvent }[];
}

/** What taking a frame led to. `behind`: it does not continue this state; catch up. */
export type Taken =
  | { readonly ok: true; readonly state: Following }
  | { readonly ok: false; readonly behind: true };

const RECENT_KEPT = 500;

/** The state that a snapshot begins. */
export const fromSnapshot = (snapshot: Snapshot): Following => ({
  epoch: snapshot.epoch,
  seq: snapshot.seq,
  digits: snapshot.digits,
  tour: tourFromPart(snapshot.tour),
  latest: snapshot.latest,
  postCount: snapshot.tour.postCount,
  missingPosts: [],
  recent: [],
});

/** The driven road after a part of it came; undefined where the part does not fit on. */
export function joinTrack(known: Latest['track'], part: Latest['track']): Latest['track'] | undefined {
  if (part.from === 0) return part;
  if (part.version !== known.version || part.from > known.count) return undefined;
  if (part.from + part.count <= known.count) return known;
  const points = [
    ...(decodePolyline(known.line) ?? []).slice(0, part.from),
    ...(decodePolyline(part.line) ?? []),
  ];
  return { version: part.version, from: 0, count: points.length, line: encodePolyline(points) };
}

function takeEvent(state: Following, seen: SeenEvent, seq: number, evolve: Evolve): Following {
  const tour = evolve(state.tour, seen.event, seen.at);
  if (!seen.event.type.startsWith('post.') || !('postId' in seen.event)) return { ...state, seq, tour };
  const { postId } = seen.event;
  const shares = seen.event.type === 'post.published' ? seen.event.sharesPostId : undefined;
  const missing = [postId, shares].filter(
    (id) => id !== undefined && valueAt(tour.posts, id) === undefined && !state.missingPosts.includes(id),
  ) as string[];
  return {
    ...state,
    seq,
    tour,
    postCount: state.postCount + (seen.event.type === 'post.published' ? 1 : 0),
    missingPosts: missing.length > 0 ? [...state.missingPosts, ...missing] : state.missingPosts,
    recent: [...state.recent.slice(-RECENT_KEPT + 1), { seq, seen }],
  };
}

/**
 * Takes a frame by the fold of its audience: passes over what is known already, refuses what leaves a gap or is of another
 * history.
 */
export function takeFrame(state: Following, frame: Frame, evolve: Evolve): Taken {
  if (frame.epoch !== state.epoch || frame.from > state.seq) return { ok: false, behind: true };
  const trail = { seq: frame.to, digits: frame.digits };
  if (compareTrails(state, trail) !== 'same') return { ok: false, behind: true };
  // An answer of a cache may be older than what came by socket: its values are then older as well.
  if (frame.to < state.seq) return { ok: true, state };
  let next = state;
  frame.events.slice(state.seq - frame.from).forEach((seen, index) => {
    next = takeEvent(next, seen, state.seq + index + 1, evolve);
  });
  const { track: part, likes: liked, ...values } = frame.latest;
  const track = part === undefined ? next.latest.track : joinTrack(next.latest.track, part);
  if (track === undefined) return { ok: false, behind: true };
  const nothingNew = part === undefined && liked === undefined && Object.keys(values).length === 0;
  if (next === state && nothingNew) return { ok: true, state };
  const likes = liked === undefined ? next.latest.likes : { ...next.latest.likes, ...liked };
  const digits = extendedTrail(state, trail);
  const latest = { ...next.latest, ...values, track, likes };
  return { ok: true, state: { ...next, seq: frame.to, digits, latest } };
}

/**
 * Adds posts that were fetched: older ones in front of the feed, or single ones beside it. `seq` is how
 * far the answer had seen: later changes of a post are applied to it again, so that an answer from a
 * cache never brings back what was corrected. Its counts of likes give way to those that frames brought.
 */
export function takePosts(
  state: Following,
  fetched: readonly Post[],
  seq: number,
  into: 'feed' | 'aside',
  likes: Likes = {},
): Following {
  let { posts } = state.tour;
  for (const post of fetched) {
    const known = valueAt(posts, post.id);
    if (known === undefined || known.version < post.version)
      posts = withValue(posts, post.id, broughtForward(state, post, seq));
  }
  const ids = fetched.map((post) => post.id);
  const inFeed = new Set(state.tour.feed);
  const feed =
    into === 'feed' ? [...ids.filter((id) => !inFeed.has(id)), ...state.tour.feed] : state.tour.feed;
  return {
    ...state,
    tour: { ...state.tour, posts, feed },
    latest: { ...state.latest, likes: { ...likes, ...state.latest.likes } },
    missingPosts: state.missingPosts.filter((id) => !ids.includes(id)),
  };
}

function broughtForward(state: Following, fetched: Post, seq: number): Post {
  let post = fetched;
  for (const { seq: seqOfChange, seen } of state.recent) {
    const { event } = seen;
    if (
      seqOfChange <= seq ||
      !('postId' in event) ||
      event.postId !== fetched.id ||
      event.type === 'post.published'
    )
      continue;
    post = changedPost(post, event, seen.at);
  }
  return post;
}
