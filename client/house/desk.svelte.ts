import { getContext } from 'svelte';
import type { House, HouseTour } from '../../shared/house/wire.ts';
import type { Language } from '../../shared/refusals.ts';
import { pick } from '../i18n/names.ts';
import { askHouse, type Said } from './server.ts';
import { houseWords } from './words.ts';

/** A host's link as the list tells it. */
export interface HostInvite {
  readonly inviteId: string;
  readonly id: string;
  readonly name?: string;
  readonly usedAtUnixMs?: number;
  readonly revokedAtUnixMs?: number;
}

/** What is open above the page. */
export type Opened =
  | { readonly kind: 'make' }
  | { readonly kind: 'copy' | 'archive' | 'remove' | 'invite'; readonly tour: HouseTour }
  | { readonly kind: 'revoke'; readonly invite: HostInvite };

/** The house as its host has it open: what the server says, what is open, what came of the last thing that was done. */
export class HouseDesk {
  readonly language: Language;
  readonly words: ReturnType<typeof houseWords>;
  house = $state.raw<House>();
  hosts = $state.raw<readonly HostInvite[]>([]);
  me = $state.raw<string>();
  /** `out`: there is no session. `away`: nobody answers. */
  access = $state<'asking' | 'in' | 'out' | 'away'>('asking');
  opened = $state.raw<Opened>();
  told = $state.raw<{ readonly ok: boolean; readonly text: string }>();

  constructor(language: Language) {
    this.language = language;
    this.words = houseWords(language);
  }

  /** What a tour is called: by its name, or by its address while it has none. */
  nameOf = ({ name, id }: HouseTour): string => (name === undefined ? id : pick(name, this.language));

  /** Ids that a new tour cannot have. */
  get taken(): readonly string[] {
    return [...(this.house?.tours.map(({ id }) => id) ?? []), ...(this.house?.takenIds ?? [])];
  }

  /** Reads everything anew. */
  async load(): Promise<void> {
    const said = await askHouse<House>(this.language, 'GET', '');
    if (!said.ok) {
      this.access = said.status === 401 || said.status === 403 ? 'out' : 'away';
      return;
    }
    this.house = said.body;
    this.access = 'in';
    const [hosts, me] = await Promise.all([
      askHouse<{ invites: readonly HostInvite[] }>(this.language, 'GET', '/invites'),
      askHouse<{ id: string }>(this.language, 'GET', '/session'),
    ]);
    if (hosts.ok) this.hosts = hosts.body.invites.filter((one) => one.revokedAtUnixMs === undefined);
    if (me.ok) this.me = me.body.id;
  }

  /** Does something, says what came of it, and shows how all stands then; true where it was done. */
  async act(done: string, ask: () => Promise<Said<unknown>>): Promise<boolean> {
    this.told = undefined;
    const said = await ask();
    this.told = said.ok ? { ok: true, text: done } : { ok: false, text: said.message ?? this.words.again };
    if (said.ok) this.opened = undefined;
    await this.load();
    return said.ok;
  }

  archive = (tour: HouseTour): Promise<boolean> =>
    this.act(this.words.done.archived(this.nameOf(tour)), () =>
      this.#ask('PUT', `/tours/${tour.id}/archive`),
    );
  unarchive = (tour: HouseTour): Promise<boolean> =>
    this.act(this.words.done.unarchived(this.nameOf(tour)), () =>
      this.#ask('DELETE', `/tours/${tour.id}/archive`),
    );
  remove = (tour: HouseTour, name: string): Promise<boolean> =>
    this.act(this.words.done.removed(this.nameOf(tour)), () =>
      this.#ask('PUT', `/tours/${tour.id}/deletion`, { name }),
    );
  restore = (tour: HouseTour): Promise<boolean> =>
    this.act(this.words.done.restored(this.nameOf(tour)), () =>
      this.#ask('DELETE', `/tours/${tour.id}/deletion`),
    );
  revoke = ({ inviteId }: HostInvite): Promise<boolean> =>
    this.act(this.words.done.revoked, () => this.#ask('DELETE', `/invites/${inviteId}`));

  /** Enters a tour as its organiser, and goes to that page. */
  async enter({ id }: Pick<HouseTour, 'id'>): Promise<void> {
    const said = await this.#ask('POST', `/tours/${id}/organiser-session`);
    if (said.ok) location.assign(this.addressOf(`/organiser/${id}`));
    else this.told = { ok: false, text: said.message ?? this.words.again };
  }

  /** An address of this server in the page's language. */
  addressOf = (path: string): string => path + (this.language === 'en' ? '?lang=en' : '');

  #ask = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Said<unknown>> =>
    askHouse<unknown>(this.language, method, path, body);
}

/** Under which the desk is handed to the parts of its page. */
export const DESK = Symbol('house');
/** The house of the page that a part stands on. */
export const useHouse = (): HouseDesk => getContext<HouseDesk>(DESK);
