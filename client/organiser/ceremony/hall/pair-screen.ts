import type { Language } from '../../../../shared/refusals.ts';

/** What came of typing a screen's code; `message`: why not, undefined where nobody answered. */
export type Paired = { readonly ok: true } | { readonly ok: false; readonly message: string | undefined };

/** Lets the screen in that shows that code. */
export async function pairScreen(
  tourId: string,
  screen: { readonly code: string; readonly name: string },
  language: Language,
): Promise<Paired> {
  try {
    const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/screens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language === 'zh' ? 'zh-CN' : 'en' },
      body: JSON.stringify(screen),
    });
    if (answer.ok) return { ok: true };
    const said = (await answer.json()) as { readonly message?: unknown };
    return { ok: false, message: typeof said.message === 'string' ? said.message : undefined };
  } catch {
    return { ok: false, message: undefined };
  }
}
