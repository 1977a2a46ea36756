import { type Following, fromSnapshot, takeFrame, takePosts } from '../../shared/follow.ts';
import { type Frame, type Hello, type MapLines, PROTOCOL, type Snapshot } from '../../shared/protocol.ts';
import type { Role } from '../../shared/tour/actor.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Post } from '../../shared/tour/posts.ts';
import type { ConnectionState } from './connection.ts';
import { carriedOver, withPostsBefore } from './history.ts';
import type { TourHttp } from './http.ts';

/** How the loading of older posts stands. */
export type OlderState = 'idle' | 'loading' | 'failed' | 'all';

/** Pages of older posts that are looked through again after a long sleep, at most. */
const MOST_PAGES_AGAIN = 40;

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
  #http: TourHttp | undefined;
  #asked = new Set<string>();

  constructor(tourId: string, snapshot: Snapshot, nowUnixMs: number, role?: Role) {
    this.tourId = tourId;
    this.role = role;
    this.following = fromSnapshot(snapshot);
    this.nowUnixMs = nowUnixMs;
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
    const { epoch, seq, latest } = this.following;
    const place = afresh
      ? {}
      : { epoch, seq, track: { version: latest.track.version, count: latest.track.count } };
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
    const taken = takeFrame(this.following, frame);
    if (!taken.ok) return false;
    this.following = taken.state;
    void this.#fetchMissing();
    return true;
  }

  /** Takes a snapshot, unless it is older than what is known. Posts that were loaded stay. */
  takeSnapshot(snapshot: Snapshot): void {
    if (snapshot.protocol !== PROTOCOL) {
      this.outdated = true;
      return;
    }
    const old = this.following;
    const next = fromSnapshot(snapshot);
    if (next.epoch !== old.epoch) {
      this.following = next;
      this.older = this.#hasAll() ? 'all' : 'idle';
      return;
    }
    if (next.seq < old.seq) return;
    this.following = carriedOver(old, next);
    void this.#lookAgain(old, next);
  }

  /** Polls once: the last minute's frames, or a snapshot where they do not reach back far enough. */
  async poll(): Promise<boolean> {
    if (this.role === undefined) {
      const frame = await this.#http?.frames();
      if (frame === undefined) return false;
      if (this.takeFrame(frame)) return true;
    }
    const snapshot = await this.#http?.snapshot();
    if (snapshot === undefined) return false;
    this.takeSnapshot(snapshot);
    return true;
  }

  /** Loads a page of posts older than all that are loaded. */
  async loadOlder(): Promise<void> {
    const oldest = this.following.tour.feed[0];
    if (this.#http === undefined || oldest === undefined || this.older === 'loading' || this.older === 'all')
      return;
    this.older = 'loading';
    const page = await this.#http.older(oldest);
    if (page === undefined) {
      this.older = 'failed';
      return;
    }
    this.following = withPostsBefore(this.following, page.posts, page.seq, oldest, page.likes);
    this.older = page.more === true ? 'idle' : 'all';
  }

  /** Fetches one post beside the feed. False where there is none. */
  async fetchPost(id: string): Promise<boolean> {
    const page = await this.#http?.post(id);
    if (page === undefined || page.posts.length === 0) return false;
    this.following = takePosts(this.following, page.posts, page.seq, 'aside', page.likes);
    return true;
  }

  /** Outlines and roads of a version of the set-up. */
  async mapLines(setupVersion: number): Promise<MapLines | undefined> {
    return this.#http?.map(setupVersion);
  }

  #hasAll(): boolean {
    return this.following.tour.feed.length >= this.following.postCount;
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
    const reach = new Set(old.tour.feed.filter((id) => !next.tour.feed.includes(id)));
    let before = next.tour.feed[0];
    for (let pages = 0; reach.size > 0 && before !== undefined && pages < MOST_PAGES_AGAIN; pages += 1) {
      const page = await this.#http?.older(before);
      if (page === undefined || this.following.epoch !== next.epoch) return;
      this.following = withPostsBefore(this.following, page.posts, page.seq, before, page.likes);
      for (const post of page.posts) reach.delete(post.id);
      before = page.more === true ? page.posts[0]?.id : undefined;
    }
  }
}
