import type { Tour } from '../../../shared/tour/state.ts';
import type { Head, LogStretch } from '../../store/port.ts';
import { type Acknowledged, ActorAnswers } from './answers.ts';
import { AudienceLog } from './audience-log.ts';
import { TourDraft } from './draft.ts';
import { fromBody, type LoggedEvent } from './logged.ts';
import { MediaUse } from './media-use.ts';

/** How many events are kept in memory for those who catch up. */
const KEPT_EVENTS = 4000;

/** Folds that this process made: one that was begun anew is another, whatever its log ends at. */
let folds = 0;

/**
 * A tour's state in this process: the fold of its log. Only events that are durably in the log come
 * here, in order; whatever else changes is derived.
 */
export class Fold {
  readonly #draft = new TourDraft();
  readonly #epoch: string;
  readonly #number = ++folds;
  #seq = 0;
  #hash = '';
  #ended: Pick<Head, 'seq' | 'group' | 'hash'> = { seq: 0, group: 0, hash: '' };
  #lastAt = 0;
  /** By who gave the command. */
  readonly #answers = new Map<string, ActorAnswers>();
  readonly #dayEnds = new Map<number, number>();
  #finalisedAt: number | undefined;
  readonly seen = new AudienceLog(KEPT_EVENTS);
  /** Which pictures and films are in use, and which are gone. */
  readonly media = new MediaUse();

  constructor(epoch: string) {
    this.#epoch = epoch;
  }

  /** The newest state: a value. */
  get tour(): Tour {
    return this.#draft.tour;
  }

  /** The newest state to decide on, now: cheaper, and changed by the next event. Not to be kept. */
  get passing(): Tour {
    return this.#draft.passing;
  }

  /** Where the log ended when it was last folded. */
  get head(): Head {
    return { epoch: this.#epoch, seq: this.#seq, group: this.#ended.group, hash: this.#hash };
  }

  /** Says another thing whenever the public's part of the tour does: what is made of that alone is kept by it. */
  get publicVersion(): string {
    return `${this.#number} ${this.seen.seqOf('public')}`;
  }

  /** Where the last group ends that was folded as a whole. */
  get ended(): Pick<Head, 'seq' | 'group' | 'hash'> {
    return this.#ended;
  }

  /** Time of the newest event, ms; 0 before the first. */
  get lastAt(): number {
    return this.#lastAt;
  }

  /** Sequence number of the event that ended a day, by the day's number: of the newest, if it ended again. */
  get dayEnds(): ReadonlyMap<number, number> {
    return this.#dayEnds;
  }

  /** Sequence number of the event that made the result final; undefined while it is not. */
  get finalisedAt(): number | undefined {
    return this.#finalisedAt;
  }

  /** What the command was answered, if it had an effect. */
  answerTo(by: string, commandId: string): Acknowledged | undefined {
    return this.#answers.get(by)?.find(commandId);
  }

  /** The digest of the command that had an effect under this retry key, if one had. */
  digestOf(by: string, commandId: string): string | undefined {
    return this.#answers.get(by)?.digestOf(commandId);
  }

  /** Folds the event that follows the head, and that its line `body` says; passes over what it knows; false where there is a gap. */
  take(logged: LoggedEvent, hash: string, body?: string): boolean {
    if (logged.seq <= this.#seq) return true;
    if (logged.seq !== this.#seq + 1) return false;
    this.#draft.take(logged.event, logged.at);
    this.#note(logged, body);
    this.#hash = hash;
    return true;
  }

  /** Folds a stretch of the log as it is read; passes over what it knows; false where there is a gap before it. */
  takeStretch({ bodies, seq, hash }: LogStretch): boolean {
    const first = seq - bodies.length + 1;
    if (first > this.#seq + 1) return false;
    for (const body of bodies.slice(this.#seq + 1 - first)) {
      const logged = fromBody(body);
      // A line that says another number than that of its place is no event of this log.
      if (logged.seq !== this.#seq + 1) return false;
      if (!this.take(logged, hash, body)) return false;
    }
    return true;
  }

  #note(logged: LoggedEvent, body: string | undefined): void {
    const { seq, at, by, commandId, digest } = logged;
    this.#seq = seq;
    this.#lastAt = at;
    this.seen.add(logged, body);
    this.media.take(logged.event, seq);
    if (logged.event.type === 'day.ended') this.#dayEnds.set(logged.event.day, seq);
    if (logged.event.type === 'result.finalised') this.#finalisedAt = seq;
    if (logged.event.type === 'result.reopened') this.#finalisedAt = undefined;
    let answers = this.#answers.get(by);
    if (answers === undefined) {
      answers = new ActorAnswers(by);
      this.#answers.set(by, answers);
    }
    answers.note({ commandId, digest, at, seq: this.seen.seqOf(answers.audience) });
  }

  /** Notes the number of the group that ended at the head. */
  endGroup(group: number): void {
    if (group > this.#ended.group) this.#ended = { seq: this.#seq, group, hash: this.#hash };
  }
}
