import type { Alarm } from './alarms.ts';
import type { RecentFailures } from './page-failures.ts';
import type { ShownStandings, Standings } from './scoring/standings.ts';
import type { Cue } from './tour/ceremony/cue.ts';
import type { ClockTrouble } from './tour/clock-trouble.ts';
import type { TourEvent } from './tour/events.ts';
import { noneKeyed, valueAt, withValue } from './tour/keyed.ts';
import { type Post, pinnedPosts } from './tour/posts/posts.ts';
import { emptyTour, type Tour } from './tour/state.ts';

/**
 * What goes over the wire to whoever follows a tour. The number changes when an older page could not
 * read it any more; a page that meets another number reloads itself.
 */
export const PROTOCOL = 4;

/** The header by which a page knows an answer below `/api/` for the server's own. */
export const ANSWER_HEADER = 'lalian-answer';

/** The header in which a page says for whom it gives a command: the id of its judge or outlet. */
export const ACTOR_HEADER = 'lalian-as';

/** The header in which a page says how much waits on its device besides what it sends. */
export const WAITING_HEADER = 'lalian-waiting';

/** An event as an audience sees it. `at` is server time in ms; `by` is there for the organiser only. */
export interface SeenEvent {
  readonly at: number;
  readonly by?: string;
  readonly event: TourEvent;
}

/**
 * The header in which a remote says until when a command of its own may take effect, by the clock that `remote-beat`
 * answers (ms): what was held up on its way does nothing later.
 */
export const UNTIL_HEADER = 'lalian-until';

/** Where the convoy is, by its newest fix. WGS-84. */
export interface ConvoyPosition {
  readonly latitude: number;
  readonly longitude: number;
  readonly fixedAtUnixMs: number;
  readonly speedKph?: number;
  readonly headingDegrees?: number;
  /** Metres driven on the whole tour so far. */
  readonly drivenMetres: number;
  /** The stop that the convoy is on the way to, and when it should be there, where that can be said. */
  readonly next?: {
    readonly stopId: string;
    readonly remainingMetres: number;
    readonly expectedAtUnixMs?: number;
  };
}

/**
 * Points of the driven road from number `from` on, as a polyline of precision 5. Points are only ever
 * appended while `version` stays; another version, or a gap, means: take a snapshot.
 */
export interface TrackPart {
  readonly version: number;
  readonly from: number;
  readonly count: number;
  readonly line: string;
}

/** People on the page now, and visits since the tour was made. */
export interface Viewers {
  readonly present: number;
  readonly views: number;
}

/** How many devices like a post, by post. */
export type Likes = Readonly<Record<string, number>>;

/** A screen of the hall, as it last gave a sign of itself. */
export interface ScreenSign {
  /** Of its window; and the name that its invite was given, numbered where several windows came by one link. */
  readonly id: string;
  readonly name: string;
  /** The step that it has drawn; null before a ceremony. */
  readonly step: number | null;
  readonly live: boolean;
}

/** How far a rehearsal is that plays by itself: so many things of all have happened. */
export interface RehearsalPlay {
  readonly state: 'plays' | 'paused' | 'over';
  readonly done: number;
  readonly of: number;
  /** How long the whole takes. */
  readonly minutes: number;
}

/** A dress rehearsal: a marked copy of a real tour, with made-up results. */
export interface DressRehearsal {
  /** Where it plays by itself: how far it is. */
  readonly play?: RehearsalPlay;
  /** The id of the real tour, and of the copy. */
  readonly real: string;
  readonly copy: string;
  /** Whether the real screens and remotes show the copy just now. */
  readonly onScreens: boolean;
}

/** Values of which only the newest matters. */
export interface Latest {
  readonly position: ConvoyPosition | null;
  readonly track: TrackPart;
  readonly standings: ShownStandings;
  /** The organiser's own standings, nothing held back; absent for everybody else. */
  readonly fullStandings?: Standings;
  /** Pages that did not run for their readers; absent for everybody but the organiser. */
  readonly pageFailures?: RecentFailures;
  /** What else is wrong while the tour goes on; the organiser's. */
  readonly alarms?: readonly Alarm[];
  /** What comes next in the ceremony; the presenter's and the organiser's. */
  readonly cue?: Cue | null;
  /** The hall's screens and what each shows; the presenter's and the organiser's. */
  readonly screens?: readonly ScreenSign[];
  /** The tour's dress rehearsal, or what it is one of; null where there is none. The hall's and the organiser's. */
  readonly rehearsal?: DressRehearsal | null;
  /** What is wrong with the server's clock, null where nothing is; the organiser's. */
  readonly clock?: ClockTrouble | null;
  readonly viewers: Viewers;
  /** A frame has those that changed, to be laid over what is known; a snapshot those of its own posts. */
  readonly likes: Likes;
  /** `waiting`: the store does not answer just now; what is shown stays as it is. */
  readonly health: 'ok' | 'waiting';
}

/** What changed after `from` up to `to` (the audience's own dense sequence). `latest` has what is new of it. */
export interface Frame {
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly events: readonly SeenEvent[];
  /** Digits of the audience's own history: up to `from`, and up to each event. See `digits.ts`. */
  readonly digits: readonly string[];
  readonly latest: Partial<Latest>;
}

/** A tour on the wire: of its posts the newest, oldest first, and older ones that are pinned or passed on by those. */
export interface TourPart extends Omit<Tour, 'posts' | 'feed'> {
  readonly posts: readonly Post[];
  readonly olderToo: readonly Post[];
  /** How many posts there are in all. */
  readonly postCount: number;
}

/** Everything that an audience needs to begin with. */
export interface Snapshot {
  readonly protocol: number;
  readonly epoch: string;
  readonly seq: number;
  /** Digits of the audience's own history up to `seq`, at the end, and up to some events before. See `digits.ts`. */
  readonly digits: readonly string[];
  readonly tour: TourPart;
  readonly latest: Latest;
}

/** What a client says when it comes: where it stands (absent: nowhere yet), and who it wants to be. */
export interface Hello {
  readonly tour: string;
  readonly protocol: number;
  readonly epoch?: string;
  readonly seq?: number;
  /** The digits of what it has seen up to `seq`: another history that has that number gives it a snapshot. */
  readonly digits?: string;
  readonly track?: { readonly version: number; readonly count: number };
  /** The session's role to follow as; a viewer without it. */
  readonly as?: string;
}

/** Decimals of the map's outlines (100 m) and of its roads (10 m): lines made for drawing, and for nothing else. */
export const OUTLINE_PRECISION = 3;
export const ROAD_PRECISION = 4;

/** The map's lines, as polylines of {@link OUTLINE_PRECISION} and {@link ROAD_PRECISION}. */
export interface MapLines {
  /** An outline is a list of rings. */
  readonly areas: readonly { readonly id: string; readonly outline?: readonly string[] }[];
  /** A road is a list of parts, which go over no stretch twice. */
  readonly days: readonly { readonly number: number; readonly road?: readonly string[] }[];
}

/** Names of the socket's messages. */
export const MESSAGES = {
  /** Server to client: a {@link Frame}. */
  frame: 'f',
  /** Server to client: a {@link Snapshot}. */
  snapshot: 's',
  /** Server to client, before it stops: come back after so many ms. */
  bye: 'bye',
  /** Server to client: the build that is served now; a page of another build reloads when it suits. */
  build: 'b',
} as const;

/** How many posts a snapshot holds; older ones are fetched page by page. */
export const POSTS_IN_SNAPSHOT = 30;

/** The tour as it goes over the wire, with its newest `posts` posts. */
export function tourToPart(tour: Tour, posts: number): TourPart {
  const { posts: all, feed, ...rest } = tour;
  const newest = feed.slice(-posts);
  const newestPosts = newest.flatMap((id) => valueAt(all, id) ?? []);
  const pinned = pinnedPosts(tour);
  const passedOn = [...newestPosts, ...pinned].flatMap(
    ({ sharesPostId }) => valueAt(all, sharesPostId ?? '') ?? [],
  );
  const shown = new Set(newest);
  const olderToo = [...new Set([...pinned, ...passedOn])].filter((post) => !shown.has(post.id));
  return {
    ...rest,
    posts: newestPosts,
    olderToo,
    postCount: feed.length,
  };
}

/**
 * The tour from the wire, or from a device's memory: what a page of an older build did not know of is as in an empty
 * tour. Its feed holds only the posts that came along.
 */
export function tourFromPart(part: TourPart): Tour {
  const { posts, olderToo, postCount: _count, ...rest } = part;
  const all = [...posts, ...olderToo].reduce((map, post) => withValue(map, post.id, post), noneKeyed<Post>());
  return { ...emptyTour, ...rest, posts: all, feed: posts.map((post) => post.id) };
}
