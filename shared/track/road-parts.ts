/** Planned roads as they are drawn. */
import type { Position } from './distance.ts';
import { simplify } from './simplify.ts';

/**
 * Each road in parts that go over no stretch twice, so that the dashes of a way out and back do not fill
 * each other; points are left out as by `simplify`. Roads are cut wherever they meet, part, turn round or
 * end, and thinned from cut to cut, whichever way they are driven: where two run together they stay
 * together. To be recognised, a stretch must have the same points both times.
 */
export function roadParts(
  roads: readonly (readonly Position[])[],
  toleranceMetres: number,
): (readonly Position[])[][] {
  const isCut = cutsOf(roads);
  return roads.map((road) => {
    const seen = new Set<string>();
    const parts: (readonly Position[])[] = [];
    let goesOn = false;
    for (const stretch of stretchesOf(road, isCut)) {
      const { name, isReversed } = nameOf(stretch);
      if (seen.has(name)) {
        goesOn = false;
        continue;
      }
      seen.add(name);
      const thinned = simplify(isReversed ? stretch.toReversed() : stretch, toleranceMetres);
      if (isReversed) thinned.reverse();
      const before = goesOn ? parts.pop() : undefined;
      parts.push(before === undefined ? thinned : [...before, ...thinned.slice(1)]);
      goesOn = true;
    }
    return parts;
  });
}

const keyOf = ({ latitude, longitude }: Position): string => `${latitude},${longitude}`;

/** Tells where to cut: at every point that does not simply lie between the same two others each time. */
function cutsOf(roads: readonly (readonly Position[])[]): (point: Position) => boolean {
  const beside = new Map<string, Set<string>>();
  const ends = new Set<string>();
  for (const road of roads) {
    for (const end of [road[0], road.at(-1)]) if (end !== undefined) ends.add(keyOf(end));
    road.forEach((point, index) => {
      const key = keyOf(point);
      const others = beside.get(key) ?? new Set();
      for (const other of [road[index - 1], road[index + 1]])
        if (other !== undefined) others.add(keyOf(other));
      beside.set(key, others);
    });
  }
  return (point) => ends.has(keyOf(point)) || beside.get(keyOf(point))?.size !== 2;
}

/** A road from cut to cut. */
function stretchesOf(road: readonly Position[], isCut: (point: Position) => boolean): Position[][] {
  const stretches: Position[][] = [];
  let stretch: Position[] = [];
  for (const point of road) {
    stretch.push(point);
    if (stretch.length < 2 || !isCut(point)) continue;
    stretches.push(stretch);
    stretch = [point];
  }
  return stretches;
}

/** One name for a stretch whichever way it is driven, and whether this is the other way. */
function nameOf(stretch: readonly Position[]): { readonly name: string; readonly isReversed: boolean } {
  const forth = stretch.map(keyOf);
  const [there, back] = [forth.join(' '), forth.toReversed().join(' ')];
  return there <= back ? { name: there, isReversed: false } : { name: back, isReversed: true };
}
