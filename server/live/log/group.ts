import { audienceOf } from '../../../shared/audience.ts';
import { canonicalOrder } from '../../../shared/canonical.ts';
import { type Command, decide } from '../../../shared/commands.ts';
import type { Actor } from '../../../shared/tour/actor.ts';
import type { ClockTrouble } from '../../../shared/tour/clock-trouble.ts';
import type { TourEvent } from '../../../shared/tour/events.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { whyNotLogged } from './admission.ts';
import type { Fold } from './fold.ts';
import { GroupDraft } from './group-draft.ts';
import type { LoggedEvent } from './logged.ts';

/** The answer to a command. `repeated`: it had its effect before, and nothing happened now. */
export type Answer =
  | { readonly ok: true; readonly at: number; readonly seq: number; readonly repeated: boolean }
  | Refusal;

/** A command that was given and is not answered yet. */
export interface Waiting {
  readonly actor: Actor;
  /** The actor as the log names it. */
  readonly by: string;
  readonly commandId: string;
  readonly command: Command;
  readonly digest: string;
  /** See {@link LoggedEvent}. */
  readonly via: string | undefined;
  readonly settle: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

/** Decided in this group, not yet durable. */
export interface Decided {
  readonly waiting: Waiting;
  /** `known`: it had its effect before this group; `repeat`: in this group. */
  readonly outcome: Refusal | 'effect' | 'known' | 'repeat' | 'no-effect' | { readonly bug: unknown };
}

/** Whether the outcome was decided on the state, and not the answer to a retry: on an older state it may be wrong. */
export const restsOnState = ({ outcome }: Decided): boolean => outcome !== 'known';

/** The commands of a group that have had an effect, by retry key; two people may use the same one. */
class RetryKeys {
  readonly #noted = new Map<string, Pick<Waiting, 'by' | 'digest'>[]>();

  note({ by, commandId, digest }: Waiting): void {
    const noted = this.#noted.get(commandId);
    if (noted === undefined) this.#noted.set(commandId, [{ by, digest }]);
    else noted.push({ by, digest });
  }

  digestOf(by: string, commandId: string): string | undefined {
    return this.#noted.get(commandId)?.find((one) => one.by === by)?.digest;
  }
}

/** Decides every command of a group on the state that those before it will have made. */
export function decideGroup(
  fold: Fold,
  group: readonly Waiting[],
  at: number,
  clockTrouble?: ClockTrouble,
): { decided: Decided[]; events: LoggedEvent[] } {
  const draft = new GroupDraft(fold.passing);
  const { seq: headSeq } = fold.head;
  const events: LoggedEvent[] = [];
  const decided: Decided[] = [];
  const inGroup = new RetryKeys();
  for (const waiting of group) {
    const { by, commandId, digest, via } = waiting;
    const inLog = fold.digestOf(by, commandId);
    const before = inLog ?? inGroup.digestOf(by, commandId);
    if (before !== undefined) {
      const again = inLog === undefined ? 'repeat' : 'known';
      decided.push({ waiting, outcome: before === digest ? again : refuse('command.reused') });
      continue;
    }
    let decision: ReturnType<typeof decide>;
    try {
      decision = decide(draft.tourFor(waiting.command, waiting.actor), waiting.command, {
        actor: waiting.actor,
        nowUnixMs: at,
        ...(fold.head.seq > 0 && { logEnd: { seq: fold.head.seq, hash: fold.head.hash } }),
        ...(clockTrouble && { clockTrouble }),
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
    // Folded with its keys as in the log: a process that reads it there must write the same bytes.
    const ordered = (decision.events as readonly TourEvent[]).map((event) => canonicalOrder(event));
    // All or none of a command's events. What is logged stays for ever, and every later version reads it.
    const wrong = ordered.map(whyNotLogged).find((why) => why !== undefined);
    if (wrong !== undefined) {
      decided.push({ waiting, outcome: wrong });
      continue;
    }
    for (const event of ordered) {
      draft.take(event, at);
      const seq = headSeq + events.length + 1;
      // In the order of its canonical text.
      events.push({ at, by, commandId, digest, event, seq, ...(via !== undefined && { via }) });
    }
    if (decision.events.length > 0) inGroup.note(waiting);
    decided.push({ waiting, outcome: decision.events.length > 0 ? 'effect' : 'no-effect' });
  }
  return { decided, events };
}

/** Answers a command whose group is durable and folded. */
export function settle({ waiting, outcome }: Decided, fold: Fold, at: number): void {
  if (typeof outcome === 'object') {
    if ('bug' in outcome) waiting.fail(outcome.bug);
    else waiting.settle(outcome);
    return;
  }
  const known = outcome === 'no-effect' ? undefined : fold.answerTo(waiting.by, waiting.commandId);
  const seq = known?.seq ?? fold.seen.seqOf(audienceOf(waiting.actor));
  waiting.settle({ ok: true, at: known?.at ?? at, seq, repeated: outcome !== 'effect' });
}
