import type { Ballot } from '../../../shared/tour/judging/ballots.ts';
import { PLAIN_RULE, type ScoringRule } from '../../../shared/tour/judging/scoring-rule.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import { emptyTour, type Tour } from '../../../shared/tour/state.ts';
import { gaussian, seeded } from '../../support/seeded.ts';
import { demoJudges, demoSetup } from './demo-setup.ts';

const CRITERIA = ['1', '1', '0.5', '1.5', '2', '1', '1.5', '1.5'];

/** The demo's areas, stops and a talk of each area: 50 items, all marked by the same eight criteria. */
const setup: Setup = {
  ...demoSetup,
  stops: demoSetup.stops.map((stop) => ({ ...stop, rubricId: 'eight' })),
  talks: demoSetup.areas.map(({ id, name }) => ({
    ...{ id: `talk-${id}`, name, areaId: id, day: 3, plannedAt: '15:00', rubricId: 'eight' },
  })),
  rubrics: [
    {
      id: 'eight',
      name: { zh: '八项' },
      criteria: CRITERIA.map((weight, index) => ({
        ...{ id: `c${index + 1}`, label: { zh: `${index + 1}` }, weight },
        ...{ min: '0', max: '10', step: '0.1' },
      })),
    },
  ],
};

/** One high and one low dropped, parts that sum to 100, judges of the own area out, ties broken by all there is. */
const fullRule: ScoringRule = {
  ...PLAIN_RULE,
  recuseOwnArea: true,
  weights: { onSite: '60', roadShow: '20', routine: '20' },
  roundParts: true,
  tieBreaks: ['digits', 'on-site', 'road-show', 'routine', 'best-stop'],
};

/**
 * A tour with every ballot of 52 judges for 50 items, all objects new: nothing that the engine may remember of an
 * earlier one is in it. The same seed gives the same marks.
 */
export function scoredTour(seed: number, rule: ScoringRule = fullRule): Tour {
  const random = seeded(seed);
  const judges = structuredClone(demoJudges);
  const severity = new Map(judges.map(({ id }) => [id, gaussian(random) * 0.3]));
  const quality = new Map(setup.areas.map(({ id }) => [id, 8.3 + gaussian(random) * 0.3]));
  const ballots: Record<string, Record<string, Ballot>> = {};
  for (const item of [...setup.stops, ...(setup.talks ?? [])]) {
    const ofItem: Record<string, Ballot> = {};
    const level = (quality.get(item.areaId) ?? 8) + gaussian(random) * 0.2;
    for (const { id } of judges) {
      const marks = Object.fromEntries(
        CRITERIA.map((_, index) => {
          const mark = level + (severity.get(id) ?? 0) + gaussian(random) * 0.4;
          return [`c${index + 1}`, Math.min(10, Math.max(0, mark)).toFixed(1)];
        }),
      );
      ofItem[id] = { version: 1, marks, castAt: 1, earlier: [] };
    }
    ballots[item.id] = ofItem;
  }
  return {
    ...emptyTour,
    setup: structuredClone(setup),
    setupVersion: 1,
    days: { 1: { begunAt: 1 } },
    judges: Object.fromEntries(judges.map((judge) => [judge.id, judge])),
    panel: Object.fromEntries(judges.map(({ id }) => [id, [{ from: 0 }]])),
    ballots,
    rules: [{ at: 0, value: structuredClone(rule) }],
    routine: Object.fromEntries(
      setup.areas.map(({ id }) => [id, [{ at: 0, value: (92 + gaussian(random)).toFixed(2) }]]),
    ),
  };
}
