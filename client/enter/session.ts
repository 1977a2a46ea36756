import { ROLES, type Role } from '../../shared/tour/actor.ts';

/** Who one is after entering. */
export interface Entered {
  readonly tour: string;
  readonly tourName: { readonly zh: string; readonly en?: string };
  readonly role: Role;
  readonly id: string;
  readonly name?: string;
  readonly expiresAtUnixMs: number;
}

/** What an attempt to enter led to. */
export type Entering =
  | { readonly kind: 'entered'; readonly session: Entered }
  | { readonly kind: 'refused'; readonly message: string }
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

/** Exchanges an invite's secret for a session: a cookie that scripts cannot read. */
export async function enter(secret: string): Promise<Entering> {
  try {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret }),
    });
    const body: unknown = await answer.json();
    if (answer.ok && isEntered(body)) return { kind: 'entered', session: body };
    if (!answer.ok && isRefusal(body)) return { kind: 'refused', message: body.message };
    return { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isRefusal = (body: unknown): body is { readonly message: string } =>
  isObject(body) && typeof body.message === 'string';

const isEntered = (body: unknown): body is Entered =>
  isObject(body) &&
  typeof body.tour === 'string' &&
  ROLES.some((role) => role === body.role) &&
  isObject(body.tourName) &&
  typeof body.tourName.zh === 'string';
