import type { Actor } from '../../shared/tour/actor.ts';
import { actorRef } from '../../shared/tour/actor.ts';
import { createInvite, type Invite, invitesOf, isOpen } from '../access/invites.ts';
import { hashSecret } from '../access/secrets.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Store } from '../store/port.ts';

/** A session that was opened. */
export interface Opened {
  readonly token: string;
  readonly expiresAtUnixMs: number;
}

/**
 * Lets a host in as an organiser of a tour, in his own name: by an invite that stands in the tour's list like all others,
 * so that its organisers see it and may revoke it, and whose secret nobody was ever told. The same one each time, as long
 * as it holds. `device`: on what kind of device. Throws StoreUnavailable.
 */
export async function enterAsOrganiser(
  store: Store,
  sessions: Sessions,
  tour: string,
  host: Actor,
  device: string,
  nowUnixMs: number,
): Promise<Opened> {
  const createdBy = actorRef(host);
  const actor: Actor = { ...host, role: 'organiser' };
  for (const { key, body } of await store.listRecords(invitesOf(tour))) {
    const invite = JSON.parse(body) as Invite;
    const { role, id, createdBy: by, once } = invite;
    if (
      role === 'organiser' &&
      id === host.id &&
      by === createdBy &&
      once === true &&
      isOpen(invite, nowUnixMs)
    )
      return sessions.open(tour, actor, key, device);
  }
  const { code } = await createInvite(store, tour, { ...actor, createdBy, once: true }, nowUnixMs);
  return sessions.open(tour, actor, hashSecret(code.slice(code.lastIndexOf('.') + 1)), device);
}
