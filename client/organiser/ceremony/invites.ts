import type { OverlayPart } from '../../../shared/overlay-parts.ts';
import type { Language } from '../../../shared/refusals.ts';

/** An invite as the organiser sees it: never its secret. */
export interface Invite {
  readonly inviteId: string;
  readonly role: string;
  readonly id: string;
  readonly name?: string;
  readonly revokedAtUnixMs?: number;
}

/** A link that was just made; it is told once. */
export interface MadeInvite {
  readonly inviteId: string;
  readonly url: string;
}

/** What an invite is for: a screen may be a mixer's overlay, and says so in its id. */
export type InviteKind = 'presenter' | 'screen' | 'overlay';

/** What an invite of the hall is for. */
export const kindOf = ({ role, id }: Pick<Invite, 'role' | 'id'>): InviteKind =>
  role === 'presenter' ? 'presenter' : /^overlay(-|$)/.test(id) ? 'overlay' : 'screen';

/**
 * The address of a mixer's overlay: of a screen's invite, which it lets itself in by, and of what it shows. Nobody has to
 * press anything there.
 */
export function overlayAddress(
  inviteUrl: string,
  shows: { readonly tourId: string; readonly parts: readonly OverlayPart[]; readonly language: Language },
): string {
  const { origin, hash } = new URL(inviteUrl);
  const language = shows.language === 'en' ? 'lang=en&' : '';
  return `${origin}/screen/${encodeURIComponent(shows.tourId)}?${language}overlay=${shows.parts.join(',')}${hash}`;
}

const addressOf = (tourId: string): string => `/api/tours/${encodeURIComponent(tourId)}/invites`;

/** All invites; undefined where they were not to be had. */
export async function listInvites(tourId: string): Promise<readonly Invite[] | undefined> {
  try {
    const answer = await fetch(addressOf(tourId));
    return answer.ok ? ((await answer.json()) as { invites: readonly Invite[] }).invites : undefined;
  } catch {
    return undefined;
  }
}

/** Makes a link for somebody, or for a screen. Undefined where that failed. */
export async function makeInvite(
  tourId: string,
  { kind, id, name }: { readonly kind: InviteKind; readonly id: string; readonly name: string },
): Promise<MadeInvite | undefined> {
  const wanted = { role: kind === 'presenter' ? 'presenter' : 'screen', id: `${kind}-${id}`, name };
  try {
    const answer = await fetch(addressOf(tourId), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ invites: [wanted] }),
    });
    return answer.ok ? ((await answer.json()) as { invites: MadeInvite[] }).invites[0] : undefined;
  } catch {
    return undefined;
  }
}

/** Revokes an invite, and every session that it opened. */
export async function revokeInvite(tourId: string, inviteId: string): Promise<boolean> {
  try {
    const answer = await fetch(`${addressOf(tourId)}/${encodeURIComponent(inviteId)}`, { method: 'DELETE' });
    return answer.ok;
  } catch {
    return false;
  }
}

/** The name that an organiser (`organiser:ID`) was invited under; the id where there is none. */
export async function organiserName(tourId: string, by: string): Promise<string> {
  const id = by.slice(by.indexOf(':') + 1);
  const invites = await listInvites(tourId);
  return (
    invites?.find((one) => one.role === 'organiser' && one.id === id && one.name !== undefined)?.name ?? id
  );
}
