import type { TourEvent } from '../../../shared/tour/events.ts';

/** What a line of the log needs to name things as people do. */
export interface Names {
  item(itemId: string): string;
  area(areaId: string): string;
  judge(judgeId: string): string;
  outlet(outletId: string): string;
  /** A post by its title or first words, in quotation marks. */
  post(postId: string): string;
  /** In the tour's time zone. */
  time(unixMs: number): string;
  /** A ballot's marks. */
  marks(marks: Readonly<Record<string, string>>): string;
}

/** A sentence for everything that can happen. */
export type Sayings = {
  readonly [T in TourEvent['type']]: (
    event: Extract<TourEvent, { readonly type: T }>,
    names: Names,
  ) => string;
};

/** What a line says. What a newer server wrote is named as it is. */
export function said(sayings: Sayings, event: TourEvent, names: Names): string {
  const say = (sayings as Readonly<Record<string, (event: TourEvent, names: Names) => string>>)[event.type];
  return say === undefined ? (event as { readonly type: string }).type : say(event, names);
}
