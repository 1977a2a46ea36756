import { describe, expect, test } from 'vitest';
import { explainArea } from '../../../shared/scoring/explain.ts';
import { scoringNotices } from '../../../shared/scoring/notices.ts';
import { basisOf } from '../../../shared/scoring/results.ts';
import { fullStandings } from '../../../shared/scoring/standings.ts';
import type { ScoringRule } from '../../../shared/tour/judging/scoring-rule.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import { castAll, panelOf, ruled, scoredSetup, scoredTour } from '../../support/scored-tour.ts';

/** Area a has halls only, b a hall and a team. */
const hallsOnly: Setup = {
  ...scoredSetup,
  stops: scoredSetup.stops.map((stop) => (stop.id === 'a2' ? { ...stop, kindId: 'hall' } : stop)),
};
const byKind = (weights: Readonly<Record<string, string>>): Partial<ScoringRule> => ({
  onSite: { by: 'kind', weights },
});
const tourOf = (weights: Readonly<Record<string, string>>) =>
  scoredTour(
    panelOf(1),
    [
      ruled(byKind(weights)),
      ...castAll('a1', ['90']),
      ...castAll('a2', ['80']),
      ...castAll('b1', ['70']),
      ...castAll('b2', ['60']),
    ],
    hallsOnly,
  );

describe('an area whose stops are all of kinds that weigh 0', () => {
  const tour = tourOf({ hall: '0', team: '1' });

  test('lacks its on-site score: it has no total of 0, and there are no totals', () => {
    const { by, areas, rows } = fullStandings(tour);
    expect(by).toBe('on-site');
    expect(areas[0]).toMatchObject({ onSite: null, total: null, missing: ['onSite'], weightless: true });
    expect(areas[1]).toMatchObject({ onSite: '60.00', total: '60.00', missing: [] });
    expect(rows.map(({ areaId, rank, score }) => [areaId, rank, score])).toEqual([
      ['b', 1, '60.00'],
      ['a', null, null],
    ]);
  });

  test('is told to the organiser, and where its total is opened', () => {
    expect(scoringNotices(tour)).toContainEqual({ kind: 'weightless', areaIds: ['a'] });
    const basis = basisOf(tour, Number.POSITIVE_INFINITY);
    expect(basis && explainArea(basis, 'a')).toMatchObject({
      result: { total: null, weightless: true },
      parts: [{ part: 'onSite', score: null, weighted: null }],
    });
  });
});

describe('kinds that an area has no stop of', () => {
  test('take no weight: those that it has share all of it', () => {
    const { by, areas } = fullStandings(tourOf({ hall: '3', team: '1' }));
    expect(by).toBe('total');
    // 85, and (3 · 70 + 60) ÷ 4.
    expect(areas.map(({ total }) => total)).toEqual(['85.00', '67.50']);
    const told = scoringNotices(tourOf({ hall: '3', team: '1' })).map(({ kind }) => kind);
    expect(told).not.toContain('weightless');
  });
});

test('kinds are weighed in one fraction, rounded once: halls 3 with 70, 70, 70.01, a team 1 with 70.01 make 70.005', () => {
  const setup: Setup = {
    ...scoredSetup,
    areas: scoredSetup.areas.slice(0, 1),
    talks: [],
    stops: ['h1', 'h2', 'h3', 't1'].map((id, at) => ({
      ...{ id, number: at + 1, name: { zh: id }, areaId: 'a', day: 1, plannedAt: '09:00' },
      ...{ position: [32, 110] as [number, number], rubricId: 'one', kindId: at < 3 ? 'hall' : 'team' },
    })),
  };
  const given = [
    ['h1', '70'],
    ['h2', '70'],
    ['h3', '70.01'],
    ['t1', '70.01'],
  ] as const;
  const onSite = (rounding: ScoringRule['rounding']) =>
    fullStandings(
      scoredTour(
        panelOf(1),
        [
          ruled({ ...byKind({ hall: '3', team: '1' }), rounding }),
          ...given.flatMap(([id, mark]) => castAll(id, [mark])),
        ],
        setup,
      ),
    ).areas[0]?.onSite;
  expect([onSite('half-up'), onSite('half-even')]).toEqual(['70.01', '70.00']);
});
