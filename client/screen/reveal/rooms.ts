import type { Stage } from '../stage/stage.svelte.ts';

/** A rectangle of the stage, in its units. */
export interface Room {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the parts of the reveal stand. */
export interface Rooms {
  /** The size of the number of the place. */
  readonly numeral: number;
  /** The prize. */
  readonly ribbon: Room;
  /** Of one area: who, the score, how that was made up; and where in its room the name stands. */
  readonly name: Room;
  readonly nameAt: 'top' | 'middle' | 'foot';
  readonly score: Room;
  readonly bars: Room;
  /** Of several areas: all of them. */
  readonly rows: Room;
  readonly photo: Room;
  readonly map: Room;
  /** What was revealed before. */
  readonly column: Room;
}

interface Asked {
  /** A whole prize is revealed at once: no number stands beside it. */
  readonly isPrize: boolean;
  /** It has the whole sky. */
  readonly isFirst: boolean;
  readonly digits: number;
}

/** What all forms are laid from, in units. */
interface Ground extends Asked {
  readonly w: number;
  readonly h: number;
  /** The safe margins at the side and above. */
  readonly x: number;
  readonly y: number;
  /** How wide everything may be. */
  readonly inner: number;
  /** Where the words end, above the last range. */
  readonly floor: number;
  readonly numeral: number;
  /** How high the mountains are. */
  readonly ranges: number;
}

/** Sizes of the number by its digits. */
const NUMERAL = [50, 34, 23];
/** How far up the mountains the number's foot is, as Numeral has it; and how much of its size it rises from there. */
const FOOT = 0.4;
const RISES = 0.8;
const RIBBON = 9;
const AIR = 3;

/** Divides a stage of any form. */
export function roomsOf(
  { width, height, u, shape, ranges }: Pick<Stage, 'width' | 'height' | 'u' | 'shape' | 'ranges'>,
  asked: Asked,
): Rooms {
  const [w, h] = [width / u, height / u];
  const [x, y] = [w * 0.05, Math.max(5, h * 0.05)];
  const ground: Ground = {
    ...{ ...asked, w, h, x, y, inner: w - 2 * x, floor: h - 14, ranges },
    numeral: NUMERAL[asked.digits - 1] ?? 17,
  };
  if (shape === 'tall') return totem(ground);
  if (shape === 'strip') return strip(ground);
  if (shape === 'wall') return wall(ground);
  return ground.isFirst ? firstOfAll(ground) : beside(ground, shape === 'box' ? 44 : 30);
}

/** Name, score and parts one below the other, under the prize. */
function stacked(
  { left, top, width, height }: Room,
  numeral: number,
): Pick<Rooms, 'numeral' | 'ribbon' | 'name' | 'nameAt' | 'score' | 'bars' | 'rows'> {
  const [begin, room] = [top + RIBBON + AIR, height - RIBBON - AIR];
  return {
    ...{ numeral, nameAt: 'foot', ribbon: { left, top, width, height: RIBBON } },
    name: { left, top: begin, width, height: room * 0.31 },
    score: { left, top: begin + room * 0.36, width, height: room * 0.3 },
    bars: { left, top: begin + room * 0.7, width, height: room * 0.3 },
    rows: { left, top: begin, width, height: room },
  };
}

/** 16:9 and 4:3: the number at the left, who beside it, map and what was revealed at the right. */
function beside({ w, x, y, inner, floor, numeral, isPrize }: Ground, mapH: number): Rooms {
  const numberW = isPrize ? 0 : 57;
  const side = 41;
  const main = { left: x + numberW, top: y, width: inner - numberW - side - 6, height: floor - y };
  return {
    ...stacked(main, numeral),
    photo: main,
    map: { left: w - x - side, top: y, width: side, height: mapH },
    column: { left: w - x - side, top: y + mapH + 4, width: side, height: floor - y - mapH - 4 },
  };
}

/** The first place: its name over its number, the photograph as large as it can be, score and parts below both. */
function firstOfAll({ w, h, x, y, inner, floor, numeral, ranges }: Ground): Rooms {
  const photoW = inner * 0.49;
  const nameW = inner - photoW - 6;
  const numberW = 49;
  const below = Math.max(h * 0.62, floor - 26);
  const scoreW = 52;
  const begin = y + RIBBON + AIR;
  const barsLeft = x + numberW + scoreW + 4;
  const numberTop = h - ranges * FOOT - numeral * RISES;
  return {
    ...{ numeral, nameAt: 'top', ribbon: { left: x, top: y, width: nameW, height: RIBBON } },
    name: { left: x, top: begin, width: nameW, height: Math.min(numberTop, below) - begin },
    score: { left: x + numberW, top: below, width: scoreW, height: 24 },
    bars: { left: barsLeft, top: below + 2, width: w - x - barsLeft, height: 22 },
    rows: { left: x, top: begin, width: nameW, height: floor - begin },
    photo: { left: w - x - photoW, top: y, width: photoW, height: below - y - 2 },
    map: { left: w - x - photoW, top: y, width: photoW, height: below - y - 6 },
    column: { left: w - x - photoW, top: y, width: photoW, height: below - y },
  };
}

/** A wall three times as wide as high: one row, the photograph of the first at its end. */
function wall({ w, h, x, y, inner, floor, numeral, isPrize, isFirst }: Ground): Rooms {
  const numberW = isPrize ? 0 : 57;
  const [mapW, columnW] = [52, 58];
  const photoW = Math.min((inner - numberW) * 0.48, 150);
  const side = isFirst ? photoW : mapW + columnW + 8;
  const main = { left: x + numberW, top: y, width: inner - numberW - side - 8, height: floor - y };
  return {
    ...stacked(main, numeral),
    photo: { left: w - x - photoW, top: y, width: photoW, height: h - y - 20 },
    map: isFirst
      ? { left: w - x - photoW, top: y, width: photoW, height: h - y - 26 }
      : { left: w - x - side, top: y, width: mapW, height: h - y - 26 },
    column: { left: w - x - columnW, top: y + 2, width: columnW, height: h - y - 24 },
  };
}

/** A row of LED: everything beside each other. */
function strip({ w, h, x, y, inner, floor, numeral, isPrize, isFirst }: Ground): Rooms {
  const numberW = isPrize ? 0 : 86;
  const [mapW, columnW] = [64, 88];
  const photoW = Math.min((h - y - 20) * 1.5, inner * 0.24);
  const side = isFirst ? photoW : mapW + columnW + 10;
  const [left, width] = [x + numberW, inner - numberW - side - 12];
  const [begin, room] = [y + RIBBON + 4, floor - y - RIBBON - 4];
  const nameW = width * 0.44;
  const scoreW = Math.min(84, width * 0.26);
  const barsLeft = left + nameW + scoreW + 10;
  return {
    ...{ numeral: numeral * 1.32, nameAt: 'middle' },
    ribbon: { left, top: y, width, height: RIBBON + 2 },
    name: { left, top: begin, width: nameW, height: room * 0.8 },
    score: { left: left + nameW + 5, top: begin, width: scoreW, height: room * 0.8 },
    bars: { left: barsLeft, top: begin, width: left + width - barsLeft, height: room * 0.8 },
    rows: { left, top: begin, width, height: room },
    photo: { left: w - x - photoW, top: y, width: photoW, height: h - y - 20 },
    map: isFirst
      ? { left: w - x - photoW, top: y, width: photoW, height: h - y - 22 }
      : { left: w - x - side, top: y, width: mapW, height: h - y - 22 },
    column: { left: w - x - columnW, top: y, width: columnW, height: h - y - 20 },
  };
}

/** A totem: who above, then the map and what was revealed, the number at the foot. */
function totem({ h, x, y, inner, numeral, isPrize, isFirst }: Ground): Rooms {
  /** Above the number, and for a whole prize above the mountains. */
  const end = h - (isPrize ? 58 : 92);
  const mainH = isPrize ? (end - y) * 0.7 : (end - y) * (isFirst ? 0.5 : 0.62);
  const next = y + mainH + 6;
  const rest = end - next;
  return {
    ...stacked({ left: x, top: y, width: inner, height: mainH }, numeral * 1.35),
    photo: { left: x, top: next, width: inner, height: rest },
    map: isFirst
      ? { left: x, top: next, width: inner, height: rest }
      : { left: x + inner * 0.6, top: next, width: inner * 0.4, height: rest },
    column: { left: x, top: next, width: inner * 0.54, height: rest },
  };
}
