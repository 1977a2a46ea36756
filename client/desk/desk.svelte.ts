import { getContext, setContext } from 'svelte';
import type { Draft, SuggestedMoment } from '../../shared/desk.ts';
import type { Language } from '../../shared/refusals.ts';
import type { Post } from '../../shared/tour/posts.ts';
import { pick } from '../i18n/names.ts';
import { timeOrDate } from '../i18n/times.ts';
import type { ServerTime } from '../live/server-time.ts';
import type { TourStore } from '../live/tour-store.svelte.ts';
import type { DeskDatabase } from '../outbox/desk-database.ts';
import type { DeskServer } from '../outbox/desk-server.ts';
import { freshKey } from '../outbox/fresh-key.ts';
import type { After, Parcel, Task } from '../outbox/parcel.ts';
import { PostOutbox } from '../outbox/post-outbox.ts';
import { reread } from '../outbox/reread.ts';
import type { SendingState } from '../outbox/sending.ts';
import type { StorageState } from '../outbox/storage/storage-failure.ts';
import type { Upload } from '../outbox/upload.ts';
import { isUnwritten, type Writing } from '../outbox/writing.ts';
import { Attaching } from './attaching-now.ts';
import { cleaned } from './cleaned.ts';
import { emptyWriting, fromDraft, fromPost, nameOf, proposed, type Where } from './forms.ts';
import { Newsroom } from './newsroom.svelte.ts';
import { withProposedAlts } from './proposed-alts.ts';
import { type Theirs, theirsOf } from './theirs.ts';
import { deskWords } from './words.ts';
import { WritingKeeper } from './writing-keeper.ts';
import type { DeskWords } from './zh.ts';

/** What the desk stands on. */
export interface DeskParts {
  readonly store: TourStore;
  readonly time: ServerTime;
  readonly database: DeskDatabase;
  readonly server: DeskServer;
  readonly language: Language;
}

/** Parts of the page: one at a time on a phone. */
export const VIEWS = ['write', 'outbox', 'drafts', 'coverage', 'dashboard'] as const;
export type View = (typeof VIEWS)[number];

/** A dialog that is open, with what it is about. */
export type Opened =
  | { readonly kind: 'history' | 'withdraw' | 'describe'; readonly postId: string }
  | { readonly kind: 'photo'; readonly photoKey: string }
  | { readonly kind: 'schedule' | 'review' | 'keys' }
  | { readonly kind: 'ask'; readonly text: string; readonly yes: string; readonly done: () => void };

/** Everything that the parts of the media desk share: the tour, what is being written, what waits to go out. */
export class MediaDesk {
  readonly store: TourStore;
  readonly time: ServerTime;
  readonly database: DeskDatabase;
  readonly server: DeskServer;
  readonly language: Language;
  readonly words: DeskWords;
  readonly newsroom: Newsroom;
  outletId = $state<string>();
  author = $state<string>();
  /** Why there is nobody here, or nothing goes out. */
  barred = $state.raw<{ readonly code: string; readonly message: string }>();
  parcels = $state.raw<readonly Parcel[]>([]);
  uploads = $state.raw<ReadonlyMap<string, Upload>>(new Map());
  sending = $state<SendingState>('idle');
  /** Something on the way stops what is sent, with this status. */
  stoppedBy = $state<number>();
  /** Whether what is made here is on the device. */
  storage = $state<StorageState>('kept');
  paused = $state(false);
  writings = $state.raw<ReadonlyMap<string, Writing>>(new Map());
  openKey = $state('');
  view = $state<View>('write');
  opened = $state.raw<readonly Opened[]>([]);
  told = $state.raw<{ readonly ok: boolean; readonly text: string }>();
  outbox: PostOutbox | undefined;
  readonly #keeper: WritingKeeper;
  /** Files that are still being read for a sheet: nothing of it is handed over before. */
  readonly attaching = new Attaching();

  /** What is being written, with the convoy's stop where none was chosen. */
  readonly open: Writing = $derived.by(() =>
    proposed(this.writings.get(this.openKey) ?? emptyWriting(this.openKey, this.where), this.store.tour),
  );
  /** What was saved by somebody else since the open writing began; undefined where nothing was. */
  readonly theirs: Theirs | undefined = $derived.by(() =>
    theirsOf(this.open, this.store.tour, this.newsroom.drafts),
  );

  constructor({ store, time, database, server, language }: DeskParts) {
    this.store = store;
    this.time = time;
    this.database = database;
    this.server = server;
    this.language = language;
    this.words = deskWords(language);
    this.newsroom = new Newsroom(server);
    this.#keeper = new WritingKeeper(database);
    this.openKey = freshKey();
    this.storage = database.state;
    database.onState = () => {
      this.storage = database.state;
      // The disk may have had more than this page knew.
      if (this.storage === 'kept') void this.read();
    };
  }

  /** Whether what is made here outlives the page. */
  get isKept(): boolean {
    return this.storage === 'kept' && this.database.lasting;
  }

  /** Whether leaving the page would lose something. */
  get wouldLose(): boolean {
    const isWritten = [...this.writings.values()].some((writing) => !isUnwritten(writing));
    return !this.isKept && (isWritten || this.parcels.length > 0);
  }

  /** Reads what the device keeps by now: another tab may have written on, or sent it. */
  async read(): Promise<void> {
    const { database, store, outbox, outletId } = this;
    if (outletId === undefined) return;
    const before = this.writings;
    this.flush();
    await outbox?.read();
    const kept = await database.all('writings', store.tourId, outletId);
    this.writings = reread(new Map(kept.map((writing) => [writing.key, writing])), before, this.writings);
    outbox?.wake();
  }

  get where(): Where {
    return { tour: this.store.tourId, outletId: this.outletId ?? '', nowUnixMs: this.time.now() };
  }

  get tour() {
    return this.store.tour;
  }

  get timeZone(): string {
    return this.tour.setup?.timeZone ?? 'Asia/Shanghai';
  }

  /** Sits an editor down: reads what this device keeps of the outlet, and begins to send. */
  async sit(outletId: string, author: string | undefined, paused = false): Promise<void> {
    const { database, server, store } = this;
    this.outletId = outletId;
    this.author = author;
    const outbox = new PostOutbox({
      ...{ tour: store.tourId, outletId, database, server: server.speakingFor(outletId) },
      onChange: () => {
        this.parcels = [...outbox.parcels.values()].sort((a, b) => a.number - b.number);
        this.uploads = outbox.uploads;
        this.sending = outbox.state;
        this.stoppedBy = outbox.stoppedBy;
        this.paused = outbox.paused;
        this.barred = outbox.barred;
      },
      onDone: (parcel) => this.#tellDone(parcel),
    });
    outbox.paused = paused;
    this.outbox = outbox;
    await outbox.load();
    const writings = await database.all('writings', store.tourId, outletId);
    this.writings = new Map(writings.map((writing) => [writing.key, writing]));
    const [newest] = [...writings].sort((a, b) => b.changedAtUnixMs - a.changedAtUnixMs);
    this.openKey = newest?.key ?? freshKey();
    outbox.wake();
  }

  /** Changes what is being written, and keeps it on the device. */
  edit(change: Partial<Writing>): void {
    this.put({ ...this.open, ...change });
  }

  /** Puts a writing in the place of the one under its key. */
  put(writing: Writing): void {
    const changed = { ...writing, changedAtUnixMs: this.time.now() };
    this.writings = new Map(this.writings).set(writing.key, changed);
    this.#keeper.keep(changed);
  }

  /** Writes down at once what was typed last: the page may be gone in a moment. */
  flush(): void {
    this.#keeper.flush();
  }

  /** Goes on with a writing. */
  openWriting(key: string): void {
    this.openKey = key;
    this.view = 'write';
    this.told = undefined;
  }

  /** An empty sheet; what was being written stays among the unfinished. */
  startNew(): void {
    if (isUnwritten(this.open)) void this.#drop(this.openKey);
    this.openWriting(freshKey());
  }

  /** Begins to correct a post, or goes on with its correction. */
  correct(post: Post): void {
    const known = [...this.writings.values()].find(({ correcting }) => correcting?.postId === post.id);
    if (known === undefined) this.put(fromPost(this.#fresh(), post, this.where));
    else this.openWriting(known.key);
  }

  /** Begins a post that passes another outlet's on. */
  share(post: Post): void {
    const { stopId, areaId, brandId } = post;
    this.put({
      ...emptyWriting(this.#fresh(), this.where),
      ...{ sharesPostId: post.id, filed: true },
      ...(stopId !== undefined && { stopId }),
      ...(areaId !== undefined && { areaId }),
      ...(brandId !== undefined && { brandId }),
    });
  }

  /** Goes on with a draft of the outlet. */
  openDraft({ id, version, content }: Draft): void {
    if (!this.writings.has(id)) this.put(fromDraft(id, version, content, this.where));
    this.openWriting(id);
  }

  /** A proposed moment as a writing. */
  moment({ feature, title, text, stopId, areaId, brandId }: SuggestedMoment): Writing {
    return {
      ...emptyWriting(freshKey(), this.where),
      ...{
        kind: 'moment',
        title,
        text,
        feature: { momentId: feature.momentId, what: feature.what },
        filed: true,
      },
      ...(stopId !== undefined && { stopId }),
      ...(areaId !== undefined && { areaId }),
      ...(brandId !== undefined && { brandId }),
    };
  }

  #fresh(): string {
    const key = freshKey();
    this.openWriting(key);
    return key;
  }

  /** Gives what was written to the outbox, and begins an empty sheet. */
  async hand(writing: Writing, how: 'publish' | 'draft' | Extract<Task, { kind: 'draft' }>): Promise<void> {
    const filed = withProposedAlts(proposed(cleaned(writing), this.tour), this.tour);
    const task: Task =
      typeof how === 'object'
        ? { ...how, writing: filed }
        : how === 'draft'
          ? { kind: 'draft', writing: filed, state: 'draft' }
          : { kind: filed.correcting === undefined ? 'publish' : 'correct', writing: filed };
    const after: After[] =
      task.kind === 'publish'
        ? [
            ...(filed.isPinned ? (['pin'] as const) : []),
            ...(filed.isKey ? (['key'] as const) : []),
            ...(filed.draftVersion === undefined ? [] : (['forget-draft'] as const)),
          ]
        : [];
    // A draft is saved more than once: each time is a parcel of its own, of the same draft.
    const key = task.kind === 'draft' ? freshKey() : filed.key;
    // It leaves the sheet first: what was still to be written down of it would lie there again, as unfinished.
    this.#keeper.drop(filed.key);
    this.writings = new Map([...this.writings].filter(([one]) => one !== filed.key));
    if (this.openKey === filed.key) this.openKey = freshKey();
    await this.#post(task, filed.correcting?.postId ?? filed.key, key, after);
  }

  /** Does something with a post that is out: at once, or when signal is back. */
  act(postId: string, task: Exclude<Task, { readonly writing: Writing }>): Promise<void> {
    return this.#post(task, postId, freshKey(), []);
  }

  async #post(task: Task, postId: string, key: string, after: readonly After[]): Promise<void> {
    const { tour, outletId, nowUnixMs } = this.where;
    await this.outbox?.post({
      ...{ key, tour, outletId, postId, madeAtUnixMs: nowUnixMs, task, inPost: [], after },
    });
  }

  /** Takes something refused back to the desk, to go on with it. */
  async takeBack(parcel: Parcel): Promise<void> {
    if (!('writing' in parcel.task)) return;
    // Words that were refused may have been answered by another key: the new ones are something new.
    const { writing } = parcel.task;
    const key = parcel.task.kind === 'correct' ? freshKey() : writing.key;
    const again = { ...writing, key, changedAtUnixMs: this.time.now() };
    await this.outbox?.takeBack(parcel.key, again);
    this.writings = new Map(this.writings).set(key, again);
    this.openWriting(key);
  }

  /** Throws a writing away, with its files. */
  async discard(key: string): Promise<void> {
    const writing = this.writings.get(key);
    const files = writing?.photos.map((photo) => photo.key) ?? [];
    const film = writing?.feature.fileKey === undefined ? [] : [writing.feature.fileKey];
    await this.#drop(key);
    await this.outbox?.forgetFiles([...files, ...film].filter((one) => this.uploads.has(one)));
    if (this.openKey === key) this.openKey = freshKey();
  }

  async #drop(key: string): Promise<void> {
    this.#keeper.drop(key);
    this.writings = new Map([...this.writings].filter(([one]) => one !== key));
    await this.database.forgetWriting(key);
  }

  /** Goes on from what was saved by somebody else: the own words stand, and replace it when they go out. */
  rebase({ version }: Theirs): void {
    const { correcting } = this.open;
    if (correcting === undefined) this.edit({ draftVersion: version });
    else this.edit({ correcting: { ...correcting, base: version } });
  }

  openDialog(one: Opened): void {
    this.told = undefined;
    this.opened = [...this.opened, one];
  }

  /** Closes the uppermost dialog. */
  close(): void {
    this.opened = this.opened.slice(0, -1);
  }

  tell(ok: boolean, text: string): void {
    this.told = { ok, text };
  }

  #tellDone({ task }: Parcel): void {
    const { told, write } = this.words;
    if (task.kind === 'publish') this.tell(true, told.published(nameOf(task.writing, write.untitled)));
    else if (task.kind === 'correct') this.tell(true, told.corrected(nameOf(task.writing, write.untitled)));
    else if (task.kind === 'withdraw') this.tell(true, told.withdrawn);
    else if (task.kind === 'draft' && task.state === 'scheduled')
      this.tell(true, told.scheduled(this.timeOf(task.scheduledAtUnixMs ?? 0)));
    else
      this.tell(true, task.kind === 'draft' ? told[task.state === 'review' ? 'review' : 'draft'] : told.done);
    if (task.kind === 'draft' || task.kind === 'publish') void this.newsroom.beat();
  }

  outletName(outletId: string): string {
    const outlet = this.tour.setup?.outlets.find(({ id }) => id === outletId);
    return outlet === undefined ? outletId : pick(outlet.name, this.language);
  }

  /** `14:05` today, with its date on any other day; in the tour's time zone. */
  timeOf(unixMs: number): string {
    return timeOrDate(unixMs, this.store.nowUnixMs, this.timeZone, this.language);
  }
}

const KEY = Symbol('desk');

/** Gives every part below the page's desk. */
export const setDesk = (desk: MediaDesk): MediaDesk => setContext(KEY, desk);

/** The desk of this page. */
export const useDesk = (): MediaDesk => getContext<MediaDesk>(KEY);
