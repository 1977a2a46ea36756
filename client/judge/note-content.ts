import type { NoteChange } from '../outbox/problem-note.ts';
import type { JudgeDesk } from './desk.svelte.ts';

/** What a form about a problem begins from: a note on this phone, else the problem as it was sent, else nothing. */
export function noteContent(desk: JudgeDesk, key: string | undefined): NoteChange {
  const waiting = desk.notes.find((note) => note.key === key);
  if (waiting !== undefined) return waiting;
  const problem = key === undefined ? undefined : desk.store.tour.problems[key];
  if (problem === undefined) return { kind: 'site', severity: 'minor', text: '', pictures: [] };
  const { kind, severity, text, pictures = [] } = problem;
  return {
    ...{ kind, severity, text },
    pictures: pictures.map(({ id, width, height, widths, colour, placeholder }) => ({
      kept: { id, width, height, widths, colour, ...(placeholder !== undefined && { placeholder }) },
    })),
  };
}
