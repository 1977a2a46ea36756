import type { Command } from '../../shared/commands.ts';
import { type Actor, actorRef } from '../../shared/tour/actor.ts';
import type { ClockTrouble } from '../../shared/tour/clock-trouble.ts';
import type { Refusal } from '../../shared/tour/outcome.ts';
import type { Fix, FixTimes } from '../../shared/track/fix.ts';
import { LogDamaged, type LogLine, type SeriesLine, type Store, type Tail } from '../store/port.ts';
import { clockTroubleFor, fixTimesFor, type QuestionedClock } from './clock-trouble.ts';
import { Convoy } from './frames/convoy.ts';
import { Hub } from './frames/hub.ts';
import type { Message } from './frames/wire.ts';
import { Fold } from './log/fold.ts';
import type { Answer } from './log/group.ts';
import { checkLog, LogSoundness } from './log/log-damage.ts';
import { fromBody, type LoggedEvent } from './log/logged.ts';
import { checkEnd, foldStretches, isContinuedBy } from './log/read-log.ts';
import { Sequencer } from './log/sequencer.ts';
import { refusalOf, type Shut } from './shut-tours.ts';
import { keepPlans } from './visibility-plan.ts';

/** What a room needs from the server around it. */
export interface RoomOptions {
  readonly store: Store;
  readonly clock: QuestionedClock;
  readonly encode: (message: Message) => Buffer;
  readonly observeAppend: (events: number, elapsedMs: number) => void;
  readonly observeFrame: (receivers: number) => void;
  readonly warn: (message: string, details: Record<string, unknown>) => void;
  /** What the operator keeps, though nothing is wrong. */
  readonly inform: (message: string, details: Record<string, unknown>) => void;
  /** See the hub: longest gathering of changes, ms. */
  readonly gatherMs: number;
}

/** And of the tours around it. */
interface OwnOptions extends RoomOptions {
  /** How its host has shut it, as far as that is known. */
  readonly shut: () => Shut | undefined;
}

/** Pause before the log is read once more after that failed. */
const READ_AGAIN_MS = 1_000;
/** Who has not heard of another process for so long, ms, takes it that there is none at work. */
const ALONE_AFTER_MS = 5_000;

/**
 * A tour in this process: its fold, its way in (the sequencer) and its way out (the hub), fed by the
 * tail of its log.
 */
export class TourRoom {
  readonly id: string;
  readonly hub: Hub;
  readonly #options: OwnOptions;
  readonly #sequencer: Sequencer;
  #fold: Fold;
  #convoy = new Convoy();
  #tail: Tail | undefined;
  #healthy = true;
  /** When something came that this process did not append itself, by its own clock. */
  #othersAt = Number.NEGATIVE_INFINITY;
  readonly #listeners: (() => void)[] = [];
  #resetting: Promise<void> | undefined;
  readonly #soundness: LogSoundness;
  #toldUnreadable = 0;
  readonly #wiped: () => void;
  #endPlans = (): void => undefined;
  #closed = false;

  private constructor(id: string, epoch: string, options: OwnOptions, wiped: () => void) {
    this.id = id;
    this.#options = options;
    this.#wiped = wiped;
    this.#soundness = new LogSoundness(id, options.store, options.warn);
    this.#fold = new Fold(epoch);
    this.hub = new Hub({
      fold: () => this.#fold,
      convoy: () => this.#convoy,
      encode: options.encode,
      observeFrame: options.observeFrame,
      gatherMs: options.gatherMs,
    });
    this.#sequencer = new Sequencer({
      log: id,
      store: options.store,
      fold: () => this.#fold,
      appended: (events, lines, group) => this.#take(events, lines, group),
      catchUp: () => this.#catchUp(),
      nowUnixMs: options.clock.nowUnixMs,
      settledUnixMs: options.clock.settledUnixMs,
      clockTrouble: () => this.clockTrouble,
      observeAppend: options.observeAppend,
      damaged: (error) => this.#soundness.note(error),
    });
  }

  /**
   * Reads the tour's log and positions, and follows them from then on. The log must exist; `wiped` is called where it is
   * no more, and may be: of a rehearsal.
   */
  static async open(id: string, epoch: string, options: OwnOptions, wiped: () => void): Promise<TourRoom> {
    const room = new TourRoom(id, epoch, options, wiped);
    await room.#readAll();
    await room.#follow();
    room.#endPlans = await keepPlans({
      tour: () => room.#fold.passing,
      isHeld: () => room.clockTrouble !== undefined || room.refusal !== undefined,
      submit: (actor, commandId, command) => room.submit(actor, commandId, command),
      nowUnixMs: options.clock.nowUnixMs,
    });
    room.lookAtClock();
    return room;
  }

  /** The newest state. */
  get fold(): Fold {
    return this.#fold;
  }

  /** The convoy's track. */
  get convoy(): Convoy {
    return this.#convoy;
  }

  /** False while the store does not answer. */
  get healthy(): boolean {
    return this.#healthy;
  }

  /** What is wrong with the log in the store, whose events this process still knows. */
  get damage(): LogDamaged | undefined {
    return this.#soundness.damage;
  }

  /** Looks whether somebody changed the log in the store, or mended it. Throws StoreUnavailable. */
  async lookAtLog(): Promise<void> {
    // Who reads it again says himself when that was possible.
    if ((await this.#soundness.isFaultless()) && this.#resetting === undefined) this.#soundness.restored();
  }

  /** What is wrong with the clock just now, for this tour: what rests on time waits until it is settled, or right. */
  get clockTrouble(): ClockTrouble | undefined {
    return clockTroubleFor(this.#options.clock, this.#fold.lastAt);
  }

  /** When a position may have been taken that comes now; see {@link fixTimesFor}. */
  get fixTimes(): FixTimes {
    return fixTimesFor(this.#options.clock, this.#fold.lastAt);
  }

  /** Looks at the clock, and tells the operator and the organiser what is wrong with it, or no longer. */
  lookAtClock(): void {
    const trouble = this.clockTrouble ?? null;
    if (!this.hub.newest.setClock(trouble)) return;
    this.#options.warn(
      trouble === null
        ? 'the clock is in order again'
        : 'THE CLOCK IS WRONG, OR WAS: what rests on time is refused until it is right, or the organiser settles it',
      { tour: this.id, ...trouble },
    );
  }

  /** Commands that wait for their group. */
  get waiting(): number {
    return this.#sequencer.waiting;
  }

  /** Why nothing is written on it now, where its host has shut it. */
  get refusal(): Refusal | undefined {
    return refusalOf(this.#options.shut(), this.id);
  }

  /**
   * Gives a command; see {@link Sequencer.submit}. Where the tour is shut it is refused, but for what was acknowledged
   * before: that gets its first answer again.
   */
  async submit(actor: Actor, commandId: string, command: Command, via?: string): Promise<Answer> {
    const { refusal } = this;
    if (refusal === undefined) return this.#sequencer.submit(actor, commandId, command, via);
    const isAnswered = () => this.#fold.answerTo(actorRef(actor), commandId) !== undefined;
    if (!isAnswered()) await this.#catchUp();
    return isAnswered() ? this.#sequencer.submit(actor, commandId, command, via) : refusal;
  }

  /** Keeps fixes durably, where the tour is not shut; throws StoreUnavailable, and then the tracker sends again. */
  async addFixes(fixes: readonly Fix[]): Promise<void> {
    if (this.refusal !== undefined) return;
    const lines = await this.#options.store.appendSeries(
      this.id,
      fixes.map((fix) => JSON.stringify(fix)),
    );
    this.#takeSeries(lines);
  }

  /** Folds what other processes appended and the tail has not brought yet. Throws StoreUnavailable. */
  catchUp(): Promise<void> {
    return this.#catchUp();
  }

  /** Calls the listener after events were folded, whoever gave them; it must not throw. */
  onEvents(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Finishes what waits, then lets go. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#endPlans();
    await this.#sequencer.close();
    this.hub.close();
    await this.#tail?.stop();
  }

  async #readAll(): Promise<void> {
    const { store } = this.#options;
    await checkLog(store, this.id);
    const head = await store.head(this.id);
    await foldStretches(store, this.id, this.#fold);
    // Lines that came while reading belong to later groups; the tail brings them, or says their number.
    if (head !== undefined) await checkEnd(store, this.id, head, this.#fold);
    if (head !== undefined && this.#fold.head.seq === head.seq) this.#fold.endGroup(head.group);
    else await this.#catchUp();
    await this.#readSeries();
  }

  /** Where no more positions can be read, the tour goes on without those that follow. */
  async #readSeries(): Promise<void> {
    try {
      for await (const lines of this.#options.store.readSeries(this.id, this.#convoy.seriesId))
        this.#convoy.take(lines);
    } catch (error) {
      if (!(error instanceof LogDamaged)) throw error;
      this.#options.warn('positions cannot be read, and are passed over', { tour: this.id });
    }
    this.#tellUnreadable();
  }

  #tellUnreadable(): void {
    const { unreadable } = this.#convoy;
    if (unreadable === this.#toldUnreadable) return;
    this.#toldUnreadable = unreadable;
    this.#options.warn('positions cannot be read, and are passed over', {
      tour: this.id,
      positions: unreadable,
    });
  }

  async #follow(): Promise<void> {
    const { epoch, seq, group } = this.#fold.head;
    this.#tail = await this.#options.store.tail(
      this.id,
      { epoch, seq, group, seriesId: this.#convoy.seriesId },
      {
        onLog: (lines, group) => this.#takeLines(lines, group),
        known: () => this.#fold.ended,
        appendsAlone: () => performance.now() - this.#othersAt > ALONE_AFTER_MS,
        seqUnderWay: (hash) => {
          const { underWay } = this.#sequencer;
          return underWay?.hash === hash ? underWay.seq : undefined;
        },
        onSeries: (lines) => this.#takeSeries(lines),
        onReset: () => this.#reset(),
        onHealth: (healthy) => {
          this.#healthy = healthy;
          this.hub.newest.setHealthy(healthy);
        },
      },
    );
  }

  /** Folds what the log has beyond this fold, until both end at the same event. */
  async #catchUp(): Promise<void> {
    const { store } = this.#options;
    for (;;) {
      const head = await store.head(this.id);
      if (head === undefined || !(await isContinuedBy(store, this.id, head, this.#fold))) {
        this.#reset();
        await this.#resetting;
        // Who goes on deciding on what is not in the log would try without end.
        this.#soundness.throwIfDamaged();
        return;
      }
      const before = this.#fold.head.seq;
      await foldStretches(store, this.id, this.#fold);
      if (this.#fold.head.seq > before) this.#othersAt = performance.now();
      await checkEnd(store, this.id, head, this.#fold);
      if (head.seq !== this.#fold.head.seq) continue;
      this.#fold.endGroup(head.group);
      this.hub.changed();
      return;
    }
  }

  #takeLines(lines: readonly LogLine[], group: number): void {
    const fresh = lines.filter((line) => line.seq > this.#fold.head.seq);
    if (fresh.length > 0) this.#othersAt = performance.now();
    this.#take(
      fresh.map((line) => fromBody(line.body)),
      fresh,
      group,
    );
    if (lines.at(-1)?.seq === this.#fold.head.seq) this.#fold.endGroup(group);
  }

  #take(events: readonly LoggedEvent[], lines: readonly LogLine[], group: number): void {
    if (events.length === 0) return;
    events.forEach((logged, index) => {
      const line = lines[index];
      const { event } = logged;
      // Whoever gathers what processes print has the head outside the store.
      if (event.type === 'day.ended' && line !== undefined)
        this.#options.inform('a day has ended: its head can be checked with npm run verify', {
          ...{ tour: this.id, day: event.day, seq: line.seq, head: line.hash },
        });
      if (event.type === 'result.finalised' && line !== undefined)
        this.#options.inform('the result is final: its line can be checked with npm run verify', {
          ...{ tour: this.id, seq: line.seq, head: line.hash },
        });
      if (this.#fold.take(logged, line?.hash ?? '', line?.body)) return;
      const { seq } = this.#fold.head;
      this.#options.warn('a gap in the tail of the log', { tour: this.id, seq: logged.seq, head: seq });
    });
    if (lines.at(-1)?.seq === this.#fold.head.seq) this.#fold.endGroup(group);
    if (events.some(({ event }) => event.type === 'clock.settled')) this.#options.clock.settle();
    this.hub.changed();
    for (const listener of this.#listeners) listener();
  }

  #takeSeries(lines: readonly SeriesLine[]): void {
    if (this.#convoy.take(lines)) this.hub.changed();
    this.#tellUnreadable();
  }

  /** The log was replaced, or the store lost its end: what was known is void, begin anew. */
  #reset(): void {
    if (this.#closed) return;
    this.#options.warn('the log is another one or lost its end; reading it again', { tour: this.id });
    this.#resetting ??= this.#readAgain()
      .then(() => {
        this.#soundness.restored();
      })
      .catch((error: unknown) => {
        if (error instanceof LogDamaged) void this.#soundness.note(error);
        this.#options.warn('reading the log again failed; trying once more', {
          tour: this.id,
          err: String(error),
        });
        if (!this.#closed) setTimeout(() => this.#reset(), READ_AGAIN_MS).unref();
      })
      .finally(() => {
        this.#resetting = undefined;
      });
  }

  async #readAgain(): Promise<void> {
    // A tail that was reset delivers nothing more.
    await this.#tail?.stop();
    const { store } = this.#options;
    await checkLog(store, this.id);
    const head = await store.head(this.id);
    if (head === undefined) {
      if (this.#fold.tour.setup?.rehearsalOf !== undefined) return this.#wiped();
      throw new LogDamaged(this.id, 0, 'its log is gone');
    }
    const fold = new Fold(head.epoch);
    await foldStretches(store, this.id, fold);
    await checkEnd(store, this.id, head, fold);
    fold.endGroup(head.group);
    this.#fold = fold;
    this.#convoy = new Convoy();
    this.#toldUnreadable = 0;
    await this.#readSeries();
    this.hub.reset();
    await this.#follow();
  }
}
