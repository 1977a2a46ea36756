import type { Clock } from './transport.ts';

/** What a page needs to renew itself. */
export interface RenewalEnds {
  readonly clock: Clock;
  /** The build that this page is of. */
  readonly build: string;
  /** The build that this tab has reloaded for already, or null; and to remember one. */
  remembered(): string | null;
  remember(build: string): void;
  /** Resolves with false where the new page was not to be had: another time, then. */
  reload(): Promise<boolean>;
  /** Whether the reader is at the top, with nothing open that a reload would take away. */
  isAtRest(): boolean;
  isHidden(): boolean;
}

/** A reader who has touched nothing for so long, at the top of the page, loses nothing by a reload. */
const IDLE_MS = 45_000;

/**
 * Renews a page of an older build when it suits: at once while nobody looks, or when the reader rests
 * at the top. For each build it reloads a tab once at most; after that the reader decides.
 */
export class Renewal {
  readonly #ends: RenewalEnds;
  #wanted: string | undefined;
  #cancel = (): void => {};

  constructor(ends: RenewalEnds) {
    this.#ends = ends;
  }

  /** The server serves this build now. True where it is another than the page's. */
  served(build: string): boolean {
    if (build === this.#ends.build || build === '') return false;
    this.#wanted = build;
    this.touched();
    if (this.#ends.isHidden()) this.hidden();
    return true;
  }

  /** The reader did something: not now. */
  touched(): void {
    this.#cancel();
    if (this.#wanted === undefined) return;
    this.#cancel = this.#ends.clock.after(IDLE_MS, () =>
      this.#ends.isAtRest() ? this.#renew() : this.touched(),
    );
  }

  /** Nobody looks at the page. */
  hidden(): void {
    if (this.#wanted !== undefined) this.#renew();
  }

  #renew(): void {
    const build = this.#wanted;
    if (build === undefined || this.#ends.remembered() === build) return;
    this.#ends.remember(build);
    this.#ends.reload().then((reached) => {
      if (!reached) this.#ends.remember('');
    });
  }
}
