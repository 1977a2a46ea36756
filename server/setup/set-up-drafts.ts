import { sameJson } from '../../shared/canonical.ts';
import { partPrint } from '../../shared/setup/compose.ts';
import type { PartName, Parts } from '../../shared/setup/parts.ts';
import {
  type PartDraft,
  type PartDrafts,
  partsToSave,
  type SavedParts,
  type SaveParts,
} from '../../shared/setup/wire.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { Store } from '../store/port.ts';

/** Name of the collection of a tour's drafts of its set-up; they go along when the tour is exported. */
export const setUpDraftsOf = (tour: string): string => `set-up-drafts.${tour}`;
/** All parts are one record: several of them are saved in one step, or none. */
const KEY = 'parts';

/** Letters of all drafts of a tour together: as many as a set-up may have. */
const MOST_LETTERS = 4_000_000;
/** Somebody else's part may have been saved in between so often. */
const ATTEMPTS = 8;

/** What is kept, and its version. Throws StoreUnavailable. */
export async function setUpDrafts(
  store: Store,
  tour: string,
): Promise<{ readonly version: number; readonly drafts: PartDrafts }> {
  const record = await store.getRecord(setUpDraftsOf(tour), KEY);
  return record === undefined
    ? { version: 0, drafts: {} }
    : { version: record.version, drafts: JSON.parse(record.body) as PartDrafts };
}

/** Who saves, when, and what the tour has of each part now. */
export interface Saving {
  readonly by: string | undefined;
  readonly nowUnixMs: number;
  readonly held: Parts;
}

/**
 * Saves parts, if each still is at the version that was edited, all or none. The same again is answered as before: an
 * answer may get lost on its way. Refuses with who saved, and when. Throws StoreUnavailable.
 */
export async function saveParts(
  store: Store,
  tour: string,
  wanted: SaveParts,
  saving: Saving,
): Promise<({ readonly ok: true } & SavedParts) | Refusal> {
  const { by, nowUnixMs } = saving;
  const who = { savedAtUnixMs: nowUnixMs, ...(by !== undefined && { by }) };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { version, drafts } = await setUpDrafts(store, tour);
    const next: Record<string, PartDraft> = { ...drafts };
    for (const part of partsToSave(wanted)) {
      const after = partAfter(part, drafts[part], wanted, saving);
      if (after !== undefined && 'ok' in after) return after;
      if (after !== undefined) next[part] = after;
    }
    const versions = Object.fromEntries(
      partsToSave(wanted).map((part) => [part, next[part]?.version ?? 0] as const),
    );
    if (sameJson(next, drafts)) return { ok: true, version, versions, ...who };
    const body = JSON.stringify(next);
    if (body.length > MOST_LETTERS) return refuse('set-up.draft-large');
    const written = await store.putRecord(setUpDraftsOf(tour), KEY, body, version);
    if (written !== undefined) return { ok: true, version: written, versions, ...who };
  }
  return refuse('set-up.draft-busy');
}

/** A part as it is after somebody saved it, undefined: there is still nothing; a refusal where somebody else saved it since. */
function partAfter(
  part: PartName,
  draft: PartDraft | undefined,
  { parts }: SaveParts,
  { by, nowUnixMs, held }: Saving,
): PartDraft | Refusal | undefined {
  const { basedOnVersion, value } = parts[part] ?? { basedOnVersion: 0, value: null };
  const version = draft?.version ?? 0;
  if (basedOnVersion !== version) {
    if (draft !== undefined && basedOnVersion === version - 1 && isSame(draft, value, by)) return draft;
    return refuse('set-up.draft-stale', {
      part,
      version,
      by: draft?.by ?? '',
      savedAtUnixMs: draft?.savedAtUnixMs ?? 0,
    });
  }
  const saved = { version: version + 1, savedAtUnixMs: nowUnixMs, ...(by !== undefined && { by }) };
  if (value === null) return draft?.value === undefined ? draft : saved;
  const begunFrom = draft?.value === undefined ? partPrint(held[part]) : draft.begunFrom;
  return { ...saved, value, ...(begunFrom !== undefined && { begunFrom }) };
}

/** Whether a draft is what this organiser asked for: then it was the same request that came twice. */
const isSame = (draft: PartDraft, value: unknown, by: string | undefined): boolean =>
  draft.by === by && sameJson(draft.value ?? null, value);
