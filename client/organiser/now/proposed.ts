import { decideChange } from '../../../shared/scoring/final/consenting.ts';
import { fullStandings } from '../../../shared/scoring/standings.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import type { Change } from '../../../shared/tour/judging/consent.ts';
import type { Tour } from '../../../shared/tour/state.ts';

/** An area whose place a change moves; null: no place. */
export interface Move {
  readonly areaId: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Which places a proposed change would move as things are now, the best first; undefined where it does not fit any more. */
export function movesOf(tour: Tour, change: Change, nowUnixMs: number): readonly Move[] | undefined {
  const actor = { role: 'organiser', id: 'reader' } as const;
  const decision = decideChange(tour, change, { actor, nowUnixMs });
  if (!decision.ok || decision.events.length === 0) return undefined;
  const then = decision.events.reduce((before, event) => evolve(before, event, nowUnixMs), tour);
  const ranks = new Map(fullStandings(tour).rows.map(({ areaId, rank }) => [areaId, rank]));
  return fullStandings(then).rows.flatMap(({ areaId, rank }) => {
    const before = ranks.get(areaId) ?? null;
    return before === rank ? [] : [{ areaId, before, after: rank }];
  });
}

/** Whose page this is, as its session says; undefined where that was not to be had. */
export async function askMe(
  tourId: string,
): Promise<{ readonly id: string; readonly name?: string } | undefined> {
  try {
    const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/session?as=organiser`);
    return answer.ok ? ((await answer.json()) as { id: string; name?: string }) : undefined;
  } catch {
    return undefined;
  }
}
