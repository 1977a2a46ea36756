import { phrasesOf } from './phrases.ts';
import { widthInEm } from './widths.ts';

/** What a text has to fit into, in a stage's units. */
export interface FitRoom {
  readonly width: number;
  /** At most so many lines, and no higher than that all together. */
  readonly lines: number;
  readonly height?: number;
  readonly most: number;
  readonly least: number;
  /** Another line is taken only where the text gets so many times larger by it: of headings, which are to stay whole. */
  readonly worthALine?: number;
  /** What is set between its letters, in em. */
  readonly tracking?: number;
}

const LEADING = 1.25;
/** Sizes are tried in tenths of a unit. */
const TENTHS = 10;
/** Type is set on whole pixels, and a little wider than it is measured. */
const WIDER = 1.02;
/** A heading's line is broken only where it gets so much larger by it. */
const WORTH_A_LINE = 1.3;

/** A piece that no line breaks, in em: by itself, and with the space that follows it. */
interface Piece {
  readonly own: number;
  readonly whole: number;
}

/**
 * The largest size of a text, in units, in which it stands in so many lines of that width, broken where
 * {@link phrasesOf} lets it: it follows from the text and the type alone, so that every way to a picture gives the same.
 */
export function fitSize(text: string, room: FitRoom): number {
  const paragraphs = text.split('\n').map((line) => piecesOf(line, room.tracking ?? 0));
  let best = 0;
  for (let lines = 1; lines <= room.lines; lines += 1) {
    const size = sizeIn(paragraphs, { ...room, lines });
    if (size > best * (room.worthALine ?? WORTH_A_LINE) || (best === 0 && size > 0)) best = size;
  }
  return best === 0 ? room.least : best;
}

/** In how many lines a text stands where a line holds so many em; endless where a piece of it is wider. */
export const linesIn = (text: string, em: number): number => linesOf(piecesOf(text, 0), em);

function piecesOf(line: string, tracking: number): readonly Piece[] {
  const widthOf = (text: string): number => (widthInEm(text) + tracking * [...text].length) * WIDER;
  return phrasesOf(line).map((piece) => ({ own: widthOf(piece.trimEnd()), whole: widthOf(piece) }));
}

/** The largest size for so many lines; 0 where none is large enough. */
function sizeIn(
  paragraphs: readonly (readonly Piece[])[],
  { width, lines, height = Number.POSITIVE_INFINITY, most, least }: FitRoom,
): number {
  for (let tenths = Math.floor(most * TENTHS); tenths > least * TENTHS; tenths -= 1) {
    const size = tenths / TENTHS;
    const needed = paragraphs.reduce((sum, pieces) => sum + linesOf(pieces, width / size), 0);
    if (needed <= lines && needed * size * LEADING <= height) return size;
  }
  return 0;
}

function linesOf(pieces: readonly Piece[], em: number): number {
  let lines = 1;
  let used = 0;
  for (const { own, whole } of pieces) {
    if (own > em) return Number.POSITIVE_INFINITY;
    if (used + own > em) {
      lines += 1;
      used = 0;
    }
    used += whole;
  }
  return lines;
}
