import type { RefusalCode } from '../refusals.ts';

/** An expected refusal: a value, never thrown. `details` fill the sentence that the reader gets. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** What a command leads to: the events that make it true (none: it was true already), or a refusal. */
export type Decision<E> = { readonly ok: true; readonly events: readonly E[] } | Refusal;

/** These events happen. */
export const happens = <E>(...events: readonly E[]): Decision<E> => ({ ok: true, events });

/** The command is refused with a code of the registry in `refusals.ts`. */
export const refuse = (code: RefusalCode, details?: Readonly<Record<string, string | number>>): Refusal =>
  details === undefined ? { ok: false, code } : { ok: false, code, details };
