import type { Actor } from '../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { Store } from '../store/port.ts';
import { type Invite, invitesOf } from './invites.ts';
import { hashSecret, isSecret, newSecret } from './secrets.ts';

/** A session as it is stored, under the hash of its token. Never exported. */
interface Session {
  readonly actor: Actor;
  readonly inviteHash: string;
  readonly expiresAtUnixMs: number;
}

/** A session lasts longer than any tour. */
const SESSION_MS = 30 * 24 * 3_600_000;
/** So long a revoked invite may still open something in another process. */
const CACHE_MS = 1_000;
const MOST_CACHED = 20_000;

/** What a tour's session collection is called. */
export const sessionsOf = (tour: string): string => `sessions.${tour}`;

/** Who comes, and by which invite (its hash). */
export type Found = { readonly ok: true; readonly actor: Actor; readonly inviteHash: string } | Refusal;

/** The sessions that invites have opened. */
export class Sessions {
  readonly #store: Store;
  readonly #nowUnixMs: () => number;
  readonly #cache = new Map<string, { readonly until: number; readonly found: Promise<Found> }>();

  constructor(store: Store, nowUnixMs: () => number) {
    this.#store = store;
    this.#nowUnixMs = nowUnixMs;
  }

  /** Opens a session; the token is told once and only its hash is kept. */
  async open(
    tour: string,
    actor: Actor,
    inviteHash: string,
  ): Promise<{ readonly token: string; readonly expiresAtUnixMs: number }> {
    const token = newSecret();
    const expiresAtUnixMs = this.#nowUnixMs() + SESSION_MS;
    const session: Session = { actor, inviteHash, expiresAtUnixMs };
    await this.#store.putRecord(sessionsOf(tour), hashSecret(token), JSON.stringify(session), 0);
    return { token, expiresAtUnixMs };
  }

  /** Who comes with this token. Throws StoreUnavailable. */
  find(tour: string, token: string): Promise<Found> {
    if (!isSecret(token)) return Promise.resolve(refuse('session.ended'));
    const key = `${tour} ${token}`;
    const now = this.#nowUnixMs();
    const cached = this.#cache.get(key);
    if (cached !== undefined && cached.until > now) return cached.found;
    const found = this.#read(tour, hashSecret(token), now);
    if (this.#cache.size >= MOST_CACHED) this.#cache.clear();
    this.#cache.set(key, { until: now + CACHE_MS, found });
    found.catch(() => this.#cache.delete(key));
    return found;
  }

  /** Forgets what is cached: called when an invite was revoked here. */
  forget(): void {
    this.#cache.clear();
  }

  async #read(tour: string, hash: string, now: number): Promise<Found> {
    const record = await this.#store.getRecord(sessionsOf(tour), hash);
    if (record === undefined) return refuse('session.ended');
    const session = JSON.parse(record.body) as Session;
    if (session.expiresAtUnixMs <= now) return refuse('session.ended');
    const invite = await this.#store.getRecord(invitesOf(tour), session.inviteHash);
    if (invite === undefined) return refuse('session.ended');
    if ((JSON.parse(invite.body) as Invite).revokedAtUnixMs !== undefined) return refuse('invite.revoked');
    return { ok: true, actor: session.actor, inviteHash: session.inviteHash };
  }
}
