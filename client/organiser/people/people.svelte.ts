import type { OlderLinks, PersonLink, PersonLinks } from '../../../shared/people/wire.ts';
import type { TourRole } from '../../../shared/tour/actor.ts';
import type { Desk } from '../desk.svelte.ts';
import { keyOf, type Person, personsOf } from './list.ts';
import { askTour, type Said } from './server.ts';

/** For whom a link is wanted. */
export interface WantedLink {
  readonly role: TourRole;
  readonly id: string;
  readonly name?: string;
  readonly endsAtUnixMs?: number;
}

/** A link that was just made: told once. */
export interface MadeLink {
  readonly inviteId: string;
  readonly url: string;
}

/** Everybody with a link as the server has them, and the links that were made on this page. */
export class People {
  readonly #desk: Desk;
  state = $state.raw<'reading' | 'ready' | 'failed'>('reading');
  busy = $state(false);
  #links = $state.raw<readonly PersonLink[]>([]);
  #nowUnixMs = $state.raw(0);
  /** By person. */
  made = $state.raw<Readonly<Record<string, MadeLink>>>({});
  /** Persons who were added on this page, by their keys. */
  added = $state.raw<readonly string[]>([]);
  readonly all: readonly Person[] = $derived.by(() =>
    personsOf(this.#desk.tour, this.#links, this.#nowUnixMs),
  );

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Reads the list. What was read stays where it cannot be had now. */
  async read(): Promise<void> {
    const said = await this.#ask<PersonLinks>('GET', 'people');
    if (said.ok) {
      this.#links = said.body.links;
      this.#nowUnixMs = said.body.nowUnixMs;
    }
    if (said.ok || this.state !== 'ready') this.state = said.ok ? 'ready' : 'failed';
  }

  /** Makes links; what comes of it stands in `made`. True where they were made. */
  async make(wanted: readonly WantedLink[], older: OlderLinks): Promise<boolean> {
    const said = await this.#do<{ readonly invites: readonly MadeLink[] }>('POST', 'invites', {
      invites: wanted,
      older,
    });
    if (said === undefined) return false;
    const fresh = wanted.flatMap((one, at) => {
      const link = said.invites[at];
      return link === undefined ? [] : [[keyOf(one), link] as const];
    });
    this.made = { ...this.made, ...Object.fromEntries(fresh) };
    await this.read();
    return true;
  }

  /** Makes the first links of people who were just added. */
  async add(wanted: readonly WantedLink[]): Promise<boolean> {
    const before = this.added;
    this.added = [...before, ...wanted.map(keyOf)];
    const done = await this.make(wanted, 'stay');
    if (!done) this.added = before;
    return done;
  }

  /** Puts a link away that was shown. */
  putAway(key: string): void {
    const { [key]: _, ...rest } = this.made;
    this.made = rest;
  }

  /** Ends something below the tour's address, and says what ended. */
  async end(path: string): Promise<void> {
    const said = await this.#do<{ readonly links: number; readonly devices: number }>('DELETE', path);
    if (said !== undefined)
      this.#desk.told = { ok: true, text: this.#desk.words.people.ended(said.links, said.devices) };
    await this.read();
  }

  /** Says when all links of somebody end; undefined: they do not. */
  async endAt(person: Person, atUnixMs: number | undefined): Promise<void> {
    for (const { inviteId } of person.links) {
      const said = await this.#do(
        'PUT',
        `invites/${inviteId}/end`,
        atUnixMs === undefined ? {} : { atUnixMs },
      );
      if (said === undefined) break;
      this.#desk.told = { ok: true, text: this.#desk.words.page.done };
    }
    await this.read();
  }

  #ask<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Said<T>> {
    return askTour<T>({ tourId: this.#desk.store.tourId, language: this.#desk.language }, method, path, body);
  }

  /** Asks for a change, one at a time, and tells a refusal; what was answered, or undefined. */
  async #do<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.#desk.told = undefined;
    try {
      const said = await this.#ask<T>(method, path, body);
      if (said.ok) return said.body ?? ({} as T);
      this.#desk.told = { ok: false, text: said.message ?? this.#desk.words.page.unreachable };
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}
