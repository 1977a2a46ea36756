import {
  type Audience,
  eventFor,
  type Scope,
  scopeOf,
  scopesSeenBy,
  sees,
} from '../../../shared/audience.ts';
import { canonicalJson } from '../../../shared/canonical.ts';
import type { SeenEvent } from '../../../shared/protocol.ts';
import type { TourEvent } from '../../../shared/tour/events.ts';
import { digitsOf, joined, printOf } from './history-hash.ts';
import type { LoggedEvent } from './logged.ts';
import { type TakesBack, takesBack, without } from './taken-back.ts';

/** An event that is kept, and the hashes of what its scope and the organiser had seen before it. */
interface Kept {
  readonly logged: LoggedEvent;
  readonly scopeBefore: number;
  readonly allBefore: number;
}

/**
 * What each audience has seen: its own dense sequence, and the newest events for those who come back
 * after a while. Counting by scope makes an event cost the same however many audiences there are.
 */
export class AudienceLog {
  readonly #counts = new Map<Scope, number>();
  /** Hashes of what happened in each scope, and of all that the organiser sees: an audience's digits are made of its own. */
  readonly #hashes = new Map<Scope, number>();
  #all = 0;
  readonly #kept: Kept[] = [];
  readonly #capacity: number;
  #total = 0;

  /** `capacity`: how many events are kept for catching up; who lacks more takes a snapshot. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Takes the next event of the log; `body` is its line there, where it is at hand. */
  add(logged: LoggedEvent, body?: string): void {
    const scope = scopeOf(logged.event);
    const scopeBefore = this.#hashes.get(scope) ?? 0;
    const allBefore = this.#all;
    const print = joined(printOf(textOf(logged.event, body)), logged.at);
    this.#all = joined(joined(allBefore, print), printOf(logged.by));
    const seen = eventFor('public', logged.event);
    const seenPrint = seen === logged.event ? print : joined(printOf(canonicalJson(seen)), logged.at);
    this.#hashes.set(scope, joined(scopeBefore, seenPrint));
    this.#counts.set(scope, (this.#counts.get(scope) ?? 0) + 1);
    this.#total += 1;
    if (takesBack(logged.event)) this.#forget(logged.event);
    this.#kept.push({ logged, scopeBefore, allBefore });
    if (this.#kept.length > this.#capacity * 1.5) this.#kept.splice(0, this.#kept.length - this.#capacity);
  }

  /** How many events this audience has seen: the number of its last one. */
  seqOf(audience: Audience): number {
    const scopes = scopesSeenBy(audience);
    return scopes === undefined
      ? this.#total
      : scopes.reduce((count, scope) => count + this.#count(scope), 0);
  }

  /** What the audience saw after `seq`, oldest first; undefined where that is too far back or never was. */
  since(audience: Audience, seq: number): readonly SeenEvent[] | undefined {
    let lacking = this.seqOf(audience) - seq;
    if (lacking < 0) return undefined;
    const events: SeenEvent[] = [];
    for (let at = this.#kept.length - 1; at >= 0 && lacking > 0; at -= 1) {
      const kept = this.#kept[at];
      if (kept === undefined || !sees(audience, scopeOf(kept.logged.event))) continue;
      events.push(seenBy(audience, kept.logged));
      lacking -= 1;
    }
    return lacking === 0 ? events.reverse() : undefined;
  }

  /** Digits of what the audience had seen up to `seq`, and up to each event after; undefined as for {@link since}. */
  digitsSince(audience: Audience, seq: number): readonly string[] | undefined {
    const lacking = this.seqOf(audience) - seq;
    const digits = lacking < 0 ? [] : this.digitsBack(audience, lacking);
    return digits.length === lacking + 1 ? digits : undefined;
  }

  /** Digits of what the audience has seen, at the end, and up to each of so many events before: of fewer where fewer are kept. */
  digitsBack(audience: Audience, events: number): readonly string[] {
    const scopes = scopesOf(audience);
    const hashes = scopes.map((scope) => this.#hashes.get(scope) ?? 0);
    const digits = [digitsOf(scopes.length === 0 ? this.#all : hashes.reduce(joined, 0))];
    for (let at = this.#kept.length - 1; at >= 0 && digits.length <= events; at -= 1) {
      const kept = this.#kept[at];
      if (kept === undefined) break;
      const scope = scopes.indexOf(scopeOf(kept.logged.event));
      if (scope >= 0) hashes[scope] = kept.scopeBefore;
      else if (scopes.length > 0) continue;
      digits.push(digitsOf(scopes.length === 0 ? kept.allBefore : hashes.reduce(joined, 0)));
    }
    return digits.reverse();
  }

  /** The audience's number just before the first kept public event at or after an instant (ms). */
  publicSeqBefore(instantUnixMs: number): number {
    let seq = this.seqOf('public');
    for (let at = this.#kept.length - 1; at >= 0; at -= 1) {
      const logged = this.#kept[at]?.logged;
      if (logged === undefined || logged.at < instantUnixMs) break;
      if (scopeOf(logged.event) === 'public') seq -= 1;
    }
    return seq;
  }

  /** Takes what a post said wrongly, or no longer says, out of what is sent to those who come back: they fold to the same. */
  #forget(back: TakesBack): void {
    for (const [at, kept] of this.#kept.entries()) {
      const { event } = kept.logged;
      if (!('postId' in event) || event.postId !== back.postId) continue;
      const left = without(event, back);
      if (left !== event) this.#kept[at] = { ...kept, logged: { ...kept.logged, event: left } };
    }
  }

  #count(scope: Scope): number {
    return this.#counts.get(scope) ?? 0;
  }
}

/** The scopes that an audience sees; none for the organiser, who sees all of them, in the order of the log. */
const scopesOf = (audience: Audience): readonly Scope[] => scopesSeenBy(audience) ?? [];

/** An event's canonical text: as it stands in its line, whose members are in order, or written anew. */
function textOf(event: TourEvent, body: string | undefined): string {
  if (body === undefined) return canonicalJson(event);
  return body.slice(body.indexOf(EVENT) + EVENT.length, body.lastIndexOf(',"seq":'));
}
const EVENT = '"event":';

/** An event without what only the log needs to know. */
export const seenBy = (audience: Audience, { at, by, event }: LoggedEvent): SeenEvent =>
  audience === 'organiser' ? { at, by, event } : { at, event: eventFor(audience, event) };
