import { audienceOf } from '../../shared/audience.ts';
import { canonicalOrder } from '../../shared/canonical.ts';
import { type Actor, actorRef } from '../../shared/tour/actor.ts';
import { type Command, decide, type TourEvent } from '../../shared/tour/index.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import { type LogLine, type Store, StoreUnavailable } from '../store/port.ts';
import type { Acknowledged } from './answers.ts';
import type { Fold } from './fold.ts';
import { GroupDraft } from './group-draft.ts';
import { commandDigest, type LoggedEvent, toLine } from './logged.ts';

/** The answer to a command. `repeated`: it had its effect before, and nothing happened now. */
export type Answer =
  | { readonly ok: true; readonly at: number; readonly seq: number; readonly repeated: boolean }
  | Refusal;

interface Waiting {
  readonly actor: Actor;
  readonly commandId: string;
  readonly command: Command;
  readonly digest: string;
  readonly settle: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

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
  readonly observeAppend: (events: number, elapsedMs: number) => void;
}

/** Most commands that one group may hold: bounds the answer's delay and the size of a log entry. */
const MOST_IN_GROUP = 400;
/** Most commands that may wait; more are refused, not queued without end. */
const MOST_WAITING = 20_000;
/** The longest that a group waits for more, ms: less than a sync on a real disk. */
const GATHER_MS = 2;
/** The loop has turned so often without anybody joining: who was answered last has sent, or will not soon. */
const QUIET_TURNS = 3;

/** Decided in this group, not yet durable. */
interface Decided {
  readonly waiting: Waiting;
  readonly outcome: Refusal | 'effect' | 'repeat' | 'no-effect' | Acknowledged | { readonly bug: unknown };
}

/**
 * Decides a tour's commands one after another and commits them as groups: what arrives while a group
 * is being synced makes the next one, so that many phones coming out of a tunnel cost one sync.
 * Nothing is acknowledged before its group is durable.
 */
export class Sequencer {
  readonly #of: Sequenced;
  readonly #queue: Waiting[] = [];
  #running = false;
  #lastGroupSize = 0;
  #uncertain = false;
  #idle: (() => void)[] = [];

  constructor(of: Sequenced) {
    this.#of = of;
  }

  /** Commands that wait for their group. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Gives a command; answers when its effect is durable or it was refused. Rejects only on bugs. */
  submit(actor: Actor, commandId: string, command: Command): Promise<Answer> {
    if (this.#queue.length >= MOST_WAITING) return Promise.resolve(refuse('store.away'));
    return new Promise((settle, fail) => {
      this.#queue.push({ actor, commandId, command, digest: commandDigest(command), settle, fail });
      if (!this.#running) {
        this.#running = true;
        // Whatever else arrives in this turn of the event loop joins the first group; where many are at work,
        // so does what comes a little later: one sync for more of them.
        if (this.#lastGroupSize > 1) this.#gather(performance.now() + GATHER_MS, 0);
        else setImmediate(() => void this.#run());
      }
    });
  }

  /** Starts the group when nobody joined it for some turns of the event loop, or at that time. */
  #gather(untilMs: number, quietTurns: number, size = this.#queue.length): void {
    setImmediate(() => {
      const now = this.#queue.length;
      const quiet = now === size ? quietTurns + 1 : 0;
      if (quiet > QUIET_TURNS || performance.now() >= untilMs) void this.#run();
      else this.#gather(untilMs, quiet, now);
    });
  }

  /** Answers when nothing waits any more. */
  drained(): Promise<void> {
    return this.#running ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve();
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, MOST_IN_GROUP);
      this.#lastGroupSize = group.length;
      try {
        await this.#commit(group);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) for (const one of group) one.fail(error);
        // What was being written may be in the log or not: look before anything else is decided. Who
        // sends again with the same commandId gets the first answer if it was.
        this.#uncertain = true;
        for (const one of group) one.settle(refuse('store.away'));
      }
    }
    this.#running = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Whether the log still ends where the fold does. An append proves that; a refusal has to look. */
  async #isNewest(fold: Fold): Promise<boolean> {
    const head = await this.#of.store.head(this.#of.log);
    return head?.epoch === fold.head.epoch && head.seq === fold.head.seq;
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    if (this.#uncertain) {
      await this.#of.catchUp();
      this.#uncertain = false;
    }
    for (;;) {
      const fold = this.#of.fold();
      const at = Math.max(this.#of.nowUnixMs(), fold.lastAt);
      const { decided, events } = decideGroup(fold, group, at);
      if (events.length > 0) {
        let hash = fold.head.hash;
        const lines = events.map((logged) => {
          const line = toLine(logged, hash);
          hash = line.hash;
          return line;
        });
        const startedAt = performance.now();
        const outcome = await this.#of.store.append(this.#of.log, fold.head, lines);
        if (!outcome.ok) {
          await this.#of.catchUp();
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

/** Whether the outcome was decided on the state, and not the answer to a retry: on an older state it may be wrong. */
const restsOnState = ({ outcome }: Decided): boolean => typeof outcome === 'string' || !('digest' in outcome);

/** Decides every command of a group on the state that those before it will have made. */
function decideGroup(
  fold: Fold,
  group: readonly Waiting[],
  at: number,
): { decided: Decided[]; events: LoggedEvent[] } {
  const draft = new GroupDraft(fold.passing);
  const events: LoggedEvent[] = [];
  const decided: Decided[] = [];
  const inGroup = new Map<string, string>();
  for (const waiting of group) {
    const by = actorRef(waiting.actor);
    const key = `${by} ${waiting.commandId}`;
    const known = fold.answerTo(by, waiting.commandId);
    const knownDigest = known?.digest ?? inGroup.get(key);
    if (knownDigest !== undefined) {
      const outcome = knownDigest === waiting.digest ? (known ?? 'repeat') : refuse('command.reused');
      decided.push({ waiting, outcome });
      continue;
    }
    let decision: ReturnType<typeof decide>;
    try {
      decision = decide(draft.tourFor(waiting.command, waiting.actor), waiting.command, {
        actor: waiting.actor,
        nowUnixMs: at,
      });
    } catch (bug) {
      // One command that trips over a bug must not take its neighbours along.
      decided.push({ waiting, outcome: { bug } });
      continue;
    }
    if (!decision.ok) {
      decided.push({ waiting, outcome: decision });
      continue;
    }
    for (const decidedEvent of decision.events as readonly TourEvent[]) {
      // Folded with its keys as in the log: a process that reads it there must write the same bytes.
      const event = canonicalOrder(decidedEvent);
      draft.take(event, at);
      const seq = fold.head.seq + events.length + 1;
      const { commandId, digest } = waiting;
      events.push({ seq, at, by, commandId, digest, event });
    }
    if (decision.events.length > 0) inGroup.set(key, waiting.digest);
    decided.push({ waiting, outcome: decision.events.length > 0 ? 'effect' : 'no-effect' });
  }
  return { decided, events };
}

function settle({ waiting, outcome }: Decided, fold: Fold, at: number): void {
  if (typeof outcome === 'object') {
    if ('bug' in outcome) waiting.fail(outcome.bug);
    else if ('digest' in outcome)
      waiting.settle({ ok: true, at: outcome.at, seq: outcome.seq, repeated: true });
    else waiting.settle(outcome);
    return;
  }
  const known =
    outcome === 'no-effect' ? undefined : fold.answerTo(actorRef(waiting.actor), waiting.commandId);
  const seq = known?.seq ?? fold.seen.seqOf(audienceOf(waiting.actor));
  waiting.settle({ ok: true, at: known?.at ?? at, seq, repeated: outcome !== 'effect' });
}
