import type { Actor } from '../../shared/tour/actor.ts';
import { isOpen, type ListedInvite } from './invites.ts';
import type { ListedSession } from './sessions.ts';

/** Whom links are for. */
export type Somebody = Pick<Actor, 'role' | 'id' | 'name'>;

/** Whether two links are one person's: a judge is known by the id, and of others several may share one, as editors do their outlet's. */
export const isSamePerson = (a: Somebody, b: Somebody): boolean =>
  a.role === b.role && a.id === b.id && (a.role === 'judge' || a.name === b.name);

/** What is taken away: links, and devices by their sessions' numbers. */
export interface Taken {
  readonly links?: (invite: ListedInvite) => boolean;
  readonly devices?: (session: ListedSession) => boolean;
}

/**
 * Whether no organiser would be left inside who is now. Links that nobody has entered by do not count: they may be lost.
 */
export function locksOrganisersOut(
  invites: readonly ListedInvite[],
  sessions: readonly ListedSession[],
  { links = () => false, devices = () => false }: Taken,
  nowUnixMs: number,
): boolean {
  const open = new Map(
    invites.filter((invite) => isOpen(invite, nowUnixMs)).map((one) => [one.inviteId, one]),
  );
  const inside = sessions.filter(({ actor, inviteId }) => actor.role === 'organiser' && open.has(inviteId));
  const left = inside.filter((session) => {
    const invite = open.get(session.inviteId);
    return invite !== undefined && !links(invite) && !devices(session);
  });
  return left.length === 0 && inside.length > 0;
}
