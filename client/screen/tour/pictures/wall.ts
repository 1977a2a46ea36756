import type { Language } from '../../../../shared/refusals.ts';
import { altOf } from '../../../coverage/posts/picture.ts';
import { saidIn } from '../../../coverage/posts/said.ts';
import type { Shape } from '../../stage/shape.ts';
import type { Size } from '../size.ts';
import type { Shot } from './choice.ts';

/** More pictures at once are none that anybody looks at. */
const MOST_AT_ONCE = 12;
const ROWS: Readonly<Record<Shape, number>> = { wide: 2, wall: 2, strip: 1, box: 2, tall: 4 };
/** What a row needs under its pictures, and between them, in units. */
const WORDS_UNITS = 12.2;
const GAP_UNITS = 3;

/** How a wall of pictures is laid: rows of the same height, in which every picture stands whole. */
export interface WallRoom {
  readonly rows: number;
  readonly width: number;
  readonly gap: number;
  readonly pictureHeight: number;
  readonly mostInRow: number;
}

/** The room of a wall of that size, `above` units of which something else needs. */
export function wallRoom({ width, height, unit, form }: Size, above: number): WallRoom {
  const rows = ROWS[form];
  const gap = GAP_UNITS * unit;
  const rowHeight = (height - above * unit - gap * (rows - 1)) / rows;
  return {
    ...{ rows, width, gap },
    pictureHeight: Math.max(unit, rowHeight - WORDS_UNITS * unit),
    mostInRow: Math.floor(MOST_AT_ONCE / rows),
  };
}

/** How wide a picture stands in a row: in its own form, never wider than the wall. */
export const widthIn = ({ picture }: Shot, { pictureHeight, width }: WallRoom): number =>
  Math.min(width, (pictureHeight * picture.width) / picture.height);

/** Pictures for a row, in their order; one that does not fit any more leaves its place to one that does. */
export function fillRow(shots: readonly Shot[], room: WallRoom): readonly Shot[] {
  const row: Shot[] = [];
  let left = room.width;
  for (const shot of shots) {
    if (row.length >= room.mostInRow) break;
    const wanted = widthIn(shot, room) + (row.length === 0 ? 0 : room.gap);
    if (wanted > left + 1) continue;
    row.push(shot);
    left -= wanted;
  }
  return row;
}

/**
 * Whose turn it is: pictures that are not on the wall now, those that never were first; then those that have been away
 * for longest. Of these the first picture of every post, newest post first, before any second one: three views of one
 * street side by side are no wall. `lastOn`: when each was put on the wall last, in whatever order grows.
 */
export function inTurn(
  shots: readonly Shot[],
  on: ReadonlySet<string>,
  lastOn: ReadonlyMap<string, number>,
): readonly Shot[] {
  const turn = ({ picture }: Shot): number => lastOn.get(picture.id) ?? -1;
  const inPost = ({ picture, post }: Shot): number => post.pictures.indexOf(picture);
  return shots
    .filter(({ picture }) => !on.has(picture.id))
    .sort((a, b) => turn(a) - turn(b) || inPost(a) - inPost(b) || b.post.publishedAt - a.post.publishedAt);
}

/** What a picture shows, as its editor says it: in English, where that was said in English. */
export const describedIn = ({ picture }: Shot, language: Language): string | undefined =>
  language === 'en' && picture.altEn !== undefined ? picture.altEn : picture.caption;

/** What a picture shows, in a line: as its editor says, else what its post does. */
export const captionOf = (shot: Shot, language: Language): string =>
  describedIn(shot, language) ?? (saidIn(shot.post) || altOf(shot.picture, language));
