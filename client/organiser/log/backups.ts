import type { BackupsShown } from '../../../shared/house/backups.ts';
import { ANSWER_HEADER } from '../../../shared/protocol.ts';
import type { Language } from '../../../shared/refusals.ts';

/** How backups stand, or why that is not known, in the reader's language; without words where nobody answered. */
export type AskedBackups =
  | { readonly ok: true; readonly shown: BackupsShown }
  | { readonly ok: false; readonly message: string | undefined };

const TIMEOUT_MS = 10_000;

async function asked(method: 'GET' | 'POST', tourId: string, language: Language): Promise<AskedBackups> {
  try {
    const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/backups`, {
      method,
      headers: { 'accept-language': language === 'zh' ? 'zh-CN' : 'en' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.headers.has(ANSWER_HEADER)) return { ok: false, message: undefined };
    const said: unknown = await answer.json();
    if (answer.ok) return { ok: true, shown: said as BackupsShown };
    const { message } = said as { readonly message?: unknown };
    return { ok: false, message: typeof message === 'string' ? message : undefined };
  } catch {
    return { ok: false, message: undefined };
  }
}

/** How a tour's backups stand. */
export const askBackups = (tourId: string, language: Language): Promise<AskedBackups> =>
  asked('GET', tourId, language);

/** Begins a backup; one that is being made goes on. */
export const makeBackup = (tourId: string, language: Language): Promise<AskedBackups> =>
  asked('POST', tourId, language);
