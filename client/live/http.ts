import { type FeedFilter, filterQuery } from '../../shared/feed-filter.ts';
import type { Frame, Likes, MapLines, Snapshot } from '../../shared/protocol.ts';
import type { Role } from '../../shared/tour/actor.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Came } from './came.ts';
import type { ServerTime } from './server-time.ts';

/** Posts that were fetched, oldest first; `seq` is how far the answer had seen. */
export interface PostsPage {
  readonly seq: number;
  readonly posts: readonly Post[];
  readonly likes?: Likes;
  /** Whether there are still older ones. */
  readonly more?: boolean;
  /** Older posts that those of this page pass on. */
  readonly passedOn?: readonly Post[];
  /** How many posts the filter wants in all. */
  readonly count?: number;
}

/** The server's URLs for a tour, as a viewer or in a role. Each answer is the body, or undefined when it was not to be had. */
export interface TourHttp {
  /** Calls the listener with the version that the server serves, whenever a poll says it. */
  watchBuild(listener: (build: string) => void): void;
  /** Calls the listener whenever an answer says that the tour was deleted. */
  watchGone(listener: () => void): void;
  frames(): Promise<Frame | undefined>;
  snapshot(): Promise<Snapshot | undefined>;
  /** A page of posts before one, or the newest; with a filter of those that it wants. */
  older(beforePostId: string | undefined, filter: FeedFilter | undefined): Promise<PostsPage | undefined>;
  post(postId: string): Promise<PostsPage | undefined>;
  /** What the map needs and the page does not hold. */
  map(setupVersion: number): Promise<MapLines | undefined>;
  /** Counts this page's visit; while polling, that it is still here. */
  visit(visitor: string, polling: boolean, came?: Came): Promise<void>;
}

const TIMEOUT_MS = 10_000;

const isDeleted = (said: unknown): boolean =>
  (said as { readonly code?: unknown } | null)?.code === 'tour.deleted';

/** Speaks to the server that the page came from, and lets the clock learn from its answers. */
export function tourHttp(tourId: string, time: ServerTime, role?: Role): TourHttp {
  const base = `/live/${encodeURIComponent(tourId)}`;
  const asRole = `/api/tours/${encodeURIComponent(tourId)}/as/${role}`;
  let onBuild = (_build: string): void => undefined;
  let onGone = (): void => undefined;
  /** `cache`: what is polled is asked for anew each time; else a browser answers with what it kept, and the page is a poll behind. */
  async function get<T>(
    path: string,
    has: keyof T & string,
    cache: RequestCache = 'default',
  ): Promise<T | undefined> {
    try {
      const answer = await fetch(path.startsWith('/') ? path : `${base}/${path}`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        cache,
      });
      time.learn(answer.headers, Date.now());
      // Only what is polled is fresh enough to say so; other answers may have lain in a cache.
      const build = path === 'frames.json' || path === asRole ? answer.headers.get('lalian-build') : null;
      if (build !== null) onBuild(build);
      if (answer.status === 410 && isDeleted(await answer.json())) onGone();
      const body: unknown = answer.ok ? await answer.json() : undefined;
      // What a portal says in the server's place is no answer.
      return typeof body === 'object' && body !== null && has in body ? (body as T) : undefined;
    } catch {
      return undefined;
    }
  }
  return {
    watchBuild(listener) {
      onBuild = listener;
    },
    watchGone(listener) {
      onGone = listener;
    },
    // Nobody else has a role's view: there is no body that serves many.
    frames: async () => (role === undefined ? get<Frame>('frames.json', 'events', 'no-cache') : undefined),
    snapshot: () => get<Snapshot>(role === undefined ? 'snapshot.json' : asRole, 'latest', 'no-cache'),
    older: (beforePostId, filter) => {
      const before = beforePostId === undefined ? [] : [`before=${encodeURIComponent(beforePostId)}`];
      return get<PostsPage>(
        `posts.json?${[...before, ...(filter ? [filterQuery(filter)] : [])].join('&')}`,
        'posts',
      );
    },
    post: (postId) => get<PostsPage>(`posts/${encodeURIComponent(postId)}.json`, 'posts'),
    map: (setupVersion) => get<MapLines>(`map-${setupVersion}.json`, 'areas'),
    async visit(visitor, polling, came = {}) {
      try {
        const answer = await fetch(`${base}/visit`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ visitor, polling, ...came }),
          keepalive: true,
        });
        time.learn(answer.headers, Date.now());
      } catch {
        // A visit that is not counted changes nothing for the reader.
      }
    },
  };
}
