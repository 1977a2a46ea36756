import { type Component, flushSync, tick } from 'svelte';
import { onceLayersHaveGone } from '../../ui/back.ts';
import { pathOf, readAddress } from './address.ts';
import { fetchedAnew, watchStyles } from './fetching.ts';
import type { PlaceEntry, PlaceId } from './place.ts';

/** What is there of a place: undefined while it is fetched. */
export type Fetched = Component | 'failed' | undefined;

/** Which place of the page is shown, which are open behind it, and the way between them. */
export class Places {
  readonly list: readonly PlaceEntry[];
  readonly #tourId: string;
  /** What the paths of all places begin with. */
  readonly path: string;
  /** The place that the address names, as it names it; undefined until it is known which one that should be. */
  asked = $state.raw<string | undefined>();
  /** Places that were opened, in the order of the bar: they stay, with whatever is typed in them. */
  opened = $state.raw<readonly PlaceEntry[]>([]);
  #fetched = $state.raw<Readonly<Partial<Record<PlaceId, Fetched>>>>({});
  #rests = $state.raw<Readonly<Partial<Record<PlaceId, string>>>>({});
  readonly #scrolled = new Map<PlaceId, number>();
  /** What is to come into sight once the place is there: a part of it, or what was in sight when it was left. */
  #owed: { readonly part: string } | undefined;

  constructor(list: readonly PlaceEntry[], tourId: string) {
    this.list = list;
    this.#tourId = tourId;
    this.path = pathOf(tourId, '');
  }

  /** The place that is shown; undefined where the address names none that there is. */
  get current(): PlaceEntry | undefined {
    return this.list.find(({ id }) => id === this.asked);
  }

  /** What follows the place in its address, such as `stops` in `/organiser/TOUR/setup/stops`. */
  restOf(id: PlaceId): string {
    return this.#rests[id] ?? '';
  }

  /** Whether a part of the place is still to be scrolled to. */
  get owesPart(): boolean {
    return this.#owed !== undefined && this.#owed.part !== '';
  }

  fetched(id: PlaceId): Fetched {
    return this.#fetched[id];
  }

  /** The address of a place, in the language of the page. */
  href(id: PlaceId, rest = ''): string {
    return pathOf(this.#tourId, id, rest) + location.search;
  }

  /** The place that has a part. */
  placeOf(part: string): PlaceEntry | undefined {
    return this.list.find(({ parts }) => parts.includes(part));
  }

  /** Follows the address from now on; where it names no place, one by its part, or none until {@link settle}. */
  follow(): void {
    const { place, part } = readAddress(location);
    const byPart = place === undefined ? this.placeOf(part) : undefined;
    if (byPart !== undefined) history.replaceState(history.state, '', this.href(byPart.id) + location.hash);
    if (part !== '') this.#owed = { part };
    if (place !== undefined || byPart !== undefined) this.#take();
    // What an address without a place most likely means comes while the tour is asked for.
    else for (const first of this.list.slice(0, 1)) this.fetchAhead(first);
    watchStyles();
    addEventListener('popstate', () => this.#moved());
    // A step back may have scrolled before it says that it was one: where a place is scrolled is written down as it moves.
    addEventListener('scroll', () => this.current && this.#scrolled.set(this.current.id, scrollY), {
      passive: true,
    });
  }

  /** Says which place is meant by an address that names none. */
  settle(id: PlaceId): void {
    if (this.asked !== undefined) return;
    history.replaceState(history.state, '', this.href(id) + location.hash);
    this.#take();
  }

  /** Goes to a place, or to a part of it; whatever lies over the page is closed before. */
  go(id: PlaceId, { rest, part = '' }: { readonly rest?: string; readonly part?: string } = {}): void {
    onceLayersHaveGone(() => {
      // That it was scrolled just now is said with the next frame, and by then another place is shown.
      if (this.current) this.#scrolled.set(this.current.id, scrollY);
      const address = this.href(id, rest ?? this.restOf(id)) + (part === '' ? '' : `#${part}`);
      const isHere = id === this.asked && (rest === undefined || rest === this.restOf(id));
      if (isHere) history.replaceState(history.state, '', address);
      else history.pushState({ layers: 0 }, '', address);
      this.#moved(part, true);
    });
  }

  /** A place stands on the page by now, with all that it was asked for. */
  stands({ id }: PlaceEntry): void {
    if (this.current?.id === id) this.#show();
  }

  /** Fetches a place, or fetches it again. */
  fetch(place: PlaceEntry): void {
    const { id } = place;
    if (this.#has(id)) return;
    this.#fetched = { ...this.#fetched, [id]: undefined };
    this.#load(place).catch(() => {
      // Whatever was fetched ahead meanwhile is there.
      if (!this.#has(id)) this.#fetched = { ...this.#fetched, [id]: 'failed' };
    });
  }

  /** Fetches a place that may be opened next; nobody waits for it. */
  fetchAhead(place: PlaceEntry): void {
    if (!this.#has(place.id)) this.#load(place).catch(() => undefined);
  }

  /** What fetches each place ahead. */
  ahead(): readonly (() => Promise<void>)[] {
    return this.list.map((place) => async () => {
      if (!this.#has(place.id)) await this.#load(place);
    });
  }

  #has(id: PlaceId): boolean {
    return this.#fetched[id] !== undefined && this.#fetched[id] !== 'failed';
  }

  async #load({ id, load }: PlaceEntry): Promise<void> {
    const { default: found } = await fetchedAnew(load);
    if (this.#has(id)) return;
    this.#fetched = { ...this.#fetched, [id]: found };
    await tick();
    this.#show();
  }

  #moved(part = '', always = false): void {
    const { place, rest } = readAddress(location);
    const stays =
      place === this.asked && (this.current === undefined || rest === this.restOf(this.current.id));
    if (stays && !always) return;
    this.#owed = { part };
    flushSync(() => this.#take());
    document.querySelector<HTMLElement>('[data-place]:not([hidden]) h1')?.focus({ preventScroll: true });
    this.#show();
  }

  #take(): void {
    const { place, rest } = readAddress(location);
    this.asked = place;
    const { current } = this;
    if (current === undefined) return;
    this.#rests = { ...this.#rests, [current.id]: rest };
    if (!this.opened.includes(current))
      this.opened = this.list.filter((one) => one === current || this.opened.includes(one));
    this.fetch(current);
  }

  /** Shows what is owed, once the place is there. */
  #show(): void {
    const { current } = this;
    const found = current && this.fetched(current.id);
    if (current === undefined || found === undefined || found === 'failed' || this.#owed === undefined)
      return;
    // Fetched before the page itself stands, it is shown once it does.
    if (document.querySelector(`[data-place="${current.id}"]`) === null) return;
    const part = document.getElementById(this.#owed.part);
    this.#owed = undefined;
    if (part !== null) part.scrollIntoView();
    else scrollTo(0, this.#scrolled.get(current.id) ?? 0);
  }
}
