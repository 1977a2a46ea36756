/** How many were on the page at an instant (ms). */
export interface Present {
  readonly atUnixMs: number;
  readonly present: number;
}

/** A line of viewers over time, for a drawing of `width` × `height`. */
export interface ViewersLine {
  readonly line: string;
  readonly area: string;
  readonly most: Present;
  readonly first: Present;
  readonly last: Present;
  /** A round number at the top of the drawing. */
  readonly top: number;
}

/** A round number of at least so much: 1, 2 or 5 with zeros behind. */
export function roundUp(value: number): number {
  const ten = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((one) => one * ten).find((one) => one >= value) ?? value;
}

/** Draws the line; undefined where there are fewer than two points. */
export function viewersLine(
  points: readonly Present[],
  width: number,
  height: number,
): ViewersLine | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || last.atUnixMs <= first.atUnixMs) return undefined;
  const most = points.reduce((best, one) => (one.present > best.present ? one : best), first);
  const top = roundUp(most.present);
  const at = ({ atUnixMs, present }: Present): string => {
    const x = ((atUnixMs - first.atUnixMs) / (last.atUnixMs - first.atUnixMs)) * width;
    return `${x.toFixed(1)} ${(height - (present / top) * height).toFixed(1)}`;
  };
  const line = `M${points.map(at).join('L')}`;
  return { line, area: `${line}L${width} ${height}L0 ${height}Z`, most, first, last, top };
}
