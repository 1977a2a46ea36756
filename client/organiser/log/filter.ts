import type { Entry } from './book.ts';

/** What of the log is looked at. */
export interface Wanted {
  /** A kind of event: the part of its name before the dot; '' for all. */
  readonly kind: string;
  /** `role:id`, or a role; '' for everybody. */
  readonly who: string;
  /** Words that all have to stand in what a line says. */
  readonly text: string;
}

/** The part of an event's name before the dot: `ballot`, `post`. */
export const kindOf = ({ event }: Pick<Entry, 'event'>): string => event.type.split('.', 1)[0] ?? '';

/** Whether a line is wanted; `said` is asked only where it is needed. */
export function isWanted(entry: Entry, { kind, who, text }: Wanted, said: (entry: Entry) => string): boolean {
  if (kind !== '' && kindOf(entry) !== kind) return false;
  if (who !== '' && entry.by !== who && entry.by.split(':', 1)[0] !== who) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const whole = said(entry).toLowerCase();
  return words.every((word) => whole.includes(word));
}
