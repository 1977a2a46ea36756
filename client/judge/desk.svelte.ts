import type { Language } from '../../shared/refusals.ts';
import { cleanText, isBlank } from '../../shared/text.ts';
import { type Item, itemsOf, itemWithRubric } from '../../shared/tour/setup/items.ts';
import { type Rubric, rubricPrint } from '../../shared/tour/setup/rubric.ts';
import { fittingMarks } from '../ballot/mark-entry.ts';
import type { ServerTime } from '../live/server-time.ts';
import type { TourStore } from '../live/tour-store.svelte.ts';
import {
  type BallotBox,
  type BallotContent,
  boxKey,
  isHeld,
  isWaiting,
  newest,
} from '../outbox/ballots/ballot-box.ts';
import type { Draft, OutboxDatabase } from '../outbox/ballots/database.ts';
import { Outbox } from '../outbox/ballots/outbox.ts';
import { type NoteChange, noteText, noteWaits, type WaitingNote } from '../outbox/ballots/problem-note.ts';
import type { Commands } from '../outbox/commands.ts';
import { freshKey } from '../outbox/fresh-key.ts';
import { reread } from '../outbox/reread.ts';
import type { SendingState } from '../outbox/sending.ts';
import { asBytes } from '../outbox/storage/kept-bytes.ts';
import type { StorageState } from '../outbox/storage/storage-failure.ts';
import { agendaOf, asks, currentItem, type Line, type Own, type Part } from './agenda/agenda.ts';
import { Known } from './known.svelte.ts';
import { noteContent } from './problems/note-content.ts';
import { UnsavedNotes } from './problems/unsaved-notes.svelte.ts';
import { type JudgeWords, judgeWords } from './words.ts';

/** What a judge's desk stands on. */
export interface DeskParts {
  readonly store: TourStore;
  readonly time: ServerTime;
  readonly database: OutboxDatabase;
  readonly commands: Commands;
  readonly language: Language;
}

const MOST_UNDONE = 100;
/** Changes of one thing within this time are undone together: a slider makes dozens. */
const ONE_MOVE_MS = 900;

/** What a judge has said of an item; of a ballot that is still on this phone, by which version of the rubric. */
export type Said = BallotContent & { readonly castAtUnixMs: number; readonly rubricPrint?: string };

/** Everything that the judge's page shows and does: the tour, what waits on this phone, what is being filled in. */
export class JudgeDesk {
  readonly store: TourStore;
  readonly time: ServerTime;
  readonly database: OutboxDatabase;
  readonly commands: Commands;
  readonly language: Language;
  /** Whether what is filled in here is on the phone. */
  storage = $state<StorageState>('kept');
  /** Nothing says that it is on the phone while it is not. */
  readonly words: JudgeWords = $derived.by(() => {
    const words = judgeWords(this.language);
    return this.isKept ? words : { ...words, ...words.unkept };
  });
  judgeId = $state<string>();
  /** Why there is nobody here, or nothing goes out. */
  barred = $state.raw<{ readonly code: string; readonly message: string }>();
  boxes = $state.raw<ReadonlyMap<string, BallotBox>>(new Map());
  notes = $state.raw<readonly WaitingNote[]>([]);
  sending = $state<SendingState>('idle');
  /** Something on the way stops what is sent, with this status. */
  stoppedBy = $state<number>();
  drafts = $state.raw<ReadonlyMap<string, Draft>>(new Map());
  readonly unsaved: UnsavedNotes;
  readonly #known = new Known();
  openId = $state<string>();
  /** Items whose ballot is being put on the phone just now: what is typed meanwhile would belong to nothing. */
  keeping: ReadonlySet<string> = $state.raw(new Set());
  /** A note is being written: nothing else comes up by itself. */
  writing = $state(false);
  outbox: Outbox | undefined;
  #past: { readonly itemId: string; readonly before: Draft; readonly tag: string; readonly atMs: number }[] =
    $state.raw([]);

  /** The same in words for the judge. */
  readonly barredWhy = $derived.by(() =>
    this.barred?.code === 'judge.other' ? this.words.otherJudge : this.barred?.message,
  );
  /** What stands in the way of everything that waits, in words for the judge. */
  readonly hindrance = $derived.by(
    () => this.barredWhy ?? (this.stoppedBy === undefined ? undefined : this.words.stopped(this.stoppedBy)),
  );
  readonly own: Own = $derived({
    judgeId: this.judgeId ?? '',
    boxes: this.boxes,
    drafts: new Set(this.drafts.keys()),
  });
  readonly parts: readonly Part[] = $derived.by(() =>
    agendaOf(this.store.tour, this.own, this.store.nowUnixMs),
  );
  readonly lines: readonly Line[] = $derived(this.parts.flatMap((part) => part.lines));
  readonly current = $derived.by(() => currentItem(this.store.tour));
  /** What the organiser has asked for and is still missing. */
  readonly missing: readonly Line[] = $derived.by(() => {
    const asked = this.store.tour.reminders[this.judgeId ?? '']?.itemIds ?? [];
    return this.lines.filter((line) => asked.includes(line.item.id) && asks(line));
  });

  /** What the organiser tells all judges just now. */
  readonly announced = $derived.by(() =>
    this.#known.shown(this.store.tour.announcements, this.judgeId ?? '', this.store.nowUnixMs),
  );

  constructor({ store, time, database, commands, language }: DeskParts) {
    this.store = store;
    this.time = time;
    this.database = database;
    this.commands = commands;
    this.language = language;
    this.unsaved = new UnsavedNotes(database, (corrects) => noteContent(this, corrects));
    this.storage = database.state;
    database.onState = () => {
      this.storage = database.state;
      // The disk may have had more than this page knew.
      if (this.storage === 'kept') void this.read();
    };
  }

  /** Sits a judge down: reads what this phone keeps of the judge, and begins to send. */
  async sit(judgeId: string): Promise<void> {
    const { database, commands, store } = this;
    this.judgeId = judgeId;
    const outbox: Outbox = new Outbox({
      ...{
        tour: store.tourId,
        judgeId,
        database,
        commands: commands.speakingFor(judgeId, () => outbox.waiting),
      },
      currentItemId: () => this.openId ?? this.current?.id,
      onChange: () => {
        this.boxes = outbox.boxes;
        this.notes = outbox.notes;
        this.sending = outbox.state;
        this.stoppedBy = outbox.stoppedBy;
        this.barred = outbox.barred;
      },
    });
    this.outbox = outbox;
    await outbox.load();
    const drafts = await database.all('drafts', store.tourId, judgeId);
    this.drafts = new Map(drafts.map((draft) => [draft.itemId, draft]));
    await this.unsaved.sit(store.tourId, judgeId);
    outbox.wake();
  }

  /** The judge knows an announcement: the organiser is told as soon as there is signal. */
  knows(announcementId: string): void {
    this.#known.add(announcementId);
    void this.tellKnown();
  }

  /** Tells the organiser what the judge knows; without signal, it waits. */
  async tellKnown(): Promise<void> {
    if (this.judgeId !== undefined) await this.#known.send(this.commands.speakingFor(this.judgeId));
  }

  /** Whether what is filled in here outlives the page. */
  get isKept(): boolean {
    return this.storage === 'kept' && this.database.lasting;
  }

  /** Whether leaving the page would lose something. */
  get wouldLose(): boolean {
    const waits =
      [...this.boxes.values()].some((box) => isWaiting(box) || isHeld(box)) || this.notes.some(noteWaits);
    return !this.isKept && (waits || this.drafts.size > 0 || this.unsaved.all.size > 0);
  }

  /** Reads what the phone keeps by now: another tab may have filled in more, or sent it. */
  async read(): Promise<void> {
    const { store, judgeId, outbox, database } = this;
    if (judgeId === undefined) return;
    await outbox?.read();
    const before = this.drafts;
    const kept = await database.all('drafts', store.tourId, judgeId);
    this.drafts = reread(new Map(kept.map((draft) => [draft.itemId, draft])), before, this.drafts);
    await this.unsaved.read();
    outbox?.wake();
  }

  /** An item and its rubric. */
  item(itemId: string): { readonly item: Item; readonly rubric: Rubric | undefined } | undefined {
    const { setup } = this.store.tour;
    const item = setup === null ? undefined : itemsOf(setup).get(itemId);
    return item && { item, rubric: itemWithRubric(setup, itemId)?.rubric };
  }

  line(itemId: string): Line | undefined {
    return this.lines.find((line) => line.item.id === itemId);
  }

  /** The judge's ballot as the tour shows it. */
  ballot(itemId: string) {
    return this.store.tour.ballots[itemId]?.[this.judgeId ?? ''];
  }

  /** What the judge has last said of an item, sent or not. */
  said(itemId: string): Said | undefined {
    const ballot = this.ballot(itemId);
    return newest(this.boxes.get(itemId)) ?? (ballot && { ...ballot, castAtUnixMs: ballot.castAt });
  }

  /** What is being filled in; begins from what was said. */
  draft(itemId: string): Draft {
    const known = this.drafts.get(itemId);
    if (known !== undefined) return known;
    const said = this.said(itemId);
    const criteria = this.item(itemId)?.rubric?.criteria ?? [];
    const [tour, judgeId] = [this.store.tourId, this.judgeId ?? ''];
    return {
      ...{ key: boxKey(tour, judgeId, itemId), tour, judgeId, itemId },
      marks: fittingMarks(criteria, said?.marks ?? {}),
      ...(said?.abstains === undefined ? {} : { abstains: said.abstains }),
      ...(said?.comment === undefined ? {} : { comment: said.comment }),
      base: newest(this.boxes.get(itemId))?.base ?? this.ballot(itemId)?.version ?? 0,
    };
  }

  /** Changes what is being filled in, and keeps it on the phone. */
  edit(itemId: string, change: Partial<Pick<Draft, 'marks' | 'comment'>>, tag = ''): void {
    if (this.keeping.has(itemId)) return;
    const before = this.draft(itemId);
    const { abstains: _abstains, ...rest } = before;
    this.#keep({ ...rest, ...change });
    const last = this.#past.at(-1);
    const nowMs = performance.now();
    const sameMove =
      last?.itemId === itemId && tag !== '' && last.tag === tag && nowMs - last.atMs < ONE_MOVE_MS;
    this.#past = sameMove
      ? [...this.#past.slice(0, -1), { ...last, atMs: nowMs }]
      : [...this.#past.slice(-MOST_UNDONE), { itemId, before, tag, atMs: nowMs }];
  }

  canUndo(itemId: string): boolean {
    return this.#past.at(-1)?.itemId === itemId;
  }

  undo(): void {
    const last = this.#past.at(-1);
    if (last === undefined || this.keeping.has(last.itemId)) return;
    this.#past = this.#past.slice(0, -1);
    this.#keep(last.before);
  }

  /** Begins to amend. */
  amend(itemId: string): void {
    this.#keep(this.draft(itemId));
  }

  /** Forgets what is being filled in. */
  discard(itemId: string): void {
    const draft = this.drafts.get(itemId);
    this.drafts = new Map([...this.drafts].filter(([id]) => id !== itemId));
    this.#past = this.#past.filter((one) => one.itemId !== itemId);
    if (draft) void this.database.forget('drafts', draft.key);
  }

  /** Saves what is filled in as a ballot on this phone, then sends it. */
  async send(itemId: string, abstains?: 'recused' | 'absent'): Promise<void> {
    if (this.keeping.has(itemId)) return;
    this.keeping = new Set([...this.keeping, itemId]);
    try {
      await this.#send(itemId, abstains);
    } finally {
      this.keeping = new Set([...this.keeping].filter((id) => id !== itemId));
    }
  }

  async #send(itemId: string, abstains?: 'recused' | 'absent'): Promise<void> {
    const { marks, comment, base } = this.draft(itemId);
    // What no keyboard shows must not keep the marks back.
    const clean = cleanText(comment ?? '').trim();
    const said = isBlank(clean) ? {} : { comment: clean };
    await this.post(itemId, abstains ? { marks: {}, abstains, ...said } : { marks, ...said }, base);
    this.discard(itemId);
  }

  /** Puts a ballot into the outbox, based on a version. */
  async post(itemId: string, content: BallotContent, base: number): Promise<void> {
    const rubric = this.item(itemId)?.rubric;
    if (rubric === undefined) return;
    const { marks, abstains, comment } = content;
    await this.outbox?.post(itemId, {
      ...{ commandId: freshKey(), base, castAtUnixMs: this.time.now(), rubricPrint: rubricPrint(rubric) },
      marks,
      ...(abstains === undefined ? {} : { abstains }),
      ...(comment === undefined ? {} : { comment }),
    });
  }

  /** Saves what is being written of a problem as a note on this phone, then sends it. */
  async saveNote(itemId: string, corrects?: string): Promise<void> {
    const unsaved = this.unsaved.key(itemId, corrects);
    await this.unsaved.save(unsaved, async () => {
      await this.note(itemId, this.unsaved.content(itemId, corrects), corrects, unsaved);
      this.unsaved.saved(unsaved);
    });
  }

  /**
   * Saves a note of a problem on this phone, then sends it; `key`: of the note or problem that it corrects; `unsaved`:
   * of what was kept while it was written.
   */
  async note(itemId: string, change: NoteChange, key?: string, unsaved?: string): Promise<void> {
    const { outbox, store, judgeId = '' } = this;
    const pictures = await Promise.all(
      change.pictures.map(async (one) => (one.blob ? { ...one, blob: await asBytes(one.blob) } : one)),
    );
    const { kind, severity } = change;
    const content = { kind, severity, text: noteText(change.text), pictures };
    let version = this.store.tour.problems[key ?? '']?.version ?? 0;
    if (key !== undefined && this.notes.some((note) => note.key === key)) {
      if (await outbox?.correct(key, content, version, unsaved)) return;
      // What another tab has finished is on the server, though this tour may not show it yet.
      version = Math.max(1, version);
    }
    const note: WaitingNote = {
      ...{ key: key ?? freshKey(), commandId: freshKey(), tour: store.tourId, judgeId, itemId },
      ...{ ...content, notedAtUnixMs: this.time.now(), ...(version > 0 && { base: version }) },
    };
    await outbox?.note(note, unsaved);
  }

  #keep(draft: Draft): void {
    this.drafts = new Map(this.drafts).set(draft.itemId, draft);
    void this.database.keepDraft(draft);
  }
}
