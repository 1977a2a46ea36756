import {
  answered,
  type BallotBox,
  type BallotContent,
  begin,
  emptyBox,
  giveUp,
  isWaiting,
  type Letter,
  put,
  refusedWith,
  seen,
  tryAgain,
} from './ballot-box.ts';
import type { Commands, KeptPicture } from './commands.ts';
import type { OutboxDatabase } from './database.ts';
import { inOrder } from './order.ts';
import { altOf, type WaitingNote } from './problem-note.ts';
import { LATER, Sending, type SendingState } from './sending.ts';

/** What an outbox works with. */
export interface OutboxEnds {
  readonly tour: string;
  readonly judgeId: string;
  readonly database: OutboxDatabase;
  readonly commands: Commands;
  currentItemId(): string | undefined;
  onChange(): void;
}

/** What waits on this phone for one judge on one tour, and its sending: one at a time, until each is answered. */
export class Outbox {
  boxes: ReadonlyMap<string, BallotBox> = new Map();
  notes: readonly WaitingNote[] = [];
  /** Why nothing at all is sent, where the session is the reason. */
  barred: { readonly code: string; readonly message: string } | undefined;
  readonly #ends: OutboxEnds;
  readonly #sending: Sending;

  constructor(ends: OutboxEnds) {
    this.#ends = ends;
    this.#sending = new Sending({ sendAll: () => this.#sendAll(), onChange: () => ends.onChange() });
  }

  get state(): SendingState {
    return this.#sending.state;
  }

  /** Reads what the phone kept. What was refused before is tried once more: the reason may be gone. */
  async load(): Promise<void> {
    const { database, tour, judgeId } = this.#ends;
    const boxes = await database.all('boxes', tour, judgeId);
    this.boxes = new Map(boxes.map((box) => [box.itemId, box]));
    const notes = await database.all('notes', tour, judgeId);
    this.notes = notes.map(({ refused: _refused, ...note }) => note);
    for (const box of boxes) if (box.refused) await this.#change(box.itemId, tryAgain);
    this.#ends.onChange();
  }

  /** Saves a ballot, then sends it. Resolves as soon as it is safe on the phone. */
  async post(itemId: string, letter: Letter): Promise<void> {
    await this.#change(itemId, (box) => put(box, letter));
    this.wake();
  }

  /** Tries a refused ballot again. */
  async retry(itemId: string): Promise<void> {
    await this.#change(itemId, tryAgain);
    this.barred = undefined;
    this.wake();
  }

  /** Keeps the ballot that the server has, of two. */
  async keepTheirs(itemId: string): Promise<void> {
    await this.#change(itemId, giveUp);
  }

  /** The tour shows this version of the judge's ballot. */
  async saw(itemId: string, version: number, content: BallotContent | undefined): Promise<void> {
    const box = this.boxes.get(itemId);
    if (box !== undefined && seen(box, version, content) !== box)
      await this.#change(itemId, (one) => seen(one, version, content));
  }

  /** Saves a note with its pictures, then sends it. */
  async note(note: WaitingNote): Promise<void> {
    await this.#ends.database.keepNote(note);
    this.notes = [...this.notes.filter(({ key }) => key !== note.key), note];
    this.#ends.onChange();
    this.wake();
  }

  /** Forgets a note that the tour shows by now, or that the judge has taken back before it was sent. */
  async dropNote(key: string): Promise<void> {
    await this.#ends.database.forget('notes', key);
    this.notes = this.notes.filter((note) => note.key !== key);
    this.#ends.onChange();
  }

  /** Sends what waits, now: something new is there, or there is hope of signal. */
  wake(): void {
    this.#sending.wake();
  }

  /** Sends everything; false where something has to wait. */
  async #sendAll(): Promise<boolean> {
    const notes = () => this.notes.filter((note) => note.sent === undefined && note.refused === undefined);
    if (![...this.boxes.values()].some(isWaiting) && notes().length === 0) return true;
    this.#sending.begun();
    if (!(await this.look())) return false;
    if (this.barred !== undefined) return true;
    for (;;) {
      const [box] = inOrder([...this.boxes.values()], this.#ends.currentItemId());
      if (box === undefined) break;
      if ((await this.#sendBallot(box.itemId)) === LATER) return false;
    }
    for (const note of notes()) if ((await this.#sendNote(note)) === LATER) return false;
    return true;
  }

  /**
   * Looks whether this browser still has the judge's session, and says so in `barred`; false where nobody answers.
   * Another judge may have entered meanwhile: nobody's marks go out in another's name.
   */
  async look(): Promise<boolean> {
    const who = await this.#ends.commands.whoAmI();
    if (who.kind === 'later') return this.#sending.later(who.retryAfterSeconds);
    if (who.kind === 'refused') this.barred = { code: who.code, message: who.message };
    else if (who.body.id === this.#ends.judgeId) this.barred = undefined;
    else this.barred = { code: 'judge.other', message: '' };
    this.#ends.onChange();
    return true;
  }

  async #sendBallot(itemId: string): Promise<typeof LATER | undefined> {
    // What is about to be sent is on the disk as such before the first byte leaves.
    const { attempt } = await this.#change(itemId, begin);
    if (attempt === undefined) return undefined;
    const { commandId, base, castAtUnixMs: _castAt, ...content } = attempt;
    const outcome = await this.#ends.commands.give(base === 0 ? 'castBallot' : 'amendBallot', {
      ...{ commandId, itemId, ...content },
      ...(base === 0 ? {} : { basedOnVersion: base }),
    });
    if (outcome.kind === 'later') {
      this.#sending.later(outcome.retryAfterSeconds);
      return LATER;
    }
    this.#sending.carried();
    await this.#change(itemId, (box) =>
      outcome.kind === 'taken'
        ? answered(box, commandId)
        : refusedWith(box, commandId, { code: outcome.code, message: outcome.message }),
    );
    return undefined;
  }

  async #sendNote(note: WaitingNote): Promise<typeof LATER | undefined> {
    const kept: KeptPicture[] = [];
    for (const [at, picture] of note.pictures.entries()) {
      if (picture.kept !== undefined || picture.blob === undefined) {
        if (picture.kept) kept.push(picture.kept);
        continue;
      }
      const outcome = await this.#ends.commands.upload(picture.blob);
      if (outcome.kind === 'later') return LATER;
      // A picture that cannot be read must not keep the words back.
      if (outcome.kind === 'refused') continue;
      kept.push(outcome.body);
      const pictures = note.pictures.map((one, index) =>
        index === at ? { ...one, kept: outcome.body } : one,
      );
      note = { ...note, pictures };
      await this.#keepNote(note);
    }
    const { commandId, key: problemId, itemId, kind, severity, text } = note;
    const outcome = await this.#ends.commands.give('noteProblem', {
      ...{ commandId, problemId, itemId, kind, severity, text },
      ...(kept.length === 0 ? {} : { pictures: kept.map((one, at) => ({ ...one, alt: altOf(note, at) })) }),
    });
    if (outcome.kind === 'later') {
      this.#sending.later(outcome.retryAfterSeconds);
      return LATER;
    }
    const done = outcome.kind === 'taken' || outcome.code === 'problem.exists';
    await this.#keepNote(
      done ? { ...note, sent: true } : { ...note, refused: { code: outcome.code, message: outcome.message } },
    );
    return undefined;
  }

  async #keepNote(note: WaitingNote): Promise<void> {
    await this.#ends.database.keepNote(note);
    this.notes = this.notes.map((one) => (one.key === note.key ? note : one));
    this.#ends.onChange();
  }

  async #change(itemId: string, change: (box: BallotBox) => BallotBox): Promise<BallotBox> {
    const { database, tour, judgeId } = this.#ends;
    const after = await database.changeBox(emptyBox(tour, judgeId, itemId), change);
    this.boxes = new Map(this.boxes).set(itemId, after);
    this.#ends.onChange();
    return after;
  }
}
