import { getContext, setContext, untrack } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { CommandType } from '../../shared/commands.ts';
import type { Language } from '../../shared/refusals.ts';
import { missingForFinal } from '../../shared/scoring/final/finalising.ts';
import { fullStandings } from '../../shared/scoring/standings.ts';
import { waitsForConsent } from '../../shared/tour/judging/consent.ts';
import { areaNamed } from '../../shared/tour/setup/contest.ts';
import { type Item, itemsOf } from '../../shared/tour/setup/items.ts';
import type { Area } from '../../shared/tour/setup/setup.ts';
import { pick } from '../i18n/names.ts';
import { isSameDay, localTime } from '../i18n/times.ts';
import { fieldTime } from '../i18n/zone-time.ts';
import type { TourStore } from '../live/tour-store.svelte.ts';
import { type BodyOf, freshId, giveCommand } from './commands.ts';
import { keepSingleKeys, keptSingleKeys } from './frame/single-keys.ts';
import { keepStealth, keptStealth } from './frame/stealth.ts';
import { veiled } from './frame/veil.ts';
import type { Places } from './places/places.svelte.ts';
import { overviewOf } from './scores/overview.ts';
import type { Words } from './zh.ts';

/** A dialog that is open, with what it is about. */
export type Opened =
  | { readonly kind: 'item'; readonly itemId: string }
  | { readonly kind: 'judge'; readonly judgeId: string }
  | { readonly kind: 'area'; readonly areaId: string }
  | { readonly kind: 'origin'; readonly itemId: string }
  | { readonly kind: 'lock' | 'reopen'; readonly itemId: string }
  | { readonly kind: 'revoke'; readonly adjustmentId: string }
  | { readonly kind: 'keys' }
  | { readonly kind: 'finalise' }
  | { readonly kind: 'stop'; readonly itemId: string }
  | { readonly kind: 'tell'; readonly whom: 'judges' | 'viewers' }
  | { readonly kind: 'judges' }
  | { readonly kind: 'areas' }
  | { readonly kind: 'reopen-result' }
  | { readonly kind: 'decline'; readonly proposalId: string }
  | { readonly kind: 'consent-off' }
  | { readonly kind: 'picture'; readonly chosen: (pictureId: string) => void }
  | { readonly kind: 'paper'; readonly itemId: string; readonly judgeId?: string }
  /** Something that cannot be taken back is asked before it is done. */
  | {
      readonly kind: 'ask';
      readonly title: string;
      readonly text: string;
      readonly yes: string;
      readonly done: () => Promise<void>;
    };

/** What the page says about the last thing that was done. */
export interface Told {
  readonly ok: boolean;
  readonly text: string;
}

/** What the desk stands on. `clock`: the server's clock now, ms. */
export interface DeskParts {
  readonly store: TourStore;
  readonly places: Places;
  readonly language: Language;
  readonly words: Words;
  readonly clock: () => number;
}

/** Everything that the parts of the organiser's page share. */
export class Desk {
  readonly store: TourStore;
  readonly places: Places;
  readonly language: Language;
  readonly words: Words;
  /** Whatever says who stands where is hidden: parts of the page are made of `tour` and `standings` alone. */
  stealth = $state(keptStealth());
  /** Whether a single key does something by itself: whoever dictates or rests a hand on the keys may not want it. */
  singleKeys = $state(keptSingleKeys());
  /** Open dialogs, the uppermost last. */
  opened = $state.raw<readonly Opened[]>([]);
  told = $state.raw<Told | undefined>();
  overview = $derived.by(() => overviewOf(this.store.tour));
  readonly #shown = $derived.by(() => (this.stealth ? veiled(this.store.tour) : this.store.tour));
  /**
   * The organiser's own standings, counted here: what they are opened down to is counted from the same ballots.
   * In stealth there are none.
   */
  standings = $derived.by(() => (this.stealth ? undefined : fullStandings(this.store.tour)));

  /** What the result lacks before it can be made final: whether parts are there, nothing of what they say. */
  missing = $derived.by(() => missingForFinal(this.store.tour, this.standings));
  /** Who set the programme last, and when, where this page has heard of it. */
  programmeSet = $state.raw<{ readonly by: string | undefined; readonly at: number } | undefined>();

  readonly #written = new SvelteSet<string>();

  /** The server's clock now, ms; the store's own stands still for some seconds. */
  readonly clock: () => number;

  constructor({ store, places, language, words, clock }: DeskParts) {
    this.store = store;
    this.places = places;
    this.clock = clock;
    this.language = language;
    this.words = words;
    store.onEvents = (events) => {
      const last = events.findLast(({ event }) => event.type === 'programme.set');
      if (last !== undefined) this.programmeSet = { by: last.by, at: last.at };
    };
  }

  /** The tour as this page may show it: in stealth, without whatever says who stands where. */
  get tour() {
    return this.#shown;
  }

  get timeZone(): string {
    return this.tour.setup?.timeZone ?? 'Asia/Shanghai';
  }

  /** `14:05` today, with its date on any other day; in the tour's time zone. */
  time(unixMs: number): string {
    const { month, day, clock } = localTime(unixMs, this.timeZone);
    return isSameDay(unixMs, this.store.nowUnixMs, this.timeZone)
      ? clock
      : `${this.words.page.date(month, day)} ${clock}`;
  }

  /** `2022-07-08 14:05` in the tour's time zone, for sheets. */
  fullTime(unixMs: number): string {
    return fieldTime(unixMs, this.timeZone).replace('T', ' ');
  }

  /** Whether nothing that the result rests on may be changed now. */
  get isFinal(): boolean {
    return this.tour.final !== null;
  }

  open(one: Opened): void {
    this.told = undefined;
    this.opened = [...this.opened, one];
  }

  /** Closes the uppermost dialog. */
  close(): void {
    this.opened = this.opened.slice(0, -1);
  }

  /** Says whether a part of the page holds something that is not sent yet: a reload would lose it. */
  holds(part: string, something: boolean): void {
    untrack(() => (something ? this.#written.add(part) : this.#written.delete(part)));
  }

  /** Whether a reload would take something that was typed here. */
  get wouldLose(): boolean {
    return this.#written.size > 0;
  }

  /** Whether a reload would take nothing from whoever works here. */
  get isAtRest(): boolean {
    return this.opened.length === 0 && !this.wouldLose;
  }

  useSingleKeys(on: boolean): void {
    this.singleKeys = on;
    keepSingleKeys(on);
  }

  toggleStealth(): void {
    this.stealth = !this.stealth;
    // A refusal may name areas, and say how they stand.
    this.told = undefined;
    keepStealth(this.stealth);
  }

  /** Gives a command and says what came of it. True where it took effect. */
  async give<T extends CommandType>(type: T, body: BodyOf<T>, done: string): Promise<boolean> {
    this.told = undefined;
    // What waits for a second organiser is put before that one, exactly as it would have been given.
    const change = { type, ...body };
    const waits = waitsForConsent(this.store.tour, change);
    const given = waits
      ? await giveCommand(
          this.store.tourId,
          'proposeChange',
          { proposalId: freshId(), change },
          this.language,
        )
      : await giveCommand(this.store.tourId, type, body, this.language);
    this.told = given.ok
      ? { ok: true, text: waits ? this.words.consent.proposed : done }
      : { ok: false, text: given.message ?? this.words.page.unreachable };
    return given.ok;
  }

  /** An area, one that was dropped from the set-up included. */
  area(areaId: string): Area | undefined {
    return areaNamed(this.tour, areaId);
  }

  areaName(areaId: string, short = false): string {
    const area = this.area(areaId);
    if (area === undefined) return areaId;
    return pick(short || this.language === 'en' ? area.shortName : area.name, this.language);
  }

  judgeName(judgeId: string): string {
    return (this.tour.judges[judgeId] ?? this.tour.formerJudges[judgeId])?.name ?? this.words.page.aJudge;
  }

  item(itemId: string): Item | undefined {
    return this.tour.setup === null ? undefined : itemsOf(this.tour.setup).get(itemId);
  }

  /** `第 7 站 好人广场`, or the talk's name. */
  itemTitle({ id }: { readonly id: string }): string {
    const item = this.item(id);
    if (item === undefined) return id;
    const name = pick(item.name, this.language);
    return item.kind === 'stop' ? `${this.words.matrix.stop(item.number)} ${name}` : name;
  }
}

const KEY = Symbol('desk');

/** Gives every part below the page's desk. */
export const setDesk = (desk: Desk): Desk => setContext(KEY, desk);

/** The desk of this page. */
export const useDesk = (): Desk => getContext<Desk>(KEY);
