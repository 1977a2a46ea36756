/** A name or sentence in both languages of the interface. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A place: latitude and longitude in degrees, WGS-84. */
export type Position = readonly [lat: number, lon: number];

/** A day of the tour, counted from 1. */
export type DayNumber = 1 | 2 | 3;

/** Short for a pair of words. */
export function words(zh: string, en: string): Words {
  return { zh, en };
}
