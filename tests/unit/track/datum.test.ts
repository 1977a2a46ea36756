import { expect, test } from 'vitest';
import { gcj02Of, wgs84Of } from '../../../shared/track/datum.ts';
import { seeded } from '../../support/seeded.ts';

/** Figures of npm gcoord 1.0.7. */
test('shifts as maps made in China do', () => {
  const [latitude, longitude] = gcj02Of([32.65, 110.79]);
  expect(latitude).toBeCloseTo(32.647_830_165_2, 9);
  expect(longitude).toBeCloseTo(110.795_328_79, 9);
  expect(wgs84Of([32.65, 110.79], 'bd09')).toEqual([32.646_045, 110.778_194]);
});

test('what was shifted is led back to within the last digit, everywhere', () => {
  const random = seeded(15);
  for (let round = 0; round < 2_000; round += 1) {
    const place = [5 + random() * 48, 74 + random() * 60] as const;
    const back = wgs84Of(gcj02Of(place), 'gcj02');
    expect(Math.abs(back[0] - place[0])).toBeLessThan(1e-6);
    expect(Math.abs(back[1] - place[1])).toBeLessThan(1e-6);
  }
});

test('WGS-84 stays as it is, and outside of China nothing is shifted', () => {
  expect(wgs84Of([32.123_456_789, 110], 'wgs84')).toEqual([32.123_456_789, 110]);
  expect(wgs84Of([48.2, 16.37], 'gcj02')).toEqual([48.2, 16.37]);
});
