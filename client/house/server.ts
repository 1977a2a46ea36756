import { ANSWER_HEADER } from '../../shared/protocol.ts';
import type { Language } from '../../shared/refusals.ts';

/** What the server said. `message`: why not, in the reader's language; undefined where nobody answered. */
export type Said<T> =
  | { readonly ok: true; readonly body: T }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly message: string | undefined;
    };

const TIMEOUT_MS = 15_000;

/** Asks an address below `/api/house`. Never throws. */
export async function askHouse<T>(
  language: Language,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<Said<T>> {
  const nobody = { ok: false, status: 0, code: '', message: undefined } as const;
  try {
    const answer = await fetch(`/api/house${path}`, {
      method,
      cache: 'no-store',
      headers: {
        'accept-language': language === 'zh' ? 'zh-CN' : 'en',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // What a portal or a firewall says in the server's place says nothing.
    if (!answer.headers.has(ANSWER_HEADER)) return nobody;
    const said = answer.status === 204 ? undefined : ((await answer.json()) as unknown);
    if (answer.ok) return { ok: true, body: said as T };
    const { code, message } = said as { readonly code: string; readonly message: string };
    return { ok: false, status: answer.status, code, message };
  } catch {
    return nobody;
  }
}

/** A retry key that nothing else has: the same request sent again finds what it made. */
export const freshKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
