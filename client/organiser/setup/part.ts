import type { Component } from 'svelte';
import type { Lack } from '../../../shared/setup/missing.ts';
import type { PartName, Parts } from '../../../shared/setup/parts.ts';

/** What an editor may look at beside its own part. */
export interface Known {
  /** Every part as it would be taken over now: drafts, and of parts without one what the tour has. */
  readonly parts: Parts;
  /** Every part as the tour has it. */
  readonly held: Parts;
  /** What is wanting in this part. */
  readonly lacks: readonly Lack[];
  /** Why nothing can be changed now. */
  readonly closed: string | undefined;
}

/** What an editor of a part gets. */
export interface PartEditorProps<P extends PartName> {
  /** The part as it is now; never changed in place. */
  readonly value: Parts[P];
  readonly known: Known;
  /** The whole new value, at every change: it is kept at once and saved by itself a moment later. */
  readonly onchange: (value: Parts[P]) => void;
  /** The same for another part, where one thing done here means something there. */
  readonly onother: <O extends PartName>(part: O, value: Parts[O]) => void;
}

/** What fetches the editor of each part. */
export type PartEditors = {
  readonly [P in PartName]: () => Promise<{ readonly default: Component<PartEditorProps<P>> }>;
};
