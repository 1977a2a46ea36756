import { cleanText, cutText } from '../../../shared/text.ts';
import type { KeptPicture } from '../commands.ts';
import type { KeptBytes } from '../storage/kept-bytes.ts';
import type { Refused } from './ballot-box.ts';

/** A picture of a note: on this phone until it was uploaded, then as the server keeps it. */
export interface NotePicture {
  /** As its bytes: a note is written again and again while it is sent. */
  readonly blob?: Blob | KeptBytes;
  readonly kept?: KeptPicture;
  /** It cannot be used: the words go without it, and the judge is told. */
  readonly refused?: Refused;
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
  /** The version of the problem that it corrects; without it, it is the first. */
  readonly base?: number;
  /** Its first byte may have left. */
  readonly begun?: true;
  /** It has other words than what may have left before: where the server knows the problem, it is a correction. */
  readonly edited?: true;
  /** Taken, but the tour on this page does not show it yet, or a picture of it was refused. */
  readonly sent?: true;
  readonly refused?: Refused;
}

/** The words that go with a picture of a note. */
export const altOf = (note: NoteContent, at: number): string => `${cutText(note.text, 80)} ${at + 1}`;

/** Words as every server takes them. */
export const noteText = (typed: string): string => cleanText(typed).trim();

/** Whether it is still to be sent. */
export const noteWaits = ({ sent, refused }: WaitingNote): boolean =>
  sent === undefined && refused === undefined;

/** What was taken and is not shown by the tour is on its way once more, by the same key. */
export function noteSentAnew(note: WaitingNote): WaitingNote {
  const { sent: _sent, ...rest } = note;
  return rest;
}

/** Its pictures that cannot be used. */
export const badPictures = ({ pictures }: WaitingNote): number =>
  pictures.filter(({ refused }) => refused !== undefined).length;

/** Whether the tour, with this version of the problem, shows all of it: it needs no place here any more. */
export const noteShown = (note: WaitingNote, version: number): boolean =>
  note.sent === true && version > (note.base ?? 0) && badPictures(note) === 0;

/** Tries once more what was refused, its words or its pictures. */
export function noteAgain(note: WaitingNote): WaitingNote {
  const { refused: _refused, ...rest } = note;
  const pictures = note.pictures.map(({ refused: _bad, ...picture }) => picture);
  return note.sent === undefined ? { ...rest, pictures } : corrected(note, { ...rest, pictures });
}

/** What the judge has made of a note: other words, other pictures. */
export interface NoteChange extends NoteContent {
  readonly pictures: readonly NotePicture[];
}

/**
 * A note with other words or pictures. What may have left before is corrected by it, under a key of its own;
 * `version`: the newest that the tour shows.
 */
export function corrected(note: WaitingNote, change: NoteChange, version = 0): WaitingNote {
  const { refused, sent, begun, base = 0, ...rest } = note;
  const { kind, severity, text, pictures } = change;
  const next = { ...rest, kind, severity, text, pictures };
  const known = Math.max(sent ? base + 1 : base, version);
  return {
    ...next,
    ...(known > 0 && { base: known }),
    ...(begun && { commandId: followingKey(note.commandId) }),
    // What was refused had no effect; what was taken is known.
    ...(begun && !sent && refused === undefined && known === base && { edited: true as const }),
  };
}

/** The retry key after this one: `…-2`, `…-3`. */
function followingKey(commandId: string): string {
  const [, stem = commandId, number = '1'] = /^(.*?)(?:-(\d+))?$/.exec(commandId) ?? [];
  return `${stem}-${Number(number) + 1}`;
}

/** It is about to be sent. */
export const noteBegun = (note: WaitingNote): WaitingNote =>
  note.begun === true ? note : { ...note, begun: true };

/** The server has taken what was sent under this key: the note itself, or what it was before it was changed. */
export function noteTaken(note: WaitingNote, commandId: string): WaitingNote {
  const { edited: _edited, ...rest } = note;
  return note.commandId === commandId ? { ...rest, sent: true } : { ...rest, base: (note.base ?? 0) + 1 };
}

/** The server has refused what was sent under this key. */
export function noteRefused(note: WaitingNote, commandId: string, refused: Refused): WaitingNote {
  if (note.commandId !== commandId) return note;
  const isThere = refused.code === 'problem.exists' || refused.code === 'problem.stale';
  // What left before had arrived after all: this is a correction of it.
  if (isThere && note.edited === true) {
    const { edited: _edited, ...rest } = note;
    return { ...rest, base: (note.base ?? 0) + 1, commandId: followingKey(commandId) };
  }
  return refused.code === 'problem.exists' ? { ...note, sent: true } : { ...note, refused };
}

/** What came of one of its pictures; of a note that was changed meanwhile, nothing. */
export const withPicture = (
  note: WaitingNote,
  commandId: string,
  at: number,
  came: Pick<NotePicture, 'kept' | 'refused'>,
): WaitingNote =>
  note.commandId === commandId
    ? { ...note, pictures: note.pictures.map((one, index) => (index === at ? { ...one, ...came } : one)) }
    : note;

/** The server does not have its pictures any more: those that are still on this phone are uploaded again. */
export const withoutKept = (note: WaitingNote): WaitingNote => ({
  ...note,
  pictures: note.pictures.map(({ kept, ...one }) =>
    one.blob === undefined && kept !== undefined ? { ...one, kept } : one,
  ),
});
