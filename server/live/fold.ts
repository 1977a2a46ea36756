import { audienceOf } from '../../shared/audience.ts';
import type { Role } from '../../shared/tour/actor.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { Head, LogLine } from '../store/port.ts';
import { AudienceLog } from './audience-log.ts';
import { TourDraft } from './draft.ts';
import { fromLine, type LoggedEvent } from './logged.ts';
import { MediaUse } from './media-use.ts';

/** What an acknowledged command was answered; the same for every retry. */
export interface Acknowledged {
  readonly digest: string;
  /** Server time of the effect, ms. */
  readonly at: number;
  /** The actor's own audience had seen this many events with it. */
  readonly seq: number;
}

/** How many events are kept in memory for those who catch up. */
const KEPT_EVENTS = 4000;

/**
 * A tour's state in this process: the fold of its log. Only events that are durably in the log come
 * here, in order; whatever else changes is derived.
 */
export class Fold {
  readonly #draft = new TourDraft();
  #head: Head;
  #lastAt = 0;
  /** By who gave the command, then by its retry key. */
  readonly #answers = new Map<string, Map<string, Acknowledged>>();
  readonly seen = new AudienceLog(KEPT_EVENTS);
  /** Which pictures and films are in use, and which are gone. */
  readonly media = new MediaUse();

  constructor(epoch: string) {
    this.#head = { epoch, seq: 0, group: 0, hash: '' };
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
    return this.#head;
  }

  /** Time of the newest event, ms; 0 before the first. */
  get lastAt(): number {
    return this.#lastAt;
  }

  /** What the command was answered, if it had an effect. */
  answerTo(by: string, commandId: string): Acknowledged | undefined {
    return this.#answers.get(by)?.get(commandId);
  }

  /** Folds the event that follows the head; passes over what it knows; false where there is a gap. */
  take(logged: LoggedEvent, hash: string): boolean {
    if (logged.seq <= this.#head.seq) return true;
    if (logged.seq !== this.#head.seq + 1) return false;
    this.#draft.take(logged.event, logged.at);
    this.#note(logged, hash);
    return true;
  }

  /** Folds lines of the log as it is read, up to a gap. */
  takeLines(lines: readonly LogLine[]): void {
    for (const line of lines) {
      if (line.seq === this.#head.seq + 1) this.take(fromLine(line), line.hash);
    }
  }

  #note(logged: LoggedEvent, hash: string): void {
    this.#lastAt = logged.at;
    this.#head = { ...this.#head, seq: logged.seq, hash };
    this.seen.add(logged);
    this.media.take(logged.event, logged.seq);
    const { by, commandId, digest, at } = logged;
    let answers = this.#answers.get(by);
    if (answers === undefined) {
      answers = new Map();
      this.#answers.set(by, answers);
    }
    answers.set(commandId, { digest, at, seq: this.seen.seqOf(audienceOf(actorOf(by))) });
  }

  /** Notes the number of the group that ended at the head. */
  endGroup(group: number): void {
    this.#head = { ...this.#head, group: Math.max(group, this.#head.group) };
  }
}

function actorOf(by: string): { readonly role: Role; readonly id: string } {
  const colon = by.indexOf(':');
  return { role: by.slice(0, colon) as Role, id: by.slice(colon + 1) };
}
