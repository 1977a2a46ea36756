import type { Tour } from '../state.ts';

type ToldAt = NonNullable<Tour['told']>;

/** A place of the result that everybody may be told of outside of the pages. */
export interface PlaceMoment {
  /** What its moment's id ends with. */
  readonly of: string;
  readonly at: number;
  readonly place: ToldAt['revealed'][number];
  /** Where one area has it alone. */
  readonly areaId?: string;
}

/**
 * The places whose areas are told, last first, as far as they may leave the pages: step by step where the organiser wants
 * that, else once everything is opened.
 */
export function placeMoments(told: ToldAt | null): readonly PlaceMoment[] {
  if (told === null || (told.state !== 'opened' && told.outside !== 'step')) return [];
  return told.revealed.flatMap((place) => {
    const { rank, areas = [] } = place;
    const [first] = areas;
    if (first === undefined) return [];
    const of = `${rank}-${checksum(areas.map(({ areaId }) => areaId).join())}`;
    const at = told.namedAt?.[rank] ?? told.at;
    return [{ of, at, place, ...(areas.length === 1 && { areaId: first.areaId }) }];
  });
}

/** When the whole result became everybody's; undefined while it is not. After a ceremony that is when it was opened. */
export function resultAt({ setup, days, visibility, told }: Tour): number | undefined {
  if (visibility.mode !== 'live') return undefined;
  if (told !== null) return told.state === 'opened' ? told.at : undefined;
  const ends = (setup?.days ?? []).map(({ number }) => days[number]?.endedAt);
  const last = Math.max(...ends.map((end) => end ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(last) ? last : undefined;
}

/** Who shares a place, in a few letters: a place that is given to others in a later ceremony is another moment. */
function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (const one of text) sum = Math.imul(sum ^ (one.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return sum.toString(36);
}
