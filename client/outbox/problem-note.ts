import { cutText } from '../../shared/text.ts';
import type { Refused } from './ballot-box.ts';
import type { KeptPicture } from './commands.ts';

/** A picture of a note: on this phone until it was uploaded, then as the server keeps it. */
export interface NotePicture {
  readonly blob?: Blob;
  readonly kept?: KeptPicture;
}

/** What a judge writes of a problem; kind and severity as in the registry of the tour. */
export interface NoteContent {
  readonly kind: 'site' | 'activity' | 'records' | 'service' | 'other';
  readonly severity: 'minor' | 'major' | 'grave';
  readonly text: string;
}

/** A problem note that waits on this phone; its id is that of the problem, so that it is noted once. */
export interface WaitingNote extends NoteContent {
  readonly key: string;
  readonly commandId: string;
  readonly tour: string;
  readonly judgeId: string;
  readonly itemId: string;
  readonly notedAtUnixMs: number;
  readonly pictures: readonly NotePicture[];
  /** Taken, but the tour on this page does not show it yet. */
  readonly sent?: true;
  readonly refused?: Refused;
}

/** The words that go with a picture of a note. */
export const altOf = (note: NoteContent, at: number): string => `${cutText(note.text, 80)} ${at + 1}`;
