import type { Command } from '../../shared/commands.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import { OPENINGS } from '../../shared/tour/conduct/opening.ts';
import { PLAIN_RULE, type ScoringRule } from '../../shared/tour/judging/scoring-rule.ts';
import type { Setup, Stop } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { beginning, type Step } from './history.ts';
import { fallingOutStep } from './history-conduct.ts';
import { sampleSetup } from './sample-tour.ts';
import { pick, whole } from './seeded.ts';

const organiser: Actor = { role: 'organiser', id: 'org' };

/** The sample tour with a talk for each area, kinds, and a second rubric: there is something to change of everything. */
export const richSetup: Setup = {
  ...sampleSetup,
  kinds: [...sampleSetup.kinds, { id: 'square', name: { zh: '广场' } }],
  talks: sampleSetup.areas.map(({ id }) => ({
    ...{ id: `talk-${id}`, name: { zh: id }, areaId: id, day: 2, plannedAt: '15:00', rubricId: 'all' },
  })),
  rubrics: [...sampleSetup.rubrics, ...sampleSetup.rubrics.map((rubric) => ({ ...rubric, id: 'other' }))],
};

/** What such a tour begins with. */
export const richBeginning: readonly Step[] = [
  { actor: organiser, command: { type: 'setUpTour', setup: richSetup, basedOnVersion: 0 } },
  ...beginning.filter(({ command }) => command.type !== 'setUpTour'),
];

const someRule = (random: () => number): ScoringRule => ({
  ...PLAIN_RULE,
  average: pick(random, ['trimmed', 'mean', 'median']),
  quorumPercent: pick(random, [0, 50, 100]),
  recuseOwnArea: random() < 0.6,
  severity: pick(random, [{ mode: 'none' }, { mode: 'group', by: pick(random, ['kind', 'day']) }]),
  onSite: pick(random, [{ by: 'stop' }, { by: 'kind', weights: { institute: '2', square: '1' } }]),
  weights: pick(random, [
    { onSite: '100', roadShow: '0', routine: '0' },
    { onSite: '60', roadShow: '30', routine: '10' },
  ]),
  ...(random() < 0.7 && { withdrawn: pick(random, ['out', 'ranked']) }),
  tieBreaks: random() < 0.5 ? ['best-stop', 'digits'] : [],
});

const areaNumbered = (serial: number): Setup['areas'][number] => ({
  ...{ id: `area-${serial}`, name: { zh: `区${serial}` }, shortName: { zh: `区${serial}` }, seat: [32, 110] },
});

/** The set-up with one thing changed that somebody may change while a tour goes on. */
function changedSetup(random: () => number, setup: Setup, serial: number): Setup {
  const areaId = pick(random, setup.areas).id;
  const changedStop = (change: (stop: Stop) => Partial<Stop>): Setup => {
    if (setup.stops.length === 0) return setup;
    const chosen = pick(random, setup.stops);
    return {
      ...setup,
      stops: setup.stops.map((stop) => (stop === chosen ? { ...stop, ...change(stop) } : stop)),
    };
  };
  const numbered = (stops: readonly Stop[]): Setup => ({
    ...setup,
    stops: stops.map((stop, index) => ({ ...stop, number: index + 1 })),
  });
  const changes: readonly (() => Setup)[] = [
    () => changedStop(() => ({ areaId })),
    () => changedStop(() => ({ day: pick(random, [1, 2]) })),
    () => changedStop(() => ({ kindId: pick(random, setup.kinds).id })),
    () => changedStop(() => ({ rubricId: pick(random, ['all', 'other']) })),
    () => changedStop(() => ({ name: { zh: `点${serial}` } })),
    () => numbered([...setup.stops].reverse()),
    () => numbered(setup.stops.slice(1)),
    () => numbered([...setup.stops, { ...richSetup.stops[0], id: `stop-${serial}`, areaId } as Stop]),
    () => ({ ...setup, areas: [...setup.areas, areaNumbered(serial)] }),
    () => ({ ...setup, areas: [...setup.areas].reverse() }),
    () => dropped(setup, areaId),
    () => ({ ...setup, talks: (setup.talks ?? []).map((talk) => ({ ...talk, areaId })) }),
    () => ({ ...setup, talks: [] }),
    () => ({ ...setup, prizes: [{ id: 'one', name: { zh: `奖${serial}` }, places: whole(random, 1, 3) }] }),
    () => ({
      ...setup,
      name: { zh: `拉练${serial}` },
      areas: setup.areas.map((area) => ({ ...area, name: { zh: `名${serial}` } })),
    }),
    () => ({
      ...setup,
      rubrics: setup.rubrics.map((rubric) => ({
        ...rubric,
        criteria: rubric.criteria.map((one) => ({ ...one, weight: pick(random, ['4', '5', '6']) })),
      })),
    }),
  ];
  return pick(random, changes)();
}

/** Without an area: what it had is another's. */
function dropped(setup: Setup, areaId: string): Setup {
  const areas = setup.areas.filter(({ id }) => id !== areaId);
  const heir = areas[0]?.id;
  if (heir === undefined) return setup;
  const inherited = <T extends { areaId: string }>(one: T): T =>
    one.areaId === areaId ? { ...one, areaId: heir } : one;
  return { ...setup, areas, stops: setup.stops.map(inherited), talks: (setup.talks ?? []).map(inherited) };
}

/** Something that results may rest on: ballots, judges, set-up, rule, routine, points, days. Sensible or not. */
export function contestStep(random: () => number, tour: Tour, serial: number): Step {
  const { setup } = tour;
  if (setup === null) throw new Error('The tour is not set up');
  const judgeId = pick(random, ['j1', 'j2', 'j3', 'j4', 'j5']);
  const itemId = pick(random, [...setup.stops, ...(setup.talks ?? []), ...setup.stops]).id;
  const areaId = pick(random, setup.areas).id;
  const mark = () => String(whole(random, 0, 20) / 2);
  const marks = { work: mark(), show: mark() };
  const held = tour.ballots[itemId]?.[judgeId]?.version ?? 0;
  const asOrganiser: readonly (() => Command)[] = [
    () => ({
      type: 'setUpTour',
      setup: changedSetup(random, setup, serial),
      basedOnVersion: tour.setupVersion,
    }),
    () => ({
      type: 'setUpTour',
      setup: changedSetup(random, setup, serial),
      basedOnVersion: tour.setupVersion,
    }),
    () => ({ type: 'reviseStop', stopId: itemId, day: pick(random, [1, 2]) }),
    () => ({
      type: 'appointJudges',
      judges: [{ id: judgeId, name: `评委${serial}`, ...(random() < 0.7 && { areaId }) }],
      acceptsLostScores: true,
    }),
    () => ({ type: 'dismissJudge', judgeId, ...(random() < 0.5 && { leavesBallots: true }) }),
    () => ({ type: 'setOpening', opening: pick(random, OPENINGS) }),
    () => ({
      type: 'setScoringRule',
      reason: '按会议决定',
      rule: someRule(random),
      basedOnVersion: tour.rules.length,
    }),
    () => ({
      type: 'scoreRoutine',
      reason: '更正',
      scores: [{ areaId, score: random() < 0.2 ? null : mark() }],
    }),
    () => ({
      type: 'adjustArea',
      adjustmentId: `adjust-${serial}-00`,
      areaId,
      points: '0.5',
      reason: '加分',
    }),
    () => ({
      type: 'revokeAdjustment',
      adjustmentId: pick(random, ['adjust-0-00', ...Object.keys(tour.adjustments)]),
      reason: '误加',
    }),
    () => fallingOutStep(random, itemId, areaId),
    () => ({ type: random() < 0.6 ? 'beginDay' : 'endDay', day: pick(random, [1, 2]) }),
  ];
  const judging: readonly (() => Command)[] = [
    () => ({ type: 'castBallot', itemId, marks }),
    () => ({ type: 'castBallot', itemId, marks }),
    () => ({ type: 'amendBallot', itemId, marks, basedOnVersion: Math.max(1, held) }),
    () => ({ type: 'castBallot', itemId, marks: {}, abstains: pick(random, ['recused', 'absent']) }),
  ];
  return random() < 0.5
    ? { actor: organiser, command: pick(random, asOrganiser)() }
    : { actor: { role: 'judge', id: judgeId }, command: pick(random, judging)() };
}
