import { describe, expect, test } from 'vitest';
import { gather, photoSide, photosOf, placePhotos } from '../../client/map/marks/photos.ts';
import type { Spot, Thing } from '../../client/map/place.ts';
import type { Picture, Post } from '../../shared/tour/posts/posts.ts';

const picture = (id: string, place?: [number, number]): Picture => ({
  ...{ id, width: 1200, height: 800, widths: [480], colour: '#336699', alt: `图${id}` },
  ...(place && { place }),
});
const post = (id: string, pictures: Picture[], position?: [number, number]): Post => ({
  ...{ id, version: 1, outletId: 'qinchu', publishedAt: 0, text: '', corrections: [], pictures },
  ...(position && { position }),
});
const room = { left: 0, top: 0, right: 1000, bottom: 1000 };
const side = 40;
const isCovered = (spot: Spot, thing: Thing) =>
  Math.max(Math.abs(spot.x - thing.x), Math.abs(spot.y - thing.y)) < side / 2 + thing.radius;

describe('which pictures are on the map', () => {
  test('those that say where they were taken; without that, where their post was written', () => {
    const photos = photosOf([
      post('p2', [picture('a', [32, 110]), picture('b')], [33, 111]),
      post('p1', [picture('c'), picture('d', [31, 109])]),
    ]);
    expect(photos.map(({ picture: { id }, at }) => [id, ...at])).toEqual([
      ['a', 32, 110],
      ['b', 33, 111],
      ['d', 31, 109],
    ]);
  });

  test('the same picture in two posts is two pictures', () => {
    const again = picture('a', [32, 110]);
    const keys = photosOf([post('p1', [again, again]), post('p2', [again])]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('gathering', () => {
  test('what lies close to one before it stands with it, and nothing is lost', () => {
    const spots = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 30, y: 0 },
      { x: 100, y: 39 },
      { x: 60, y: 0 },
    ];
    expect(gather(spots, 40)).toEqual([[spots[0], spots[2]], [spots[1], spots[3]], [spots[4]]]);
  });

  test('groups stand apart by the reach, wherever an edge of a grid would be', () => {
    const spots = Array.from({ length: 300 }, (_, at) => ({ x: (at * 37) % 211, y: (at * 53) % 197 }));
    const groups = gather(spots, 44);
    const firsts = groups.map(([first]) => first);
    for (const one of firsts)
      for (const other of firsts)
        if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(44);
    expect(groups.flat()).toHaveLength(spots.length);
  });

  test('thumbnails are never smaller than a target may be, and grow as one looks closer', () => {
    const sides = [4, 7, 8.5, 9.5, 10.75, 15].map(photoSide);
    expect(sides[0]).toBe(24);
    expect(sides.at(-1)).toBe(48);
    expect([...sides].sort((one, other) => one - other)).toEqual(sides);
  });
});

describe('placing', () => {
  const place = { x: 500, y: 500, grouped: false };
  const at = (x: number, y: number) => ({ x, y, grouped: false });
  const only = (taken: Thing[]) => ({ taken, dots: [] });

  test('on its place where nothing is', () => {
    expect(placePhotos([place], side, only([]), [], room)).toEqual([{ x: 500, y: 500 }]);
  });

  test("beside a stop's number and the convoy, never on them, nor on each other", () => {
    const taken = [
      { x: 500, y: 500, radius: 12, weight: 3 },
      { x: 500, y: 466, radius: 18, weight: 5 },
    ];
    const spots = placePhotos([place, at(510, 504), at(492, 490)], side, only(taken), [], room);
    for (const spot of spots) {
      for (const thing of taken) expect(isCovered(spot, thing)).toBe(false);
      for (const other of spots)
        if (other !== spot) expect(isCovered(spot, { ...other, radius: side / 2, weight: 0 })).toBe(false);
    }
  });

  test('rather beside a name than over it', () => {
    const letters = [480, 500, 520].map((x) => ({ x, y: 500, radius: 8, weight: 2 }));
    const [spot] = placePhotos([place], side, only([]), letters, room);
    for (const letter of letters) expect(isCovered(spot ?? place, letter)).toBe(false);
  });

  test('beside the edge it stays whole, whatever it covers there', () => {
    const letters = Array.from({ length: 400 }, (_, one) => ({
      ...{ x: 30 + (one % 20) * 10, y: 350 + Math.floor(one / 20) * 16 },
      ...{ radius: 8, weight: 8 },
    }));
    const bus = { x: 20, y: 500, radius: 18, weight: 5 };
    for (const grouped of [false, true]) {
      const [spot] = placePhotos([{ x: 12, y: 500, grouped }], side, only([bus]), letters, room);
      expect(spot?.x).toBeGreaterThanOrEqual(side / 2);
      expect(isCovered(spot ?? place, bus)).toBe(false);
    }
  });

  test('where all is taken it lies on its place, beneath', () => {
    const everything = { x: 500, y: 500, radius: 400, weight: 1 };
    expect(placePhotos([place], side, only([everything]), [], room)).toEqual([{ x: 500, y: 500 }]);
  });

  test('a group keeps clear of the mere dots of stops too, and so does its number', () => {
    const dots = [
      { x: 500, y: 500, radius: 5, weight: 1.5 },
      { x: 526, y: 474, radius: 5, weight: 1.5 },
      { x: 456, y: 500, radius: 5, weight: 1.5 },
    ];
    const [spot = place] = placePhotos([{ ...place, grouped: true }], 24, { taken: [], dots }, [], room);
    for (const { x, y } of dots) {
      const inside =
        x > spot.x - 12 - 5 && x < spot.x + 12 + 8 + 5 && y > spot.y - 12 - 8 - 5 && y < spot.y + 12 + 5;
      expect(inside).toBe(false);
    }
  });

  test('where dots leave no room it covers a dot rather than a number', () => {
    const dots = Array.from({ length: 900 }, (_, one) => ({
      ...{ x: 350 + (one % 30) * 10, y: 350 + Math.floor(one / 30) * 10 },
      ...{ radius: 5, weight: 1.5 },
    }));
    const number = { x: 500, y: 500, radius: 12, weight: 3 };
    const [spot = place] = placePhotos([place], side, { taken: [number], dots }, [], room);
    expect(isCovered(spot, number)).toBe(false);
  });
});
