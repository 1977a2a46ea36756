import { canonicalOrder } from '../../../shared/canonical.ts';
import type { Command } from '../../../shared/commands.ts';
import { type Actor, actorRef } from '../../../shared/tour/actor.ts';
import type { ClockTrouble } from '../../../shared/tour/clock-trouble.ts';
import { refuse } from '../../../shared/tour/outcome.ts';
import { type Head, LogDamaged, type LogLine, type Store, StoreUnavailable } from '../../store/port.ts';
import type { Fold } from './fold.ts';
import { type Answer, decideGroup, restsOnState, settle, type Waiting } from './group.ts';
import { commandDigest, type LoggedEvent, toLine } from './logged.ts';

/** What the sequencer needs of the tour that it serves. */
interface Sequenced {
  readonly log: string;
  readonly store: Store;
  readonly fold: () => Fold;
  /** Folds what was appended, and tells those who follow. */
  readonly appended: (events: readonly LoggedEvent[], lines: readonly LogLine[], group: number) => void;
  /** Reads and folds what the log has beyond the fold. */
  readonly catchUp: () => Promise<void>;
  readonly nowUnixMs: () => number;
  /** What time it is once the clock is settled. */
  readonly settledUnixMs: () => number;
  readonly clockTrouble: () => ClockTrouble | undefined;
  readonly observeAppend: (events: number, elapsedMs: number) => void;
  /** The store says that the log is not what it was. */
  readonly damaged: (error: LogDamaged) => Promise<void>;
}

/** Most commands that one group may hold: bounds the answer's delay and the size of a log entry. */
const MOST_IN_GROUP = 400;
/** Most commands that may wait; more are refused, not queued without end. */
const MOST_WAITING = 20_000;
/** The longest that a group waits for more, ms: less than a sync on a real disk. */
const GATHER_MS = 2;
/** The loop has turned so often without anybody joining: who was answered last has sent, or will not soon. */
const QUIET_TURNS = 3;
/** Pause before a log is read again of which it is not known whether it took the last group. */
const LOOK_AGAIN_MS = 1_000;

const isSettling = ({ command }: Waiting): boolean => command.type === 'settleClock';

/**
 * Decides a tour's commands one after another and commits them as groups: what arrives while a group
 * is being synced makes the next one, so that many phones coming out of a tunnel cost one sync.
 * Nothing is acknowledged before its group is durable.
 */
export class Sequencer {
  readonly #of: Sequenced;
  readonly #queue: Waiting[] = [];
  #running = false;
  /** Commands of the last two groups: who is answered sends again, so that about as many are at work. */
  #lastSizes: readonly [number, number] = [0, 0];
  /** The next turn of the event loop, at which it is looked whether the group is complete. */
  #gathering: NodeJS.Immediate | undefined;
  #uncertain = false;
  #closed = false;
  #underWay: LogLine | undefined;
  #lookAgain: NodeJS.Timeout | undefined;
  #idle: (() => void)[] = [];

  constructor(of: Sequenced) {
    this.#of = of;
  }

  /** Commands that wait for their group. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** The last line of the group that is being appended. */
  get underWay(): LogLine | undefined {
    return this.#underWay;
  }

  /**
   * Gives a command that came `via` a session; answers when its effect is durable or it was refused. Rejects only on
   * bugs.
   */
  submit(actor: Actor, commandId: string, command: Command, via?: string): Promise<Answer> {
    if (this.#queue.length >= MOST_WAITING) return Promise.resolve(refuse('store.away'));
    return new Promise((settle, fail) => {
      const ordered = canonicalOrder(command);
      const digest = commandDigest(ordered);
      this.#queue.push({
        actor,
        by: actorRef(actor),
        commandId,
        command: ordered,
        digest,
        via,
        settle,
        fail,
      });
      if (!this.#running) {
        this.#running = true;
        this.#gather();
      } else if (this.#gathering !== undefined && this.#isEnough()) {
        clearImmediate(this.#gathering);
        void this.#run();
      }
    });
  }

  /**
   * Starts the group at the end of this turn of the event loop, so that whatever else arrives in it joins. Where
   * many are at work, so does what comes a little later, until nobody did for some turns: one sync for more of them.
   */
  #gather(untilMs = performance.now() + GATHER_MS, quietTurns = 0, size = this.#queue.length): void {
    this.#gathering = setImmediate(() => {
      const now = this.#queue.length;
      const quiet = now === size ? quietTurns + 1 : 0;
      const isQuiet = this.#lastSizes[0] <= 1 || quiet > QUIET_TURNS;
      if (isQuiet || performance.now() >= untilMs) void this.#run();
      else this.#gather(untilMs, quiet, now);
    });
  }

  /** Where an append leaves this process free, half of all are enough: the others are read while it is under way. */
  #isEnough(): boolean {
    const [last, before] = this.#lastSizes;
    return this.#of.store.appendsAside && this.#queue.length * 2 >= last + before;
  }

  /** Answers when nothing waits any more; from then on it looks at nothing by itself. */
  close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#lookAgain);
    return this.#running ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve();
  }

  /** The settling of the clock has a date of its own, and so a group. */
  #sizeOfNext(): number {
    const settling = this.#queue.slice(0, MOST_IN_GROUP).findIndex(isSettling);
    return settling < 0 ? MOST_IN_GROUP : Math.max(1, settling);
  }

  async #run(): Promise<void> {
    this.#gathering = undefined;
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, this.#sizeOfNext());
      this.#lastSizes = [group.length, this.#lastSizes[0]];
      try {
        await this.#commit(group);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) for (const one of group) one.fail(error);
        // What was being written may be in the log or not: look before anything else is decided. Who
        // sends again with the same commandId gets the first answer if it was.
        this.#uncertain = true;
        if (error instanceof LogDamaged) await this.#of.damaged(error);
        const code = error instanceof LogDamaged ? 'log.damaged' : 'store.away';
        for (const one of group) one.settle(refuse(code));
      } finally {
        this.#underWay = undefined;
      }
      if (this.#of.store.appendsAside && this.#queue.length > 0 && !this.#isEnough()) return this.#gather();
    }
    this.#running = false;
    if (this.#uncertain && !this.#closed) this.#lookLater();
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Without another command that would look: what was written after all is shown as soon as the store answers. */
  #lookLater(): void {
    clearTimeout(this.#lookAgain);
    this.#lookAgain = setTimeout(() => {
      if (this.#running || !this.#uncertain) return;
      this.#running = true;
      const looked = this.#of.catchUp().then(() => {
        this.#uncertain = false;
      });
      // What failed is tried once more by the next look, or by a command, which says why it fails.
      void looked.catch(() => undefined).then(() => this.#run());
    }, LOOK_AGAIN_MS).unref();
  }

  /** Whether the log still ends where the fold does. An append proves that; a refusal has to look. */
  async #isNewest(fold: Fold): Promise<boolean> {
    const head = await this.#of.store.head(this.#of.log);
    return head?.epoch === fold.head.epoch && head.seq === fold.head.seq;
  }

  /** Somebody else appended first. Who decides again on the same state would try without end. */
  async #catchUpWith({ epoch, seq, group, hash }: Head): Promise<void> {
    await this.#of.catchUp();
    const { head } = this.#of.fold();
    if (head.epoch === epoch && head.seq === seq && head.group === group && head.hash === hash)
      throw new LogDamaged(this.#of.log, seq, 'its head is not the one that its events lead to');
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    if (this.#uncertain) {
      await this.#of.catchUp();
      this.#uncertain = false;
    }
    for (;;) {
      const fold = this.#of.fold();
      // First: a clock that was put right is followed from then on.
      const trouble = this.#of.clockTrouble();
      const at = group.some(isSettling)
        ? this.#of.settledUnixMs()
        : Math.max(this.#of.nowUnixMs(), fold.lastAt);
      const { decided, events } = decideGroup(fold, group, at, trouble);
      if (events.length > 0) {
        let hash = fold.head.hash;
        const lines = events.map((logged) => {
          const line = toLine(logged, hash);
          hash = line.hash;
          return line;
        });
        const startedAt = performance.now();
        this.#underWay = lines.at(-1);
        // As it was decided on: while the store is asked, the tail may already bring what somebody else appended.
        const { head } = fold;
        const outcome = await this.#of.store.append(this.#of.log, head, lines);
        if (!outcome.ok) {
          await this.#catchUpWith(head);
          continue;
        }
        this.#of.observeAppend(events.length, performance.now() - startedAt);
        this.#of.appended(events, lines, outcome.head.group);
      } else if (decided.some(restsOnState) && !(await this.#isNewest(fold))) {
        await this.#of.catchUp();
        continue;
      }
      for (const one of decided) settle(one, this.#of.fold(), at);
      return;
    }
  }
}
