import { type Access, askAccess } from '../../live/access.ts';
import { onHint } from '../../live/hints.ts';
import type { TourStore } from '../../live/tour-store.svelte.ts';
import type { HallMemory } from '../kept/hall-memory.svelte.ts';
import { leaveFor } from '../leaving.ts';

/** Somebody may let the screen in by a link in another window. */
const WAITS_MS = 10_000;
/** While the server is not heard it may close the screen out, or let it go on: asked this often, whoever answers first. */
const UNHEARD_MS = 2_000;

/** Whether this screen may see the hall: asked until it may, and whenever the line was lost, for a session may have ended. */
export class Admission {
  access = $state<Access>('asking');
  readonly #store: TourStore;
  readonly #memory: HallMemory | undefined;
  readonly #enter: () => Promise<boolean>;
  #isAsking = false;
  #askedAt = 0;

  /** `memory` is shown where nobody answers; `enter` tries what the address brought along, and says whether it opened anything. */
  constructor(store: TourStore, memory: HallMemory | undefined, enter: () => Promise<boolean>) {
    this.#store = store;
    this.#memory = memory;
    this.#enter = enter;
  }

  /** The screen may not see the hall, or there is none. */
  get outside(): boolean {
    return this.access === 'none' || this.access === 'no-tour';
  }

  /** Asks from now on. Returns what ends it. */
  start(): () => void {
    void this.ask();
    const asking = setInterval(() => this.#again(), UNHEARD_MS);
    const unhint = onHint(() => this.#again());
    return () => {
      clearInterval(asking);
      unhint();
    };
  }

  #again(): void {
    if (this.access === 'in' && this.#store.connection.kind !== 'offline') return;
    if (this.outside && performance.now() - this.#askedAt < WAITS_MS) return;
    void this.ask();
  }

  /** Asks now, unless it is being asked. */
  async ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#askedAt = performance.now();
    const was = this.access;
    const patience = setTimeout(() => void this.#memory?.recall(), UNHEARD_MS);
    const { role, tourId } = this.#store;
    let answer = await askAccess(role ?? 'screen', tourId);
    clearTimeout(patience);
    if (answer === 'none' && (await this.#enter())) answer = await askAccess(role ?? 'screen', tourId);
    this.#isAsking = false;
    if (answer === 'unknown') void this.#memory?.recall();
    if (answer !== 'unknown' || was === 'asking') this.access = answer;
    if (this.outside) this.#memory?.forget();
    // It was let in meanwhile, by a link in another window or by its code: what it may see now it begins with.
    if (was === 'none' && answer === 'in') leaveFor(location.href);
    if (answer === 'no-tour') await goWhereLed();
  }
}

const LEADS_WITHIN_MS = 10_000;

/** The server leads a wall that starts again at a rehearsal that was wiped to the real tour; a worker has answered in its place. */
async function goWhereLed(): Promise<void> {
  try {
    const signal = AbortSignal.timeout(LEADS_WITHIN_MS);
    const { ok, redirected, url } = await fetch(location.href, { cache: 'no-store', signal });
    if (ok && redirected) leaveFor(url);
  } catch {
    // Asked again with the next question.
  }
}
