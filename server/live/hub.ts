import type { Audience } from '../../shared/audience.ts';
import { viewOf } from '../../shared/audience.ts';
import { TRAIL_KEPT } from '../../shared/digits.ts';
import type { RecentFailures } from '../../shared/page-failures.ts';
import type { Frame, Hello, Latest, Likes, Snapshot, Viewers } from '../../shared/protocol.ts';
import { POSTS_IN_SNAPSHOT, PROTOCOL, tourToPart } from '../../shared/protocol.ts';
import type { ClockTrouble } from '../../shared/tour/clock-trouble.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Convoy } from './convoy.ts';
import type { Fold } from './fold.ts';
import { everybodys, latestFor, organisers, StandingsOfTour, trackPart } from './latest.ts';
import { LikeCounts } from './like-counts.ts';

/** What is sent to followers. */
export type Message =
  | { readonly kind: 'frame'; readonly json: string }
  | { readonly kind: 'snapshot'; readonly json: string };

/** One open connection, as the hub knows it. */
export interface Member {
  /** Sends an encoded message as it is. */
  send(encoded: Buffer): void;
  /** Bytes that the network has not taken yet. */
  backlogBytes(): number;
}

/** What the hub shows, and how it reaches the wire. */
interface Shown {
  readonly fold: () => Fold;
  readonly convoy: () => Convoy;
  /** Turns a message into the bytes of the wire; called once, whoever many receive them. */
  readonly encode: (message: Message) => Buffer;
  readonly observeFrame: (receivers: number) => void;
  /** Changes are gathered for at most so long after a frame, ms. */
  readonly gatherMs: number;
}

/** Everybody who follows with the same eyes. */
interface Room {
  readonly members: Set<Member>;
  sentSeq: number;
}

/** A member whose network is slower than the tour: gathered further instead of queued. */
interface Lagging {
  readonly audience: Audience;
  readonly seq: number;
  readonly track: { readonly version: number; readonly count: number };
}

/** More than this unsent, and a member is gathered further. */
const SLOW_BACKLOG_BYTES = 128 * 1024;
/** A frame that was long in the making is followed by a longer pause: commands come first, whatever the crowd. */
const PAUSE_PER_FLUSH = 32;
/** Who comes back gets the counts of likes that changed within so long, ms. */
const LIKES_CAUGHT_UP_MS = 3_600_000;
/** Of the ordinary gathering: a change still reaches everybody within half a second. */
const LONGEST_PAUSE = 2.4;

/**
 * One tour's way out to everybody who follows it: a room for each audience, one frame a tick and room,
 * encoded once. The first change after quiet goes out at once, what follows is gathered.
 */
export class Hub {
  readonly #shown: Shown;
  readonly #rooms = new Map<Audience, Room>();
  readonly #lagging = new Map<Member, Lagging>();
  readonly standings = new StandingsOfTour();
  readonly likes = new LikeCounts();
  #catchUps = new Map<string, Buffer>();
  #sent: Partial<Record<keyof Latest, string>> = {};
  #sentTrack = { version: -1, count: 0 };
  #viewers: Viewers = { present: 0, views: 0 };
  #pageFailures: RecentFailures = { count: 0, worst: [] };
  #healthy = true;
  #clock: ClockTrouble | null = null;
  #timer: NodeJS.Timeout | NodeJS.Immediate | undefined;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #flushTookMs = 0;
  #version = 0;
  /** What the public saw at that version, and whether nothing has changed since. */
  #face = '';
  #faceIsNew = false;

  constructor(shown: Shown) {
    this.#shown = shown;
  }

  /**
   * Goes up when what the public sees has changed, and only then: that a page or a body was made anew
   * must not tell anybody that something hidden happened.
   */
  get version(): number {
    if (this.#faceIsNew) return this.#version;
    this.#faceIsNew = true;
    const face = this.#publicFace();
    if (face !== this.#face) this.#version += 1;
    this.#face = face;
    return this.#version;
  }

  #publicFace(): string {
    const { publicVersion } = this.#shown.fold();
    const { drawn } = this.#shown.convoy();
    return JSON.stringify([
      publicVersion,
      [drawn.version, drawn.points.length],
      this.likes.version,
      everybodys(this.#now()),
    ]);
  }

  #now() {
    return {
      tour: this.#shown.fold().tour,
      convoy: this.#shown.convoy(),
      standings: this.standings,
      viewers: this.#viewers,
      healthy: this.#healthy,
      pageFailures: this.#pageFailures,
      clock: this.#clock,
    };
  }

  /** Everything that the audience may see now, beside the tour itself; of the likes those that are given. */
  latest(audience: Audience, likes: Likes): Latest {
    return latestFor(audience, { ...this.#now(), likes });
  }

  /** How many connections there are, in all rooms or in one. */
  count(audience?: Audience): number {
    if (audience !== undefined) return this.#rooms.get(audience)?.members.size ?? 0;
    return [...this.#rooms.values()].reduce((sum, room) => sum + room.members.size, 0);
  }

  /**
   * Lets a member in: what it lacks goes out, and it is in its room, in one synchronous step, so that
   * nothing falls between.
   */
  join(audience: Audience, member: Member, hello: Pick<Hello, 'epoch' | 'seq' | 'digits' | 'track'>): void {
    const fold = this.#shown.fold();
    let room = this.#rooms.get(audience);
    if (room === undefined) {
      room = { members: new Set(), sentSeq: fold.seen.seqOf(audience) };
      this.#rooms.set(audience, room);
    }
    const known = isOf(fold, audience, hello) ? hello.seq : undefined;
    member.send(this.#catchUp(audience, known, hello.track ?? { version: -1, count: 0 }));
    room.members.add(member);
  }

  /** Lets a member go. */
  leave(audience: Audience, member: Member): void {
    const room = this.#rooms.get(audience);
    room?.members.delete(member);
    this.#lagging.delete(member);
    if (room?.members.size === 0) this.#rooms.delete(audience);
  }

  /** Something changed: a frame will go out, at once or at the end of the current tick. */
  changed(): void {
    this.#catchUps.clear();
    this.#faceIsNew = false;
    if (this.#timer === undefined) this.#schedule();
  }

  #schedule(): void {
    const { gatherMs } = this.#shown;
    const pauseMs = Math.max(
      gatherMs,
      Math.min(this.#flushTookMs * PAUSE_PER_FLUSH, gatherMs * LONGEST_PAUSE),
    );
    const waitMs = this.#flushedAt + pauseMs - performance.now();
    const flush = () => {
      this.#timer = undefined;
      this.#flush();
      this.#flushTookMs = performance.now() - this.#flushedAt;
    };
    this.#timer = waitMs <= 0 ? setImmediate(flush) : setTimeout(flush, waitMs);
  }

  /** The newest count of viewers. */
  setViewers(viewers: Viewers): void {
    if (viewers.present === this.#viewers.present && viewers.views === this.#viewers.views) return;
    this.#viewers = viewers;
    this.changed();
  }

  /** How pages failed of late; the organiser is told where it is another count. */
  setPageFailures(failures: RecentFailures): void {
    if (JSON.stringify(failures) === JSON.stringify(this.#pageFailures)) return;
    this.#pageFailures = failures;
    this.changed();
  }

  /** Counts of likes that are new: a frame goes out if one differs. */
  setLikes(counts: ReadonlyMap<string, number>): void {
    if (this.likes.take(counts)) this.changed();
  }

  /** Whether the store answers; followers are told while it does not. */
  setHealthy(healthy: boolean): void {
    if (healthy === this.#healthy) return;
    this.#healthy = healthy;
    this.changed();
  }

  /** What is wrong with the clock: the organiser is told. False where it is what it was. */
  setClock(trouble: ClockTrouble | null): boolean {
    if (JSON.stringify(trouble) === JSON.stringify(this.#clock)) return false;
    this.#clock = trouble;
    this.changed();
    return true;
  }

  /** The log is another one: everybody begins anew with a snapshot. */
  reset(): void {
    this.#catchUps.clear();
    this.#faceIsNew = false;
    this.#sent = {};
    this.#sentTrack = { version: -1, count: 0 };
    // Numbers of a history that is over say nothing any more.
    this.#lagging.clear();
    for (const [audience, room] of this.#rooms) {
      room.sentSeq = this.#shown.fold().seen.seqOf(audience);
      const encoded = this.#catchUp(audience, undefined, this.#sentTrack);
      for (const member of room.members) member.send(encoded);
    }
  }

  /** Sends nothing any more. */
  close(): void {
    clearTimeout(this.#timer as NodeJS.Timeout);
    clearImmediate(this.#timer as NodeJS.Immediate);
  }

  /** What an audience sees of everything, for who begins. */
  snapshot(audience: Audience): Snapshot {
    const fold = this.#shown.fold();
    const tour = tourToPart(viewOf(fold.tour, audience), POSTS_IN_SNAPSHOT);
    return {
      protocol: PROTOCOL,
      epoch: fold.head.epoch,
      seq: fold.seen.seqOf(audience),
      digits: fold.seen.digitsBack(audience, TRAIL_KEPT),
      tour,
      latest: this.latest(audience, this.likes.of([...tour.posts, ...tour.olderToo])),
    };
  }

  #catchUp(
    audience: Audience,
    seq: number | undefined,
    track: { readonly version: number; readonly count: number },
  ): Buffer {
    const key = `${audience} ${seq} ${track.version} ${track.count}`;
    const ready = this.#catchUps.get(key);
    if (ready !== undefined) return ready;
    const fold = this.#shown.fold();
    const events = seq === undefined ? undefined : fold.seen.since(audience, seq);
    const digits = seq === undefined ? undefined : fold.seen.digitsSince(audience, seq);
    let message: Message;
    if (seq === undefined || events === undefined || digits === undefined) {
      message = { kind: 'snapshot', json: JSON.stringify(this.snapshot(audience)) };
    } else {
      const newest = fold.tour.feed.slice(-POSTS_IN_SNAPSHOT);
      const posts = newest.flatMap((id) => valueAt(fold.tour.posts, id) ?? []);
      const likes = { ...this.likes.of(posts), ...this.likes.changedWithin(LIKES_CAUGHT_UP_MS) };
      const latest = { ...this.latest(audience, likes), track: trackPart(this.#shown.convoy().drawn, track) };
      const { epoch } = fold.head;
      const frame: Frame = { epoch, from: seq, to: seq + events.length, events, digits, latest };
      message = { kind: 'frame', json: JSON.stringify(frame) };
    }
    const encoded = this.#shown.encode(message);
    this.#catchUps.set(key, encoded);
    return encoded;
  }

  #flush(): void {
    this.#flushedAt = performance.now();
    const drawn = this.#shown.convoy().drawn;
    const trackBefore = this.#sentTrack;
    this.#sentTrack = { version: drawn.version, count: drawn.points.length };
    // Where nobody follows, nothing is worth computing: who comes gets everything as it is then.
    if (this.#rooms.size === 0) {
      this.likes.takeUnsent();
      return;
    }
    const shared = this.#changedValues();
    const part = trackPart(drawn, trackBefore);
    if (part.count > 0 || part.version !== trackBefore.version)
      shared.push(`"track":${JSON.stringify(part)}`);
    const organisersOwn = this.#rooms.has('organiser') ? this.#newOf(organisers(this.#now())) : [];
    for (const [audience, room] of this.#rooms) {
      const own = audience === 'organiser' ? [...shared, ...organisersOwn] : shared;
      this.#flushRoom(audience, room, own, trackBefore);
    }
    if (this.#lagging.size > 0 && this.#timer === undefined) this.#schedule();
  }

  #flushRoom(audience: Audience, room: Room, values: readonly string[], trackBefore: Lagging['track']): void {
    const fold = this.#shown.fold();
    const from = room.sentSeq;
    const events = fold.seen.since(audience, from);
    const to = fold.seen.seqOf(audience);
    room.sentSeq = to;
    if (events !== undefined && events.length === 0 && values.length === 0) {
      this.#nudgeLagging(audience, room);
      return;
    }
    const digits = fold.seen.digitsSince(audience, from) ?? [];
    const json = `{"epoch":${JSON.stringify(fold.head.epoch)},"from":${from},"to":${to},"events":${JSON.stringify(events ?? [])},"digits":${JSON.stringify(digits)},"latest":{${values.join(',')}}}`;
    const encoded =
      events === undefined
        ? this.#catchUp(audience, undefined, trackBefore)
        : this.#shown.encode({ kind: 'frame', json });
    for (const member of room.members) {
      if (this.#lagging.has(member)) continue;
      if (member.backlogBytes() > SLOW_BACKLOG_BYTES)
        this.#lagging.set(member, { audience, seq: from, track: trackBefore });
      else member.send(encoded);
    }
    this.#shown.observeFrame(room.members.size);
    this.#nudgeLagging(audience, room);
  }

  /** Members whose network took everything get all that they missed in one frame. */
  #nudgeLagging(audience: Audience, room: Room): void {
    for (const [member, lag] of this.#lagging) {
      if (lag.audience !== audience || !room.members.has(member) || member.backlogBytes() > 0) continue;
      this.#lagging.delete(member);
      member.send(this.#catchUp(audience, lag.seq, lag.track));
    }
  }

  #changedValues(): string[] {
    const values = this.#newOf(everybodys(this.#now()));
    const likes = this.likes.takeUnsent();
    if (Object.keys(likes).length > 0) values.push(`"likes":${JSON.stringify(likes)}`);
    return values;
  }

  /** Those values that differ from what was sent last. */
  #newOf(now: Partial<Latest>): string[] {
    const names = Object.keys(now) as (keyof Latest)[];
    return names.flatMap((name) => this.#ifNew(name, now[name]) ?? []);
  }

  /** `"name":value` if it differs from what was sent last. */
  #ifNew(name: keyof Latest, value: unknown): string | undefined {
    const json = JSON.stringify(value);
    if (this.#sent[name] === json) return undefined;
    this.#sent[name] = json;
    return `"${name}":${json}`;
  }
}

/** Whether what a client says of itself continues in this fold: the same log, and up to there the same events. */
function isOf(
  { head, seen }: Fold,
  audience: Audience,
  { epoch, seq, digits }: Pick<Hello, 'epoch' | 'seq' | 'digits'>,
): boolean {
  if (epoch !== head.epoch || seq === undefined) return false;
  const [own] = seen.digitsSince(audience, seq) ?? [];
  return own !== undefined && own === digits;
}
