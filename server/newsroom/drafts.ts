import { createHash } from 'node:crypto';
import { sameJson } from '../../shared/canonical.ts';
import type { Draft, SaveDraft } from '../../shared/desk.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { Store, StoredRecord } from '../store/port.ts';

/** A draft as it is kept: the failure as a refusal, whose sentence depends on who reads it. */
export interface KeptDraft extends Omit<Draft, 'failure'> {
  readonly failure?: Refusal;
}

/** The text of a record. A removed draft stays for a while: its version refuses whoever edits on. */
type Body =
  | (Omit<KeptDraft, 'id' | 'version'> & { readonly goneAtUnixMs?: undefined })
  | { readonly outletId: string; readonly goneAtUnixMs: number };

/** Most drafts of an outlet: what is listed every few seconds must stay short. */
export const MOST_DRAFTS = 100;
/** A removed draft is forgotten after that long, ms. */
const FORGET_AFTER_MS = 24 * 3_600_000;
/** The list is read again after that long although nobody said that it changed: whoever wrote may have been killed. */
const LIST_AGAIN_MS = 10_000;

/** Name of the collection of a tour's drafts; they go along when the tour is exported. */
export const draftsOf = (tour: string): string => `drafts.${tour}`;

/** Ids of the pictures and films that drafts refer to. */
export const mediaOfDrafts = (drafts: readonly KeptDraft[]): ReadonlySet<string> =>
  new Set(
    drafts.flatMap(({ content: { pictures, feature } }) => [
      ...pictures.map(({ id }) => id),
      ...(feature?.kind === 'video' && feature.file !== undefined ? [feature.file.id] : []),
    ]),
  );

const draftIn = ({ key, version, body }: StoredRecord): KeptDraft | undefined => {
  const kept = JSON.parse(body) as Body;
  return kept.goneAtUnixMs === undefined ? { id: key, version, ...kept } : undefined;
};

interface Listed {
  /** Goes up with every change of a draft, by any process. */
  readonly change: number;
  readonly readAt: number;
  readonly drafts: readonly KeptDraft[];
}

/** What an outlet may know of drafts: its own ones, and a number that changes with them and with nothing else. */
interface OwnDrafts {
  readonly version: number;
  readonly drafts: readonly KeptDraft[];
}

/** Digits (hex) of a hash that a number holds exactly. */
const VERSION_DIGITS = 12;

/** The drafts of a tour: plain records, each written only over the version that was edited. */
export class Drafts {
  readonly #store: Store;
  readonly #collection: string;
  readonly #changes: string;
  #listed: Listed | undefined;

  constructor(store: Store, tour: string) {
    this.#store = store;
    this.#collection = draftsOf(tour);
    this.#changes = `drafts:${tour}`;
  }

  /** Every draft of the tour, changed last first, and a number that goes up when one changes. Throws StoreUnavailable. */
  async all(): Promise<Pick<Listed, 'change' | 'drafts'>> {
    // Asked for before the list is read: a change in between makes the next call read again.
    const change = await this.#store.readCounter(this.#changes);
    const known = this.#listed;
    if (known?.change === change && performance.now() - known.readAt < LIST_AGAIN_MS) return known;
    const drafts = (await this.#store.listRecords(this.#collection))
      .flatMap((record) => draftIn(record) ?? [])
      .sort((a, b) => b.updatedAtUnixMs - a.updatedAtUnixMs || (a.id < b.id ? -1 : 1));
    this.#listed = { change, readAt: performance.now(), drafts };
    return this.#listed;
  }

  /** The drafts of one outlet, changed last first. Throws StoreUnavailable. */
  async of(outletId: string): Promise<OwnDrafts> {
    const drafts = (await this.all()).drafts.filter((one) => one.outletId === outletId);
    const words = drafts.map(({ id, version }) => `${id} ${version}`).join('\n');
    const hash = createHash('sha256').update(words).digest('hex');
    return { version: Number.parseInt(hash.slice(0, VERSION_DIGITS), 16), drafts };
  }

  /** A draft of this outlet; another outlet's is not there. */
  async find(outletId: string, id: string): Promise<KeptDraft | undefined> {
    const record = await this.#store.getRecord(this.#collection, id);
    const draft = record && draftIn(record);
    return draft?.outletId === outletId ? draft : undefined;
  }

  /**
   * Saves what an editor wrote, if the draft still is at the version that was edited (0: there is none);
   * answers the new version. The same again is answered as before: an answer may get lost on its way.
   */
  async save(
    actor: Actor,
    id: string,
    { basedOnVersion, ...wanted }: SaveDraft,
    nowUnixMs: number,
  ): Promise<{ readonly ok: true; readonly version: number } | Refusal> {
    const record = await this.#store.getRecord(this.#collection, id);
    const before = record && (JSON.parse(record.body) as Body);
    if (before !== undefined && before.outletId !== actor.id) return refuse('draft.unknown');
    const draft = record && draftIn(record);
    const version = draft?.version ?? 0;
    if (basedOnVersion !== version)
      return draft !== undefined && basedOnVersion === version - 1 && isSame(draft, wanted, actor)
        ? { ok: true, version }
        : refuse('draft.stale', { version, basedOn: basedOnVersion });
    if (draft === undefined) {
      if ((await this.of(actor.id)).drafts.length >= MOST_DRAFTS)
        return refuse('draft.too-many', { most: MOST_DRAFTS });
    }
    const author = draft === undefined ? actor.name : draft.author;
    const saved = await this.#write(
      id,
      {
        outletId: actor.id,
        ...(author !== undefined && { author }),
        ...wanted,
        updatedAtUnixMs: nowUnixMs,
        ...(actor.name !== undefined && { updatedBy: actor.name }),
      },
      // Over what is left of a removed draft its number goes on: no version is ever given twice.
      record?.version ?? 0,
    );
    return saved === undefined ? this.#stale(id, basedOnVersion) : { ok: true, version: saved };
  }

  /** Says why a scheduled draft was not published; nothing where it was changed meanwhile. */
  async fail({ id, version, ...draft }: KeptDraft, failure: Refusal): Promise<void> {
    await this.#write(id, { ...draft, state: 'failed', failure }, version);
  }

  /** Removes a draft, if it still is at that version. One that is gone already is gone. */
  async remove(
    outletId: string,
    id: string,
    basedOnVersion: number,
    nowUnixMs: number,
  ): Promise<{ readonly ok: true } | Refusal> {
    if ((await this.find(outletId, id)) === undefined) return { ok: true };
    const gone: Body = { outletId, goneAtUnixMs: nowUnixMs };
    return (await this.#write(id, gone, basedOnVersion)) === undefined
      ? this.#stale(id, basedOnVersion)
      : { ok: true };
  }

  /** Forgets what is left of drafts that were removed long ago. */
  async sweep(nowUnixMs: number): Promise<void> {
    for (const { key, body } of await this.#store.listRecords(this.#collection)) {
      const { goneAtUnixMs } = JSON.parse(body) as Body;
      if (goneAtUnixMs !== undefined && goneAtUnixMs < nowUnixMs - FORGET_AFTER_MS)
        await this.#store.deleteRecord(this.#collection, key);
    }
  }

  async #write(id: string, body: Body, ifVersion: number): Promise<number | undefined> {
    const version = await this.#store.putRecord(this.#collection, id, JSON.stringify(body), ifVersion);
    if (version !== undefined) await this.#store.addToCounter(this.#changes, 1);
    return version;
  }

  async #stale(id: string, basedOn: number): Promise<Refusal> {
    const record = await this.#store.getRecord(this.#collection, id);
    const version = (record && draftIn(record))?.version ?? 0;
    return refuse('draft.stale', { version, basedOn });
  }
}

/** Whether a draft is what this editor asked for: then it was his own request that came twice. */
function isSame(draft: KeptDraft, wanted: Omit<SaveDraft, 'basedOnVersion'>, actor: Actor): boolean {
  const { state, content, note, scheduledAtUnixMs } = draft;
  return (
    draft.updatedBy === actor.name &&
    sameJson(
      { state, content, note, scheduledAtUnixMs },
      { note: undefined, scheduledAtUnixMs: undefined, ...wanted },
    )
  );
}
