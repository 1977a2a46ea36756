import { type Commands, isOfSession, type Later, OTHER_PERSON } from '../commands.ts';
import { LATER, Sending, type SendingState } from '../sending.ts';
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
  type Refused,
  refusedWith,
  seen,
  sentAnew,
  tryAgain,
} from './ballot-box.ts';
import type { OutboxDatabase } from './database.ts';
import { sendNote } from './note-sender.ts';
import { inOrder } from './order.ts';
import {
  corrected,
  type NoteChange,
  noteAgain,
  noteSentAnew,
  noteWaits,
  type WaitingNote,
} from './problem-note.ts';

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
  barred: Refused | undefined;
  readonly #ends: OutboxEnds;
  readonly #sending: Sending;

  constructor(ends: OutboxEnds) {
    this.#ends = ends;
    this.#sending = new Sending({ sendAll: () => this.#sendAll(), onChange: () => ends.onChange() });
  }

  /** How much is on this phone and not on the server, refused or not. */
  get waiting(): number {
    const boxes = [...this.boxes.values()].filter((box) => isWaiting(box) || box.refused !== undefined);
    return boxes.length + this.notes.filter((note) => noteWaits(note) || note.refused !== undefined).length;
  }

  get state(): SendingState {
    return this.#sending.state;
  }

  /** Something on the way to the server stops what is sent, with this status. */
  get stoppedBy(): number | undefined {
    return this.#sending.stoppedBy;
  }

  /** Reads what the phone kept. What was refused before is tried once more: the reason may be gone. */
  async load(): Promise<void> {
    await this.read();
    for (const { itemId, refused } of this.boxes.values()) if (refused) await this.#change(itemId, tryAgain);
    await this.putBack();
    for (const { key, refused } of this.notes) if (refused) await this.#changeNote(key, noteAgain);
  }

  /**
   * The server's history may be another one than when it answered: what it took and does not show goes out again, by
   * the same keys, so that nothing happens twice.
   */
  async putBack(): Promise<void> {
    for (const { itemId, sent } of this.boxes.values()) if (sent) await this.#change(itemId, sentAnew);
    for (const { key, sent } of this.notes) if (sent) await this.#changeNote(key, noteSentAnew);
    this.wake();
  }

  /** Reads what the phone keeps by now: a storage that failed may have had more than this page knew. */
  async read(): Promise<void> {
    const { database, tour, judgeId } = this.#ends;
    // Each is taken as soon as it is read: what is changed meanwhile comes after it.
    const boxes = await database.all('boxes', tour, judgeId);
    this.boxes = new Map(boxes.map((box) => [box.itemId, box]));
    this.notes = await database.all('notes', tour, judgeId);
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

  /** Saves a note with its pictures, then sends it. `unsaved`: the key of what was kept while it was written. */
  async note(note: WaitingNote, unsaved?: string): Promise<void> {
    await this.#ends.database.keepNote(note, unsaved);
    this.notes = [...this.notes.filter(({ key }) => key !== note.key), note];
    this.#ends.onChange();
    this.wake();
  }

  /** Changes a note of the judge's, which may have left already, and sends it; false where another tab has finished it. */
  async correct(key: string, change: NoteChange, version: number, unsaved?: string): Promise<boolean> {
    const after = await this.#changeNote(key, (note) => corrected(note, change, version), unsaved);
    this.wake();
    return after !== undefined;
  }

  /** Tries a refused note again, or those of its pictures that were refused. */
  async retryNote(key: string): Promise<void> {
    await this.#changeNote(key, noteAgain);
    this.barred = undefined;
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
    if (![...this.boxes.values()].some(isWaiting) && !this.notes.some(noteWaits)) return true;
    this.#sending.begun();
    if (!(await this.look())) return false;
    // Asked again after a while: the right one may enter in another tab, of which nothing tells this page.
    if (this.barred !== undefined) return false;
    for (;;) {
      const [box] = inOrder([...this.boxes.values()], this.#ends.currentItemId());
      if (box === undefined) break;
      if ((await this.#sendBallot(box.itemId)) === LATER) return false;
    }
    const { commands } = this.#ends;
    for (;;) {
      const note = this.notes.find(noteWaits);
      if (note === undefined) break;
      const change = (key: string, how: (one: WaitingNote) => WaitingNote) => this.#changeNote(key, how);
      const onLater = (outcome: Later): void => void this.#sending.later(outcome);
      const sent = await sendNote(note, { commands, change, onLater, onBarred: (why) => this.#bar(why) });
      if (sent === LATER) return false;
      this.#sending.carried();
    }
    // What was refused is still here, and was counted out when it was sent.
    if (this.waiting > 0) await commands.whoAmI();
    return true;
  }

  /**
   * Looks whether this browser still has the judge's session, and says so in `barred`; false where nobody answers.
   * Another judge may have entered meanwhile: nobody's marks go out in another's name.
   */
  async look(): Promise<boolean> {
    const who = await this.#ends.commands.whoAmI();
    if (who.kind === 'later') return this.#sending.later(who);
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
      this.#sending.later(outcome);
      return LATER;
    }
    if (outcome.kind === 'refused' && isOfSession(outcome.code)) {
      this.#bar({ code: outcome.code, message: outcome.message });
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

  async #changeNote(
    key: string,
    change: (note: WaitingNote) => WaitingNote,
    unsaved?: string,
  ): Promise<WaitingNote | undefined> {
    const after = await this.#ends.database.changeNote(key, change, unsaved);
    this.notes = this.notes.flatMap((one) => (one.key === key ? (after ?? []) : one));
    this.#ends.onChange();
    return after;
  }

  /** The session has ended in mid-send: everything stays, and waits. */
  #bar(refusal: Refused): void {
    this.barred = refusal.code === OTHER_PERSON ? { code: 'judge.other', message: '' } : refusal;
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
