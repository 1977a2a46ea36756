import type { Language } from '../../../../shared/refusals.ts';

/** What came of it; `message`: why not, undefined where nobody answered. */
export type Rehearsed = { readonly ok: true } | { readonly ok: false; readonly message: string | undefined };

/** Makes a tour's rehearsal (POST), shows it on the real screens or calls them back (PUT), wipes it (DELETE). */
export async function rehearse(
  tourId: string,
  step: { readonly method: 'POST' | 'DELETE' } | { readonly method: 'PUT'; readonly onScreens: boolean },
  language: Language,
): Promise<Rehearsed> {
  try {
    const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/rehearsal`, {
      method: step.method,
      headers: {
        'accept-language': language === 'zh' ? 'zh-CN' : 'en',
        ...(step.method === 'PUT' && { 'content-type': 'application/json' }),
      },
      ...(step.method === 'PUT' && { body: JSON.stringify({ onScreens: step.onScreens }) }),
    });
    if (answer.ok) return { ok: true };
    const said = (await answer.json()) as { readonly message?: unknown };
    return { ok: false, message: typeof said.message === 'string' ? said.message : undefined };
  } catch {
    return { ok: false, message: undefined };
  }
}
