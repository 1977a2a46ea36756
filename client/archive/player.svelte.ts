import { getContext, setContext } from 'svelte';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { KeptTrack } from './input.ts';
import {
  instantAt,
  lastUpTo,
  offsetOf,
  positionAt,
  stopsAt,
  type Timeline,
  timelineOf,
  trackAt,
  wayOf,
} from './replay.ts';

/** Minutes of the tour that pass in a second. */
export const SPEEDS = [1, 5, 15, 60] as const;

/** The replay: an instant of the tour that moves on, and how everything was then. */
export class Player {
  readonly timeline: Timeline;
  readonly posts: readonly Post[];
  readonly #tour: Tour;
  readonly #way: ReturnType<typeof wayOf>;
  readonly #published: readonly number[];
  offsetMs = $state(0);
  playing = $state(false);
  speed = $state<(typeof SPEEDS)[number]>(5);
  #frame = 0;

  /** `posts` oldest first. */
  constructor(tour: Tour, track: KeptTrack, posts: readonly Post[], asOfUnixMs: number) {
    this.timeline = timelineOf(tour, asOfUnixMs);
    this.posts = posts;
    this.#tour = tour;
    this.#way = wayOf(track);
    this.#published = posts.map(({ publishedAt }) => publishedAt);
    // It begins at the end: whoever opens an archive sees first how it went.
    this.offsetMs = this.timeline.lengthMs;
  }

  readonly atEnd = $derived.by(() => this.offsetMs >= this.timeline.lengthMs);
  readonly unixMs = $derived.by(() => instantAt(this.timeline, this.offsetMs));
  readonly position = $derived.by(() => positionAt(this.#way, this.unixMs));
  readonly #passed = $derived.by(() => lastUpTo(this.#way.times, this.unixMs));
  /** A new object only when a further point was passed: the map draws nothing anew in between. */
  readonly track = $derived.by(() => trackAt(this.#way, this.#way.times[this.#passed] ?? 0));
  readonly #statuses = $derived.by(() =>
    JSON.stringify(
      Object.entries(stopsAt(this.#tour.stops, this.unixMs)).map(([id, { status }]) => [id, status]),
    ),
  );
  /** A new object only when a stop changed. */
  readonly stops = $derived.by((): Tour['stops'] => {
    if (this.atEnd) return this.#tour.stops;
    const statuses = new Map(JSON.parse(this.#statuses) as [string, Tour['stops'][string]['status']][]);
    return Object.fromEntries(
      Object.entries(this.#tour.stops).map(([id, progress]) => [
        id,
        { ...progress, status: statuses.get(id) ?? progress.status },
      ]),
    );
  });
  readonly postIndex = $derived.by(() => lastUpTo(this.#published, this.unixMs));
  readonly post = $derived.by(() => this.posts[this.postIndex]);

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  play(): void {
    if (this.atEnd) this.offsetMs = 0;
    this.playing = true;
    let before = performance.now();
    const step = (now: number): void => {
      this.offsetMs = Math.min(this.timeline.lengthMs, this.offsetMs + (now - before) * 60 * this.speed);
      before = now;
      if (this.atEnd) this.playing = false;
      else this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  pause(): void {
    cancelAnimationFrame(this.#frame);
    this.playing = false;
  }

  /** Goes to an instant of the tour. */
  goTo(unixMs: number): void {
    this.offsetMs = offsetOf(this.timeline, unixMs);
  }
}

const KEY = Symbol('player');

/** Gives the player to every component below. */
export const setPlayer = (player: Player): Player => setContext(KEY, player);

/** The page's player. */
export const usePlayer = (): Player => getContext<Player>(KEY);
