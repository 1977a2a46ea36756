/** A point on the drawn map, in pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of the drawn map, in pixels. */
export interface Room {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A text that wants a place. */
export interface Label {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** It rather is left out than cover more than this, by weight. */
  readonly patience: number;
  /** Where its middle may stand, best first. */
  readonly spots: readonly Spot[];
}

/** Something that a label had better not cover; `weight` says how much that is worth beside a spot's rank. */
export interface Thing extends Spot {
  readonly radius: number;
  readonly weight: number;
}

const MARGIN = 3;
/** What it costs to take the next best spot, and to stand outside the room. */
const RANK = 0.25;
const OUTSIDE = 12;

/**
 * Gives labels their places, the first in the list first. No two overlap, and none overlaps `taken`. Of the
 * spots that are left the one wins that covers the least of `things` by weight and lies within `room`; the
 * earlier one when in doubt. A label without a spot is left out.
 */
export function placeLabels(
  labels: readonly Label[],
  taken: readonly Thing[],
  things: readonly Thing[],
  room: Room,
): Map<string, Spot> {
  const placed = new Map<string, Spot>();
  const boxes: { spot: Spot; label: Label }[] = [];
  for (const label of labels) {
    let best: { spot: Spot; cost: number } | undefined;
    label.spots.forEach((spot, rank) => {
      const blocked =
        boxes.some(
          (box) =>
            Math.abs(box.spot.x - spot.x) < (box.label.width + label.width) / 2 + MARGIN &&
            Math.abs(box.spot.y - spot.y) < (box.label.height + label.height) / 2,
        ) || taken.some((thing) => covers(spot, label, thing));
      if (blocked) return;
      const aside = rank * RANK + (isWithin(spot, label, room) ? 0 : OUTSIDE);
      // Once it covers too much, what else it covers is all the same.
      const most = Math.min(label.patience, best === undefined ? label.patience : best.cost - aside);
      let covered = 0;
      for (const thing of things) {
        if (covers(spot, label, thing)) covered += thing.weight;
        if (covered > most) return;
      }
      const cost = covered + aside;
      if (best === undefined || cost < best.cost) best = { spot, cost };
    });
    if (best === undefined) continue;
    placed.set(label.id, best.spot);
    boxes.push({ spot: best.spot, label });
  }
  return placed;
}

/** Whether all of a label lies in the room, with its middle at the spot. */
export function isWithin(
  { x, y }: Spot,
  { width, height }: Pick<Label, 'width' | 'height'>,
  room: Room,
): boolean {
  const [dx, dy] = [width / 2, height / 2];
  return x - dx >= room.left && x + dx <= room.right && y - dy >= room.top && y + dy <= room.bottom;
}

function covers(spot: Spot, { width, height }: Label, { x, y, radius }: Thing): boolean {
  return Math.abs(spot.x - x) < width / 2 + radius && Math.abs(spot.y - y) < height / 2 + radius;
}

/** About how wide a text is set, in pixels: whole squares for Chinese, narrower for Latin, and its letterspacing. */
export function textWidth(text: string, fontPx: number, spacingEm: number): number {
  let em = 0;
  for (const letter of text) em += (letter > '\u2e80' ? 1 : letter === ' ' ? 0.3 : 0.56) + spacingEm;
  return em * fontPx;
}
