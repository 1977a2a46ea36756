import { boxKey } from './ballot-box.ts';
import type { NoteChange, NoteContent, NotePicture } from './problem-note.ts';

/** A note that is being written and was not saved: it is nobody's but the judge's, and is never sent. */
export interface UnsavedNote extends NoteChange {
  readonly key: string;
  readonly tour: string;
  readonly judgeId: string;
  readonly itemId: string;
  /** The key of the note or problem that it corrects; without it, it is a new one. */
  readonly corrects?: string;
}

/** Whose it is and what it is about: its key is made of that, so that there is one for each thing to write. */
type Place = Pick<UnsavedNote, 'tour' | 'judgeId' | 'itemId' | 'corrects'>;

/**
 * An unsaved note as it is stored: its words, which change with every key, and its pictures, which are large and
 * change seldom. These rows lie among the drafts of ballots: a store of their own would need a newer version of the
 * database, which a page asleep in the background can keep from opening. They have no `tour` of their own, by
 * which every page, older ones too, knows its drafts: nobody takes them for one.
 */
export type UnsavedRow = WordsRow | PicturesRow;
interface WordsRow extends NoteContent {
  readonly key: string;
  readonly unsaved: Place;
}
interface PicturesRow {
  readonly key: string;
  readonly unsavedPictures: readonly NotePicture[];
}

/** The key of what a judge writes of an item, or to correct a note. */
export const unsavedKey = (tour: string, judgeId: string, itemId: string, corrects = ''): string =>
  `unsaved ${boxKey(tour, judgeId, itemId)} ${corrects}`;

const picturesKey = (key: string): string => `${key} pictures`;

/** The keys of the rows that it is stored in. */
export const unsavedKeys = (key: string): readonly string[] => [key, picturesKey(key)];

/** The rows of a note; without its pictures, those that are stored stay. */
export function unsavedRows(note: UnsavedNote, withPictures: boolean): readonly UnsavedRow[] {
  const { key, kind, severity, text, pictures, tour, judgeId, itemId, corrects } = note;
  const unsaved = { tour, judgeId, itemId, ...(corrects !== undefined && { corrects }) };
  const words: WordsRow = { key, kind, severity, text, unsaved };
  return withPictures ? [words, { key: picturesKey(key), unsavedPictures: pictures }] : [words];
}

/** The unsaved notes of a judge on a tour among rows of all kinds. */
export function unsavedIn(rows: readonly object[], tour: string, judgeId: string): UnsavedNote[] {
  const pictures = new Map(
    rows.flatMap((row) => ('unsavedPictures' in row ? [[(row as PicturesRow).key, row as PicturesRow]] : [])),
  );
  return rows.flatMap((row) => {
    if (!('unsaved' in row)) return [];
    const { unsaved, ...words } = row as WordsRow;
    if (unsaved.tour !== tour || unsaved.judgeId !== judgeId) return [];
    return [{ ...words, ...unsaved, pictures: pictures.get(picturesKey(words.key))?.unsavedPictures ?? [] }];
  });
}

/** Whether a note says what another says, with the same pictures. */
export const saysTheSame = (one: NoteChange, other: NoteChange): boolean =>
  one.text === other.text &&
  one.kind === other.kind &&
  one.severity === other.severity &&
  one.pictures.length === other.pictures.length &&
  one.pictures.every((picture, at) => isSame(picture, other.pictures[at]));

const isSame = (one: NotePicture, other: NotePicture | undefined): boolean =>
  one === other || (one.kept !== undefined && one.kept.id === other?.kept?.id);
