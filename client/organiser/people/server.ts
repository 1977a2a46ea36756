import { ANSWER_HEADER } from '../../../shared/protocol.ts';
import type { Language } from '../../../shared/refusals.ts';

/** What the server said. `message`: why not, in the reader's language; undefined where nobody answered. */
export type Said<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly message: string | undefined };

const TIMEOUT_MS = 15_000;

/** Asks an address of a tour. Never throws. */
export async function askTour<T>(
  { tourId, language }: { readonly tourId: string; readonly language: Language },
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<Said<T>> {
  try {
    const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/${path}`, {
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
    if (!answer.headers.has(ANSWER_HEADER)) return { ok: false, message: undefined };
    const said = answer.status === 204 ? undefined : ((await answer.json()) as unknown);
    if (answer.ok) return { ok: true, body: said as T };
    return { ok: false, message: (said as { readonly message?: string }).message };
  } catch {
    return { ok: false, message: undefined };
  }
}
