import type { Draft, SuggestedMoment } from '../../../shared/desk.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { freshKey } from '../../outbox/fresh-key.ts';
import type { DeskDatabase } from '../../outbox/posts/desk-database.ts';
import { isUnwritten, type Writing } from '../../outbox/posts/writing.ts';
import { reread } from '../../outbox/reread.ts';
import { emptyWriting, fromDraft, fromMoment, fromPost, ofShared, proposed, type Where } from './forms.ts';
import { type Theirs, theirsOf } from './theirs.ts';
import { WritingKeeper } from './writing-keeper.ts';

/** What the sheets are written on. */
interface SheetsParts {
  readonly database: DeskDatabase;
  /** Whose sheets they are, now. */
  readonly where: () => Where;
  readonly tour: () => Tour;
  /** The outlet's drafts, as they were last heard of. */
  readonly drafts: () => readonly Draft[];
  /** Another sheet lies uppermost. */
  readonly onOpen: () => void;
}

/** What is being written on this device: many sheets, one of them open; each survives a reload. */
export class Sheets {
  all = $state.raw<ReadonlyMap<string, Writing>>(new Map());
  openKey = $state(freshKey());
  readonly #parts: SheetsParts;
  readonly #keeper: WritingKeeper;

  /** What is being written, with the convoy's stop where none was chosen. */
  readonly open: Writing = $derived.by(() => {
    const { where, tour } = this.#parts;
    return proposed(this.all.get(this.openKey) ?? emptyWriting(this.openKey, where()), tour());
  });
  /** What was saved by somebody else since the open writing began; undefined where nothing was. */
  readonly theirs: Theirs | undefined = $derived.by(() =>
    theirsOf(this.open, this.#parts.tour(), this.#parts.drafts()),
  );

  constructor(parts: SheetsParts) {
    this.#parts = parts;
    this.#keeper = new WritingKeeper(parts.database);
  }

  /** Whether there is something that somebody wrote. */
  get areWritten(): boolean {
    return [...this.all.values()].some((writing) => !isUnwritten(writing));
  }

  /** Lays out what this device keeps of the outlet, the newest uppermost. */
  async load(): Promise<void> {
    this.all = await this.#kept();
    const [newest] = [...this.all.values()].sort((a, b) => b.changedAtUnixMs - a.changedAtUnixMs);
    this.openKey = newest?.key ?? freshKey();
  }

  /** Reads what the device keeps by now: another tab may have written on. */
  async read(): Promise<void> {
    const before = this.all;
    this.flush();
    this.all = reread(await this.#kept(), before, this.all);
  }

  async #kept(): Promise<ReadonlyMap<string, Writing>> {
    const { tour, outletId } = this.#parts.where();
    const kept = await this.#parts.database.all('writings', tour, outletId);
    return new Map(kept.map((writing) => [writing.key, writing]));
  }

  /** Changes what is being written, and keeps it on the device. */
  edit(change: Partial<Writing>): void {
    this.put({ ...this.open, ...change });
  }

  /** Puts a writing in the place of the one under its key. */
  put(writing: Writing): void {
    const changed = { ...writing, changedAtUnixMs: this.#parts.where().nowUnixMs };
    this.lay(changed);
    this.#keeper.keep(changed);
  }

  /** Lays a writing out that the device keeps already. */
  lay(writing: Writing): void {
    this.all = new Map(this.all).set(writing.key, writing);
  }

  /** Writes down at once what was typed last: the page may be gone in a moment. */
  flush(): void {
    this.#keeper.flush();
  }

  /** Goes on with a writing. */
  openWriting(key: string): void {
    this.openKey = key;
    this.#parts.onOpen();
  }

  /** An empty sheet; what was being written stays among the unfinished. */
  startNew(): void {
    if (isUnwritten(this.open)) void this.forget(this.openKey);
    this.openWriting(freshKey());
  }

  /** Begins to correct a post, or goes on with its correction. */
  correct(post: Post): void {
    const known = [...this.all.values()].find(({ correcting }) => correcting?.postId === post.id);
    if (known === undefined) this.put(fromPost(this.#fresh(), post, this.#parts.where()));
    else this.openWriting(known.key);
  }

  /** Begins a post that passes another outlet's on. */
  share(post: Post): void {
    this.put(ofShared(this.#fresh(), post, this.#parts.where()));
  }

  /** Goes on with a draft of the outlet. */
  openDraft({ id, version, content }: Draft): void {
    if (!this.all.has(id)) this.put(fromDraft(id, version, content, this.#parts.where()));
    this.openWriting(id);
  }

  /** A proposed moment as a writing that lies on no sheet yet. */
  moment(suggested: SuggestedMoment): Writing {
    return fromMoment(freshKey(), suggested, this.#parts.where());
  }

  /** Goes on from what was saved by somebody else: the own words stand, and replace it when they go out. */
  rebase({ version }: Theirs): void {
    const { correcting } = this.open;
    if (correcting === undefined) this.edit({ draftVersion: version });
    else this.edit({ correcting: { ...correcting, base: version } });
  }

  /** Takes a writing away that goes out: what was still to be written down of it would lie here again, as unfinished. */
  takeOut(key: string): void {
    this.#keeper.drop(key);
    this.all = new Map([...this.all].filter(([one]) => one !== key));
    if (this.openKey === key) this.openKey = freshKey();
  }

  /** Throws a writing away, on the device as well. */
  async forget(key: string): Promise<void> {
    this.takeOut(key);
    await this.#parts.database.forgetWriting(key);
  }

  #fresh(): string {
    const key = freshKey();
    this.openWriting(key);
    return key;
  }
}
