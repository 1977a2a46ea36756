import type { Frame } from '../../../shared/protocol.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import { isKeyMoment } from '../../../shared/tour/posts/posts.ts';
import type { Clock } from '../../clock.ts';
import type { TourRoom } from '../tour-room.ts';
import { trackPart } from './latest.ts';
import { ReadyBodies, type ReadyBody } from './ready-body.ts';

/** How much of the past the frames' URL holds: who missed more takes the snapshot. */
const FRAMES_MS = 60_000;

/** How far the public's sequence and the driven road were, and when (ms of the steady clock). */
interface Mark {
  readonly steadyMs: number;
  readonly seq: number;
  readonly version: number;
  readonly count: number;
}

/** The bodies that serve everybody who polls a tour: made when asked for, at most once a change. */
export class Polled {
  readonly #room: TourRoom;
  readonly #clock: Pick<Clock, 'steadyMs' | 'nowUnixMs'>;
  #marks: Mark[] = [];
  readonly #bodies: ReadyBodies;

  constructor(room: TourRoom, clock: Pick<Clock, 'steadyMs' | 'nowUnixMs'>, leastAgeMs: number) {
    this.#bodies = new ReadyBodies(leastAgeMs, 3);
    this.#room = room;
    this.#clock = clock;
  }

  /** What a viewer begins with. */
  snapshot(): Promise<ReadyBody> {
    return this.#bodies.get('snapshot', this.#room.hub.newest.version, () =>
      JSON.stringify(this.#room.hub.snapshot('public')),
    );
  }

  /** What happened in the last minute, and the newest values. */
  frames(): Promise<ReadyBody> {
    return this.#bodies.get('frames', this.#room.hub.newest.version, () => JSON.stringify(this.#frames()));
  }

  /** Every key moment of the tour, the newest last. */
  moments(): Promise<ReadyBody> {
    return this.#bodies.get('moments', this.#room.hub.newest.version, () => {
      const { fold, hub } = this.#room;
      const { feed, posts: all } = fold.tour;
      const posts = feed.flatMap((id) => valueAt(all, id) ?? []).filter(isKeyMoment);
      return JSON.stringify({ seq: fold.seen.seqOf('public'), posts, likes: hub.newest.likes.of(posts) });
    });
  }

  #frames(): Frame {
    const { fold, convoy, hub } = this.#room;
    const to = fold.seen.seqOf('public');
    const mark = this.#markBefore();
    const wanted = Math.min(mark.seq, to);
    const events = fold.seen.since('public', wanted);
    const digits = fold.seen.digitsSince('public', events === undefined ? to : wanted) ?? [];
    const latest = {
      ...hub.newest.latest('public', hub.newest.likes.changedWithin(FRAMES_MS)),
      track: trackPart(convoy.drawn, mark),
    };
    return {
      epoch: fold.head.epoch,
      from: events === undefined ? to : wanted,
      to,
      events: events ?? [],
      digits,
      latest,
    };
  }

  /** How far everything was a minute ago; of a time before the first look, as far as the events' own dates say it. */
  #markBefore(): Mark {
    const { fold, convoy } = this.#room;
    const steadyMs = this.#clock.steadyMs();
    const { version, points } = convoy.drawn;
    const first: Mark = {
      ...{ steadyMs, version, count: points.length },
      seq: fold.seen.publicSeqBefore(this.#clock.nowUnixMs() - FRAMES_MS),
    };
    this.#marks.push(this.#marks.length === 0 ? first : { ...first, seq: fold.seen.seqOf('public') });
    const firstRecent = this.#marks.findIndex((mark) => mark.steadyMs >= steadyMs - FRAMES_MS);
    this.#marks = this.#marks.slice(Math.max(0, firstRecent - 1));
    return this.#marks[0] ?? first;
  }
}
