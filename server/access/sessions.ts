import type { Actor, Role } from '../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { Store } from '../store/port.ts';
import { noteEnding, readEndings } from './endings.ts';
import { type Invite, inviteIdOf, invitesOf } from './invites.ts';
import { hashSecret, isSecret, newSecret } from './secrets.ts';

/** A session as it is stored, under the hash of its token. Never exported. */
interface Session {
  readonly actor: Actor;
  readonly inviteHash: string;
  readonly expiresAtUnixMs: number;
  /** See `deviceOf`; absent in those of older servers, as is the next. */
  readonly device?: string;
  readonly openedAtUnixMs?: number;
}

/** A session lasts longer than any tour. */
const SESSION_MS = 30 * 24 * 3_600_000;
/**
 * So long what was ended may still open something in another process: open connections are looked at as often, and
 * both together, with the store's answers, take less than a second.
 */
export const ENDINGS_MS = 400;
/** A session is read again after that long, whatever happened. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 20_000;
/** Whose sessions of a real tour open its dress rehearsal too: who holds and shows the meeting, and nobody who scores or writes. */
const LENT_ROLES: readonly Role[] = ['organiser', 'presenter', 'screen'];

/** How a session is spoken of: the first 8 digits of its hash. It opens nothing. */
export const sessionNumberOf = (hash: string): string => hash.slice(0, 8);

/** What a tour's session collection is called. */
export const sessionsOf = (tour: string): string => `sessions.${tour}`;

/** Who comes, by which invite (its hash), and until when. */
export type Found =
  | Refusal
  | ({ readonly ok: true; readonly number: string; readonly inviteEndsAtUnixMs?: number } & Session);

/** A session as its organiser sees it: by number, nothing that opens anything. */
export interface ListedSession {
  readonly number: string;
  readonly inviteId: string;
  readonly actor: Actor;
  readonly device?: string;
  readonly openedAtUnixMs?: number;
}

/** A value of the store, and until when (of this process's own clock, ms) it is not asked for again. */
interface Remembered<T> {
  readonly until: number;
  readonly value: Promise<T>;
}

/** The sessions that invites have opened. */
export class Sessions {
  readonly #store: Store;
  readonly #nowUnixMs: () => number;
  readonly #sessions = new Map<string, Remembered<Found> & { readonly endings: number }>();
  readonly #realOf: (tour: string) => Promise<string | undefined>;
  readonly #real = new Map<string, Remembered<string | undefined>>();
  readonly #listeners: (() => void)[] = [];
  /** By tour. */
  readonly #endings = new Map<string, Remembered<number>>();

  readonly #onSeen: (tour: string, number: string, waiting?: number) => void;

  /**
   * `realOf`: of which real tour that one is the dress rehearsal; undefined where it is none. `onSeen`: told whenever
   * {@link saw} is.
   */
  constructor(
    store: Store,
    nowUnixMs: () => number,
    realOf: (tour: string) => Promise<string | undefined> = async () => undefined,
    onSeen: (tour: string, number: string, waiting?: number) => void = () => undefined,
  ) {
    this.#onSeen = onSeen;
    this.#store = store;
    this.#nowUnixMs = nowUnixMs;
    this.#realOf = realOf;
  }

  /** Opens a session on a kind of device; the token is told once and only its hash is kept. */
  async open(
    tour: string,
    actor: Actor,
    inviteHash: string,
    device: string,
  ): Promise<{ readonly token: string; readonly expiresAtUnixMs: number }> {
    const token = newSecret();
    const openedAtUnixMs = this.#nowUnixMs();
    const expiresAtUnixMs = openedAtUnixMs + SESSION_MS;
    const session: Session = { actor, inviteHash, expiresAtUnixMs, device, openedAtUnixMs };
    await this.#store.putRecord(sessionsOf(tour), hashSecret(token), JSON.stringify(session), 0);
    return { token, expiresAtUnixMs };
  }

  /**
   * Who comes with this token. A rehearsal is opened by the sessions of the real tour's hall as well; never the other
   * way round. Throws StoreUnavailable.
   */
  async find(tour: string, token: string): Promise<Found> {
    const own = await this.#find(tour, token);
    const real = own.ok ? undefined : await this.lenderOf(tour);
    if (real === undefined) return own;
    const lent = await this.#find(real, token);
    return lent.ok && LENT_ROLES.includes(lent.actor.role) ? lent : own;
  }

  /** Somebody came by a session; `waiting`: how much the device says that it still has to send. */
  saw(tour: string, number: string, waiting?: number): void {
    this.#onSeen(tour, number, waiting);
  }

  /** The real tour whose sessions open this one, which is its rehearsal; undefined for every real tour. Throws StoreUnavailable. */
  lenderOf(tour: string): Promise<string | undefined> {
    let known = this.#real.get(tour);
    if (known === undefined || known.until <= performance.now()) {
      known = { until: performance.now() + ENDINGS_MS, value: this.#realOf(tour) };
      remember(this.#real, tour, known);
    }
    return known.value;
  }

  async #find(tour: string, token: string): Promise<Found> {
    if (!isSecret(token)) return refuse('session.ended');
    // Asked before the session is: what ends after this number was read has another one.
    const endings = await this.#endingsOf(tour);
    const key = `${tour} ${token}`;
    let known = this.#sessions.get(key);
    if (known === undefined || known.endings !== endings || known.until <= performance.now()) {
      const value = this.#read(tour, hashSecret(token));
      known = { endings, until: performance.now() + REMEMBERED_MS, value };
      remember(this.#sessions, key, known);
    }
    const session = await known.value;
    const now = this.#nowUnixMs();
    const { inviteEndsAtUnixMs = Number.POSITIVE_INFINITY } = session.ok ? session : {};
    if (session.ok && inviteEndsAtUnixMs <= now) return refuse('invite.expired');
    if (session.ok && session.expiresAtUnixMs > now) return session;
    // Refusals are not worth remembering.
    this.#sessions.delete(key);
    return session.ok ? refuse('session.ended') : session;
  }

  /**
   * Ends a session: its token opens nothing any more, here at once, in other processes and on open connections within
   * a second. Other sessions of the same invite, on other devices, stay. False where there is none. Throws
   * StoreUnavailable, and then it has not ended.
   */
  async end(tour: string, token: string): Promise<boolean> {
    if (!isSecret(token)) return false;
    const ended = await this.#store.deleteRecord(sessionsOf(tour), hashSecret(token));
    if (ended) await noteEnding(this.#store, tour);
    this.forget();
    return ended;
  }

  /** Every session of a tour that has not run out, oldest first. Throws StoreUnavailable. */
  async list(tour: string): Promise<readonly ListedSession[]> {
    const now = this.#nowUnixMs();
    return (await this.#store.listRecords(sessionsOf(tour)))
      .map(({ key, body }) => ({ key, ...(JSON.parse(body) as Session) }))
      .filter(({ expiresAtUnixMs }) => expiresAtUnixMs > now)
      .sort((a, b) => (a.openedAtUnixMs ?? 0) - (b.openedAtUnixMs ?? 0))
      .map(({ key, actor, inviteHash, device, openedAtUnixMs }) => ({
        ...{ number: sessionNumberOf(key), inviteId: inviteIdOf(inviteHash), actor },
        ...(device !== undefined && { device }),
        ...(openedAtUnixMs !== undefined && { openedAtUnixMs }),
      }));
  }

  /** Ends sessions by their numbers, as {@link end} does; how many there were. Throws StoreUnavailable. */
  async endNumbers(tour: string, numbers: ReadonlySet<string>): Promise<number> {
    let ended = 0;
    for (const { key } of await this.#store.listRecords(sessionsOf(tour)))
      if (numbers.has(sessionNumberOf(key)) && (await this.#store.deleteRecord(sessionsOf(tour), key)))
        ended += 1;
    if (ended > 0) await noteEnding(this.#store, tour);
    this.forget();
    return ended;
  }

  /** Forgets what is remembered: called when sessions have ended here. */
  forget(): void {
    this.#endings.clear();
    this.#sessions.clear();
    this.#real.clear();
    for (const listener of this.#listeners) listener();
  }

  /** Calls the listener when sessions have ended here; it must not throw. */
  onEnding(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #endingsOf(tour: string): Promise<number> {
    let known = this.#endings.get(tour);
    if (known === undefined || known.until <= performance.now()) {
      known = { until: performance.now() + ENDINGS_MS, value: readEndings(this.#store, tour) };
      remember(this.#endings, tour, known);
    }
    return known.value;
  }

  async #read(tour: string, hash: string): Promise<Found> {
    const record = await this.#store.getRecord(sessionsOf(tour), hash);
    if (record === undefined) return refuse('session.ended');
    const session = JSON.parse(record.body) as Session;
    const invite = await this.#store.getRecord(invitesOf(tour), session.inviteHash);
    if (invite === undefined) return refuse('session.ended');
    const { revokedAtUnixMs, endsAtUnixMs } = JSON.parse(invite.body) as Invite;
    if (revokedAtUnixMs !== undefined) return refuse('invite.revoked');
    return {
      ...{ ok: true, ...session, number: sessionNumberOf(hash) },
      ...(endsAtUnixMs !== undefined && { inviteEndsAtUnixMs: endsAtUnixMs }),
    };
  }
}

/** Remembers a value unless it cannot be had. */
function remember<R extends Remembered<unknown>>(known: Map<string, R>, key: string, value: R): void {
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, value);
  value.value.catch(() => known.delete(key));
}
