import { describe, expect, test } from 'vitest';
import { standingsBefore } from '../../shared/scoring/standings.ts';
import type { ScoringRule } from '../../shared/tour/judging/scoring-rule.ts';
import { oracle } from '../support/fraction-oracle.ts';
import { randomRule, randomTour } from '../support/random-tour.ts';
import { pick, seeded } from '../support/seeded.ts';

/** Kinds that weigh thirds, sevenths, almost nothing, or nothing. */
const KINDS: readonly ScoringRule['onSite'][] = [
  { by: 'stop' },
  { by: 'kind', weights: { hall: '3', square: '1' } },
  { by: 'kind', weights: { hall: '0.000003', square: '7' } },
  { by: 'kind', weights: { hall: '0', square: '1' } },
  { by: 'kind', weights: { hall: '0', square: '0', other: '0' } },
];

/** Any rule but one that evens judges out: its oracle is in tests/unit/scoring/evening.test.ts. */
function ruleFor(random: () => number): ScoringRule {
  const rule = randomRule(random);
  const severity = rule.severity.mode === 'z-score' ? ({ mode: 'none' } as const) : rule.severity;
  const digits = random() < 0.5 ? (['digits'] as const) : [];
  return { ...rule, severity, onSite: pick(random, KINDS), tieBreaks: [...digits, ...rule.tieBreaks] };
}

describe('scores, totals and ranks are those of exact fractions, each rounded once where the rule rounds', () => {
  test.each(Array.from({ length: 20 }, (_, at) => at + 1))('seed %i', (seed) => {
    const random = seeded(seed * 7919);
    for (let round = 0; round < 30; round += 1) {
      const rule = ruleFor(random);
      const tour = randomTour(random, rule);
      const { by, rows, areas } = standingsBefore(tour, Number.POSITIVE_INFINITY, undefined);
      const results = new Map(areas.map((one) => [one.areaId, one]));
      const said = rows.map(({ areaId, rank }) => ({
        ...{ areaId, rank },
        onSite: results.get(areaId)?.onSite ?? null,
        total: results.get(areaId)?.total ?? null,
      }));
      const shown = `seed ${seed}, round ${round}, ${JSON.stringify(rule)}`;
      expect({ by, areas: said }, shown).toEqual(oracle(tour, rule));
    }
  });
});
