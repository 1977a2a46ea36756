import type { LatLng } from '../lines.ts';

/** A gap between two outlines that is smaller than this came from simplifying them. */
const SMALLEST_GAP_DEGREES = 0.06;
/** An edge of the land that is open by less than this share of its extent is closed. */
const LARGEST_OPENING = 0.1;

/** Lines between areas and around all of them, each drawn once. */
export interface Borders {
  readonly inner: LatLng[][];
  /** Closed loops around all areas together. Small gaps between areas are no borders and are left out. */
  readonly outer: LatLng[][];
  /** For each area the numbers of those that it shares a border with. */
  readonly neighbours: readonly ReadonlySet<number>[];
}

/**
 * Takes the outlines of areas apart into border lines. Neighbours must share the points of their common
 * border exactly, as outlines do that were simplified with their topology kept; others show as outer lines.
 */
export function bordersOf(areas: readonly (readonly LatLng[][])[]): Borders {
  const owners = new Map<string, number[]>();
  areas.forEach((rings, area) => {
    for (const ring of rings) {
      for (const [from, to] of edgesOf(ring)) {
        const key = edgeKey(from, to);
        owners.set(key, [...(owners.get(key) ?? []), area]);
      }
    }
  });
  const neighbours = areas.map(() => new Set<number>());
  for (const sharing of owners.values()) {
    for (const one of sharing) for (const other of sharing) if (one !== other) neighbours[one]?.add(other);
  }
  const inner: LatLng[][] = [];
  const outer: LatLng[][] = [];
  const drawn = new Set<string>();
  for (const ring of areas.flat().map(againstClock)) {
    let line: LatLng[] = [];
    let lineShared = false;
    for (const [from, to] of edgesOf(ring)) {
      const key = edgeKey(from, to);
      const sharing = owners.get(key) ?? [];
      const shared = sharing.length > 1;
      const isWithinOne = shared && new Set(sharing).size === 1;
      const goesOn = line.length > 0 && shared === lineShared;
      if (drawn.has(key) || isWithinOne) line = [];
      else if (goesOn) line.push(to);
      else {
        line = [from, to];
        lineShared = shared;
        (shared ? inner : outer).push(line);
      }
      drawn.add(key);
    }
  }
  // All rings run against the clock: so does what is around all of them, while gaps between them run with it.
  const loops = joined(outer);
  const around = loops.filter((loop) => turning(loop) > 0 && openShare(loop) < LARGEST_OPENING);
  const seams = loops.filter((loop) => !around.includes(loop) && extent(loop) > SMALLEST_GAP_DEGREES);
  return { inner: [...inner, ...seams], outer: around.map(closed), neighbours };
}

/** Gives each area the lowest tint that none of its earlier neighbours has; 0 is the first tint. */
export function tintsOf(neighbours: readonly ReadonlySet<number>[]): number[] {
  const tints: number[] = [];
  for (const around of neighbours) {
    const taken = new Set([...around].map((area) => tints[area]));
    let tint = 0;
    while (taken.has(tint)) tint += 1;
    tints.push(tint);
  }
  return tints;
}

/** Joins lines where one ends and another begins; those of rings that run the same way around close to loops. */
function joined(lines: readonly LatLng[][]): LatLng[][] {
  const rest = new Set(lines);
  const loops: LatLng[][] = [];
  for (const line of rest) {
    rest.delete(line);
    const loop = [...line];
    const follower = () => [...rest].find((other) => isSame(other[0], loop.at(-1)));
    for (let next = follower(); next !== undefined; next = follower()) {
      rest.delete(next);
      loop.push(...next.slice(1));
    }
    loops.push(loop);
  }
  return loops;
}

function isSame(one: LatLng | undefined, other: LatLng | undefined): boolean {
  return one !== undefined && other !== undefined && pointKey(one) === pointKey(other);
}

/** How far apart the ends of a loop are, as a share of its extent. */
function openShare(loop: readonly LatLng[]): number {
  const [first, last] = [loop[0], loop.at(-1)];
  return first === undefined || last === undefined ? 1 : extent([first, last]) / (extent(loop) || 1);
}

function closed(loop: LatLng[]): LatLng[] {
  const first = loop[0];
  return first === undefined || isSame(first, loop.at(-1)) ? loop : [...loop, first];
}

/** The ring so that it runs against the clock. */
function againstClock(ring: readonly LatLng[]): LatLng[] {
  return turning(ring) < 0 ? [...ring].reverse() : [...ring];
}

/** Twice the area of a ring, positive when it runs against the clock (shoelace formula). */
function turning(ring: readonly LatLng[]): number {
  let doubled = 0;
  for (const [from, to] of edgesOf(ring)) doubled += from[1] * to[0] - to[1] * from[0];
  return doubled;
}

function extent(line: readonly LatLng[]): number {
  const span = (axis: 0 | 1) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const point of line) [least, most] = [Math.min(least, point[axis]), Math.max(most, point[axis])];
    return most - least;
  };
  return Math.max(span(0), span(1));
}

function edgesOf(ring: readonly LatLng[]): [LatLng, LatLng][] {
  return ring.flatMap((from, index): [LatLng, LatLng][] => {
    const to = ring[(index + 1) % ring.length];
    return to === undefined || pointKey(from) === pointKey(to) ? [] : [[from, to]];
  });
}

/** One whole number for a point of four decimals. */
const pointKey = ([latitude, longitude]: LatLng) =>
  Math.round((latitude + 90) * 1e4) * 4e6 + Math.round((longitude + 180) * 1e4);

function edgeKey(from: LatLng, to: LatLng): string {
  const one = pointKey(from);
  const other = pointKey(to);
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
