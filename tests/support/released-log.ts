import type { TourEvent } from '../../shared/tour/events.ts';
import { PLAIN_RULE, type ScoringRule } from '../../shared/tour/judging/scoring-rule.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { sampleSetup } from './sample-tour.ts';
import { pick, seeded, whole } from './seeded.ts';

/*
 * Small logs as the first release wrote them: rules without an edition, of every kind that it took. What it made of
 * them stands in tests/fixtures/released-results.json; so this file is never changed.
 */

const criteria = [
  ['1', '2.5'],
  ['0.5', '0.35', '6'],
].map((weights) =>
  weights.map((weight, at) => ({
    ...{ id: `c${at}`, label: { zh: weight }, weight, min: '0', max: '10', step: '0.25' },
  })),
);

function rule(random: () => number): ScoringRule {
  const [dropHigh, dropLow] = [whole(random, 0, 2), whole(random, 0, 2)];
  const roadShow = pick(random, [0, 20, 27.5]);
  return {
    ...PLAIN_RULE,
    ...{ dropHigh, dropLow, trimFrom: dropHigh + dropLow + whole(random, 1, 2) },
    average: pick(random, ['trimmed', 'trimmed', 'mean', 'median']),
    smallPanel: pick(random, ['all', 'closest-two', 'closest-two']),
    countBy: pick(random, ['ballot', 'ballot', 'criterion']),
    ...{ itemDigits: whole(random, 0, 3), areaDigits: whole(random, 0, 3), totalDigits: whole(random, 0, 3) },
    rounding: pick(random, ['half-up', 'half-even']),
    quorumPercent: pick(random, [0, 30, 50, 70]),
    recuseOwnArea: random() < 0.5,
    severity: pick(random, [
      { mode: 'none' },
      { mode: 'z-score' },
      { mode: 'z-score' },
      { mode: 'group', by: 'kind' },
      { mode: 'group', by: 'day' },
    ]),
    onSite: pick(random, [
      { by: 'stop' },
      { by: 'kind', weights: { hall: '3', square: '0.7' } },
      { by: 'kind', weights: { hall: '0', square: '1' } },
    ]),
    weights: { onSite: `${100 - roadShow}`, roadShow: `${roadShow}`, routine: '0' },
    roundParts: random() < 0.5,
    tieBreaks: (['digits', 'on-site', 'road-show', 'best-stop'] as const).filter(() => random() < 0.5),
  };
}

/** The events of a log of the first release, all of one instant. The same seed gives the same. */
export function releasedLog(seed: number): readonly TourEvent[] {
  const random = seeded(seed);
  const areaIds = Array.from({ length: whole(random, 2, 4) }, (_, at) => `a${at + 1}`);
  const setup: Setup = {
    ...sampleSetup,
    areas: areaIds.map((id) => ({ id, name: { zh: id }, shortName: { zh: id }, seat: [32, 110] })),
    kinds: ['hall', 'square'].map((id) => ({ id, name: { zh: id } })),
    stops: Array.from({ length: areaIds.length * whole(random, 1, 3) }, (_, at) => ({
      ...{ id: `s${at + 1}`, number: at + 1, name: { zh: '点' }, day: whole(random, 1, 2) },
      ...{ areaId: areaIds[at % areaIds.length] ?? 'a1', plannedAt: '09:00', position: [32, 110] },
      kindId: pick(random, ['hall', 'square']),
      rubricId: pick(random, ['r0', 'r1']),
    })),
    talks: areaIds.map((areaId) => ({
      ...{ id: `t-${areaId}`, name: { zh: '路演' }, areaId, day: 2, plannedAt: '15:00', rubricId: 'r0' },
    })),
    rubrics: criteria.map((list, at) => ({ id: `r${at}`, name: { zh: `${at}` }, criteria: list })),
  };
  const judges = Array.from({ length: whole(random, 1, 7) }, (_, at) => ({
    ...{ id: `j${at + 1}`, name: `评委${at + 1}` },
    ...(random() < 0.3 && { areaId: pick(random, areaIds) }),
  }));
  const most = pick(random, [4, 16, 40]);
  const gap = pick(random, [0, 0.1]);
  const ballots = [...setup.stops, ...(setup.talks ?? [])].flatMap(({ id: itemId, rubricId }) =>
    judges.flatMap(({ id: judgeId }): TourEvent[] => {
      if (random() < gap) return [];
      const marks = Object.fromEntries(
        (criteria[rubricId === 'r0' ? 0 : 1] ?? []).map(({ id }) => [
          id,
          String((40 - whole(random, 0, most)) / 4),
        ]),
      );
      const abstains = random() < gap ? pick(random, ['recused', 'absent'] as const) : undefined;
      return abstains === undefined
        ? [{ type: 'ballot.cast', itemId, judgeId, marks }]
        : [{ type: 'ballot.cast', itemId, judgeId, marks: {}, abstains }];
    }),
  );
  return [
    { type: 'tour.setUp', setup },
    ...judges.map((judge): TourEvent => ({ type: 'judge.appointed', judge })),
    { type: 'rule.set', rule: rule(random) },
    ...ballots,
  ];
}
