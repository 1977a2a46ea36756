import { describe, expect, test } from 'vitest';
import { decide } from '../../shared/commands.ts';
import { partPrint, partsOf, setupOf } from '../../shared/setup/compose.ts';
import { byNumber, daysBetween, nextDate } from '../../shared/setup/days.ts';
import { differencesOfPart } from '../../shared/setup/differences.ts';
import { type LackCode, missingIn } from '../../shared/setup/missing.ts';
import { PART_NAMES, type Parts } from '../../shared/setup/parts.ts';
import { baseOf, partsAfter } from '../../shared/setup/sheets.ts';
import { touchesOf } from '../../shared/setup/touches.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { sampleJudges, sampleSetup } from '../support/sample-tour.ts';

const BOSS = { actor: { role: 'organiser', id: 'boss' }, nowUnixMs: 1 } as const;
const JUDGE = { actor: { role: 'judge', id: 'j1' }, nowUnixMs: 2 } as const;

/** A tour after commands, each of which must be taken. */
const tourAfter = (
  ...given: readonly (readonly [Parameters<typeof decide>[1], Parameters<typeof decide>[2]])[]
): Tour =>
  given.reduce((tour, [command, context]) => {
    const decision = decide(tour, command, context);
    if (!decision.ok) throw new Error(decision.code);
    return decision.events.reduce((now, event) => evolve(now, event, context.nowUnixMs), tour);
  }, emptyTour);
const setUp = [{ type: 'setUpTour', setup: sampleSetup, basedOnVersion: 0 }, BOSS] as const;
const appoint = [{ type: 'appointJudges', judges: sampleJudges }, BOSS] as const;
const begin = [{ type: 'beginDay', day: 1 }, BOSS] as const;
const cast = [
  { type: 'castBallot', itemId: 's1', marks: { work: '9', show: '8' } },
  JUDGE,
] as unknown as typeof begin;

const codes = (parts: Parts): readonly string[] =>
  missingIn(parts).map(({ part, code }) => `${part} ${code}`);
const held = partsOf(tourAfter(setUp, appoint));
const withArea = (change: object): Parts => ({
  ...held,
  areas: { areas: held.areas.areas.map((area, at) => (at === 0 ? { ...area, ...change } : area)) },
});

describe('a set-up in parts', () => {
  test('comes to the set-up that it was made of', () => {
    expect(setupOf(held, undefined)).toEqual(sampleSetup);
    expect(held.judges.judges.map(({ id }) => id)).toEqual(sampleJudges.map(({ id }) => id));
  });

  test('of a new tour is called as its host called it', () => {
    const { tour } = partsOf(emptyTour, '2026年拉练');
    expect([tour.name.zh, tour.shortName.zh, tour.days]).toEqual(['2026年拉练', '2026年拉练', []]);
  });

  test('is told from another by its print, whatever the order of its members', () => {
    expect(partPrint({ a: 1, b: [2] })).toBe(partPrint({ b: [2], a: 1 }));
    expect(partPrint({ a: 1 })).not.toBe(partPrint({ a: 2 }));
  });

  test('that nothing is missing in is taken', () => {
    expect(codes(held)).toEqual([]);
  });
});

describe('what is missing', () => {
  test('of an empty tour is all that it cannot begin without', () => {
    expect(codes(partsOf(emptyTour))).toEqual([
      'tour unnamed',
      'tour no-short-name',
      'tour no-days',
      'areas none',
      'rubrics none',
      'stops none',
      'judges none',
    ]);
  });

  test.each<[LackCode, Parts]>([
    ['long', withArea({ name: { zh: '长'.repeat(200) } })],
    ['unnamed', withArea({ name: { zh: ' ' } })],
    ['nowhere', withArea({ seat: [0, 0] })],
    ['no-short-name', withArea({ shortName: { zh: '' } })],
  ])('in an area is named: %s', (code, parts) => {
    expect(missingIn(parts)).toMatchObject([{ part: 'areas', code, blocks: true, count: 1 }]);
    const setup = setupOf(parts, undefined);
    // A name is refused by its schema, a place by its command: neither is ever let in.
    if (code === 'nowhere')
      expect(decide(emptyTour, { type: 'setUpTour', setup, basedOnVersion: 0 }, BOSS)).toMatchObject({
        ok: false,
      });
  });

  test('says of an area without stops that no score will come about, and lets it be taken over', () => {
    const stops = { ...held.stops, stops: held.stops.stops.filter(({ areaId }) => areaId !== 'zhuxi') };
    expect(missingIn({ ...held, stops })).toMatchObject([
      { part: 'areas', code: 'without-stops', blocks: false, names: ['竹溪县'] },
    ]);
  });

  test('is found in stops that refer to nothing, with their ids', () => {
    const [first] = held.stops.stops;
    if (first === undefined) throw new Error('no stop');
    const astray = {
      ...first,
      areaId: '',
      rubricId: 'x',
      day: 9,
      plannedAt: '',
      position: [0, 0] as [number, number],
      kindId: 'y',
      number: 0,
    };
    const parts = { ...held, stops: { ...held.stops, stops: [astray, ...held.stops.stops.slice(1)] } };
    const found = missingIn(parts).filter(({ part }) => part === 'stops');
    expect(found.map(({ code }) => code)).toEqual([
      'nowhere',
      'no-area',
      'no-rubric',
      'no-day',
      'no-time',
      'no-label',
      'number',
    ]);
    expect(found.every(({ ids }) => ids.includes('s1'))).toBe(true);
  });

  test('is found in criteria that cannot be met, and in figures that are none', () => {
    const [rubric] = held.rubrics.rubrics;
    const wrong = (change: object): Parts => ({
      ...held,
      rubrics: {
        rubrics: [
          {
            ...rubric,
            criteria: rubric?.criteria.map((one, at) => (at === 0 ? { ...one, ...change } : one)),
          },
        ],
      } as Parts['rubrics'],
    });
    for (const change of [
      { step: '0' },
      { weight: '' },
      { min: '11' },
      { max: '10,5' },
      { label: { zh: '' } },
      { weight: '99.9%' },
    ])
      expect(codes(wrong(change))).toEqual(['rubrics criterion']);
    expect(codes(wrong({ weight: '0.999' }))).toEqual([]);
  });

  test('is found in days that no calendar has, or out of order', () => {
    const days = (...dates: string[]): Parts => ({
      ...held,
      tour: { ...held.tour, days: dates.map((date, at) => ({ number: at + 1, date })) },
    });
    expect(codes(days('2026-02-30', '2026-03-01'))).toEqual(['tour no-date']);
    expect(codes(days('2026-07-08', '2026-07-07'))).toEqual(['tour days-order']);
  });
});

describe('days', () => {
  test('are one for each date, keep their roads, and are never more than sixty', () => {
    expect(daysBetween('2026-02-27', '2026-03-02', sampleSetup.days)).toEqual([
      { number: 1, date: '2026-02-27', road: sampleSetup.days[0]?.road },
      { number: 2, date: '2026-02-28' },
      { number: 3, date: '2026-03-01' },
      { number: 4, date: '2026-03-02' },
    ]);
    expect(daysBetween('2026-01-01', '2027-01-01', [])).toHaveLength(60);
    expect(daysBetween('', '2027-01-01', sampleSetup.days)).toEqual(sampleSetup.days);
    expect([nextDate(sampleSetup.days), nextDate([])]).toEqual(['2022-07-09', '']);
    expect(byNumber([...sampleSetup.days].reverse()).map(({ number }) => number)).toEqual([1, 2]);
  });
});

describe('what differs', () => {
  test.each(PART_NAMES)('between two equal versions of %s is nothing', (part) => {
    expect(differencesOfPart(part, held, held)).toEqual([]);
  });

  test('names what is new, gone and changed, with what it was', () => {
    const areas = [
      { ...held.areas.areas[0], name: { zh: '竹山县', en: 'Zhuxi' } },
      { id: 'new', name: { zh: '郧西县' }, shortName: { zh: '郧西' }, seat: [33, 110.4] },
    ];
    expect(differencesOfPart('areas', held, { ...held, areas: { areas } as Parts['areas'] })).toMatchObject([
      {
        ...{ kind: 'areas', added: ['郧西县'], gone: ['房县'] },
        changed: [{ name: '竹溪县', changes: [{ zh: '名称', before: '竹溪县', after: '竹山县' }] }],
      },
    ]);
  });
});

describe('what a change touches', () => {
  const going = tourAfter(setUp, appoint, begin, cast);
  const parts = partsOf(going);
  const touched = (next: Parts, tour = going) =>
    touchesOf(tour, next).map(({ code, refused }) => `${code}${refused ? '!' : ''}`);

  test('is nothing before a tour is set up, and nothing where nothing changes', () => {
    expect(touchesOf(emptyTour, parts)).toEqual([]);
    expect(touched(parts)).toEqual([]);
  });

  test('is said of marked stops: another rubric and a removal are refused, as the server refuses them', () => {
    const rubrics = {
      rubrics: parts.rubrics.rubrics.map((rubric) => ({
        ...rubric,
        criteria: rubric.criteria.map((one, at) => (at === 0 ? { ...one, max: '20' } : one)),
      })),
    };
    const without = { ...parts.stops, stops: parts.stops.stops.slice(1) };
    for (const [next, code, refusal] of [
      [{ ...parts, rubrics }, 'rubric-of-ballots!', 'setup.rubric-has-ballots'],
      [{ ...parts, stops: without }, 'item-with-ballots!', 'setup.stop-has-ballots'],
    ] as const) {
      expect(touched(next)).toContain(code);
      const command = { type: 'setUpTour', setup: setupOf(next, undefined), basedOnVersion: 1 } as const;
      expect(decide(going, command, BOSS)).toMatchObject({ ok: false, code: refusal });
    }
  });

  test('is said of areas that vanish with marks, stops that change sides, days that move, judges who go', () => {
    const areas = { areas: parts.areas.areas.slice(1) };
    const stops = { ...parts.stops, stops: parts.stops.stops.map((stop) => ({ ...stop, areaId: 'fang' })) };
    expect(touched({ ...parts, areas, stops })).toEqual(['area-of-ballots', 'area-gone', 'days-of-viewers']);
    const days = parts.tour.days.map((day) => ({ ...day, date: day.date.replace('2022', '2023') }));
    expect(touched({ ...parts, tour: { ...parts.tour, days } })).toEqual(['day-moved', 'days-of-viewers']);
    const judges = { judges: parts.judges.judges.filter(({ id }) => id !== 'j1') };
    expect(touchesOf(going, { ...parts, judges })).toMatchObject([{ code: 'judge-gone', ballots: 1 }]);
  });
});

describe('sheets', () => {
  test('change the parts that they say something of, and no other', () => {
    const base = baseOf(held);
    expect(partsAfter(held, {})).toEqual({});
    expect(Object.keys(partsAfter(held, { kinds: [], stops: base.stops }))).toEqual(['labels', 'stops']);
    expect(partsAfter(held, { kinds: [] }).labels).toEqual({ kinds: [], brands: held.labels.brands });
    expect(partsAfter(held, { dismissed: ['j1'] }).judges?.judges.map(({ id }) => id)).not.toContain('j1');
  });
});
