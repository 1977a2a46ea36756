import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Frame } from '../../shared/protocol.ts';
import { trackPart } from './latest.ts';
import type { TourRoom } from './tour-room.ts';

/** A body that is ready to be sent to everybody who asks. */
export interface ReadyBody {
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
}

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Compresses a body once, for all who will ask for it. */
export async function readyBody(text: string): Promise<ReadyBody> {
  const plain = Buffer.from(text);
  const [gz, br] = await Promise.all([
    gzipped(plain, { level: 6 }),
    brotlied(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    }),
  ]);
  return {
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    gzip: gz,
    br,
  };
}

/** How much of the past the frames' URL holds: who missed more takes the snapshot. */
const FRAMES_MS = 60_000;

/** Points of the driven road that everybody had, by when. */
interface TrackMark {
  readonly at: number;
  readonly version: number;
  readonly count: number;
}

/** The two bodies that serve everybody who polls a tour: made when asked for, at most once a change. */
export class Polled {
  readonly #room: TourRoom;
  readonly #nowUnixMs: () => number;
  #marks: TrackMark[] = [];
  readonly #bodies = new Map<string, { version: number; body: Promise<ReadyBody> }>();

  constructor(room: TourRoom, nowUnixMs: () => number) {
    this.#room = room;
    this.#nowUnixMs = nowUnixMs;
  }

  /** What a viewer begins with. */
  snapshot(): Promise<ReadyBody> {
    return this.#body('snapshot', () => this.#room.hub.snapshot('public'));
  }

  /** What happened in the last minute, and the newest values. */
  frames(): Promise<ReadyBody> {
    return this.#body('frames', () => this.#frames());
  }

  #body(name: string, make: () => unknown): Promise<ReadyBody> {
    const { version } = this.#room.hub;
    const ready = this.#bodies.get(name);
    if (ready?.version === version) return ready.body;
    const body = readyBody(JSON.stringify(make()));
    this.#bodies.set(name, { version, body });
    return body;
  }

  #frames(): Frame {
    const now = this.#nowUnixMs();
    const { fold, convoy, hub } = this.#room;
    const to = fold.seen.seqOf('public');
    const wanted = fold.seen.publicSeqBefore(now - FRAMES_MS);
    const events = fold.seen.since('public', wanted);
    const latest = { ...hub.latest('public'), track: trackPart(convoy.drawn, this.#markBefore(now)) };
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
