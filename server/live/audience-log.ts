import { type Audience, eventFor, type Scope, scopeOf, sees } from '../../shared/audience.ts';
import type { SeenEvent } from '../../shared/protocol.ts';
import type { TourEvent } from '../../shared/tour/index.ts';
import type { LoggedEvent } from './logged.ts';

/**
 * What each audience has seen: its own dense sequence, and the newest events for those who come back
 * after a while. Counting by scope makes an event cost the same however many audiences there are.
 */
export class AudienceLog {
  readonly #counts = new Map<Scope, number>();
  readonly #kept: LoggedEvent[] = [];
  readonly #capacity: number;
  #total = 0;

  /** `capacity`: how many events are kept for catching up; who lacks more takes a snapshot. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Takes the next event of the log. */
  add(logged: LoggedEvent): void {
    const scope = scopeOf(logged.event);
    this.#counts.set(scope, (this.#counts.get(scope) ?? 0) + 1);
    this.#total += 1;
    if (logged.event.type === 'post.withdrawn') this.#forget(logged.event.postId);
    this.#kept.push(logged);
    if (this.#kept.length > this.#capacity * 1.5) this.#kept.splice(0, this.#kept.length - this.#capacity);
  }

  /** How many events this audience has seen: the number of its last one. */
  seqOf(audience: Audience): number {
    if (audience === 'organiser') return this.#total;
    const own = audience.startsWith('judge:') ? this.#count('judges') + this.#count(audience as Scope) : 0;
    return this.#count('public') + own;
  }

  /** What the audience saw after `seq`, oldest first; undefined where that is too far back or never was. */
  since(audience: Audience, seq: number): readonly SeenEvent[] | undefined {
    let lacking = this.seqOf(audience) - seq;
    if (lacking < 0) return undefined;
    const events: SeenEvent[] = [];
    for (let at = this.#kept.length - 1; at >= 0 && lacking > 0; at -= 1) {
      const logged = this.#kept[at];
      if (logged === undefined || !sees(audience, scopeOf(logged.event))) continue;
      events.push(seenBy(audience, logged));
      lacking -= 1;
    }
    return lacking === 0 ? events.reverse() : undefined;
  }

  /** The audience's number just before the first kept public event at or after an instant (ms). */
  publicSeqBefore(instantUnixMs: number): number {
    let seq = this.seqOf('public');
    for (let at = this.#kept.length - 1; at >= 0; at -= 1) {
      const logged = this.#kept[at];
      if (logged === undefined || logged.at < instantUnixMs) break;
      if (scopeOf(logged.event) === 'public') seq -= 1;
    }
    return seq;
  }

  /** Takes a withdrawn post's content out of what is sent to those who come back: they fold to the same. */
  #forget(postId: string): void {
    for (const [at, logged] of this.#kept.entries()) {
      const { event } = logged;
      if (!('postId' in event) || event.postId !== postId) continue;
      const without = withoutContent(event);
      if (without !== event) this.#kept[at] = { ...logged, event: without };
    }
  }

  #count(scope: Scope): number {
    return this.#counts.get(scope) ?? 0;
  }
}

/** A post's event without what the post said: folded before its withdrawal it leads to the same. */
function withoutContent(event: TourEvent): TourEvent {
  switch (event.type) {
    case 'post.published': {
      const { title: _title, feature, position: _position, ...rest } = event;
      const { sharesPostId: _shares, awaitedPictures: _awaited, ...place } = rest;
      // That a moment was told stays known, as in every snapshot: it is nobody's words.
      const told = feature?.kind === 'moment' ? { feature } : {};
      return { ...place, ...told, text: '', pictures: [] };
    }
    case 'post.corrected': {
      const { title: _title, feature: _feature, ...rest } = event;
      return { ...rest, text: '', pictures: [] };
    }
    case 'post.pictured':
    case 'post.awaitsFewer':
      // Counts the version up, and leaves nothing behind once the post is withdrawn.
      return { type: 'post.keyed', postId: event.postId };
    default:
      return event;
  }
}

/** An event without what only the log needs to know. */
export const seenBy = (audience: Audience, { at, by, event }: LoggedEvent): SeenEvent =>
  audience === 'organiser' ? { at, by, event } : { at, event: eventFor(audience, event) };
