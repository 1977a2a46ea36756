import { tabMemory } from '../../live/tab-memory.ts';

/** A code that this screen shows, with the secret by which it asks what became of it. */
interface Shown {
  readonly code: string;
  readonly secret: string;
  readonly tour?: string;
}

const KEY = 'lalian-screen-code';
const ASK_MS = 2_000;
const AGAIN_MS = 5_000;
const TIMEOUT_MS = 8_000;

/** Posts to the server; undefined where it does not answer, or refuses. */
async function post<T>(path: string, body: Readonly<Record<string, unknown>>): Promise<T | undefined> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.ok ? ((await answer.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}

/** What the tab remembers: loaded again, a screen goes on showing the code that somebody is typing. */
function remembered(): Shown | undefined {
  try {
    const kept: unknown = JSON.parse(tabMemory.read(KEY) || 'null');
    return typeof kept === 'object' && kept !== null && 'code' in kept && 'secret' in kept
      ? (kept as Shown)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The code of a screen that is not let in: asked for, shown, renewed; and what became of it. */
export class ScreenCode {
  shown = $state.raw<Shown | undefined>(remembered());
  readonly #tour: string | undefined;
  readonly #onPaired: (tour: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  /** `tour`: the one whose page this is, where it says one. */
  constructor(tour: string | undefined, onPaired: (tour: string) => void) {
    this.#tour = tour;
    this.#onPaired = onPaired;
  }

  /** Begins to ask. Returns what ends it. */
  start(): () => void {
    void this.#go();
    return () => {
      this.#over = true;
      clearTimeout(this.#timer);
    };
  }

  async #go(): Promise<void> {
    const waitMs =
      this.shown === undefined ? await this.#askForCode() : await this.#askWhatBecame(this.shown);
    if (!this.#over) this.#timer = setTimeout(() => void this.#go(), waitMs);
  }

  async #askForCode(): Promise<number> {
    const query = this.#tour === undefined ? '' : `?tour=${encodeURIComponent(this.#tour)}`;
    const made = await post<Shown>(`/api/screen-codes${query}`, {});
    if (made === undefined) return AGAIN_MS;
    this.shown = made;
    tabMemory.keep(KEY, JSON.stringify(made));
    return ASK_MS;
  }

  async #askWhatBecame({ code, secret }: Shown): Promise<number> {
    const answer = await post<{ readonly state: string; readonly tour?: string }>(
      '/api/screen-codes/answer',
      {
        code,
        secret,
      },
    );
    // While the server does not answer, the code stays: it may still be good.
    if (answer?.state === 'gone') {
      this.shown = undefined;
      return 0;
    }
    if (answer?.state === 'paired' && answer.tour !== undefined) {
      tabMemory.keep(KEY, '');
      this.#over = true;
      this.#onPaired(answer.tour);
    }
    return ASK_MS;
  }
}
