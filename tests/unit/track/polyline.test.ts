import { describe, expect, test } from 'vitest';
import { decodePolyline, encodePolyline } from '../../../shared/track/polyline.ts';
import { seeded } from '../../support/seeded.ts';

describe('polyline', () => {
  test("gives Google's own example", () => {
    const points = [
      { latitude: 38.5, longitude: -120.2 },
      { latitude: 40.7, longitude: -120.95 },
      { latitude: 43.252, longitude: -126.453 },
    ];
    expect(encodePolyline(points)).toBe('_p~iF~ps|U_ulLnnqC_mqNvxq`@');
    expect(decodePolyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@')).toEqual(points);
  });

  test('no points are the empty text', () => {
    expect(encodePolyline([])).toBe('');
    expect(decodePolyline('')).toEqual([]);
  });

  test.each([1, 3, 5, 6])('what was encoded at precision %i comes back to its last decimal', (precision) => {
    const random = seeded(precision);
    const points = Array.from({ length: 300 }, () => ({
      latitude: random() * 180 - 90,
      longitude: random() * 360 - 180,
    }));
    const back = decodePolyline(encodePolyline(points, precision), precision) ?? [];
    expect(back).toHaveLength(points.length);
    back.forEach((point, index) => {
      expect(Math.abs(point.latitude - (points[index]?.latitude ?? 0))).toBeLessThanOrEqual(
        0.51 / 10 ** precision,
      );
      expect(Math.abs(point.longitude - (points[index]?.longitude ?? 0))).toBeLessThanOrEqual(
        0.51 / 10 ** precision,
      );
    });
  });

  test.each(['_p~iF', '_p~iF~ps|', 'Ä', '_p~iF ps|U', '~~~~~~~~~~~~~~~~'])('%j is no polyline', (text) => {
    expect(decodePolyline(text)).toBeUndefined();
  });

  test('a text of higher precision read at 5 leaves the earth and is refused', () => {
    const text = encodePolyline([{ latitude: 32.6, longitude: 110.8 }], 6);
    expect(decodePolyline(text)).toBeUndefined();
  });
});
