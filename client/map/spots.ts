import type { Room, Spot } from './place.ts';

/** Steps from a place to where a name may move, in letters. */
const STEPS = [
  [0, 1.2],
  [0, -1.2],
  [1.6, 0],
  [-1.6, 0],
  [1.6, 1.2],
  [-1.6, 1.2],
  [1.6, -1.2],
  [-1.6, -1.2],
  [0, 2.4],
  [0, -2.4],
  [3.2, 0],
  [-3.2, 0],
] as const;

/** Where the name of an area may move from its places, for type of `fontPx`. */
export function spotsAround(places: readonly Spot[], fontPx: number): Spot[] {
  return STEPS.flatMap(([dx, dy]) => places.map(({ x, y }) => ({ x: x + dx * fontPx, y: y + dy * fontPx })));
}

/** Where a name of a size may stand beside a dot: right, left, below, above, then towards the corners. */
export function spotsBeside({ x, y }: Spot, size: { width: number; height: number }, gapPx: number): Spot[] {
  const aside = size.width / 2 + gapPx;
  const apart = size.height / 2 + gapPx;
  return [
    { x: x + aside, y },
    { x: x - aside, y },
    { x, y: y + apart },
    { x, y: y - apart },
    ...[1, -1].flatMap((down) => [aside, -aside].map((dx) => ({ x: x + dx * 0.8, y: y + down * apart }))),
  ];
}

/** Spots on a line, evenly every `stepPx`, however many points it has; those that lie within `room`. */
export function spotsAlong(line: readonly Spot[], stepPx: number, room: Room): Spot[] {
  const spots: Spot[] = [];
  let before = line[0];
  let along = 0;
  for (const point of line.slice(1)) {
    if (before === undefined) break;
    const [dx, dy] = [point.x - before.x, point.y - before.y];
    const length = Math.hypot(dx, dy);
    for (; along < length; along += stepPx) {
      const [x, y] = [before.x + (dx * along) / length, before.y + (dy * along) / length];
      if (x >= room.left && x <= room.right && y >= room.top && y <= room.bottom) spots.push({ x, y });
    }
    along -= length;
    before = point;
  }
  return spots;
}
