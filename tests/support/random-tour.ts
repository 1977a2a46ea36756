import type { Ballot } from '../../shared/tour/judging/ballots.ts';
import type { Judge } from '../../shared/tour/judging/judges.ts';
import { PLAIN_RULE, type ScoringRule } from '../../shared/tour/judging/scoring-rule.ts';
import type { Rubric } from '../../shared/tour/setup/rubric.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { cast, tourWith } from './fair-tour.ts';
import { sampleSetup } from './sample-tour.ts';
import { pick, whole } from './seeded.ts';

const DRAWN_BREAKS = ['on-site', 'road-show', 'routine', 'best-stop'] as const;

/** Any rule that a tour may have, except that ties are not broken by digits. */
export function randomRule(random: () => number): ScoringRule {
  const [dropHigh, dropLow] = [whole(random, 0, 2), whole(random, 0, 2)];
  const routine = pick(random, [0, 0, 10, 12.5]);
  const roadShow = pick(random, [0, 20, 27.5]);
  return {
    ...PLAIN_RULE,
    ...{ dropHigh, dropLow, trimFrom: dropHigh + dropLow + whole(random, 1, 2) },
    average: pick(random, ['trimmed', 'trimmed', 'mean', 'median']),
    smallPanel: pick(random, ['all', 'closest-two']),
    countBy: pick(random, ['ballot', 'ballot', 'criterion']),
    itemDigits: whole(random, 0, 4),
    areaDigits: whole(random, 0, 4),
    totalDigits: whole(random, 0, 3),
    rounding: pick(random, ['half-up', 'half-even']),
    quorumPercent: pick(random, [0, 30, 50, 70]),
    recuseOwnArea: random() < 0.5,
    severity: pick(random, [
      { mode: 'none' },
      { mode: 'none' },
      { mode: 'z-score' },
      { mode: 'group', by: 'kind' },
      { mode: 'group', by: 'day' },
    ]),
    onSite: pick(random, [{ by: 'stop' }, { by: 'kind', weights: { hall: '0.6', square: '1.25' } }]),
    weights: { onSite: `${100 - routine - roadShow}`, roadShow: `${roadShow}`, routine: `${routine}` },
    roundParts: random() < 0.5,
    tieBreaks: DRAWN_BREAKS.filter(() => random() < 0.5),
  };
}

/** Rubrics with marks so coarse that ties and exact halves are common. */
const rubrics: readonly Rubric[] = [
  { id: 'plain', marks: ['1', '2.5'] },
  { id: 'fine', marks: ['0.5', '0.35', '6'] },
].map(({ id, marks }) => ({
  id,
  name: { zh: id },
  criteria: marks.map((weight, index) => ({
    ...{ id: `c${index}`, label: { zh: weight }, weight },
    ...{ min: '0', max: '10', step: '0.25' },
  })),
}));

/** A small tour with talks, routine work, points, absent and recused judges. */
export function randomTour(random: () => number, rule: ScoringRule): Tour {
  const areaIds = Array.from({ length: whole(random, 2, 6) }, (_, index) => `a${index + 1}`);
  const stopCount = areaIds.length * whole(random, 1, 3);
  const setup: Setup = {
    ...sampleSetup,
    areas: areaIds.map((id) => ({ id, name: { zh: id }, shortName: { zh: id }, seat: [32, 110] })),
    kinds: ['hall', 'square', 'other'].map((id) => ({ id, name: { zh: id } })),
    stops: Array.from({ length: stopCount }, (_, index) => ({
      ...{ id: `s${index + 1}`, number: index + 1, name: { zh: '点' }, day: whole(random, 1, 2) },
      areaId: areaIds[index % areaIds.length] ?? 'a1',
      plannedAt: '09:00',
      position: [32, 110] as [number, number],
      ...(random() < 0.8 && { kindId: pick(random, ['hall', 'square', 'other']) }),
      rubricId: pick(random, ['plain', 'fine']),
    })),
    talks: areaIds.map((areaId) => ({
      ...{ id: `t-${areaId}`, name: { zh: '路演' }, areaId, day: 2, plannedAt: '15:00', rubricId: 'plain' },
    })),
    rubrics: [...rubrics],
  };
  const judges: readonly Judge[] = Array.from({ length: whole(random, 1, 9) }, (_, index) => ({
    ...{ id: `j${index + 1}`, name: `评委${index + 1}` },
    ...(random() < 0.4 && { areaId: pick(random, areaIds) }),
  }));
  const ballots: Record<string, Record<string, Ballot>> = {};
  const most = pick(random, [4, 16, 40]);
  const gaps = pick(random, [0, 0.1, 0.3]);
  for (const { id, rubricId } of [...setup.stops, ...(setup.talks ?? [])])
    for (const judge of judges) {
      if (random() < gaps / 2) continue;
      const criteria = rubrics.find((one) => one.id === rubricId)?.criteria ?? [];
      const mark = () => String((40 - whole(random, 0, most)) / 4);
      const marks = Object.fromEntries(criteria.map((criterion) => [criterion.id, mark()]));
      const missing = cast(undefined);
      const abstains = random() < 0.5 ? ({ ...missing, abstains: 'recused' } as const) : missing;
      ballots[id] = { ...ballots[id], [judge.id]: random() < gaps / 2 ? abstains : cast(marks) };
    }
  return {
    ...tourWith(setup, judges, ballots, rule),
    routine: Object.fromEntries(
      areaIds.map((id) => [id, [{ at: 0, value: `${whole(random, 360, 400) / 4}` }]]),
    ),
    adjustments: Object.fromEntries(
      areaIds
        .filter(() => random() < 0.3)
        .map((areaId) => {
          const points = pick(random, ['0.5', '-0.25', '-1']);
          return [areaId, { id: areaId, areaId, points, reason: '加减分', at: 0 }];
        }),
    ),
  };
}

/** The tour after some of its judges have left, with their ballots; the first stays. */
export function afterSomeLeft(random: () => number, tour: Tour): Tour {
  const [first, ...others] = Object.values(tour.judges);
  const left = others.filter(() => random() < 0.3);
  const stays = [...(first ? [first] : []), ...others.filter((one) => !left.includes(one))];
  return {
    ...tour,
    judges: Object.fromEntries(stays.map((judge) => [judge.id, judge])),
    formerJudges: Object.fromEntries(left.map((judge) => [judge.id, judge])),
    panel: {
      ...tour.panel,
      ...Object.fromEntries(
        left.map(({ id, areaId }) => [id, [{ from: 0, until: 5, ...(areaId !== undefined && { areaId }) }]]),
      ),
    },
  };
}
