import type { Audience } from '../../../shared/audience.ts';
import type { Hello, Snapshot } from '../../../shared/protocol.ts';
import type { Fold } from '../log/fold.ts';
import { CatchUps, knownSeq } from './catch-ups.ts';
import type { Convoy } from './convoy.ts';
import { isOfHall, leadsCeremony } from './latest.ts';
import { type Had, type Member, Members } from './members.ts';
import { Newest } from './newest.ts';
import { News } from './news.ts';
import { Ticks } from './ticks.ts';
import type { Message } from './wire.ts';

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

/**
 * One tour's way out to everybody who follows it: a room for each audience, one frame a tick and room,
 * encoded once.
 */
export class Hub {
  readonly newest: Newest;
  readonly #shown: Shown;
  readonly #rooms = new Map<Audience, Members>();
  readonly #catchUps: CatchUps;
  readonly #news = new News();
  readonly #ticks: Ticks;

  constructor(shown: Shown) {
    this.#shown = shown;
    this.newest = new Newest({ fold: shown.fold, convoy: shown.convoy, onChange: () => this.changed() });
    this.#catchUps = new CatchUps({ ...shown, newest: this.newest });
    this.#ticks = new Ticks(shown.gatherMs, () => this.#flush());
  }

  /** How many connections there are, in all rooms or in one. */
  count(audience?: Audience): number {
    if (audience !== undefined) return this.#rooms.get(audience)?.count ?? 0;
    return [...this.#rooms.values()].reduce((sum, room) => sum + room.count, 0);
  }

  /**
   * Lets a member in: what it lacks goes out, and it is in its room, in one synchronous step, so that
   * nothing falls between.
   */
  join(audience: Audience, member: Member, hello: Pick<Hello, 'epoch' | 'seq' | 'digits' | 'track'>): void {
    const fold = this.#shown.fold();
    let room = this.#rooms.get(audience);
    if (room === undefined) {
      room = new Members(fold.seen.seqOf(audience));
      this.#rooms.set(audience, room);
    }
    const known = knownSeq(fold, audience, hello);
    member.send(this.#catchUps.since(audience, known, hello.track ?? { version: -1, count: 0 }));
    room.add(member);
  }

  /** Lets a member go. */
  leave(audience: Audience, member: Member): void {
    const room = this.#rooms.get(audience);
    room?.remove(member);
    if (room?.count === 0) this.#rooms.delete(audience);
  }

  /** What an audience sees of everything, for who begins. */
  snapshot(audience: Audience): Snapshot {
    return this.#catchUps.snapshot(audience);
  }

  /** Something changed: a frame will go out, at once or at the end of the current tick. */
  changed(): void {
    this.#catchUps.clear();
    this.newest.changed();
    this.#ticks.wake();
  }

  /** The log is another one: everybody begins anew with a snapshot. */
  reset(): void {
    this.#catchUps.clear();
    this.newest.changed();
    this.#news.reset();
    const { seen } = this.#shown.fold();
    for (const [audience, room] of this.#rooms)
      room.beginAnew(
        seen.seqOf(audience),
        this.#catchUps.since(audience, undefined, { version: -1, count: 0 }),
      );
  }

  /** Ends the connection of everybody who follows: the tour is no more. */
  cutOff(): void {
    for (const room of this.#rooms.values()) room.end();
  }

  /** Sends nothing any more. */
  close(): void {
    this.#ticks.close();
  }

  #flush(): void {
    const { drawn } = this.#shown.convoy();
    // Where nobody follows, nothing is worth computing: who comes gets everything as it is then.
    if (this.#rooms.size === 0) {
      this.#news.pass(drawn);
      this.newest.likes.takeUnsent();
      return;
    }
    const changes = this.#news.take(this.newest, drawn, {
      withOrganisers: this.#rooms.has('organiser'),
      withPresenters: [...this.#rooms.keys()].some(leadsCeremony),
      withHall: [...this.#rooms.keys()].some(isOfHall),
    });
    const { everybodys, organisers, presenters, hall, trackBefore } = changes;
    for (const [audience, room] of this.#rooms) {
      const values = [
        ...everybodys,
        ...(audience === 'organiser' ? organisers : []),
        ...(leadsCeremony(audience) ? presenters : []),
        ...(isOfHall(audience) ? hall : []),
      ];
      this.#flushRoom(audience, room, values, trackBefore);
    }
    if ([...this.#rooms.values()].some((room) => room.hasLagging)) this.#ticks.wake();
  }

  #flushRoom(audience: Audience, room: Members, values: readonly string[], track: Had['track']): void {
    const { seen, head } = this.#shown.fold();
    const had = { seq: room.sentSeq, track };
    const events = seen.since(audience, had.seq);
    room.sentSeq = seen.seqOf(audience);
    if (events === undefined || events.length > 0 || values.length > 0) {
      const digits = seen.digitsSince(audience, had.seq) ?? [];
      const json = `{"epoch":${JSON.stringify(head.epoch)},"from":${had.seq},"to":${room.sentSeq},"events":${JSON.stringify(events ?? [])},"digits":${JSON.stringify(digits)},"latest":{${values.join(',')}}}`;
      const encoded =
        events === undefined
          ? this.#catchUps.since(audience, undefined, track)
          : this.#shown.encode({ kind: 'frame', json });
      room.send(encoded, had);
      this.#shown.observeFrame(room.count);
    }
    room.nudge((one) => this.#catchUps.since(audience, one.seq, one.track));
  }
}
