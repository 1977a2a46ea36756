import { castBefore, type Marks } from '../../shared/tour/judging/ballots.ts';
import type { ScoringRule } from '../../shared/tour/judging/scoring-rule.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';

/*
 * What a result is by the rule in the README of `shared/scoring`, written down a second time and knowing nothing of
 * the engine: numbers are pairs of whole numbers, nothing is remembered and nothing is quick. For evening out judges see
 * `evening.test.ts`.
 */
type Q = readonly [above: bigint, below: bigint];

const q = (text: string): Q => {
  const negative = text.startsWith('-');
  const [whole = '0', digits = ''] = text.replace('-', '').split('.');
  const above = BigInt(whole) * 10n ** BigInt(digits.length) + BigInt(digits === '' ? '0' : digits);
  return [negative ? -above : above, 10n ** BigInt(digits.length)];
};
const add = (a: Q, b: Q): Q => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
const mul = (a: Q, b: Q): Q => [a[0] * b[0], a[1] * b[1]];
const div = (a: Q, b: Q): Q => [a[0] * b[1], a[1] * b[0]];
const less = (a: Q, b: Q): boolean => a[0] * b[1] < b[0] * a[1];
const same = (a: Q, b: Q): boolean => a[0] * b[1] === b[0] * a[1];
const total = (list: readonly Q[]): Q => list.reduce(add, [0n, 1n]);
const average = (list: readonly Q[]): Q => div(total(list), [BigInt(list.length), 1n]);

/** To that many digits: the nearest; of two as near the farther from zero, or the even one. */
function round(value: Q, digits: number, rounding: ScoringRule['rounding']): Q {
  const power = 10n ** BigInt(digits);
  const size = value[0] < 0n ? -value[0] : value[0];
  const doubled = 2n * size * power;
  let units = doubled / (2n * value[1]);
  const over = doubled - units * 2n * value[1];
  if (over > value[1] || (over === value[1] && (rounding === 'half-up' || units % 2n === 1n))) units += 1n;
  return [value[0] < 0n ? -units : units, power];
}

/** With exactly that many digits. */
export function shown(value: Q, digits: number): string {
  const units = (value[0] * 10n ** BigInt(digits)) / value[1];
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  const plain = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return units < 0n ? `-${plain}` : plain;
}

/** What counts of some marks, ascending. */
function kept(marks: readonly Q[], rule: ScoringRule): readonly Q[] {
  const list = [...marks].sort((a, b) => (less(a, b) ? -1 : same(a, b) ? 0 : 1));
  if (rule.average !== 'trimmed') return list;
  if (list.length >= rule.trimFrom && list.length > rule.dropHigh + rule.dropLow)
    return list.slice(rule.dropLow, list.length - rule.dropHigh);
  const [a, b, c] = list;
  if (rule.smallPanel === 'all' || list.length !== 3 || !a || !b || !c) return list;
  // RopeScore: the lower two where they are closer, else the higher two.
  return less(add(b, mul([-1n, 1n], a)), add(c, mul([-1n, 1n], b))) ? [a, b] : [b, c];
}

function averaged(marks: readonly Q[], rule: ScoringRule): Q {
  const list = kept(marks, rule);
  const half = Math.floor(list.length / 2);
  return average(
    rule.average === 'median' ? list.slice(list.length % 2 === 1 ? half : half - 1, half + 1) : list,
  );
}

interface Item {
  readonly id: string;
  readonly areaId: string;
  readonly rubricId: string;
  readonly day: number;
  readonly kind: string;
  readonly isTalk: boolean;
}

/** An item's score, rounded as the rule says and not at all; undefined below the quorum. */
interface Score {
  readonly said: Q;
  readonly exact: Q;
}

export interface OracleArea {
  readonly areaId: string;
  readonly onSite: string | null;
  readonly total: string | null;
  readonly rank: number | null;
}

/** The areas in order of rank. `evened`: a judge's total after judges were evened out, where the rule does that. */
export function oracle(
  tour: Tour,
  rule: ScoringRule,
  evened?: (itemId: string, judgeId: string) => string,
): { readonly by: 'on-site' | 'total'; readonly areas: readonly OracleArea[] } {
  const setup = tour.setup as Setup;
  const items: Item[] = [
    ...setup.stops.map((stop) => ({ ...stop, kind: stop.kindId ?? '', isTalk: false })),
    ...(setup.talks ?? []).map((talk) => ({ ...talk, kind: '', isTalk: true })),
  ];
  const raw = new Map<string, Score>();
  for (const item of items) {
    const score = scoreOf(tour, setup, item, rule, evened);
    if (score !== undefined) raw.set(item.id, score);
  }
  const scores = rule.severity.mode === 'group' ? byGroups(items, raw, rule, rule.severity.by) : raw;
  const areas = setup.areas.map(({ id }) => areaOf(tour, id, items, scores, rule));
  const by = areas.every((one) => one.total !== null) ? 'total' : 'on-site';
  return { by, areas: rankedAreas(areas, by, rule) };
}

function scoreOf(
  tour: Tour,
  setup: Setup,
  item: Item,
  rule: ScoringRule,
  evened?: (itemId: string, judgeId: string) => string,
): Score | undefined {
  const criteria = setup.rubrics.find(({ id }) => id === item.rubricId)?.criteria ?? [];
  const judges = Object.values(tour.judges);
  const casts: { readonly judgeId: string; readonly marks: Marks }[] = [];
  let expected = judges.length;
  for (const { id, areaId } of judges) {
    const ballot = tour.ballots[item.id]?.[id];
    const cast = ballot && castBefore(ballot, Number.POSITIVE_INFINITY);
    const isOut = rule.recuseOwnArea && areaId === item.areaId;
    if (isOut || cast?.abstains === 'recused') expected -= 1;
    if (!isOut && cast !== undefined && cast.abstains === undefined)
      casts.push({ judgeId: id, marks: cast.marks });
  }
  const needed = Math.max(1, Math.ceil((expected * rule.quorumPercent) / 100));
  if (casts.length < needed) return undefined;
  const rounded = (value: Q) => round(value, rule.itemDigits, rule.rounding);
  if (rule.countBy === 'ballot') {
    const totals = casts.map(({ judgeId, marks }) =>
      evened
        ? q(evened(item.id, judgeId))
        : total(criteria.map(({ id, weight }) => mul(q(marks[id] ?? '0'), q(weight)))),
    );
    const exact = averaged(totals, rule);
    return { exact, said: rounded(exact) };
  }
  const parts = criteria.map(({ id, weight }) => {
    const exact = averaged(
      casts.map(({ marks }) => q(marks[id] ?? '0')),
      rule,
    );
    return { exact: mul(exact, q(weight)), said: rounded(mul(rounded(exact), q(weight))) };
  });
  return { exact: total(parts.map(({ exact }) => exact)), said: total(parts.map(({ said }) => said)) };
}

function byGroups(
  items: readonly Item[],
  raw: ReadonlyMap<string, Score>,
  rule: ScoringRule,
  by: 'kind' | 'day',
): ReadonlyMap<string, Score> {
  const scored = items.flatMap((item) => {
    const score = raw.get(item.id);
    return score === undefined || item.isTalk ? [] : [{ item, score }];
  });
  const groupOf = (item: Item) => (by === 'kind' ? item.kind : String(item.day));
  const out = new Map(raw);
  for (const { item, score } of scored) {
    const group = scored.filter((other) => groupOf(other.item) === groupOf(item));
    const evened = (of: (one: Score) => Q): Q | undefined => {
      const below = average(group.map((one) => of(one.score)));
      if (below[0] === 0n) return undefined;
      return div(mul(of(score), average(scored.map((one) => of(one.score)))), below);
    };
    const said = evened((one) => one.said);
    out.set(item.id, {
      said: said === undefined ? score.said : round(said, rule.itemDigits, rule.rounding),
      exact: evened((one) => one.exact) ?? score.exact,
    });
  }
  return out;
}

function onSiteOf(
  own: readonly { readonly kind: string; readonly value: Q }[],
  { onSite }: ScoringRule,
): Q | undefined {
  if (own.length === 0) return undefined;
  if (onSite.by === 'stop') return average(own.map(({ value }) => value));
  const kinds = [...new Set(own.map(({ kind }) => kind))].map((kind) => ({
    weight: q(onSite.weights[kind] ?? '1'),
    mean: average(own.filter((one) => one.kind === kind).map(({ value }) => value)),
  }));
  const below = total(kinds.map(({ weight }) => weight));
  return below[0] === 0n ? undefined : div(total(kinds.map((one) => mul(one.weight, one.mean))), below);
}

interface Counted {
  readonly areaId: string;
  readonly onSite: Q | undefined;
  readonly roadShow: Q | undefined;
  readonly routine: Q | undefined;
  readonly best: Q | undefined;
  readonly total: Q | null;
  readonly exact: Q | undefined;
}

function areaOf(
  tour: Tour,
  areaId: string,
  items: readonly Item[],
  scores: ReadonlyMap<string, Score>,
  rule: ScoringRule,
): Counted {
  const own = items.filter((item) => item.areaId === areaId);
  const of = (isTalk: boolean) =>
    own.flatMap((item) => {
      const score = scores.get(item.id);
      return score === undefined || item.isTalk !== isTalk ? [] : [{ kind: item.kind, ...score }];
    });
  const [stops, talks] = [of(false), of(true)];
  const routine = tour.routine[areaId]?.at(-1)?.value;
  const exact = {
    onSite: onSiteOf(
      stops.map((one) => ({ kind: one.kind, value: one.exact })),
      rule,
    ),
    roadShow: talks.length === 0 ? undefined : average(talks.map((one) => one.exact)),
    routine: routine == null ? undefined : q(routine),
  };
  const rounded = (value: Q | undefined) => value && round(value, rule.areaDigits, rule.rounding);
  const said = {
    onSite: rounded(
      onSiteOf(
        stops.map((one) => ({ kind: one.kind, value: one.said })),
        rule,
      ),
    ),
    roadShow: rounded(talks.length === 0 ? undefined : average(talks.map((one) => one.said))),
    routine: rounded(exact.routine),
  };
  const points = Object.values(tour.adjustments)
    .filter((one) => one.areaId === areaId)
    .map((one) => q(one.points));
  const weighted = (
    values: Readonly<Record<'onSite' | 'roadShow' | 'routine', Q | undefined>>,
    rounds: boolean,
  ) => {
    const parts: Q[] = [];
    for (const part of ['onSite', 'roadShow', 'routine'] as const) {
      const [weight, value] = [q(rule.weights[part]), values[part]];
      if (weight[0] === 0n) continue;
      if (value === undefined) return undefined;
      const of100 = div(mul(value, weight), [100n, 1n]);
      parts.push(rounds ? round(of100, rule.totalDigits, rule.rounding) : of100);
    }
    return total([...parts, ...points]);
  };
  const stopCount = own.filter((item) => !item.isTalk).length;
  const talkCount = own.length - stopCount;
  const counts = (weight: string) => q(weight)[0] !== 0n;
  const isWhole =
    (!counts(rule.weights.onSite) || (stopCount > 0 && stops.length === stopCount)) &&
    (!counts(rule.weights.roadShow) || (talkCount > 0 && talks.length === talkCount));
  const sum = isWhole ? weighted(said, rule.roundParts) : undefined;
  const best = stops.map((one) => one.said).sort((a, b) => (less(a, b) ? 1 : -1))[0];
  return {
    ...{ areaId, ...said, best, exact: weighted(exact, false) },
    total: sum === undefined ? null : round(sum, rule.totalDigits, rule.rounding),
  };
}

function rankedAreas(
  areas: readonly Counted[],
  by: 'on-site' | 'total',
  rule: ScoringRule,
): readonly OracleArea[] {
  const keysOf = (one: Counted): readonly (Q | undefined)[] =>
    by === 'on-site'
      ? [one.onSite]
      : [
          one.total ?? undefined,
          ...rule.tieBreaks.map((tieBreak) => {
            const keys = {
              digits: one.exact,
              'on-site': one.onSite,
              'road-show': one.roadShow,
              routine: one.routine,
              'best-stop': one.best,
            };
            return keys[tieBreak];
          }),
        ];
  const isBefore = (a: Counted, b: Counted): boolean => {
    const [left, right] = [keysOf(a), keysOf(b)];
    for (const [at, key] of left.entries()) {
      const other = right[at];
      if (key === undefined || other === undefined) {
        if ((key === undefined) !== (other === undefined)) return key !== undefined;
        // Two areas without a score are not compared any further.
        if (at === 0) return false;
      } else if (!same(key, other)) return less(other, key);
    }
    return false;
  };
  const placed = areas.map((one, at) => {
    const ahead = areas.filter((other) => isBefore(other, one)).length;
    const digits = { onSite: rule.areaDigits, total: rule.totalDigits };
    const scored = keysOf(one)[0] !== undefined;
    return {
      ...{ at, ahead, areaId: one.areaId, rank: scored ? ahead + 1 : null },
      onSite: one.onSite === undefined ? null : shown(one.onSite, digits.onSite),
      total: one.total === null ? null : shown(one.total, digits.total),
    };
  });
  return placed
    .sort((a, b) => a.ahead - b.ahead || a.at - b.at)
    .map(({ areaId, onSite, total: sum, rank }) => ({ areaId, onSite, total: sum, rank }));
}
