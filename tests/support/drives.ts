/** Made-up drives for track tests, in metres east and north of Shiyan's centre. */
import type { Fix } from '../../shared/track/fix.ts';
import { gaussian } from './seeded.ts';

/** When every made-up drive begins. */
export const START_UNIX_MS = Date.UTC(2025, 4, 12, 1, 0, 0);

const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;
const ORIGIN = { latitude: 32.63, longitude: 110.79 };

/** A place so many metres east and north of the origin. */
export function place(eastMetres: number, northMetres: number): { latitude: number; longitude: number } {
  const shrink = Math.cos((ORIGIN.latitude * Math.PI) / 180);
  return {
    latitude: ORIGIN.latitude + northMetres / METRES_PER_DEGREE,
    longitude: ORIGIN.longitude + eastMetres / METRES_PER_DEGREE / shrink,
  };
}

/** A fix so many seconds after the start at a place in metres. */
export function fixAt(seconds: number, eastMetres: number, northMetres = 0, extra: Partial<Fix> = {}): Fix {
  return {
    deviceId: 'a',
    fixedAtUnixMs: START_UNIX_MS + seconds * 1_000,
    ...place(eastMetres, northMetres),
    ...extra,
  };
}

/** A straight drive east at a steady speed, one fix every `everySeconds`. */
export function drive(
  count: number,
  everySeconds = 5,
  speedKph = 60,
  fromSeconds = 0,
  fromMetres = 0,
): Fix[] {
  return Array.from({ length: count }, (_, index) =>
    fixAt(fromSeconds + index * everySeconds, fromMetres + (index * everySeconds * speedKph) / 3.6),
  );
}

/** Standing in one place with noise of `sigmaMetres` to the east and to the north. */
export function standing(
  random: () => number,
  count: number,
  everySeconds: number,
  sigmaMetres: number,
  fromSeconds = 0,
  atMetres = 0,
): Fix[] {
  return Array.from({ length: count }, (_, index) =>
    fixAt(
      fromSeconds + index * everySeconds,
      atMetres + gaussian(random) * sigmaMetres,
      gaussian(random) * sigmaMetres,
    ),
  );
}
