import type { Ballot } from '../../tour/ballots.ts';
import type { Judge, Panel } from '../../tour/judges.ts';
import type { Scored } from '../scored.ts';

/** How often each judge sits on a panel: 0 not at all, 2 as two people who give the same marks. Others: once. */
export type Seats = ReadonlyMap<string, number>;

/** A tour as it would stand with another panel: what the engine says of it is the ranking with that panel. */
export function redrawnTour<T extends Pick<Scored, 'judges' | 'panel' | 'ballots'>>(
  tour: T,
  seats: Seats,
): T {
  const judges: Record<string, Judge> = {};
  // Who was dismissed is on no panel that is drawn, but may have been on that of an item's lock.
  const panel: Record<string, Panel[string]> = Object.fromEntries(
    Object.entries(tour.panel).filter(([id]) => !Object.hasOwn(tour.judges, id)),
  );
  for (const judge of Object.values(tour.judges))
    for (const id of seatsOf(judge.id, seats)) {
      judges[id] = { ...judge, id };
      panel[id] = tour.panel[judge.id] ?? [];
    }
  const ballots: Record<string, Record<string, Ballot>> = {};
  for (const [itemId, ofItem] of Object.entries(tour.ballots)) {
    const own: Record<string, Ballot> = {};
    for (const judgeId of Object.keys(ofItem)) {
      const ballot = ofItem[judgeId];
      if (ballot !== undefined) for (const id of seatsOf(judgeId, seats)) own[id] = ballot;
    }
    ballots[itemId] = own;
  }
  return { ...tour, judges, panel, ballots };
}

/** The sign between id and number is in no id, so a copy never meets another judge. */
function seatsOf(judgeId: string, seats: Seats): readonly string[] {
  const count = seats.get(judgeId) ?? 1;
  return Array.from({ length: count }, (_, index) => (index === 0 ? judgeId : `${judgeId}#${index + 1}`));
}
