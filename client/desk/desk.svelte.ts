import { getContext, setContext } from 'svelte';
import type { Language } from '../../shared/refusals.ts';
import { pick } from '../i18n/names.ts';
import { timeOrDate } from '../i18n/times.ts';
import type { ServerTime } from '../live/server-time.ts';
import type { TourStore } from '../live/tour-store.svelte.ts';
import type { DeskDatabase } from '../outbox/posts/desk-database.ts';
import type { DeskServer } from '../outbox/posts/desk-server.ts';
import type { Parcel } from '../outbox/posts/parcel.ts';
import type { StorageState } from '../outbox/storage/storage-failure.ts';
import { Newsroom } from './newsroom.svelte.ts';
import { Attaching } from './pictures/attaching-now.ts';
import { doneSentence } from './sending/done-sentence.ts';
import { Outgoing } from './sending/outgoing.svelte.ts';
import type { Where } from './sheet/forms.ts';
import { Sheets } from './sheet/sheets.svelte.ts';
import { deskWords } from './words.ts';
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
  readonly sheets: Sheets;
  readonly outgoing: Outgoing;
  /** Files that are still being read for a sheet: nothing of it is handed over before. */
  readonly attaching = new Attaching();
  outletId = $state<string>();
  author = $state<string>();
  /** Whether what is made here is on the device. */
  storage = $state<StorageState>('kept');
  view = $state<View>('write');
  opened = $state.raw<readonly Opened[]>([]);
  told = $state.raw<{ readonly ok: boolean; readonly text: string }>();

  constructor({ store, time, database, server, language }: DeskParts) {
    this.store = store;
    this.time = time;
    this.database = database;
    this.server = server;
    this.language = language;
    this.words = deskWords(language);
    this.newsroom = new Newsroom(server);
    this.outgoing = new Outgoing(() => this.where);
    this.sheets = new Sheets({
      database,
      where: () => this.where,
      tour: () => this.tour,
      drafts: () => this.newsroom.drafts,
      onOpen: () => {
        this.view = 'write';
        this.told = undefined;
      },
    });
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
    return !this.isKept && (this.sheets.areWritten || this.outgoing.parcels.length > 0);
  }

  /** Reads what the device keeps by now: another tab may have written on, or sent it. */
  async read(): Promise<void> {
    const { outbox } = this.outgoing;
    if (this.outletId === undefined) return;
    await outbox?.read();
    await this.sheets.read();
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
    const waiting = (): number => this.outgoing.outbox?.waiting ?? 0;
    const ends = { tour: store.tourId, outletId, database, server: server.speakingFor(outletId, waiting) };
    await this.outgoing.sit({ ...ends, onDone: (parcel) => this.#tellDone(parcel) }, paused);
    await this.sheets.load();
    this.outgoing.outbox?.wake();
  }

  /** Takes something refused back to the desk, to go on with it. */
  async takeBack(parcel: Parcel): Promise<void> {
    const again = await this.outgoing.takeBack(parcel);
    if (again === undefined) return;
    this.sheets.lay(again);
    this.sheets.openWriting(again.key);
  }

  /** Throws a writing away, with its files. */
  async discard(key: string): Promise<void> {
    const writing = this.sheets.all.get(key);
    const files = writing?.photos.map((photo) => photo.key) ?? [];
    const film = writing?.feature.fileKey === undefined ? [] : [writing.feature.fileKey];
    await this.sheets.forget(key);
    await this.outgoing.forgetFiles([...files, ...film]);
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
    this.tell(
      true,
      doneSentence(task, this.words, (unixMs) => this.timeOf(unixMs)),
    );
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
