import { type MarkTable, SAME_PERCENT } from './mark-table.ts';

/**
 * How far the panel agrees on the order of items: Kendall's coefficient of concordance W with the correction for
 * ties, 0 (no agreement) to 1 (all judges put all items in the same order). It rests on a table without gaps.
 */
export type Agreement =
  | {
      readonly w: number;
      readonly judgeIds: readonly string[];
      readonly itemIds: readonly string[];
    }
  | {
      readonly w: null;
      /** Fewer than two judges or two items, or every judge gave all items the same total. */
      readonly why: 'few-judges' | 'few-items' | 'all-tied';
    };

/**
 * Kendall's W over the largest table without gaps that is found by leaving out, one after another, the judge or the
 * item that lacks the largest share of ballots (of equals first an item, and the later one). So neither a judge who missed a
 * day nor a stop that is just being scored spoils the figure.
 */
export function agreementOf(table: MarkTable): Agreement {
  const { judgeIds, items } = withoutGaps(table);
  if (judgeIds.length < 2) return { w: null, why: 'few-judges' };
  if (items.length < 2) return { w: null, why: 'few-items' };
  const rows = judgeIds.map((judgeId) => items.map(({ ballots }) => ballots.get(judgeId)?.percent ?? 0));
  const w = concordance(rows);
  return w === null ? { w, why: 'all-tied' } : { w, judgeIds, itemIds: items.map(({ item }) => item.id) };
}

/**
 * W = 12·S ÷ (m²·(n³ − n) − m·ΣT): m rows (judges) of n values (items), S the sum of squared deviations of the items'
 * sums of ranks, T = Σ(t³ − t) over a row's groups of t equal values, which share their mean rank (Kendall, Rank
 * Correlation Methods, 1948; Siegel 1956). Null where nothing tells items apart.
 */
export function concordance(rows: readonly (readonly number[])[]): number | null {
  const m = rows.length;
  const n = rows[0]?.length ?? 0;
  const sums = new Array<number>(n).fill(0);
  let ties = 0;
  for (const row of rows) {
    const order = row.map((_, index) => index).sort((a, b) => (row[a] ?? 0) - (row[b] ?? 0));
    for (let from = 0; from < n; ) {
      let to = from + 1;
      while (to < n && isSame(row[order[to] ?? 0], row[order[from] ?? 0])) to += 1;
      const tied = to - from;
      ties += tied ** 3 - tied;
      for (let at = from; at < to; at += 1) {
        const item = order[at] ?? 0;
        sums[item] = (sums[item] ?? 0) + (from + 1 + to) / 2;
      }
      from = to;
    }
  }
  const mean = (m * (n + 1)) / 2;
  const squares = sums.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const below = m * m * (n ** 3 - n) - m * ties;
  return below > 0 ? (12 * squares) / below : null;
}

const isSame = (a = 0, b = 0): boolean => Math.abs(a - b) < SAME_PERCENT;

function withoutGaps({ judgeIds, items }: MarkTable): MarkTable {
  let judges = judgeIds.filter((id) => items.some(({ ballots }) => ballots.has(id)));
  let rest = items;
  for (;;) {
    const ofItems = rest.map(({ ballots }) => judges.filter((id) => !ballots.has(id)).length / judges.length);
    const ofJudges = judges.map((id) => rest.filter(({ ballots }) => !ballots.has(id)).length / rest.length);
    const worst = { item: Math.max(0, ...ofItems), judge: Math.max(0, ...ofJudges) };
    if (worst.item === 0) return { judgeIds: judges, items: rest };
    if (worst.item >= worst.judge) rest = rest.toSpliced(ofItems.lastIndexOf(worst.item), 1);
    else judges = judges.toSpliced(ofJudges.lastIndexOf(worst.judge), 1);
  }
}
