import { compare, minus, sum, times } from '../../../decimal.ts';
import { narrow } from '../../cells/plain.ts';
import type { SheetFault } from '../../faults/faults.ts';
import type { LeftOut } from '../../recognise/left-out.ts';
import { type Scale, sumIn } from './criterion-lines.ts';

/** A criterion with the row that it stands in. */
export interface Placed {
  readonly row: number;
  readonly rubric: string;
  readonly scale: Scale & { readonly percent?: string };
}

const HUNDRED = '100';
const SAYS_POINTS = /(\d+(?:\.\d+)?)分/;

const pointsOf = (placed: readonly Placed[]): string => sum(placed.map(({ scale }) => scale.max));
const totalOf = (placed: readonly Placed[]): string =>
  sum(placed.map(({ scale }) => times(scale.max, scale.weight)));

/** The total that a title or a heading promises: `（满分100分）`. */
export function promisedIn(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const said = SAYS_POINTS.exec(narrow(text))?.[1];
    if (said !== undefined) return said;
  }
  return undefined;
}

/** Lines that add up others, and do not: each says its own points, or those of all since the rubric began. */
export function wrongSums(
  sheet: number,
  placed: readonly Placed[],
  leftOut: readonly LeftOut[],
  column: number | undefined,
): readonly SheetFault[] {
  let last = 0;
  return leftOut.flatMap((out): readonly SheetFault[] => {
    if (out.why !== 'sum') return [];
    const before = placed.filter(({ row }) => row < out.row);
    const since = before.filter(({ row }) => row > last);
    const ofRubric = before.filter(({ rubric }) => rubric === before[before.length - 1]?.rubric);
    last = out.row;
    const said = column === undefined ? undefined : sumIn(out.cells[column] ?? '');
    if (said === undefined || said.percent || since.length === 0) return [];
    const fits = [pointsOf(since), pointsOf(ofRubric), totalOf(since), totalOf(ofRubric)];
    if (fits.some((one) => compare(one, said.decimal) === 0)) return [];
    const details = { said: said.decimal, sum: pointsOf(ofRubric.length > since.length ? ofRubric : since) };
    return [
      {
        code: 'rubric.sum',
        sheet,
        row: out.row,
        ...(column !== undefined && { column }),
        details,
      },
    ];
  });
}

/** A rubric whose shares are no hundred, or whose points are not what its title promises. */
export function wrongTotals(
  sheet: number,
  name: string,
  placed: readonly Placed[],
  promised: string | undefined,
): readonly SheetFault[] {
  const shares = placed.flatMap(({ scale }) => scale.percent ?? []);
  const first = placed[0];
  if (first === undefined) return [];
  if (shares.length > 0) {
    const all = sum(shares);
    if (compare(all, HUNDRED) === 0 && shares.length === placed.length) return [];
    const details = {
      name,
      sum: all,
      off: compare(all, HUNDRED) < 0 ? minus(HUNDRED, all) : minus(all, HUNDRED),
    };
    return [{ code: 'rubric.percent', sheet, row: first.row, details }];
  }
  if (promised === undefined) return [];
  const fits = [pointsOf(placed), totalOf(placed)];
  if (fits.some((one) => compare(one, promised) === 0)) return [];
  return [{ code: 'rubric.sum', sheet, row: first.row, details: { said: promised, sum: pointsOf(placed) } }];
}
