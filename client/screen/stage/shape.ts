/** The form of a screen: 16:9 and near it; LED walls, and rows of LED that are lower still; portrait totems; projectors of 4:3. */
export type Shape = 'wide' | 'wall' | 'strip' | 'tall' | 'box';

const WIDE = 16 / 9;

/** The form of a screen of that size. */
export function shapeOf(width: number, height: number): Shape {
  const ratio = width / Math.max(1, height);
  if (ratio < 1) return 'tall';
  if (ratio < 1.5) return 'box';
  if (ratio < 2.2) return 'wide';
  return ratio < 4 ? 'wall' : 'strip';
}

/**
 * A scene's unit in px: 1 % of the height of the largest 16:9 frame that the screen holds. So a scene always has at
 * least 177 by 100 of them, whatever the screen's form.
 */
export const unitOf = (width: number, height: number): number => Math.min(height, width / WIDE) / 100;

/** So much larger is what stands on a screen of that form: it leaves room that a frame of 16:9 would not have. */
export const LARGER: Readonly<Record<Shape, number>> = {
  wide: 1,
  wall: 1,
  strip: 1.35,
  box: 1.15,
  tall: 1.5,
};

/** How high the mountains are on a screen of that form, in units. */
export const RANGES: Readonly<Record<Shape, number>> = { wide: 46, wall: 46, strip: 46, box: 52, tall: 84 };
