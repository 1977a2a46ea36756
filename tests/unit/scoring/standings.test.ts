import { describe, expect, test } from 'vitest';
import { type Command, decide } from '../../../shared/commands.ts';
import { fullStandings, publicStandings } from '../../../shared/scoring/standings.ts';
import type { Actor } from '../../../shared/tour/actor.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import { emptyTour, type Tour } from '../../../shared/tour/state.ts';
import type { Visibility } from '../../../shared/tour/visibility.ts';
import { sampleSetup } from '../../support/sample-tour.ts';

const organiser: Actor = { role: 'organiser', id: 'org' };
const judge = (id: string): Actor => ({ role: 'judge', id });

/** Four areas with a stop each, one criterion that counts once, two judges. */
const setup: Setup = {
  ...sampleSetup,
  areas: ['a', 'b', 'c', 'd'].map((id) => ({
    id,
    name: { zh: id },
    shortName: { zh: id },
    seat: [32, 110],
  })),
  stops: ['a', 'b', 'c', 'd'].map((areaId, index) => ({
    id: `s${areaId}`,
    number: index + 1,
    name: { zh: areaId },
    areaId,
    day: 1,
    plannedAt: '09:00',
    position: [32, 110],
    rubricId: 'all',
  })),
  rubrics: [
    {
      id: 'all',
      name: { zh: '通用' },
      criteria: [{ id: 'm', label: { zh: '分' }, min: '0', max: '100', step: '0.01', weight: '1' }],
    },
  ],
};

/** The tour after commands at given times, ms. */
function tourOf(...steps: readonly (readonly [at: number, actor: Actor, command: Command])[]): Tour {
  const all: typeof steps = [
    [0, organiser, { type: 'setUpTour', setup, basedOnVersion: 0 }],
    [
      0,
      organiser,
      {
        type: 'appointJudges',
        judges: [
          { id: 'j1', name: '甲' },
          { id: 'j2', name: '乙' },
        ],
      },
    ],
    ...steps,
  ];
  return all.reduce((tour, [at, actor, command]) => {
    const decision = decide(tour, command, { actor, nowUnixMs: at });
    if (!decision.ok) throw new Error(decision.code);
    return decision.events.reduce((before, event) => evolve(before, event, at), tour);
  }, emptyTour);
}
type Timed = readonly [number, Actor, Command];
const cast = (at: number, judgeId: string, itemId: string, m: string): Timed => [
  at,
  judge(judgeId),
  { type: 'castBallot', itemId, marks: { m } },
];
const show = (visibility: Visibility): Timed => [9_999, organiser, { type: 'setVisibility', visibility }];
const begin = (at: number, day: number): Timed => [at, organiser, { type: 'beginDay', day }];
const end = (at: number, day: number): Timed => [at, organiser, { type: 'endDay', day }];
const ranks = (tour: Tour) => fullStandings(tour).rows.map(({ areaId, rank }) => [areaId, rank]);
const changes = (tour: Tour) =>
  Object.fromEntries(fullStandings(tour).rows.map(({ areaId, change }) => [areaId, change]));

describe('ranks', () => {
  test('equal scores share a rank, and the next one is passed over', () => {
    const tour = tourOf(cast(1, 'j1', 'sa', '80'), cast(1, 'j1', 'sb', '90'), cast(1, 'j1', 'sc', '90'));
    expect(ranks(tour)).toEqual([
      ['b', 1],
      ['c', 1],
      ['a', 3],
      ['d', null],
    ]);
  });

  test('scores that are equal as shown share a rank', () => {
    const tour = tourOf(
      cast(1, 'j1', 'sa', '80'),
      cast(1, 'j2', 'sa', '80.01'),
      cast(1, 'j1', 'sb', '80.01'),
      cast(1, 'j2', 'sb', '80.01'),
    );
    expect(fullStandings(tour).rows.slice(0, 2)).toMatchObject([
      { score: '80.01', rank: 1 },
      { score: '80.01', rank: 1 },
    ]);
  });

  test('an area without a score stands behind all others, in the order of the set-up, without a rank', () => {
    expect(ranks(tourOf())).toEqual([
      ['a', null],
      ['b', null],
      ['c', null],
      ['d', null],
    ]);
    expect(ranks(tourOf(cast(1, 'j1', 'sd', '0'))).at(0)).toEqual(['d', 1]);
  });

  test('100 stands above 99.99: scores are numbers', () => {
    const tour = tourOf(cast(1, 'j1', 'sa', '99.99'), cast(1, 'j1', 'sb', '100'));
    expect(ranks(tour).slice(0, 2)).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });

  test('a stop below its quorum does not count for its area', () => {
    const panel: Timed = [
      2,
      organiser,
      {
        type: 'appointJudges',
        judges: ['j3', 'j4'].map((id) => ({ id, name: id })),
        acceptsLostScores: true,
      },
    ];
    expect(fullStandings(tourOf(cast(1, 'j1', 'sa', '80'), panel)).rows[0]).toMatchObject({
      areaId: 'a',
      score: null,
      scoredStops: 0,
      stops: 1,
    });
  });

  test('there are none before the set-up', () => {
    expect(fullStandings(emptyTour)).toEqual({ by: 'on-site', rows: [], stops: {}, areas: [], talks: {} });
  });
});

describe('places won and lost since the day began', () => {
  const early = [cast(10, 'j1', 'sa', '80'), cast(10, 'j1', 'sb', '70')];

  test('are counted from the ranks when the latest day began', () => {
    const tour = tourOf(begin(1, 1), ...early, end(20, 1), begin(30, 2), cast(40, 'j2', 'sb', '100'));
    expect(ranks(tour).slice(0, 2)).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
    expect(changes(tour)).toMatchObject({ a: -1, b: 1 });
  });

  test('there is no change where there was no rank then', () => {
    const tour = tourOf(...early, begin(30, 2), cast(40, 'j1', 'sc', '100'));
    expect(changes(tour)).toEqual({ a: -1, b: -1, c: null, d: null });
  });

  test('the instant at which the day begins belongs to the day', () => {
    const tour = tourOf(...early, begin(30, 2), cast(30, 'j2', 'sb', '100'));
    expect(changes(tour)).toMatchObject({ a: -1, b: 1 });
  });

  test('before the first day there is none', () => {
    expect(changes(tourOf(...early))).toEqual({ a: null, b: null, c: null, d: null });
  });
});

describe('what the public sees', () => {
  const early = [cast(10, 'j1', 'sa', '80'), cast(10, 'j1', 'sb', '70')];
  const frozen = show({ mode: 'frozen', fromUnixMs: 100 });
  const seen = (...steps: readonly Timed[]) => publicStandings(tourOf(...early, ...steps));

  test('live: what the organiser sees', () => {
    const tour = tourOf(...early);
    expect(publicStandings(tour)).toMatchObject({ mode: 'live', rows: fullStandings(tour).rows });
  });

  test('hidden: nothing but that, and why', () => {
    const reason = { zh: '总结会上揭晓' };
    expect(seen(show({ mode: 'hidden', reason }))).toEqual({ mode: 'hidden', reason });
  });

  test('frozen: what was known before the instant; the instant itself is hidden', () => {
    expect(seen(cast(99, 'j2', 'sb', '100'), frozen)).not.toEqual(seen(frozen));
    for (const at of [100, 101])
      expect(JSON.stringify(seen(cast(at, 'j2', 'sb', '100'), frozen))).toBe(JSON.stringify(seen(frozen)));
  });

  test('frozen: an amendment after the instant shows the mark before', () => {
    const amend: Timed = [
      150,
      judge('j1'),
      { type: 'amendBallot', itemId: 'sb', basedOnVersion: 1, marks: { m: '99' } },
    ];
    expect(seen(amend, frozen)).toEqual(seen(frozen));
    expect(JSON.stringify(seen(amend, frozen))).toContain('"70.00"');
  });

  test('frozen: judges who come or go after the instant change no quorum', () => {
    const more: Timed = [
      150,
      organiser,
      {
        type: 'appointJudges',
        judges: ['j3', 'j4', 'j5'].map((id) => ({ id, name: id })),
        acceptsLostScores: true,
      },
    ];
    const less: Timed = [150, organiser, { type: 'dismissJudge', judgeId: 'j2' }];
    for (const change of [more, less]) expect(seen(change, frozen)).toEqual(seen(frozen));
    expect(seen([50, organiser, more[2]], frozen)).not.toEqual(seen(frozen));
  });

  test('frozen: a day that begins after the instant starts no new count of changes', () => {
    const began = [begin(5, 1), end(50, 1)];
    expect(seen(...began, begin(150, 2), frozen)).toEqual(seen(...began, frozen));
  });
});
