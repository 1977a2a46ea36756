import { type Audience, audienceOf } from '../../shared/audience.ts';
import type { Role } from '../../shared/tour/actor.ts';

/** What an acknowledged command was answered; the same for every retry. */
export interface Acknowledged {
  readonly digest: string;
  /** Server time of the effect, ms. */
  readonly at: number;
  /** The actor's own audience had seen this many events with it. */
  readonly seq: number;
}

interface Noted extends Acknowledged {
  readonly commandId: string;
}

/**
 * Every answer that one actor's commands were given. Noting one is a push; they are put in order by retry key when
 * that actor gives a command, so that a start on a long log does not sort the answers of everybody who ever was.
 */
export class ActorAnswers {
  /** With whose eyes the actor looks. */
  readonly audience: Audience;
  readonly #byCommand = new Map<string, Acknowledged>();
  readonly #fresh: Noted[] = [];

  /** `by` is the actor as the log names it, `role:id`. */
  constructor(by: string) {
    const colon = by.indexOf(':');
    this.audience = audienceOf({ role: by.slice(0, colon) as Role, id: by.slice(colon + 1) });
  }

  /** Notes an answer; of several events of one command the last one counts. */
  note(answer: Noted): void {
    this.#fresh.push(answer);
  }

  /** What the command was answered, if it had an effect. */
  find(commandId: string): Acknowledged | undefined {
    // Asked for right after it was noted, by who acknowledges it.
    const last = this.#fresh.at(-1);
    if (last?.commandId === commandId) return last;
    for (const answer of this.#fresh) this.#byCommand.set(answer.commandId, answer);
    this.#fresh.length = 0;
    return this.#byCommand.get(commandId);
  }
}
