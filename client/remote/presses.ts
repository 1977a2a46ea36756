/** What a press amounts to: it is done, it is asked once more, or it came too soon to be meant. */
export type Press = 'do' | 'arm' | 'too-soon';

/** A second press within so long is the first one's echo: a double tap, a key that bounces. */
const ECHO_MS = 300;
/** A press that asks once more is forgotten after so long. */
export const ARMED_MS = 5_000;

/**
 * Tells presses that are meant from those that are not. What asks once more is done by its second press, at the same
 * step, neither at once nor much later.
 */
export class Presses {
  #last: { readonly deed: string; readonly atMs: number } | undefined;
  #armed: { readonly deed: string; readonly step: number; readonly untilMs: number } | undefined;

  /** A press of a deed, at the step that was shown; `nowMs` by a clock that nobody sets. */
  press(deed: string, step: number, asksTwice: boolean, nowMs: number): Press {
    if (this.#last?.deed === deed && nowMs - this.#last.atMs < ECHO_MS) return 'too-soon';
    this.#last = { deed, atMs: nowMs };
    const armed = this.#armed;
    this.#armed = undefined;
    const isSecond = armed?.deed === deed && armed.step === step && nowMs < armed.untilMs;
    if (!asksTwice || isSecond) return 'do';
    this.#armed = { deed, step, untilMs: nowMs + ARMED_MS };
    return 'arm';
  }

  /** What was pressed once is not meant any more. */
  disarm(): void {
    this.#armed = undefined;
  }
}
