import { describe, expect, test } from 'vitest';
import type { LatLng } from '../../../client/map/lines.ts';
import { lengthsOf, placeAlong } from '../../../client/screen/tour/replay/along.ts';
import { momentAt, planReplay, REPLAY_MS, visitedStops } from '../../../client/screen/tour/replay/plan.ts';
import { placeOn, shareOn, wayOf } from '../../../client/screen/tour/replay/way.ts';
import type { Stop } from '../../../shared/tour/setup/setup.ts';
import { emptyTour } from '../../../shared/tour/state.ts';
import { setup } from '../sample.ts';

const stopAt = (number: number, day = 1): Stop => ({
  ...(setup.stops[0] as Stop),
  ...{ id: `s${number}`, number, day },
});
const many = (count: number): readonly Stop[] =>
  Array.from({ length: count }, (_, at) => stopAt(at + 1, at < count / 2 ? 1 : 2));

describe('the way', () => {
  const there: LatLng[] = [
    [32, 110],
    [32, 110.1],
    [32, 110.2],
    [32, 110.3],
  ];
  const andBack: LatLng[] = [...there, [32, 110.2], [32, 110.1], [32, 110]];

  test('is cut into legs where the stops lie on it, each going on where the one before ended', () => {
    const { legs } = wayOf(there, [
      [32.01, 110.1],
      [31.99, 110.3],
    ]);
    expect(legs).toEqual([there.slice(0, 2), there.slice(1), [there[3]]]);
  });

  test('a road that is driven twice is not taken for the wrong time', () => {
    // The second stop lies at the first kilometres too; but the convoy was at the far end before.
    const { legs } = wayOf(andBack, [
      [32, 110.3],
      [32, 110.1],
    ]);
    expect(legs.map((leg) => leg.length)).toEqual([4, 3, 2]);
    expect(legs.flat()).toHaveLength(andBack.length + 2);
  });

  test('without a track goes straight from stop to stop', () => {
    expect(wayOf([], there.slice(0, 2)).legs).toEqual([[there[0]], there.slice(0, 2), [there[1]]]);
    expect(wayOf([], []).legs).toEqual([[]]);
  });

  test('of many points is cut at those nearest to the stops, or a point or two beside', () => {
    const track = Array.from({ length: 5_000 }, (_, at): LatLng => [32, 110 + at / 5_000]);
    const { legs } = wayOf(track, [
      [32, 110.25],
      [32.001, 110.8],
    ]);
    const ends = legs.map((leg) => leg.at(-1)?.[1] ?? 0);
    expect(Math.abs((ends[0] ?? 0) - 110.25)).toBeLessThan(0.002);
    expect(Math.abs((ends[1] ?? 0) - 110.8)).toBeLessThan(0.002);
    legs.slice(1).forEach((leg, at) => {
      expect(leg[0]).toEqual(legs[at]?.at(-1));
    });
  });

  test('is driven from its beginning to its end, each leg from where the one before ended', () => {
    const way = wayOf(there, [
      [32, 110.1],
      [32, 110.3],
    ]);
    expect(placeOn(way, 0, 0)).toEqual([32, 110]);
    expect(placeOn(way, 1, 0)).toEqual([32, 110.1]);
    expect(placeOn(way, 1, 0.5)?.[1]).toBeCloseTo(110.2);
    // Nothing is driven after the last stop: the convoy stays there.
    expect(placeOn(way, 2, 1)).toEqual([32, 110.3]);
    expect([shareOn(way, 0, 0), shareOn(way, 1, 1), shareOn(way, 2, 1)]).toEqual([0, 1, 1]);
    expect(shareOn(way, 1, 0)).toBeCloseTo(1 / 3);
    const nowhere = wayOf([], []);
    expect([placeOn(nowhere, 0, 0.5), shareOn(nowhere, 0, 0.5)]).toEqual([undefined, 0]);
  });

  test('a place on a line is where it is so far from its beginning', () => {
    const line: LatLng[] = [
      [0, 0],
      [40, 30],
      [90, 30],
    ];
    const lengths = lengthsOf(line, 1);
    expect(lengths).toEqual([0, 50, 100]);
    expect(placeAlong(line, lengths, 25)).toEqual([20, 15]);
    expect(placeAlong(line, lengths, 100)).toEqual([90, 30]);
    expect(placeAlong(line, lengths, 999)).toEqual([90, 30]);
    expect(placeAlong([], [], 0)).toBeUndefined();
    expect(placeAlong([[1, 2]], [0], 5)).toEqual([1, 2]);
    // A degree of longitude is half as long as one of latitude, at 60 degrees north.
    expect(
      lengthsOf(
        [
          [60, 0],
          [60, 2],
        ],
        0.5,
      ),
    ).toEqual([0, 1]);
  });
});

describe('ninety seconds', () => {
  test('are a replay of the stops that were visited, in the order in which the convoy came', () => {
    const tour = {
      ...emptyTour,
      stops: {
        s1: { status: 'left', arrivedAt: 30 },
        s2: { status: 'arrived', arrivedAt: 20 },
        s3: { status: 'on-the-way' },
      } as const,
    };
    expect(visitedStops(tour, setup).map(({ id }) => id)).toEqual(['s2', 's1']);
  });

  test.each([1, 2, 7, 40, 45, 200, 500])('hold %i stops: the last one is reached before the end', (count) => {
    const stops = many(count);
    const legs = planReplay(stops, [...stops.map((_, at) => 1 + (at % 5)), 4]);
    expect(legs).toHaveLength(count + 1);
    let before = 0;
    for (const { beginsMs, setsOutMs, arrivesMs } of legs) {
      expect(beginsMs).toBeGreaterThanOrEqual(before);
      expect(setsOutMs).toBeGreaterThanOrEqual(beginsMs);
      expect(arrivesMs).toBeGreaterThanOrEqual(setsOutMs);
      before = arrivesMs;
    }
    expect(before).toBeLessThanOrEqual(REPLAY_MS - 8_000 + 1);
    // No picture is a flicker: so many stops are shown as can be looked at.
    const shown = legs.filter(({ pictures }) => pictures > 0);
    expect(shown.length).toBe(Math.min(count, 45));
  });

  test('begin before the first stop, show each from when the convoy gets there, and end for good', () => {
    const stops = many(4);
    const legs = planReplay(stops, [1, 1, 1, 1, 1]);
    expect(momentAt(legs, 0)).toMatchObject({ leg: 0, share: 0, shown: undefined, over: false, day: 1 });
    legs.slice(0, 4).forEach(({ arrivesMs }, at) => {
      expect(momentAt(legs, arrivesMs - 1).shown).toBe(at === 0 ? undefined : at - 1);
      expect(momentAt(legs, arrivesMs)).toMatchObject({ leg: at, share: 1, shown: at, picture: 0 });
    });
    const end = momentAt(legs, REPLAY_MS);
    expect(end).toMatchObject({ leg: 4, share: 1, shown: 3, over: true, day: 2 });
    expect(momentAt(legs, REPLAY_MS * 100)).toEqual(end);
  });

  test('a new day is announced before the convoy sets out', () => {
    const [, , third] = planReplay(many(4), [1, 1, 1, 1, 1]);
    const { beginsMs = 0, setsOutMs = 0, day } = third ?? {};
    expect([day, setsOutMs - beginsMs]).toEqual([2, 1_200]);
    expect(momentAt(planReplay(many(4), [1, 1, 1, 1, 1]), beginsMs + 600)).toMatchObject({
      day: 2,
      share: 0,
    });
  });

  test('few stops have time for several pictures each', () => {
    const legs = planReplay(many(2), [1, 1, 0]);
    const [first] = legs;
    expect(first?.pictures).toBe(4);
    const at = (ms: number) => momentAt(legs, (first?.arrivesMs ?? 0) + ms).picture;
    expect([at(0), at(10_000)].every((picture, index, all) => index === 0 || picture > (all[0] ?? 0))).toBe(
      true,
    );
  });

  test('a convoy that never moved stands, and the replay still ends', () => {
    const legs = planReplay(many(2), [0, 0, 0]);
    expect(momentAt(legs, REPLAY_MS)).toMatchObject({ over: true, share: 1 });
    expect(momentAt(planReplay([], [0]), 5)).toMatchObject({ leg: 0, shown: undefined });
  });
});
