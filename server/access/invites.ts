import type { Actor, Role } from '../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { Store } from '../store/port.ts';
import { noteEnding } from './endings.ts';
import { HOUSE, mayEnter } from './house.ts';
import { hashSecret, isSecret, newSecret } from './secrets.ts';

/** An invite as it is stored: everything but the secret itself. */
export interface Invite {
  readonly role: Role;
  /** Which one of the role: see {@link Actor}. */
  readonly id: string;
  readonly name?: string;
  readonly createdAtUnixMs: number;
  readonly createdBy: string;
  /** Taken once, and then never again. */
  readonly once?: true;
  readonly usedAtUnixMs?: number;
  /** Hash of what the browser calls its attempt: the same attempt, made again, opens what it opened before. */
  readonly usedBy?: string;
  readonly revokedAtUnixMs?: number;
  /** From then on it opens nothing, and whoever entered by it is out; absent: it holds until it is revoked. */
  readonly endsAtUnixMs?: number;
}

/** An invite with the number that it is spoken of by; the number opens nothing. */
export interface ListedInvite extends Invite {
  readonly inviteId: string;
}

/** A new invite and the code that goes into its link: `tour.secret`, a host's `_house.secret`. Told once, never stored. */
export interface NewInvite {
  readonly inviteId: string;
  readonly code: string;
}

/** What an invite is made of. */
export type InviteRequest = Pick<Invite, 'role' | 'id' | 'createdBy'> & {
  readonly name?: string;
  readonly once?: true;
  readonly endsAtUnixMs?: number;
};

/** Whether an invite still opens something. */
export const isOpen = (
  { revokedAtUnixMs, endsAtUnixMs = Number.POSITIVE_INFINITY }: Invite,
  nowUnixMs: number,
): boolean => revokedAtUnixMs === undefined && endsAtUnixMs > nowUnixMs;

/** Name of the collection of a tour's invites, or of the house's; a tour's go along when it is exported. */
export const invitesOf = (tour: string): string => `invites.${tour}`;

/** How an invite is spoken of: the first 16 digits of its hash. */
export const inviteIdOf = (hash: string): string => hash.slice(0, 16);

/** Makes an invite to a tour, or to the {@link HOUSE}, and keeps its hash. */
export async function createInvite(
  store: Store,
  tour: string,
  request: InviteRequest,
  nowUnixMs: number,
): Promise<NewInvite> {
  const secret = newSecret();
  const hash = hashSecret(secret);
  const invite: Invite = { ...request, createdAtUnixMs: nowUnixMs };
  await store.putRecord(invitesOf(tour), hash, JSON.stringify(invite), 0);
  return { inviteId: inviteIdOf(hash), code: `${tour}.${secret}` };
}

/** The parts of a code, or undefined where it cannot be one. */
export function readCode(code: string): { readonly tour: string; readonly secret: string } | undefined {
  const dot = code.lastIndexOf('.');
  const tour = code.slice(0, dot);
  const secret = code.slice(dot + 1);
  const isPlace = tour === HOUSE || /^[a-z0-9][a-z0-9-]{0,39}$/.test(tour);
  return dot > 0 && isPlace && isSecret(secret) ? { tour, secret } : undefined;
}

/**
 * The invite that a secret opens, if it still does. A one-time invite is used up with `use`; an attempt whose answer was
 * lost on its way may be made again under the same name, which only the one who makes it knows.
 */
export async function openInvite(
  store: Store,
  tour: string,
  secret: string,
  nowUnixMs: number,
  use?: { readonly attempt?: string | undefined },
): Promise<
  | { readonly ok: true; readonly hash: string; readonly actor: Actor; readonly endsAtUnixMs?: number }
  | Refusal
> {
  if (!isSecret(secret)) return refuse('invite.unknown');
  const hash = hashSecret(secret);
  const record = await store.getRecord(invitesOf(tour), hash);
  if (record === undefined) return refuse('invite.unknown');
  const invite = JSON.parse(record.body) as Invite;
  if (invite.revokedAtUnixMs !== undefined) return refuse('invite.revoked');
  if (!isOpen(invite, nowUnixMs)) return refuse('invite.expired');
  // Nobody makes one; a file that is imported may hold anything.
  if (!mayEnter(tour, invite.role)) return refuse('invite.unknown');
  if (invite.once === true && use !== undefined) {
    const usedBy = use.attempt === undefined ? undefined : hashSecret(use.attempt);
    if (invite.usedAtUnixMs === undefined) {
      const used: Invite = {
        ...invite,
        usedAtUnixMs: nowUnixMs,
        ...(usedBy !== undefined && { usedBy }),
      };
      const written = await store.putRecord(invitesOf(tour), hash, JSON.stringify(used), record.version);
      // Of two who come with it at the same moment one wins; the other may be the same one, who came twice.
      if (written === undefined) return openInvite(store, tour, secret, nowUnixMs, use);
    } else if (usedBy === undefined || usedBy !== invite.usedBy) return refuse('invite.used');
  }
  const { endsAtUnixMs } = invite;
  return { ok: true, hash, actor: actorOf(invite), ...(endsAtUnixMs !== undefined && { endsAtUnixMs }) };
}

/** Who comes with an invite. */
const actorOf = ({ role, id, name }: Invite): Actor => ({
  role,
  id,
  ...(name === undefined ? {} : { name }),
});

/** Every invite of a tour, oldest first. */
export async function listInvites(store: Store, tour: string): Promise<readonly ListedInvite[]> {
  const records = await store.listRecords(invitesOf(tour));
  return records
    .map((record): ListedInvite => {
      const { usedBy: _, ...invite } = JSON.parse(record.body) as Invite;
      return { inviteId: inviteIdOf(record.key), ...invite };
    })
    .sort((a, b) => a.createdAtUnixMs - b.createdAtUnixMs || (a.inviteId < b.inviteId ? -1 : 1));
}

/** Whether somebody of a role still has an invite that opens something. */
export async function hasOpenInvite(
  store: Store,
  tour: string,
  who: Pick<Actor, 'role' | 'id'>,
  nowUnixMs: number,
): Promise<boolean> {
  const invites = await listInvites(store, tour);
  return invites.some(
    (invite) => invite.role === who.role && invite.id === who.id && isOpen(invite, nowUnixMs),
  );
}

/**
 * Changes invites of which a predicate says so, each in one step; how many were. What they had opened looks at them anew.
 * Throws StoreUnavailable, and then some may be changed.
 */
async function changeInvites(
  store: Store,
  tour: string,
  isMeant: (invite: ListedInvite) => boolean,
  change: (invite: Invite) => Invite,
): Promise<number> {
  const meant = (await store.listRecords(invitesOf(tour))).filter(({ key, body }) =>
    isMeant({ inviteId: inviteIdOf(key), ...(JSON.parse(body) as Invite) }),
  );
  for (const { key, body } of meant)
    await store.putRecord(invitesOf(tour), key, JSON.stringify(change(JSON.parse(body) as Invite)));
  if (meant.length > 0) await noteEnding(store, tour);
  return meant.length;
}

/** Revokes invites, and with them every session that they opened; how many. Throws StoreUnavailable. */
export const revokeInvites = (
  store: Store,
  tour: string,
  isMeant: (invite: ListedInvite) => boolean,
  nowUnixMs: number,
): Promise<number> =>
  changeInvites(
    store,
    tour,
    (invite) => invite.revokedAtUnixMs === undefined && isMeant(invite),
    (invite) => ({ ...invite, revokedAtUnixMs: nowUnixMs }),
  );

/** Says when an invite ends, or that it does not; false where there is no such invite. Throws StoreUnavailable. */
export async function endInviteAt(
  store: Store,
  tour: string,
  inviteId: string,
  endsAtUnixMs: number | undefined,
): Promise<boolean> {
  const changed = await changeInvites(
    store,
    tour,
    (invite) => invite.inviteId === inviteId,
    ({ endsAtUnixMs: _, ...invite }) => ({ ...invite, ...(endsAtUnixMs !== undefined && { endsAtUnixMs }) }),
  );
  return changed > 0;
}

/** Ends an invite and with it every session that it opened; false where there is no such invite. */
export async function revokeInvite(
  store: Store,
  tour: string,
  inviteId: string,
  nowUnixMs: number,
): Promise<boolean> {
  const changed = await changeInvites(
    store,
    tour,
    (invite) => invite.inviteId === inviteId,
    (invite) => ({ ...invite, revokedAtUnixMs: invite.revokedAtUnixMs ?? nowUnixMs }),
  );
  return changed > 0;
}
