import type { FastifyRequest } from 'fastify';
import { ACTOR_HEADER, WAITING_HEADER } from '../../../shared/protocol.ts';
import { ROLES, type Role } from '../../../shared/tour/actor.ts';
import { refuse } from '../../../shared/tour/outcome.ts';
import type { Found, Sessions } from '../../access/sessions.ts';

/** The cookie that holds the session of a role on a tour, or of a host: one browser may be organiser here and judge there. */
export const cookieName = (tour: string, role: Role): string => `lalian.${tour}.${role}`;

/** The token that a program says it has. */
export const bearerOf = (headers: { readonly authorization?: string | undefined }): string | undefined =>
  /^Bearer ([A-Za-z0-9_-]+)$/.exec(headers.authorization ?? '')?.[1];

/** Tokens by role from a Cookie header. */
export function tokensOf(cookieHeader: string | undefined, tour: string): ReadonlyMap<Role, string> {
  const tokens = new Map<Role, string>();
  for (const pair of (cookieHeader ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    const role = ROLES.find((one) => name === cookieName(tour, one));
    if (role !== undefined && value) tokens.set(role, value);
  }
  return tokens;
}

/** Tokens by role that may open a tour: its own, and for a dress rehearsal those of the real tour. Throws StoreUnavailable. */
export async function tokensFor(
  cookieHeader: string | undefined,
  sessions: Sessions,
  tour: string,
): Promise<readonly (readonly [Role, string])[]> {
  const own = [...tokensOf(cookieHeader, tour)];
  const real = await sessions.lenderOf(tour);
  return real === undefined ? own : [...own, ...tokensOf(cookieHeader, real)];
}

/** Whether a request that carries cookies comes from a page of this site. */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string,
): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || from === new URL(publicUrl).host;
}

/**
 * Who gives a request on a tour, or to the house, with one of these roles: by a bearer token, or by the cookie of a
 * role. Without the right role the refusal says whether there is a session at all. Where the page says for whom it
 * speaks, nobody else's session will do: another person may have entered in this browser a moment ago.
 */
export async function whoActs(
  request: FastifyRequest,
  sessions: Sessions,
  tour: string,
  roles: readonly Role[],
  publicUrl: string,
): Promise<Found> {
  const found = await whoseSession(request, sessions, tour, roles, publicUrl);
  if (found.ok) sessions.saw(tour, found.number, waitingOf(request.headers[WAITING_HEADER]));
  const meant = request.headers[ACTOR_HEADER];
  return found.ok && meant !== undefined && meant !== found.actor.id ? refuse('session.other') : found;
}

/** How much a device says that it still has to send; undefined where it says nothing that is a count. */
const waitingOf = (said: unknown): number | undefined =>
  typeof said === 'string' && /^\d{1,4}$/.test(said) ? Number(said) : undefined;

async function whoseSession(
  request: FastifyRequest,
  sessions: Sessions,
  tour: string,
  roles: readonly Role[],
  publicUrl: string,
): Promise<Found> {
  const bearer = bearerOf(request.headers);
  if (bearer !== undefined) {
    const found = await sessions.find(tour, bearer);
    if (!found.ok || roles.includes(found.actor.role)) return found;
    return refuse('role.forbidden', { role: found.actor.role });
  }
  const tokens = await tokensFor(request.headers.cookie, sessions, tour);
  const wanted = roles.flatMap((role) => tokens.filter(([of]) => of === role));
  if (wanted.length === 0) return tokens.length > 0 ? refuse('role.forbidden') : refuse('session.missing');
  if (!isOwnOrigin(request.headers.origin, request.headers.host, publicUrl))
    return refuse('request.foreign-origin');
  return firstThatOpens(sessions, tour, wanted);
}

/**
 * What the first of some tokens opens that opens anything, each for its role; else why the first one does not. What a
 * cookie is called is up to whoever sends it: a session is of the role that it was opened for. Throws StoreUnavailable.
 */
export async function firstThatOpens(
  sessions: Sessions,
  tour: string,
  tokens: readonly (readonly [Role, string])[],
): Promise<Found> {
  let refused: Found | undefined;
  for (const [role, token] of tokens) {
    const found = await sessions.find(tour, token);
    if (found.ok && found.actor.role === role) return found;
    refused ??= found.ok ? refuse('role.forbidden', { role: found.actor.role }) : found;
  }
  return refused ?? refuse('session.missing');
}
