import { demoJudges, demoSetup } from '../../server/demo/setup.ts';
import { areas } from '../../server/demo/tour/areas.ts';
import { marksFor, roadShowMarksFor } from '../../server/demo/tour/ballots.ts';
import { judges } from '../../server/demo/tour/judges.ts';
import { roadShowRubric } from '../../server/demo/tour/rubric.ts';
import { stops } from '../../server/demo/tour/stops.ts';
import type { Ballot, Marks } from '../../shared/tour/judging/ballots.ts';
import type { Judge } from '../../shared/tour/judging/judges.ts';
import type { ScoringRule } from '../../shared/tour/judging/scoring-rule.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { sampleSetup } from './sample-tour.ts';

/** A ballot that was cast at 1 ms; without marks: absent. */
export const cast = (marks: Marks | undefined): Ballot => ({
  version: 1,
  marks: marks ?? {},
  ...(marks === undefined && { abstains: 'absent' as const }),
  castAt: 1,
  earlier: [],
});

/** A tour on which the judges were appointed at 0 ms. Ballots by item, then by judge. */
export function tourWith(
  setup: Setup,
  judgeList: readonly Judge[],
  ballots: Tour['ballots'],
  rule?: ScoringRule,
): Tour {
  return {
    ...emptyTour,
    setup,
    setupVersion: 1,
    judges: Object.fromEntries(judgeList.map((judge) => [judge.id, judge])),
    panel: Object.fromEntries(judgeList.map(({ id }) => [id, [{ from: 0 }]])),
    ballots,
    rules: rule === undefined ? [] : [{ at: 0, value: rule }],
  };
}

/** An area `a1` … for each stop `s1` …, one criterion `m` from 0 to `max`. */
export function oneMarkSetup(stopCount: number, max = '100', step = '0.01'): Setup {
  const numbers = Array.from({ length: stopCount }, (_, index) => index + 1);
  return {
    ...sampleSetup,
    areas: numbers.map((number) => ({
      id: `a${number}`,
      name: { zh: `${number}` },
      shortName: { zh: `${number}` },
      seat: [32, 110],
    })),
    stops: numbers.map((number) => ({
      id: `s${number}`,
      number,
      name: { zh: `${number}` },
      areaId: `a${number}`,
      day: 1,
      plannedAt: '09:00',
      position: [32, 110],
      rubricId: 'one',
    })),
    rubrics: [
      {
        id: 'one',
        name: { zh: '一' },
        criteria: [{ id: 'm', label: { zh: '分' }, min: '0', max, step, weight: '1' }],
      },
    ],
  };
}

/** Judges `j1` … */
export const judgesNumbered = (count: number): readonly Judge[] =>
  Array.from({ length: count }, (_, index) => ({ id: `j${index + 1}`, name: `评委${index + 1}` }));

/** A tour of one mark a ballot: rows are judges, columns stops; null where there is no ballot. */
export function tourOfMarks(
  rows: readonly (readonly (string | number | null)[])[],
  rule?: ScoringRule,
  setup = oneMarkSetup(Math.max(0, ...rows.map((row) => row.length))),
): Tour {
  const ballots: Record<string, Record<string, Ballot>> = {};
  rows.forEach((row, judge) => {
    row.forEach((mark, stop) => {
      if (mark === null) return;
      const ofItem = ballots[`s${stop + 1}`] ?? {};
      ballots[`s${stop + 1}`] = { ...ofItem, [`j${judge + 1}`]: cast({ m: String(mark) }) };
    });
  });
  return tourWith(setup, judgesNumbered(rows.length), ballots, rule);
}

/** The demo's tour when all is scored: 52 judges, 40 stops and the talks of the road-show, ballots of that seed. */
export function demoTour(seed = 2022, rule?: ScoringRule): Tour {
  const ballots: Record<string, Record<string, Ballot>> = {};
  const put = (itemId: string, judgeId: string, marks: Marks | undefined) => {
    if (marks === undefined) return;
    ballots[itemId] = { ...ballots[itemId], [judgeId]: cast(marks) };
  };
  for (const judge of judges) {
    for (const stop of stops) put(stop.id, judge.id, marksFor(judge, stop, seed)?.marks);
    for (const { id } of areas) put(`talk-${id}`, judge.id, roadShowMarksFor(judge, id, seed).marks);
  }
  const { id: rubricId, name, criteria } = roadShowRubric;
  const setup: Setup = {
    ...demoSetup,
    talks: areas.map(({ id, name: area }) => ({
      ...{ id: `talk-${id}`, name: area, areaId: id, day: 3, plannedAt: '15:00', rubricId },
    })),
    rubrics: [
      ...demoSetup.rubrics.filter((rubric) => rubric.id !== rubricId),
      {
        id: rubricId,
        name,
        criteria: criteria.map(({ id, label, min, max, step, weightPercent }) => ({
          ...{ id, label, min, max, step },
          weight: String(weightPercent / 10),
        })),
      },
    ],
  };
  return tourWith(setup, demoJudges, ballots, rule);
}
