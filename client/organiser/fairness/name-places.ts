/** A dot of a chart that has its name beside it, in the chart's units. */
export interface NamedDot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** A name as it is shown: cut where it is long, and where its middle and its base line are. */
export interface PlacedName {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** A name longer than this is cut: in the sentences and the table beside the chart it stands in full. */
const MOST_CHARACTERS = 12;
const MARGIN = 6;
/** How far its letters go above the base line and below it, in sizes of type. */
const ABOVE = 0.9;
const BELOW = 0.3;
/** Base lines above and below a dot, nearest first. */
const LIFTS = [-11, 22, -27, 38, -43, 54, -59, 70] as const;

const widthOf = (text: string, fontUnits: number): number =>
  [...text].reduce((em, letter) => em + (letter > '\u2e80' ? 1 : 0.62), 0) * fontUnits;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
const meets = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * Places names near their dots, the first in the list first: within the chart, on no other name, and on no named dot.
 * A name without room is left out: its dot says it when pointed at.
 */
export function namePlaces(
  dots: readonly NamedDot[],
  chart: { readonly width: number; readonly height: number; readonly font: number },
): readonly PlacedName[] {
  const taken: Box[] = dots.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  return dots.flatMap(({ id, x, y, name }) => {
    const letters = [...name];
    const text =
      letters.length > MOST_CHARACTERS ? `${letters.slice(0, MOST_CHARACTERS - 1).join('')}…` : name;
    const half = widthOf(text, chart.font) / 2;
    const middle = Math.max(MARGIN + half, Math.min(chart.width - MARGIN - half, x));
    for (const lift of LIFTS) {
      const base = y + lift;
      const box = {
        left: middle - half,
        right: middle + half,
        top: base - ABOVE * chart.font,
        bottom: base + BELOW * chart.font,
      };
      if (box.top < 0 || box.bottom > chart.height || taken.some((one) => meets(one, box))) continue;
      taken.push(box);
      return [{ id, text, x: middle, y: base }];
    }
    return [];
  });
}
