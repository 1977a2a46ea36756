import type { Ceremony } from '../../../shared/tour/ceremony/ceremony.ts';
import type { ToldAt } from '../../../shared/tour/ceremony/told.ts';
import { Refused } from '../client.ts';

/** What is known of the meeting. */
export interface Meeting {
  readonly ceremony: Ceremony | null;
  readonly told: ToldAt | null;
  readonly final: object | null;
}

/** How the end of the demo reaches the tour. */
interface Parts {
  readonly look: () => Promise<Meeting>;
  readonly command: (type: 'endCeremony' | 'openResult') => Promise<void>;
  /** A clock that nobody sets, ms. */
  readonly steadyMs: () => number;
}

/** Nobody has stepped for so long (of the visitor's own time, whatever the demo's speed): he has gone home. */
export const SILENCE_MS = 3 * 3_600_000;

/**
 * Opens the result once the hall has been silent for hours, so that a demo that nobody leads ends as a tour does.
 * Never before: whoever tries the demo steps the ceremony himself. Answers whether the result is open.
 */
export class AfterSilence {
  readonly #parts: Parts;
  #heard = '';
  #heardAt: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#heardAt = parts.steadyMs();
  }

  /** To be called now and then. */
  async look(): Promise<boolean> {
    const { look, command, steadyMs } = this.#parts;
    const { ceremony, told, final } = await look();
    if (told?.state === 'opened') return true;
    const heard = JSON.stringify([ceremony, told, final === null]);
    if (heard !== this.#heard) {
      this.#heard = heard;
      this.#heardAt = steadyMs();
    }
    if (final === null || steadyMs() - this.#heardAt < SILENCE_MS) return false;
    try {
      if (ceremony?.state === 'running') await command('endCeremony');
      await command('openResult');
      return true;
    } catch (error) {
      // Somebody came back at this very moment.
      if (!(error instanceof Refused)) throw error;
      return false;
    }
  }
}
