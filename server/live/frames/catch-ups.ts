import type { Audience } from '../../../shared/audience.ts';
import { viewOf } from '../../../shared/audience.ts';
import { TRAIL_KEPT } from '../../../shared/digits.ts';
import type { Frame, Hello, Snapshot } from '../../../shared/protocol.ts';
import { POSTS_IN_SNAPSHOT, PROTOCOL, tourToPart } from '../../../shared/protocol.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import type { Fold } from '../log/fold.ts';
import type { Convoy } from './convoy.ts';
import { type TrackKnown, trackPart } from './latest.ts';
import type { Newest } from './newest.ts';
import type { Message } from './wire.ts';

/** Who comes back gets the counts of likes that changed within so long, ms. */
const LIKES_CAUGHT_UP_MS = 3_600_000;

interface Sources {
  readonly fold: () => Fold;
  readonly convoy: () => Convoy;
  readonly newest: Newest;
  readonly encode: (message: Message) => Buffer;
}

/** What followers lack, or the whole where that is too far back: made once for all that lack the same. */
export class CatchUps {
  readonly #sources: Sources;
  readonly #ready = new Map<string, Buffer>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** What was made is of the past: something changed. */
  clear(): void {
    this.#ready.clear();
  }

  /** What an audience sees of everything, for who begins. */
  snapshot(audience: Audience): Snapshot {
    const { newest } = this.#sources;
    const fold = this.#sources.fold();
    const tour = tourToPart(viewOf(fold.tour, audience), POSTS_IN_SNAPSHOT);
    return {
      protocol: PROTOCOL,
      epoch: fold.head.epoch,
      seq: fold.seen.seqOf(audience),
      digits: fold.seen.digitsBack(audience, TRAIL_KEPT),
      tour,
      latest: newest.latest(audience, newest.likes.of([...tour.posts, ...tour.olderToo])),
    };
  }

  /** What somebody lacks who has `seq` of the audience's events and `track` of the road; all of it without `seq`. */
  since(audience: Audience, seq: number | undefined, track: TrackKnown): Buffer {
    const key = `${audience} ${seq} ${track.version} ${track.count}`;
    const ready = this.#ready.get(key);
    if (ready !== undefined) return ready;
    const encoded = this.#sources.encode(this.#message(audience, seq, track));
    this.#ready.set(key, encoded);
    return encoded;
  }

  #message(audience: Audience, seq: number | undefined, track: TrackKnown): Message {
    const { newest, convoy } = this.#sources;
    const { head, seen, tour } = this.#sources.fold();
    const events = seq === undefined ? undefined : seen.since(audience, seq);
    const digits = seq === undefined ? undefined : seen.digitsSince(audience, seq);
    if (seq === undefined || events === undefined || digits === undefined)
      return { kind: 'snapshot', json: JSON.stringify(this.snapshot(audience)) };
    const posts = tour.feed.slice(-POSTS_IN_SNAPSHOT).flatMap((id) => valueAt(tour.posts, id) ?? []);
    const likes = { ...newest.likes.of(posts), ...newest.likes.changedWithin(LIKES_CAUGHT_UP_MS) };
    const latest = { ...newest.latest(audience, likes), track: trackPart(convoy().drawn, track) };
    const frame: Frame = {
      ...{ epoch: head.epoch, from: seq, to: seq + events.length },
      ...{ events, digits, latest },
    };
    return { kind: 'frame', json: JSON.stringify(frame) };
  }
}

/**
 * How much of this fold a client has, by what it says of itself: undefined where that does not continue in it,
 * being of another log, or of other events up to there.
 */
export function knownSeq(
  { head, seen }: Fold,
  audience: Audience,
  { epoch, seq, digits }: Pick<Hello, 'epoch' | 'seq' | 'digits'>,
): number | undefined {
  if (epoch !== head.epoch || seq === undefined) return undefined;
  const [own] = seen.digitsSince(audience, seq) ?? [];
  return own !== undefined && own === digits ? seq : undefined;
}
