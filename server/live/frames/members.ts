import type { TrackKnown } from './latest.ts';

/** One open connection, as its room knows it. */
export interface Member {
  /** Sends an encoded message as it is. */
  send(encoded: Buffer): void;
  /** Ends the connection, where there is one to end. */
  end?(): void;
  /** Bytes that the network has not taken yet. */
  backlogBytes(): number;
}

/** What somebody had when the network became slower than the tour. */
export interface Had {
  readonly seq: number;
  readonly track: TrackKnown;
}

/** More than this unsent, and a member is gathered further. */
const SLOW_BACKLOG_BYTES = 128 * 1024;

/** Everybody who follows with the same eyes. Who is slower than the tour is gathered further instead of queued. */
export class Members {
  /** Up to which of the audience's events frames have gone out. */
  sentSeq: number;
  readonly #all = new Set<Member>();
  readonly #lagging = new Map<Member, Had>();

  constructor(sentSeq: number) {
    this.sentSeq = sentSeq;
  }

  get count(): number {
    return this.#all.size;
  }

  /** Whether somebody waits for more than the next frame. */
  get hasLagging(): boolean {
    return this.#lagging.size > 0;
  }

  /** Lets a member in, who has everything up to now. */
  add(member: Member): void {
    this.#all.add(member);
  }

  /** Lets a member go. */
  remove(member: Member): void {
    this.#all.delete(member);
    this.#lagging.delete(member);
  }

  /** Sends to everybody whose network keeps up; of the others is kept what they `had` before. */
  send(encoded: Buffer, had: Had): void {
    for (const member of this.#all) {
      if (this.#lagging.has(member)) continue;
      if (member.backlogBytes() > SLOW_BACKLOG_BYTES) this.#lagging.set(member, had);
      else member.send(encoded);
    }
  }

  /** Members whose network took everything get all that they missed in one message. */
  nudge(since: (had: Had) => Buffer): void {
    for (const [member, had] of this.#lagging) {
      if (member.backlogBytes() > 0) continue;
      this.#lagging.delete(member);
      member.send(since(had));
    }
  }

  /** Ends every connection. */
  end(): void {
    for (const member of [...this.#all]) member.end?.();
  }

  /** Everybody begins anew, with all events up to `seq`: numbers of a history that is over say nothing any more. */
  beginAnew(seq: number, encoded: Buffer): void {
    this.sentSeq = seq;
    this.#lagging.clear();
    for (const member of this.#all) member.send(encoded);
  }
}
