import { describe, expect, test } from 'vitest';
import { type Label, placeLabels, type Room, type Thing, textWidth } from '../../client/map/place.ts';
import { spotsAlong, spotsBeside } from '../../client/map/spots.ts';
import { mapWords } from '../../client/map/words.ts';
import { seeded, whole } from '../support/seeded.ts';

const room: Room = { left: 0, top: 0, right: 390, bottom: 340 };
const label = (id: string, spots: [number, number][], patience = 9): Label => ({
  id,
  width: 30,
  height: 16,
  patience,
  spots: spots.map(([x, y]) => ({ x, y })),
});
const dot = (x: number, y: number): Thing => ({ x, y, radius: 5, weight: 2 });

describe('placing names', () => {
  test('a name stands at its first spot when nothing is there', () => {
    expect(
      placeLabels(
        [
          label('a', [
            [100, 100],
            [100, 130],
          ]),
        ],
        [],
        [],
        room,
      ).get('a'),
    ).toEqual({ x: 100, y: 100 });
  });

  test('two names never overlap: the later one moves, or is left out', () => {
    const placed = placeLabels(
      [
        label('a', [[100, 100]]),
        label('b', [
          [110, 100],
          [100, 130],
        ]),
        label('c', [[105, 104]]),
      ],
      [],
      [],
      room,
    );
    expect(placed.get('b')).toEqual({ x: 100, y: 130 });
    expect(placed.has('c')).toBe(false);
  });

  test('a name rather moves than covers a stop', () => {
    const placed = placeLabels(
      [
        label('a', [
          [100, 100],
          [100, 130],
        ]),
      ],
      [],
      [dot(110, 103)],
      room,
    );
    expect(placed.get('a')).toEqual({ x: 100, y: 130 });
  });

  test('a name stays out of where the buttons are, but rather there than nowhere', () => {
    expect(
      placeLabels(
        [
          label('a', [
            [385, 100],
            [300, 100],
          ]),
        ],
        [],
        [],
        room,
      ).get('a'),
    ).toEqual({ x: 300, y: 100 });
    expect(placeLabels([label('a', [[385, 100]])], [], [], room).get('a')).toEqual({ x: 385, y: 100 });
  });

  test('a name that would cover too much is left out', () => {
    const things = [dot(95, 100), dot(105, 100)];
    expect(placeLabels([label('a', [[100, 100]], 3)], [], things, room).has('a')).toBe(false);
    expect(placeLabels([label('a', [[100, 100]], 4)], [], things, room).has('a')).toBe(true);
  });

  test('the mark of an area that is a point is never covered', () => {
    expect(placeLabels([label('a', [[100, 100]])], [dot(100, 100)], [], room).has('a')).toBe(false);
  });

  test('of many spots it is the first of those that cost least, however many things there are', () => {
    const random = seeded(14);
    for (let round = 0; round < 200; round += 1) {
      const anywhere = (): [number, number] => [whole(random, -20, 410), whole(random, -20, 360)];
      const things = Array.from({ length: whole(random, 0, 60) }, () => ({
        ...dot(...anywhere()),
        weight: whole(random, 1, 5),
      }));
      const own = label('a', Array.from({ length: whole(random, 1, 22) }, anywhere), whole(random, 0, 12));
      const costs = own.spots.map((spot, rank) => {
        const covered = things
          .filter((one) => Math.abs(spot.x - one.x) < 20 && Math.abs(spot.y - one.y) < 13)
          .reduce((sum, { weight }) => sum + weight, 0);
        const isIn = spot.x >= 15 && spot.x <= 375 && spot.y >= 8 && spot.y <= 332;
        return covered > own.patience ? Number.POSITIVE_INFINITY : covered + rank / 4 + (isIn ? 0 : 12);
      });
      const least = Math.min(...costs);
      const wanted = least < Number.POSITIVE_INFINITY ? own.spots[costs.indexOf(least)] : undefined;
      expect(placeLabels([own], [], things, room).get('a')).toEqual(wanted);
    }
  });

  test('a name beside a dot does not cover it', () => {
    const size = { width: 60, height: 16 };
    for (const spot of spotsBeside({ x: 50, y: 50 }, size, 15)) {
      expect(
        Math.abs(spot.x - 50) >= size.width / 2 + 12 || Math.abs(spot.y - 50) >= size.height / 2 + 12,
      ).toBe(true);
    }
  });

  test('Chinese is set in squares, Latin narrower', () => {
    expect(textWidth('丹江口', 10, 0)).toBe(30);
    expect(textWidth('丹江口', 10, 0.1)).toBeCloseTo(33);
    expect(textWidth('Danjiangkou', 10, 0)).toBeLessThan(70);
  });
});

describe('words', () => {
  test('a stop is named with its number, name and state, in both languages', () => {
    expect(mapWords('zh').stop(12, '竹溪县水坪镇新时代文明实践所', 'left')).toBe(
      '第 12 站 竹溪县水坪镇新时代文明实践所 已离开',
    );
    expect(mapWords('en').stop(12, 'Shuiping Practice Institute', 'arrived')).toBe(
      'Stop 12, Shuiping Practice Institute, arrived',
    );
  });
});

describe('roads that names had better not cover', () => {
  const xs = (line: [number, number][]) =>
    spotsAlong(
      line.map(([x, y]) => ({ x, y })),
      5,
      room,
    ).map(({ x }) => x);

  test('count evenly, however many points they have', () => {
    const few = xs([
      [0, 10],
      [22, 10],
    ]);
    expect(few).toEqual([0, 5, 10, 15, 20]);
    expect(
      xs([
        [0, 10],
        [3, 10],
        [13, 10],
        [22, 10],
      ]),
    ).toEqual(few);
    expect(xs([])).toEqual([]);
  });

  test('count only where they can be seen', () => {
    expect(
      xs([
        [-12, 10],
        [8, 10],
      ]),
    ).toEqual([3]);
  });
});
