import { type MarkTable, meanOf } from './mark-table.ts';

/** How strict a judge is and how far the own totals lie apart. */
export interface JudgeHabit {
  readonly judgeId: string;
  /** Ballots that count. */
  readonly ballots: number;
  /**
   * Mean of (own total − mean of the item's whole panel) over the items that the judge scored, in percent of the
   * items' range: below 0 is stricter than the panel, above is milder. Null without a ballot.
   */
  readonly severity: number | null;
  /** Population standard deviation of the own totals, in percent of the items' range; 0 where all are equal. */
  readonly spread: number | null;
  /** The own spread ÷ the panel's; 1 is ordinary, 0 tells no item from another. Null where there is no measure. */
  readonly spreadRatio: number | null;
}

/** All judges' habits, and what is ordinary on this panel. */
export interface PanelHabits {
  /** In the order of the panel; judges without a ballot included. */
  readonly judges: readonly JudgeHabit[];
  /** Middle value of the spreads of all judges with two ballots or more: one odd judge does not move it. */
  readonly panelSpread: number | null;
}

/** Each judge's severity and spread. */
export function panelHabits({ judgeIds, items }: MarkTable): PanelHabits {
  const own = judgeIds.map((judgeId) => {
    const percents: number[] = [];
    const off: number[] = [];
    for (const { ballots, panelMeanPercent } of items) {
      const percent = ballots.get(judgeId)?.percent;
      if (percent === undefined) continue;
      percents.push(percent);
      off.push(percent - panelMeanPercent);
    }
    const severity = off.length === 0 ? null : meanOf(off);
    return { judgeId, ballots: percents.length, severity, spread: deviationOf(percents) };
  });
  const spreads = own.flatMap(({ ballots, spread }) => (ballots < 2 || spread === null ? [] : spread));
  const panelSpread = middleOf(spreads);
  const ratioOf = (spread: number | null) =>
    spread === null || panelSpread === null || panelSpread === 0 ? null : spread / panelSpread;
  return { judges: own.map((one) => ({ ...one, spreadRatio: ratioOf(one.spread) })), panelSpread };
}

function deviationOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  // A mean of equal doubles may differ from them in its last digit, and "no spread at all" has to be exactly 0.
  if (values.every((value) => value === values[0])) return 0;
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

function middleOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const [below, above] = [sorted[sorted.length % 2 === 1 ? half : half - 1], sorted[half]];
  return below === undefined || above === undefined ? null : (below + above) / 2;
}
