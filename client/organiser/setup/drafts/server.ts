import { ANSWER_HEADER } from '../../../../shared/protocol.ts';
import type { Language } from '../../../../shared/refusals.ts';
import type { PartName, Parts } from '../../../../shared/setup/parts.ts';
import type { SavedParts, SetUpDrafts } from '../../../../shared/setup/wire.ts';

const TIMEOUT_MS = 15_000;

/** Parts to be saved: null puts a draft away. */
export type Wanted = {
  readonly [P in PartName]?: { readonly basedOnVersion: number; readonly value: Parts[P] | null };
};

/** What came of saving. `unreachable`: nobody answered, and nothing is known. */
export type Saved =
  | ({ readonly kind: 'saved' } & SavedParts)
  | { readonly kind: 'stale'; readonly part: string }
  | { readonly kind: 'refused'; readonly message: string | undefined }
  | { readonly kind: 'unreachable' };

const urlOf = (tourId: string): string => `/api/tours/${encodeURIComponent(tourId)}/set-up`;
const languages = (language: Language) => ({ 'accept-language': language === 'zh' ? 'zh-CN' : 'en' });

/** All drafts, or only that what is known still holds; undefined where nobody answered. */
export async function fetchDrafts(
  tourId: string,
  known: number | undefined,
): Promise<SetUpDrafts | undefined> {
  try {
    const answer = await fetch(`${urlOf(tourId)}${known === undefined ? '' : `?known=${known}`}`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok || !answer.headers.has(ANSWER_HEADER)) return undefined;
    return (await answer.json()) as SetUpDrafts;
  } catch {
    return undefined;
  }
}

/** Saves parts, all or none. The same again is safe. */
export async function saveDrafts(tourId: string, parts: Wanted, language: Language): Promise<Saved> {
  try {
    const answer = await fetch(urlOf(tourId), {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...languages(language) },
      body: JSON.stringify({ parts }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // What a portal says in the server's place says nothing, nor does a server that waits for its store.
    if (!answer.headers.has(ANSWER_HEADER) || answer.status >= 500) return { kind: 'unreachable' };
    const said = (await answer.json()) as {
      readonly code?: string;
      readonly message?: string;
      readonly details?: { readonly part?: string };
    } & SavedParts;
    if (answer.ok) return { kind: 'saved', version: said.version, versions: said.versions, ...whenOf(said) };
    return said.code === 'set-up.draft-stale'
      ? { kind: 'stale', part: said.details?.part ?? '' }
      : { kind: 'refused', message: said.message };
  } catch {
    return { kind: 'unreachable' };
  }
}

const whenOf = ({ savedAtUnixMs, by }: SavedParts) => ({ savedAtUnixMs, ...(by !== undefined && { by }) });
