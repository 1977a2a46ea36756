import type { Language } from '../../../../shared/refusals.ts';

/** What came of it; `message`: why not, undefined where nobody answered. */
export type Rehearsed = { readonly ok: true } | { readonly ok: false; readonly message: string | undefined };

/** What is asked of a tour's rehearsal. */
export type Rehearse =
  | { readonly method: 'POST' | 'DELETE' }
  | { readonly method: 'PUT'; readonly body: { readonly onScreens: boolean } }
  | { readonly method: 'POST'; readonly play: true; readonly body: { readonly minutes: number } }
  | {
      readonly method: 'PUT';
      readonly play: true;
      readonly body: { readonly go: 'pause' | 'goOn' | 'finish' };
    };

/**
 * Makes a tour's rehearsal (POST), shows it on the real screens or calls them back (PUT), wipes it (DELETE); with `play`
 * it is one that plays the whole tour by itself.
 */
export async function rehearse(tourId: string, step: Rehearse, language: Language): Promise<Rehearsed> {
  try {
    const answer = await fetch(
      `/api/tours/${encodeURIComponent(tourId)}/rehearsal${'play' in step ? '/play' : ''}`,
      {
        method: step.method,
        headers: {
          'accept-language': language === 'zh' ? 'zh-CN' : 'en',
          ...('body' in step && { 'content-type': 'application/json' }),
        },
        ...('body' in step && { body: JSON.stringify(step.body) }),
      },
    );
    if (answer.ok) return { ok: true };
    const said = (await answer.json()) as { readonly message?: unknown };
    return { ok: false, message: typeof said.message === 'string' ? said.message : undefined };
  } catch {
    return { ok: false, message: undefined };
  }
}
