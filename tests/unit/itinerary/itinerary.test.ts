import { describe, expect, test } from 'vitest';
import { type Course, courseFaults, isInTheWay } from '../../../shared/itinerary/course-faults.ts';
import { inOrder, movedBy, movedToDay, movedToNumber, withoutStop } from '../../../shared/itinerary/order.ts';
import { type Pace, plannedTimes, USUAL_PACE } from '../../../shared/itinerary/plan-times.ts';
import type { Stop } from '../../../shared/tour/setup/setup.ts';
import { sampleSetup } from '../../support/sample-tour.ts';
import { seeded } from '../../support/seeded.ts';

const [first] = sampleSetup.stops;
if (first === undefined) throw new Error('The sample has no stop');
const stop = (id: string, number: number, day: number, rest: Partial<Stop> = {}): Stop => ({
  ...first,
  ...{ id, number, day, name: { zh: id } },
  ...rest,
});
const shown = (stops: readonly Stop[]) => stops.map(({ id, number, day }) => `${number} ${id} d${day}`);

describe('the order of stops', () => {
  const stops = [stop('c', 7, 2), stop('a', 2, 1), stop('b', 5, 1)];

  test('is day by day, and dense from 1', () =>
    expect(shown(inOrder(stops))).toEqual(['1 a d1', '2 b d1', '3 c d2']));

  test('a stop goes past its neighbour; at the edge of its day into the next day', () => {
    expect(shown(movedBy(stops, 'a', 1, [1, 2]))).toEqual(['1 b d1', '2 a d1', '3 c d2']);
    expect(shown(movedBy(stops, 'b', 1, [1, 2]))).toEqual(['1 a d1', '2 b d2', '3 c d2']);
    expect(shown(movedBy(stops, 'c', -1, [1, 2]))).toEqual(['1 a d1', '2 b d1', '3 c d1']);
    expect(shown(movedBy(stops, 'a', -1, [1, 2]))).toEqual(['1 a d1', '2 b d1', '3 c d2']);
    expect(shown(movedBy(stops, 'c', 1, [1, 2, 5]))).toEqual(['1 a d1', '2 b d1', '3 c d5']);
  });

  test('a stop goes to a number, to a day, and away', () => {
    expect(shown(movedToNumber(stops, 'c', 1))).toEqual(['1 c d1', '2 a d1', '3 b d1']);
    expect(shown(movedToNumber(stops, 'a', 99))).toEqual(['1 b d1', '2 c d2', '3 a d2']);
    expect(shown(movedToNumber(stops, 'a', Number.NaN))).toEqual(['1 a d1', '2 b d1', '3 c d2']);
    expect(shown(movedToDay(stops, 'a', 2))).toEqual(['1 b d1', '2 c d2', '3 a d2']);
    expect(shown(withoutStop(stops, 'a'))).toEqual(['1 b d1', '2 c d2']);
  });

  test.each([1, 2, 3])(
    'whatever is done, every stop is there once, numbered from 1, days ascending (seed %i)',
    (seed) => {
      const chance = seeded(seed);
      const pick = (most: number) => Math.floor(chance() * most);
      let all: readonly Stop[] = Array.from({ length: 12 }, (_, at) =>
        stop(`s${at}`, 1 + pick(40), 1 + pick(3)),
      );
      for (let step = 0; step < 200; step += 1) {
        const id = `s${pick(12)}`;
        all =
          [
            () => movedBy(all, id, chance() < 0.5 ? -1 : 1, [1, 2, 3]),
            () => movedToDay(all, id, 1 + pick(3)),
            () => movedToNumber(all, id, pick(15)),
          ][pick(3)]?.() ?? all;
        expect(new Set(all.map((one) => one.id)).size).toBe(12);
        expect(all.map(({ number }) => number)).toEqual(all.map((_, at) => at + 1));
        expect(all.map(({ day }) => day)).toEqual(all.map(({ day }) => day).toSorted((a, b) => a - b));
      }
    },
  );
});

describe('times from distances', () => {
  /** A tenth of a degree of latitude is 11.12 km; at 60 km/h and a factor of 1 that is 11.12 minutes. */
  const pace: Pace = { ...USUAL_PACE, speedKmh: 60, roadFactor: 1, minutesPerStop: 20, stepMinutes: 5 };
  const north = (id: string, number: number, day: number, tenths: number): Stop =>
    stop(id, number, day, { position: [32 + tenths / 10, 110] });
  const clocks = (stops: readonly Stop[]) =>
    stops.map(({ plannedAt, plannedLeaveAt }) => `${plannedAt}-${plannedLeaveAt}`);

  test('are those of the distance, rounded up to whole steps, each day from its own start', () => {
    const stops = [north('a', 1, 1, 0), north('b', 2, 1, 1), north('c', 3, 2, 0), north('d', 4, 2, 3)];
    const planned = plannedTimes(stops, { ...pace, starts: { 2: '07:30' } });
    expect(clocks(planned.stops)).toEqual(['08:00-08:20', '08:35-08:55', '07:30-07:50', '08:25-08:45']);
    expect(planned.days).toEqual([
      { ok: true, day: 1, stops: 2, km: 11, begins: '08:00', ends: '08:55' },
      { ok: true, day: 2, stops: 2, km: 33, begins: '07:30', ends: '08:45' },
    ]);
  });

  test('grow with the factor of the road, and with a meal once', () => {
    const stops = [north('a', 1, 1, 0), north('b', 2, 1, 1), north('c', 3, 1, 2)];
    expect(clocks(plannedTimes(stops, { ...pace, roadFactor: 2, stepMinutes: 1 }).stops)).toEqual([
      ...['08:00-08:20', '08:43-09:03', '09:26-09:46'],
    ]);
    const withMeal = plannedTimes(stops, { ...pace, break: { after: '08:50', minutes: 60 } });
    expect(clocks(withMeal.stops)).toEqual(['08:00-08:20', '08:35-09:55', '10:10-10:30']);
  });

  test('of a day with a stop that has no place, or that runs past midnight, stay as they were, and say why', () => {
    const stops = [
      north('a', 1, 1, 0),
      stop('b', 2, 1, { position: [0, 0], plannedAt: '10:10' }),
      north('c', 3, 2, 0),
      north('d', 4, 2, 90),
    ];
    const { stops: after, days } = plannedTimes(stops, pace);
    expect(after).toEqual(stops);
    expect(days[0]).toEqual({ ok: false, why: 'no-place', day: 1, stopIds: ['b'] });
    expect(days[1]).toMatchObject({ ok: false, why: 'past-midnight', day: 2 });
  });
});

describe('what is said of a course', () => {
  const course = (changes: Partial<Course> = {}): Course => ({ ...sampleSetup, ...changes });
  const of = (changes: Partial<Course>) => courseFaults(course(changes));

  test('nothing of one that is well', () => expect(of({})).toEqual([]));

  test('an area without stops; before there are any, of none', () => {
    const [zhuxi, fang] = sampleSetup.areas;
    if (!zhuxi || !fang) throw new Error('The sample has no areas');
    const areas = [zhuxi, fang, { ...fang, id: 'empty', name: { zh: '空县' } }];
    const faults = of({ areas });
    expect(faults).toEqual([{ kind: 'no-stops', of: 'area', id: 'empty' }]);
    expect(faults.some(isInTheWay)).toBe(false);
    expect(of({ areas, stops: [] })).toEqual([]);
  });

  test('stops that stand twice: by name within an area, or at one place', () => {
    const [one, two, three] = sampleSetup.stops;
    if (!one || !two || !three) throw new Error('The sample has no stops');
    expect(of({ stops: [one, two, { ...three, name: { zh: ' 好人广场 ' } }] })).toEqual([
      { kind: 'twice', of: 'stop', id: 's3', other: 's2' },
    ]);
    expect(of({ stops: [one, two, { ...three, position: [32.10005, 110.7] }] })).toEqual([
      { kind: 'same-place', of: 'stop', id: 's3', other: 's2' },
    ]);
    expect(of({ stops: [one, two, { ...three, areaId: 'zhuxi', name: { zh: '好人广场' } }] })).toEqual([]);
  });

  test('a stop hundreds of kilometres from all others, and one without a place', () => {
    const [one, two, three] = sampleSetup.stops;
    if (!one || !two || !three) throw new Error('The sample has no stops');
    expect(of({ stops: [one, two, { ...three, position: [39.9, 116.4] }] })).toEqual([
      { kind: 'far', of: 'stop', id: 's3', km: 988 },
    ]);
    expect(of({ stops: [one, two, { ...three, position: [34.75, 113.65] }] })).toMatchObject([
      { kind: 'far', id: 's3' },
    ]);
    expect(of({ stops: [one, two, { ...three, position: [32.9, 111.4] }] })).toEqual([]);
    const lost = of({ stops: [one, two, { ...three, position: [0, 0] }] });
    expect(lost).toEqual([{ kind: 'no-place', of: 'stop', id: 's3' }]);
    expect(lost.some(isInTheWay)).toBe(true);
  });

  test('names of 40 characters fit, of 200 are told with both lengths, and none is told', () => {
    const named = (zh: string) =>
      of({ stops: sampleSetup.stops.map((one, at) => (at === 0 ? { ...one, name: { zh } } : one)) });
    expect(named('名'.repeat(40))).toEqual([]);
    expect(named('名'.repeat(200))).toEqual([
      { kind: 'long-name', of: 'stop', id: 's1', length: 200, most: 120 },
    ]);
    expect(named(' ')).toEqual([{ kind: 'nameless', of: 'stop', id: 's1' }]);
  });

  test('times that nobody can keep, and references that lead nowhere', () => {
    const [one, two, three] = sampleSetup.stops;
    if (!one || !two || !three) throw new Error('The sample has no stops');
    expect(
      of({ stops: [{ ...one, plannedLeaveAt: '11:30' }, { ...two, plannedLeaveAt: '10:00' }, three] }),
    ).toEqual([
      { kind: 'leaves-early', of: 'stop', id: 's2' },
      { kind: 'too-early', of: 'stop', id: 's2', other: 's1' },
    ]);
    expect(of({ stops: [one, two, { ...three, areaId: 'x', day: 9, rubricId: 'y' }] })).toEqual([
      ...(['no-area', 'no-day', 'no-rubric'] as const).map((kind) => ({ kind, of: 'stop', id: 's3' })),
    ]);
    const talk = { id: 't', name: { zh: '' }, areaId: 'fang', day: 1, plannedAt: '09:00', rubricId: 'gone' };
    expect(of({ talks: [talk] }).map(({ kind }) => kind)).toEqual(['nameless', 'no-rubric']);
  });
});
