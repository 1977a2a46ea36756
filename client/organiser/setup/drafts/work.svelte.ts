import { untrack } from 'svelte';
import { sameJson } from '../../../../shared/canonical.ts';
import { partPrint, partsOf } from '../../../../shared/setup/compose.ts';
import { type Lack, missingIn } from '../../../../shared/setup/missing.ts';
import { PART_NAMES, type PartName, type Parts } from '../../../../shared/setup/parts.ts';
import type { PartDraft, PartDrafts } from '../../../../shared/setup/wire.ts';
import type { Desk } from '../../desk.svelte.ts';
import { fetchDrafts, type Saved, saveDrafts, type Wanted } from './server.ts';

/** After a change nothing more comes for so long, ms: then it is saved. */
const REST_MS = 700;
/** Nobody answered: asked again after that, ms. */
const AGAIN_MS = 3_000;

/** What is typed here and not saved yet: over which version, and why it is not. */
interface Typed<P extends PartName = PartName> {
  readonly value: Parts[P];
  readonly basedOnVersion: number;
  readonly state: 'typed' | 'saving' | 'offline' | 'stale' | 'refused';
  readonly why?: string;
}
type AllTyped = { readonly [P in PartName]?: Typed<P> };

/** How it stands with what is typed into a part. */
export type SaveState = Typed['state'] | 'saved' | 'none';

/** The set-up that is worked on here: drafts of the server, and over them what is typed and on its way there. */
export class SetUpWork {
  readonly #desk: Desk;
  /** Undefined until the server answered for the first time. */
  #drafts = $state.raw<PartDrafts | undefined>();
  #version: number | undefined;
  #calledByHost = $state.raw<string | undefined>();
  #typed = $state.raw<AllTyped>({});
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving = false;
  #ended = false;
  /** Whether the last question to the server was answered. */
  reached = $state(true);
  /** The tour is archived: it can only be read. */
  archived = $state(false);

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** What the tour has. */
  readonly held: Parts = $derived.by(() => partsOf(this.#desk.tour, this.#calledByHost));
  /** Every part as it would be taken over. */
  readonly parts: Parts = $derived.by(
    () => Object.fromEntries(PART_NAMES.map((part) => [part, this.#valueOf(part)])) as unknown as Parts,
  );
  readonly lacks: readonly Lack[] = $derived.by(() => missingIn(this.parts));
  /** Parts that differ from what the tour has. */
  readonly changed: readonly PartName[] = $derived.by(() =>
    PART_NAMES.filter((part) => !sameJson(this.parts[part], this.held[part])),
  );

  get known(): boolean {
    return this.#drafts !== undefined;
  }

  #valueOf<P extends PartName>(part: P): Parts[P] {
    return this.#typed[part]?.value ?? this.draftOf(part)?.value ?? this.held[part];
  }

  /** The draft of a part as the server has it. */
  draftOf<P extends PartName>(part: P): PartDraft<P> | undefined {
    return this.#drafts?.[part];
  }

  /** Whether the tour changed a part after its draft was begun. */
  isBehind(part: PartName): boolean {
    const draft = this.draftOf(part);
    return (
      draft?.value !== undefined &&
      draft.begunFrom !== undefined &&
      draft.begunFrom !== partPrint(this.held[part]) &&
      !sameJson(draft.value, this.held[part])
    );
  }

  stateOf(part: PartName): SaveState {
    const draft = this.draftOf(part)?.value;
    // A draft that says what the tour has was taken over.
    const isDraft = draft !== undefined && !sameJson(draft, this.held[part]);
    return this.#typed[part]?.state ?? (isDraft ? 'saved' : 'none');
  }

  whyOf(part: PartName): string | undefined {
    return this.#typed[part]?.why;
  }

  /** Whether something is typed here that the server does not have. */
  get isUnsaved(): boolean {
    return Object.keys(this.#typed).length > 0;
  }

  /** Asks the server what drafts there are. What is typed here stays; where somebody saved the same part, that is told. */
  async refresh(): Promise<void> {
    const answer = await fetchDrafts(this.#desk.store.tourId, this.#version);
    this.reached = answer !== undefined;
    if (answer === undefined) return;
    this.#calledByHost = answer.calledByHost;
    this.archived = answer.archived === true;
    if (answer.drafts === undefined) return;
    this.#version = answer.version;
    this.#take(answer.drafts);
  }

  #take(drafts: PartDrafts): void {
    this.#drafts = drafts;
    for (const part of PART_NAMES) {
      const typed = this.#typed[part];
      const version = drafts[part]?.version ?? 0;
      // What is on its way is answered for itself.
      if (typed === undefined || typed.state === 'saving' || version <= typed.basedOnVersion) continue;
      if (sameJson(typed.value, drafts[part]?.value)) this.#forget(part);
      else this.#set(part, { ...typed, state: 'stale' });
    }
  }

  /** Takes a new value of a part: kept here at once, and saved after a moment's rest. */
  change<P extends PartName>(part: P, value: Parts[P]): void {
    untrack(() => {
      const before = this.#typed[part];
      const basedOnVersion = before?.basedOnVersion ?? this.draftOf(part)?.version ?? 0;
      // Typed on while somebody else's version waits for a word: it stays so.
      const state = before?.state === 'stale' ? 'stale' : 'typed';
      this.#set(part, { value, basedOnVersion, state } as Typed);
      this.#soon(REST_MS);
    });
  }

  /** Of two versions the own one holds: it is saved over the other one, which was seen. */
  keepMine(part: PartName): void {
    const typed = this.#typed[part];
    if (typed === undefined) return;
    this.#set(part, { ...typed, basedOnVersion: this.draftOf(part)?.version ?? 0, state: 'typed' });
    void this.save();
  }

  /** Of two versions the other one holds. */
  takeTheirs(part: PartName): void {
    this.#forget(part);
  }

  /** Puts the draft of a part away: what the tour has holds again. False where that did not come about. */
  async putAway(part: PartName): Promise<boolean> {
    this.#forget(part);
    const draft = this.draftOf(part);
    if (draft?.value === undefined) return true;
    const saved = await this.#send({ [part]: { basedOnVersion: draft.version, value: null } });
    return saved.kind === 'saved';
  }

  /** Saves several parts in one step, or none of them. */
  async saveTogether(values: Partial<Parts>): Promise<Saved> {
    await this.save();
    const wanted = Object.fromEntries(
      PART_NAMES.filter((part) => values[part] !== undefined).map((part) => [
        part,
        { basedOnVersion: this.draftOf(part)?.version ?? 0, value: values[part] },
      ]),
    ) as Wanted;
    const saved = await this.#send(wanted);
    if (saved.kind !== 'saved') await this.refresh();
    return saved;
  }

  /** Saves what is typed, part by part. */
  async save(): Promise<void> {
    if (this.#saving) return;
    this.#saving = true;
    clearTimeout(this.#timer);
    try {
      for (const part of PART_NAMES) await this.#savePart(part);
    } finally {
      this.#saving = false;
    }
    const left = PART_NAMES.map((part) => this.#typed[part]?.state);
    if (left.includes('typed')) this.#soon(REST_MS);
    else if (left.includes('offline')) this.#soon(AGAIN_MS);
  }

  /** Nothing is saved by itself any more. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  async #savePart(part: PartName): Promise<void> {
    const typed = this.#typed[part];
    if (typed === undefined || (typed.state !== 'typed' && typed.state !== 'offline')) return;
    const { value, basedOnVersion } = typed;
    this.#set(part, { ...typed, state: 'saving' });
    const saved = await this.#send({ [part]: { basedOnVersion, value } });
    const now = this.#typed[part];
    if (now === undefined) return;
    if (saved.kind === 'saved') {
      // What was typed meanwhile goes over what has just been saved.
      if (now.value === value) this.#forget(part);
      else
        this.#set(part, { ...now, basedOnVersion: saved.versions[part] ?? basedOnVersion, state: 'typed' });
    } else if (saved.kind === 'stale') {
      this.#set(part, { ...now, state: 'stale' });
      await this.refresh();
    } else if (saved.kind === 'refused')
      this.#set(part, {
        ...now,
        state: 'refused',
        ...(saved.message !== undefined && { why: saved.message }),
      });
    else this.#set(part, { ...now, state: 'offline' });
  }

  /** Sends, and takes what came of it into the drafts that are known. */
  async #send(wanted: Wanted): Promise<Saved> {
    const { store, language } = this.#desk;
    const saved = await saveDrafts(store.tourId, wanted, language);
    this.reached = saved.kind !== 'unreachable';
    if (saved.kind !== 'saved') return saved;
    const { savedAtUnixMs, by, version, versions } = saved;
    const next: Record<string, PartDraft> = { ...this.#drafts };
    for (const part of PART_NAMES) {
      const { [part]: sent } = wanted;
      const written = versions[part];
      if (sent === undefined || written === undefined) continue;
      const before = this.#drafts?.[part];
      const begunFrom = before?.value === undefined ? partPrint(this.held[part]) : before.begunFrom;
      next[part] = {
        ...{ version: written, savedAtUnixMs },
        ...(by !== undefined && { by }),
        ...(sent.value !== null && { value: sent.value, ...(begunFrom !== undefined && { begunFrom }) }),
      };
    }
    this.#drafts = next;
    // Where others saved in between, all is asked for again.
    if (this.#version !== undefined && version === this.#version + 1) this.#version = version;
    return saved;
  }

  #soon(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#ended) this.#timer = setTimeout(() => void this.save(), ms);
  }

  #set(part: PartName, typed: Typed): void {
    this.#typed = { ...this.#typed, [part]: typed };
    this.#desk.holds('setup', true);
  }

  #forget(part: PartName): void {
    const { [part]: _gone, ...rest } = this.#typed;
    this.#typed = rest;
    this.#desk.holds('setup', Object.keys(rest).length > 0);
  }
}
