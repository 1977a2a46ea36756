import type { Language } from '../../shared/refusals.ts';
import { ROLES, type Role } from '../../shared/tour/actor.ts';
import type { Name } from '../i18n/names.ts';
import { attemptEnded, attemptName } from './attempt.ts';

/** Who one is after entering. */
export interface Entered {
  /** Lack for a host, who is in no tour. */
  readonly tour?: string;
  readonly tourName?: Name;
  readonly role: Role;
  /** Whom people know one as, and what one belongs to: an outlet, an area. */
  readonly called?: Name;
  readonly of?: Name;
  readonly expiresAtUnixMs: number;
}

/** What an attempt to enter led to. */
export type Entering =
  | { readonly kind: 'entered'; readonly session: Entered }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'unreachable' };

/** Whether this is WeChat without service workers, as on iPhones: no page opens there without signal. */
export const inWeChat = (): boolean =>
  /MicroMessenger/i.test(navigator.userAgent) && isSecureContext && !('serviceWorker' in navigator);

/**
 * Takes the secret out of the address, so that it stays neither in the bar nor in the history. In WeChat on iPhones
 * it stays: its "open in browser" takes the address along, and there is neither a bar nor a history to read it in.
 */
export function takeSecret(): string {
  const secret = location.hash.slice(1);
  if (secret !== '' && !inWeChat()) history.replaceState(null, '', location.pathname + location.search);
  return secret;
}

/** Longer than that nobody looks at a page that only says that it is checking. */
const TIMEOUT_MS = 20_000;
/** By then the answer to another tab, which took the same link at the same moment, has come to this browser too. */
const OTHER_TAB_MS = 1_000;

/** Exchanges an invite's secret for a session: a cookie that scripts cannot read. */
export async function enter(secret: string, language: Language): Promise<Entering> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret, attempt: attemptName() }),
  };
  let entering = await ask('/api/session', request, language);
  // Apps open a link twice, and two tabs do not know of each other's attempts: the one that is in lets the other in.
  if (entering.kind === 'refused' && entering.code === 'invite.used') {
    await new Promise((resolve) => setTimeout(resolve, OTHER_TAB_MS));
    entering = await ask('/api/session', request, language);
  }
  if (entering.kind === 'entered') attemptEnded();
  return entering;
}

/** Whose session of a role on a tour, or of a host, this browser has now. */
export const inside = (tour: string | undefined, role: Role, language: Language): Promise<Entering> => {
  const url =
    tour === undefined ? '/api/house/session' : `/api/tours/${encodeURIComponent(tour)}/session?as=${role}`;
  return ask(url, { cache: 'no-store' }, language);
};

async function ask(url: string, request: RequestInit, language: Language): Promise<Entering> {
  try {
    const answer = await fetch(url, {
      ...request,
      headers: { ...request.headers, 'accept-language': language },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await answer.json();
    if (answer.ok && isEntered(body)) return { kind: 'entered', session: body };
    if (!answer.ok && isRefusal(body)) return { kind: 'refused', code: body.code, message: body.message };
    return { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isRefusal = (body: unknown): body is { readonly code: string; readonly message: string } =>
  isObject(body) && typeof body.code === 'string' && typeof body.message === 'string';

const isEntered = (body: unknown): body is Entered =>
  isObject(body) &&
  ROLES.some((role) => role === body.role) &&
  (body.role === 'host' ||
    (typeof body.tour === 'string' && isObject(body.tourName) && typeof body.tourName.zh === 'string'));
