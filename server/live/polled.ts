import type { Frame } from '../../shared/protocol.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import { isKeyMoment } from '../../shared/tour/posts.ts';
import { trackPart } from './latest.ts';
import { ReadyBodies, type ReadyBody } from './ready-body.ts';
import type { TourRoom } from './tour-room.ts';

/** How much of the past the frames' URL holds: who missed more takes the snapshot. */
const FRAMES_MS = 60_000;

/** Points of the driven road that everybody had, by when. */
interface TrackMark {
  readonly at: number;
  readonly version: number;
  readonly count: number;
}

/** The bodies that serve everybody who polls a tour: made when asked for, at most once a change. */
export class Polled {
  readonly #room: TourRoom;
  readonly #nowUnixMs: () => number;
  #marks: TrackMark[] = [];
  readonly #bodies: ReadyBodies;

  constructor(room: TourRoom, nowUnixMs: () => number, leastAgeMs: number) {
    this.#bodies = new ReadyBodies(leastAgeMs, 3);
    this.#room = room;
    this.#nowUnixMs = nowUnixMs;
  }

  /** What a viewer begins with. */
  snapshot(): Promise<ReadyBody> {
    return this.#bodies.get('snapshot', this.#room.hub.version, () =>
      JSON.stringify(this.#room.hub.snapshot('public')),
    );
  }

  /** What happened in the last minute, and the newest values. */
  frames(): Promise<ReadyBody> {
    return this.#bodies.get('frames', this.#room.hub.version, () => JSON.stringify(this.#frames()));
  }

  /** Every key moment of the tour, the newest last. */
  moments(): Promise<ReadyBody> {
    return this.#bodies.get('moments', this.#room.hub.version, () => {
      const { fold, hub } = this.#room;
      const { feed, posts: all } = fold.tour;
      const posts = feed.flatMap((id) => valueAt(all, id) ?? []).filter(isKeyMoment);
      return JSON.stringify({ seq: fold.seen.seqOf('public'), posts, likes: hub.likes.of(posts) });
    });
  }

  #frames(): Frame {
    const now = this.#nowUnixMs();
    const { fold, convoy, hub } = this.#room;
    const to = fold.seen.seqOf('public');
    const wanted = fold.seen.publicSeqBefore(now - FRAMES_MS);
    const events = fold.seen.since('public', wanted);
    const latest = {
      ...hub.latest('public', hub.likes.changedWithin(FRAMES_MS)),
      track: trackPart(convoy.drawn, this.#markBefore(now)),
    };
    return {
      epoch: fold.head.epoch,
      from: events === undefined ? to : wanted,
      to,
      events: events ?? [],
      latest,
    };
  }

  /** How far the drawn road was a minute ago. */
  #markBefore(now: number): TrackMark {
    const { drawn } = this.#room.convoy;
    this.#marks.push({ at: now, version: drawn.version, count: drawn.points.length });
    const firstRecent = this.#marks.findIndex((mark) => mark.at >= now - FRAMES_MS);
    this.#marks = this.#marks.slice(Math.max(0, firstRecent - 1));
    return this.#marks[0] ?? { at: now, version: drawn.version, count: 0 };
  }
}
