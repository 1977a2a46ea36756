import { type MarkTable, SAME_PERCENT, type ScoredItem, type TotalledBallot } from './mark-table.ts';

/**
 * Marks that look as if they were not given to what was seen:
 * - `same-totals`: the same total again and again;
 * - `flat`: within each ballot the same mark for every criterion (of the criterion's range);
 * - `alternating`: two totals by turns, a b a b …;
 * - `rising`, `falling`: totals that only ever go that way along the itinerary, at most half of the steps level.
 */
export type PatternKind = 'same-totals' | 'flat' | 'alternating' | 'rising' | 'falling';

/** A run of ballots, in the order of the itinerary over the items that the judge scored. */
export interface Pattern {
  readonly judgeId: string;
  readonly kind: PatternKind;
  readonly firstItemId: string;
  readonly lastItemId: string;
  readonly ballots: number;
  /**
   * How likely the run is for somebody who does at every step what the other judges did there, anywhere in that many
   * ballots; at most {@link RAREST}. Said to be shown as "1 in …", not to be trusted to the last digit.
   */
  readonly chance: number;
}

/** Shorter runs say nothing. */
export const FEWEST_BALLOTS = 8;
/** Runs that chance makes more often than this, for one judge, are not said. */
export const RAREST = 1e-4;

interface Given {
  readonly scored: ScoredItem;
  readonly ballot: TotalledBallot;
}

/** Whether the ballot at the end of a list, with those before it, goes on with a pattern; it looks `back` ballots back. */
interface Kind {
  readonly kind: PatternKind;
  readonly back: number;
  readonly holds: (last: Given, before: Given | undefined, twoBefore: Given | undefined) => boolean;
}

const difference = (a: Given, b: Given): number => {
  const off = a.ballot.percent - b.ballot.percent;
  return Math.abs(off) < SAME_PERCENT ? 0 : off;
};

const KINDS: readonly Kind[] = [
  { kind: 'same-totals', back: 1, holds: (last, before) => !!before && difference(last, before) === 0 },
  { kind: 'flat', back: 0, holds: isFlat },
  {
    kind: 'alternating',
    back: 2,
    holds: (last, before, twoBefore) =>
      !!before && !!twoBefore && difference(last, twoBefore) === 0 && difference(last, before) !== 0,
  },
  { kind: 'rising', back: 1, holds: (last, before) => !!before && difference(last, before) >= 0 },
  { kind: 'falling', back: 1, holds: (last, before) => !!before && difference(last, before) <= 0 },
];

/** Every criterion at the same share of its range; a rubric of one criterion has no such pattern. */
function isFlat({ scored, ballot }: Given): boolean {
  const shares = scored.rubric.criteria.flatMap(({ id, min, max }) => {
    const range = Number(max) - Number(min);
    return range > 0 ? (Number(ballot.marks[id] ?? '0') - Number(min)) / range : [];
  });
  const [first = 0] = shares;
  return shares.length > 1 && shares.every((share) => Math.abs(share - first) < SAME_PERCENT);
}

/**
 * Patterns of all judges: for each judge and kind the longest run that is too long for chance. What everybody does is
 * no pattern of one judge: where the itinerary goes from the weaker to the stronger stops, all marks rise; a rubric
 * with few steps makes many equal totals. So each step is weighed by how many of the other judges took it too.
 */
export function patternsIn(table: MarkTable): readonly Pattern[] {
  return table.judgeIds.flatMap((judgeId) => {
    const own = ballotsOf(table, judgeId);
    return KINDS.flatMap((kind) => longestRun(table, judgeId, own, kind) ?? []);
  });
}

const ballotsOf = ({ items }: MarkTable, judgeId: string): readonly Given[] =>
  items.flatMap((scored) => {
    const ballot = scored.ballots.get(judgeId);
    return ballot === undefined ? [] : { scored, ballot };
  });

function longestRun(
  table: MarkTable,
  judgeId: string,
  own: readonly Given[],
  kind: Kind,
): Pattern | undefined {
  let longest: readonly [from: number, to: number] = [0, 0];
  for (let from = 0; from + kind.back < own.length; ) {
    let to = from + kind.back;
    while (to < own.length && holdsAt(own, to, kind)) to += 1;
    if (to - kind.back > from && to - from > longest[1] - longest[0]) longest = [from, to];
    from = Math.max(from + 1, to - kind.back);
  }
  const run = own.slice(...longest);
  const [first, last] = [run[0], run.at(-1)];
  if (run.length < FEWEST_BALLOTS || first === undefined || last === undefined) return undefined;
  if (kind.kind === 'rising' || kind.kind === 'falling') {
    const level = run.filter((one, at) => at > 0 && difference(one, run[at - 1] ?? one) === 0).length;
    if (level * 2 > run.length - 1) return undefined;
  }
  const steps = run.slice(kind.back).map((_, at) => shareOfOthers(table, judgeId, run, at + kind.back, kind));
  const starts = own.length - run.length + 1;
  const chance = Math.min(1, starts * steps.reduce((product, share) => product * share, 1));
  return chance > RAREST
    ? undefined
    : {
        ...{ judgeId, kind: kind.kind, ballots: run.length, chance },
        firstItemId: first.scored.item.id,
        lastItemId: last.scored.item.id,
      };
}

const holdsAt = (ballots: readonly Given[], at: number, { holds }: Kind): boolean => {
  const last = ballots[at];
  return last !== undefined && holds(last, ballots[at - 1], ballots[at - 2]);
};

/** The share of the other judges who took that step, never quite 0 or 1: (k + 1) ÷ (m + 2), Laplace's rule. */
function shareOfOthers(
  { judgeIds }: MarkTable,
  judgeId: string,
  run: readonly Given[],
  at: number,
  kind: Kind,
): number {
  const steps = run.slice(at - kind.back, at + 1).map(({ scored }) => scored);
  let [took, had] = [0, 0];
  for (const other of judgeIds) {
    if (other === judgeId) continue;
    const given = steps.flatMap((scored) => {
      const ballot = scored.ballots.get(other);
      return ballot === undefined ? [] : { scored, ballot };
    });
    if (given.length < steps.length) continue;
    had += 1;
    if (holdsAt(given, given.length - 1, kind)) took += 1;
  }
  return (took + 1) / (had + 2);
}
