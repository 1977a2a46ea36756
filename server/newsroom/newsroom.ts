import { FROM } from '../../shared/came-from.ts';
import type { SuggestedMoment } from '../../shared/desk.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Store } from '../store/port.ts';
import { Drafts } from './drafts.ts';
import { likesTally } from './likes.ts';
import { type Edge, publishDraft } from './scheduled.ts';
import { Suggestions } from './suggestions.ts';
import { Tallies } from './tallies.ts';
import { ToldByRule } from './told-by-rule.ts';
import { ViewerSamples } from './viewer-samples.ts';
import { fromTally, Visits, viewsTally } from './visits.ts';

/** What a newsroom needs from the server around it. */
export interface NewsroomOptions extends Edge {
  readonly store: Store;
  readonly processId: string;
  readonly nowUnixMs: () => number;
  readonly machineUnixMs: () => number;
  readonly steadyMs: () => number;
  readonly warn: (message: string, details: Record<string, unknown>) => void;
}

/** A tour's newsroom in this process: what the desk works with beside the log, and what it does by itself. */
export class Newsroom {
  readonly drafts: Drafts;
  readonly tallies: Tallies;
  readonly visits: Visits;
  readonly viewers: ViewerSamples;
  readonly #room: TourRoom;
  readonly #options: NewsroomOptions;
  readonly #suggestions: Suggestions;
  readonly #byRule: ToldByRule;
  #hasBegun = false;
  #isPublishing = false;

  constructor(room: TourRoom, options: NewsroomOptions) {
    const { store, processId } = options;
    this.#room = room;
    this.#options = options;
    this.drafts = new Drafts(store, room.id);
    this.tallies = new Tallies(store, room.id, processId);
    this.visits = new Visits(this.tallies);
    this.viewers = new ViewerSamples(store, room.id);
    this.#suggestions = new Suggestions(room);
    this.#byRule = new ToldByRule(room, options);
    // What happens is told at once; what the clock brings, with the next look.
    room.onEvents(() => {
      if (room.fold.passing.momentRule !== null) setImmediate(() => void this.#publishByRule());
    });
  }

  /** Every moment that nobody tells yet, oldest first. */
  moments(): readonly SuggestedMoment[] {
    return this.#suggestions.at(this.#options.nowUnixMs());
  }

  /** Publishes what is due: scheduled drafts, and moments by rule. Throws StoreUnavailable. */
  async publishDue(): Promise<void> {
    // What is due is not known: it stays due.
    if (this.#room.clockTrouble !== undefined) return;
    const now = this.#options.nowUnixMs();
    const due = (await this.drafts.all()).drafts
      .filter(({ state, scheduledAtUnixMs = now }) => state === 'scheduled' && scheduledAtUnixMs <= now)
      .sort((a, b) => (a.scheduledAtUnixMs ?? 0) - (b.scheduledAtUnixMs ?? 0) || (a.id < b.id ? -1 : 1));
    for (const draft of due) await publishDraft(this.#room, this.drafts, draft, this.#options, now);
    await this.#publishByRule();
  }

  /** Publishes moments by rule, unless that is being done. Whatever fails is tried again with the next look. */
  async #publishByRule(): Promise<void> {
    if (this.#isPublishing) return;
    this.#isPublishing = true;
    try {
      for (const code of await this.#byRule.publish(this.moments()))
        this.#options.warn('a moment could not be published by rule', { tour: this.#room.id, code });
    } catch (error) {
      this.#options.warn('publishing moments by rule failed', { tour: this.#room.id, err: error });
    } finally {
      this.#isPublishing = false;
    }
  }

  /** Counts: what was gathered is written, what changed anywhere is shown. Throws StoreUnavailable. */
  async beat(): Promise<void> {
    const { store, nowUnixMs, machineUnixMs, steadyMs } = this.#options;
    if (!this.#hasBegun) await this.#begin();
    const likes = new Map<string, number>();
    for (const name of await this.tallies.beat(steadyMs(), machineUnixMs()))
      if (name.startsWith(likesTally('')))
        likes.set(name.slice(likesTally('').length), this.tallies.of(name));
    this.#room.hub.newest.setLikes(likes);
    await this.viewers.take(nowUnixMs(), () => store.readPresence(this.#room.id, machineUnixMs()));
  }

  /** Learns every count that there is. */
  async #begin(): Promise<void> {
    const posts = this.#room.fold.tour.feed.flatMap((id) => [likesTally(id), viewsTally(id)]);
    await this.tallies.load([...posts, ...FROM.map((from) => fromTally(from))]);
    await this.drafts.sweep(this.#options.nowUnixMs());
    this.#hasBegun = true;
  }
}
