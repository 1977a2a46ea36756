import { mean } from '../../decimal.ts';
import { type MarkTable, SAME_PERCENT } from './mark-table.ts';

/** A total far from what the rest of the panel gave. */
export interface OutlyingMark {
  readonly judgeId: string;
  readonly itemId: string;
  /** Exact decimal, in points. */
  readonly total: string;
  /** Mean of all the item's ballots, this one included, nothing dropped; in points, two digits. */
  readonly panelMean: string;
  /** Total − mean in percent of the item's possible range; negative is below the panel. */
  readonly distancePercent: number;
}

/** ISU Communication 2098: 1.5 or more from the panel's mean, on a scale of 10. */
export const OUTLYING_FROM_PERCENT = 15;

/** Totals that lie that far from the item's panel mean or farther, the farthest first. */
export function outlyingMarks(
  { items }: MarkTable,
  fromPercent: number = OUTLYING_FROM_PERCENT,
): readonly OutlyingMark[] {
  const found = items.flatMap(({ item, ballots, panelMeanPercent }): OutlyingMark[] => {
    const far = [...ballots.values()].filter(
      ({ percent }) => Math.abs(percent - panelMeanPercent) >= fromPercent - SAME_PERCENT,
    );
    if (far.length === 0) return [];
    const totals = [...ballots.values()].map(({ total }) => total);
    const panelMean = mean(totals, 2, 'half-up');
    return far.map(({ judgeId, total, percent }) => {
      const distancePercent = percent - panelMeanPercent;
      return { judgeId, itemId: item.id, total, panelMean, distancePercent };
    });
  });
  return found.sort((a, b) => Math.abs(b.distancePercent) - Math.abs(a.distancePercent));
}
