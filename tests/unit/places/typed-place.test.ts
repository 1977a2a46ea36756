import { describe, expect, test } from 'vitest';
import { isLikelySwapped, placeText, placeTyped } from '../../../shared/places/typed-place.ts';
import { distanceMetres } from '../../../shared/track/distance.ts';

const SHIYAN = [32.65425, 110.78833] as const;
const near = (place: readonly [number, number], metres: number) =>
  distanceMetres({ latitude: place[0], longitude: place[1] }, { latitude: SHIYAN[0], longitude: SHIYAN[1] }) <
  metres;

describe('a place is read from', () => {
  test.each([
    '32.65425, 110.78833',
    '32.65425 110.78833',
    '(32.65425，110.78833)',
    '３２.６５４２５，１１０.７８８３３',
    '110.78833, 32.65425',
    '110.78833E 32.65425N',
    "32°39.255'N 110°47.3'E",
    '32°39′15.3″ 110°47′18″',
    '北纬32度39分15.3秒，东经110度47分18秒',
    '东经110.78833 北纬32.65425',
    '纬度：32.65425 经度：110.78833',
    'lat: 32.65425, lng: 110.78833',
    'N32 39.255 E110 47.300',
    '32 39 15.3 N, 110 47 18 E',
    '32:39:15.3, 110:47:18',
    'geo:32.65425,110.78833',
    'https://www.openstreetmap.org/#map=15/32.65425/110.78833',
    'https://www.google.com/maps/@32.65425,110.78833,17z',
  ])('%s', (typed) => {
    const place = placeTyped(typed);
    if (!place.ok) throw new Error(`It was taken for none: ${place.why}`);
    expect(near(place.position, 2)).toBe(true);
  });

  test('longitude that stands first is recognised, and said', () => {
    expect(placeTyped('110.78833, 32.65425')).toMatchObject({ ok: true, turned: true });
    expect(placeTyped('32.65425, 110.78833')).toMatchObject({ ok: true, turned: false });
  });

  test.each([
    ['', 'none'],
    ['好人广场', 'none'],
    ['32.65', 'half'],
    ['232.65, 310.7', 'range'],
    ['北纬32.6 北纬110.7', 'none'],
    ['0, 0', 'nowhere'],
    ['32.1, 110.2, 33.1', 'none'],
    ["32°75', 110°10'", 'none'],
  ])('%s is none: %s', (typed, why) => expect(placeTyped(typed)).toEqual({ ok: false, why }));
});

describe('where both orders are possible', () => {
  test('the other one is offered, if it is much nearer to the rest of the tour', () => {
    const place = placeTyped('87.61, 43.82');
    expect(place).toMatchObject({ ok: true, position: [87.61, 43.82], swapped: [43.82, 87.61] });
    if (!place.ok || place.swapped === undefined) throw new Error('Both are possible');
    expect(isLikelySwapped(place.position, place.swapped, [[43.8, 87.5]])).toBe(true);
    expect(isLikelySwapped(place.swapped, place.position, [[43.8, 87.5]])).toBe(false);
    expect(isLikelySwapped(place.position, place.swapped, [])).toBe(false);
    expect(isLikelySwapped(place.position, place.swapped, [[0, 0]])).toBe(false);
  });

  test('not where letters say which is which', () =>
    expect(placeTyped('N43.82 E87.61')).not.toHaveProperty('swapped'));
});

describe('figures of other maps', () => {
  test('GCJ-02 and BD-09 are brought to WGS-84 when somebody says so: some 600 m and 1.3 km', () => {
    const [plain, amap, baidu] = [
      placeTyped('32.65425, 110.78833'),
      placeTyped('32.65425, 110.78833', 'gcj02'),
      placeTyped('32.65425, 110.78833', 'bd09'),
    ];
    if (!plain.ok || !amap.ok || !baidu.ok) throw new Error('All are places');
    expect(plain.position).toEqual(SHIYAN);
    expect(near(amap.position, 650) && !near(amap.position, 450)).toBe(true);
    expect(near(baidu.position, 1800) && !near(baidu.position, 700)).toBe(true);
  });

  test('an address of such a map says it itself, and with longitude first where it does so', () => {
    const place = placeTyped('https://uri.amap.com/marker?position=110.78833,32.65425&name=x');
    expect(place).toMatchObject({ ok: true, datum: 'gcj02', given: [32.65425, 110.78833] });
    if (place.ok) expect(near(place.position, 450)).toBe(false);
    expect(placeTyped('https://uri.amap.com/marker?position=87.61,43.82')).toMatchObject({
      given: [43.82, 87.61],
    });
    expect(placeTyped('https://apis.map.qq.com/uri/v1/marker?marker=coord:32.65425,110.78833')).toMatchObject(
      {
        datum: 'gcj02',
      },
    );
    expect(placeTyped('https://www.amap.com/')).toEqual({ ok: false, why: 'none' });
  });
});

test('a place is written so that it is read again; none is nothing', () => {
  expect(placeText([32.6542501, 110.7883349])).toBe('32.65425, 110.788335');
  expect(placeText([0, 0])).toBe('');
});
