import type { Desk } from '../../desk.svelte.ts';
import { type Rehearse, rehearse } from './rehearse.ts';

/** What an organiser asks of a tour's rehearsal: one thing at a time, and what came of it is told. */
export class Rehearsing {
  busy = $state(false);
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Asks, and says `done` where it was done. */
  async go(step: Rehearse, done: string): Promise<void> {
    if (this.busy) return;
    const desk = this.#desk;
    this.busy = true;
    try {
      const answer = await rehearse(desk.store.tourId, step, desk.language);
      desk.told = answer.ok
        ? { ok: true, text: done }
        : { ok: false, text: answer.message ?? desk.words.hall.failed };
    } finally {
      this.busy = false;
    }
  }

  /** Wipes it, once the organiser has said so again. */
  wipe(): void {
    const { wipeTitle, wipeText, wipe, wiped } = this.#desk.words.rehearsal;
    this.#desk.open({
      ...{ kind: 'ask', title: wipeTitle, text: wipeText, yes: wipe },
      done: () => this.go({ method: 'DELETE' }, wiped),
    });
  }
}
