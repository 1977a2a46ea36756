import { compareTrails } from '../../shared/digits.ts';
import { type FeedFilter, isWanted, mergedIds } from '../../shared/feed-filter.ts';
import { type Following, fromSnapshot, takeFrame, takePosts } from '../../shared/follow.ts';
import { type Frame, type Hello, type MapLines, PROTOCOL, type Snapshot } from '../../shared/protocol.ts';
import type { Role } from '../../shared/tour/actor.ts';
import type { Evolve } from '../../shared/tour/fold.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { ConnectionState } from './connection.ts';
import { carriedOver, withPostsBefore } from './history.ts';
import type { PostsPage, TourHttp } from './http.ts';

/** How the loading of older posts stands. */
export type OlderState = 'idle' | 'loading' | 'failed' | 'all';

/** Pages of older posts that are looked through again after a long sleep, at most. */
const MOST_PAGES_AGAIN = 40;

/** Caches in front hold an answer for a minute at most, and polls are two seconds apart. */
const MOST_OLDER_POLLS = 40;

/** The newest posts that a filter wants, oldest first, and how many there are in all. */
export interface FoundPosts {
  readonly filter: FeedFilter;
  readonly posts: readonly Post[];
  readonly count: number;
}

/** Whose store it is, and what it holds. */
export interface TourStoreOptions {
  /** The fold of the page's audience. */
  readonly evolve: Evolve;
  /** The role that the page follows in; a viewer without it. */
  readonly role?: Role;
  /** With a reader's filter: its newest posts. */
  readonly found?: FoundPosts;
  /** After a long sleep what lies further back than the newest posts is not asked for. */
  readonly newestOnly?: boolean;
}

/**
 * The tour on a page: a follower's state that components read. Made from the embedded snapshot, on
 * the server too; `attach` gives it the server's URLs once the page runs.
 */
export class TourStore {
  readonly tourId: string;
  /** The role that the page follows in; a viewer without it. */
  readonly role: Role | undefined;
  following = $state.raw<Following>() as Following;
  connection = $state.raw<ConnectionState>({ kind: 'connecting', sinceUnixMs: 0 });
  /** Server time, moved on by the page. */
  nowUnixMs = $state(0);
  older = $state<OlderState>('idle');
  /** The server speaks a newer protocol or serves another build. */
  outdated = $state(false);
  /** The reader's filter; without one every post is wanted. */
  readonly filter: FeedFilter | undefined;
  /** The page shows the newest posts only: after a long sleep what lies further back is not asked for. */
  readonly #newestOnly: boolean;
  /** Wanted posts that were fetched for the filter, oldest first; and how many there were in all, then. */
  #found = $state.raw<{ readonly ids: readonly string[]; readonly count: number }>({ ids: [], count: 0 });
  /** The feed as this reader wants it: ids of loaded posts, oldest first, without a gap. */
  readonly feed: readonly string[] = $derived.by(() => {
    const { tour } = this;
    if (this.filter === undefined || tour.setup === null) return tour.feed;
    const wanted = isWanted(this.filter, tour.setup);
    const live = tour.feed.filter((id) => {
      const post = this.post(id);
      return post !== undefined && wanted(post);
    });
    return mergedIds(this.#found.ids, live, this.#publishedAt);
  });
  /** How many posts of the feed there are in all, those that are not loaded included. */
  readonly count: number = $derived.by(() => {
    if (this.filter === undefined) return this.following.postCount;
    const newest = this.#found.ids.at(-1);
    const fresh = newest === undefined ? this.feed.length : this.feed.length - 1 - this.feed.indexOf(newest);
    return this.#found.count + fresh;
  });
  readonly #evolve: Evolve;
  #http: TourHttp | undefined;
  #asked = new Set<string>();
  /** Answers in a row that ended before what is known. */
  #olderPolls = 0;
  /** Is told what happens while the page looks on; of what happened before nobody is told. */
  onEvents: ((events: Frame['events']) => void) | undefined;
  /** Goes up whenever what was known gave way to another history. */
  era = $state(0);

  constructor(
    tourId: string,
    snapshot: Snapshot,
    nowUnixMs: number,
    { evolve, role, found, newestOnly = false }: TourStoreOptions,
  ) {
    this.tourId = tourId;
    this.#evolve = evolve;
    this.role = role;
    this.filter = found?.filter;
    this.#newestOnly = newestOnly;
    this.following = fromSnapshot(snapshot);
    this.nowUnixMs = nowUnixMs;
    if (found !== undefined) {
      this.following = takePosts(this.following, found.posts, snapshot.seq, 'aside');
      this.#found = { ids: found.posts.map((post) => post.id), count: found.count };
    }
    if (this.#hasAll()) this.older = 'all';
  }

  get tour() {
    return this.following.tour;
  }

  get latest() {
    return this.following.latest;
  }

  /** Where this page stands, for the server. */
  hello(afresh: boolean): Hello {
    const { epoch, seq, digits, latest } = this.following;
    const place = afresh
      ? {}
      : {
          epoch,
          seq,
          digits: digits.at(-1) ?? '',
          track: { version: latest.track.version, count: latest.track.count },
        };
    return { tour: this.tourId, protocol: PROTOCOL, ...place, ...(this.role && { as: this.role }) };
  }

  /** Gives the store the server's URLs. */
  attach(http: TourHttp): void {
    this.#http = http;
  }

  /** The post under an id, where it is loaded. */
  post(id: string): Post | undefined {
    return valueAt(this.following.tour.posts, id);
  }

  /** Takes a frame; false where it does not continue what is known. */
  takeFrame(frame: Frame): boolean {
    const taken = takeFrame(this.following, frame, this.#evolve);
    if (!taken.ok) return false;
    this.following = taken.state;
    this.onEvents?.(frame.events);
    void this.#fetchMissing();
    return true;
  }

  /**
   * Takes a snapshot. Posts that were loaded stay where it goes on from what is known; else it is all that there is. One
   * that is older comes out of a cache, where it may (`fromCache`), and is passed over; but not for ever.
   */
  takeSnapshot(snapshot: Snapshot, fromCache = false): void {
    if (snapshot.protocol !== PROTOCOL) {
      this.outdated = true;
      return;
    }
    const old = this.following;
    const next = fromSnapshot(snapshot);
    const history = next.epoch === old.epoch ? compareTrails(old, next) : 'other';
    if (history !== 'other' && next.seq < old.seq && fromCache && this.#isFromCache()) return;
    this.#olderPolls = 0;
    if (history !== 'same' || next.seq < old.seq) {
      this.following = next;
      this.era += 1;
      this.#found = { ids: [], count: 0 };
      this.older = this.#hasAll() ? 'all' : 'idle';
      void this.#findAgain();
      return;
    }
    this.following = carriedOver(old, next);
    void this.#lookAgain(old, next);
    void this.#findAgain();
  }

  /** Polls once: the last minute's frames, or a snapshot where they do not reach back far enough. */
  async poll(): Promise<boolean> {
    if (this.role === undefined) {
      const frame = await this.#http?.frames();
      if (frame === undefined) return false;
      const isOlder = frame.epoch === this.following.epoch && frame.to < this.following.seq;
      if (!isOlder) this.#olderPolls = 0;
      if (this.takeFrame(frame) && !(isOlder && !this.#isFromCache())) return true;
    }
    const snapshot = await this.#http?.snapshot();
    if (snapshot === undefined) return false;
    this.takeSnapshot(snapshot, this.role === undefined);
    return true;
  }

  /** Loads a page of posts older than all that are loaded. */
  async loadOlder(): Promise<void> {
    const oldest = this.feed[0];
    if (this.#http === undefined || oldest === undefined || this.older === 'loading' || this.older === 'all')
      return;
    this.older = 'loading';
    const page = await this.#http.older(oldest, this.filter);
    if (page === undefined) {
      this.older = 'failed';
      return;
    }
    if (this.filter === undefined) {
      this.#takeAside(page);
      this.following = withPostsBefore(this.following, page.posts, page.seq, oldest, page.likes);
    } else this.#take(page);
    this.older = page.more === true ? 'idle' : 'all';
  }

  /** Fetches one post beside the feed. False where there is none. */
  async fetchPost(id: string): Promise<boolean> {
    const page = await this.#http?.post(id);
    if (page === undefined || page.posts.length === 0) return false;
    this.#takeAside(page);
    this.following = takePosts(this.following, page.posts, page.seq, 'aside', page.likes);
    return true;
  }

  /** Fetches a page of wanted posts older than one, or of the newest, beside the feed; undefined where it was not to be had. */
  async fetchBefore(id: string | undefined): Promise<PostsPage | undefined> {
    const page = await this.#http?.older(id, this.filter);
    if (page !== undefined)
      this.following = takePosts(this.following, page.posts, page.seq, 'aside', page.likes);
    return page;
  }

  /** Outlines and roads of a version of the set-up. */
  async mapLines(setupVersion: number): Promise<MapLines | undefined> {
    return this.#http?.map(setupVersion);
  }

  /** Whether an answer that ends before what is known may be one that a cache still had: so many in a row are none. */
  #isFromCache(): boolean {
    this.#olderPolls += 1;
    return this.#olderPolls <= MOST_OLDER_POLLS;
  }

  #hasAll(): boolean {
    return this.feed.length >= this.count;
  }

  readonly #publishedAt = (id: string): number => this.post(id)?.publishedAt ?? 0;

  /** Posts of other outlets that those of a page pass on. */
  #takeAside(page: PostsPage): void {
    this.following = takePosts(this.following, page.passedOn ?? [], page.seq, 'aside');
  }

  /** Takes a page of posts that the filter wants. */
  #take(page: PostsPage): void {
    this.#takeAside(page);
    this.following = takePosts(this.following, page.posts, page.seq, 'aside', page.likes);
    const ids = page.posts.map((post) => post.id);
    this.#found = { ...this.#found, ids: mergedIds(this.#found.ids, ids, this.#publishedAt) };
  }

  /** After a gap: the newest wanted posts, until one of them was known before. */
  async #findAgain(): Promise<void> {
    if (this.filter === undefined) return;
    const known = new Set(this.#found.ids);
    const era = this.era;
    let before: string | undefined;
    for (let pages = 0; pages < (this.#newestOnly ? 1 : MOST_PAGES_AGAIN); pages += 1) {
      const page = await this.#http?.older(before, this.filter);
      if (page === undefined || this.era !== era) return;
      this.#take(page);
      if (before === undefined) this.#found = { ...this.#found, count: page.count ?? this.#found.count };
      before = page.posts[0]?.id;
      if (
        before === undefined ||
        page.more !== true ||
        known.size === 0 ||
        page.posts.some(({ id }) => known.has(id))
      )
        return;
    }
  }

  async #fetchMissing(): Promise<void> {
    const missing = this.following.missingPosts.filter((id) => !this.#asked.has(id));
    for (const id of missing) {
      this.#asked.add(id);
      if (!(await this.fetchPost(id))) this.#asked.delete(id);
    }
  }

  /** After a gap: fills the hole behind the snapshot's posts, and brings kept ones up to date. */
  async #lookAgain(old: Following, next: Following): Promise<void> {
    if (this.#newestOnly) return;
    const era = this.era;
    const reach = new Set(old.tour.feed.filter((id) => !next.tour.feed.includes(id)));
    let before = next.tour.feed[0];
    for (let pages = 0; reach.size > 0 && before !== undefined && pages < MOST_PAGES_AGAIN; pages += 1) {
      const page = await this.#http?.older(before, undefined);
      if (page === undefined || this.era !== era) return;
      this.following = withPostsBefore(this.following, page.posts, page.seq, before, page.likes);
      for (const post of page.posts) reach.delete(post.id);
      before = page.more === true ? page.posts[0]?.id : undefined;
    }
  }
}
