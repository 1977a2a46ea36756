/** Sentences of a fault: what is wrong, and what to do. `{name}` stands for a detail. */
export interface FaultSentence {
  /** A fault keeps the sheet from being taken; a warning is said, and nothing more. */
  readonly level: 'fault' | 'warning';
  readonly zh: string;
  readonly en: string;
}
