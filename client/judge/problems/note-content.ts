import type { TourStore } from '../../live/tour-store.svelte.ts';
import type { NoteChange, WaitingNote } from '../../outbox/ballots/problem-note.ts';

/** Where a note may be known from: this phone, and the tour. */
interface Known {
  readonly notes: readonly WaitingNote[];
  readonly store: TourStore;
}

/** What a form about a problem begins from: a note on this phone, else the problem as it was sent, else nothing. */
export function noteContent({ notes, store }: Known, key: string | undefined): NoteChange {
  const waiting = notes.find((note) => note.key === key);
  if (waiting !== undefined) return waiting;
  const problem = key === undefined ? undefined : store.tour.problems[key];
  if (problem === undefined) return { kind: 'site', severity: 'minor', text: '', pictures: [] };
  const { kind, severity, text, pictures = [] } = problem;
  return {
    ...{ kind, severity, text },
    pictures: pictures.map(({ id, width, height, widths, colour, placeholder }) => ({
      kept: { id, width, height, widths, colour, ...(placeholder !== undefined && { placeholder }) },
    })),
  };
}
