import type { Ballot } from '../../tour/judging/ballots.ts';
import type { Judge } from '../../tour/judging/judges.ts';
import type { Panel } from '../../tour/judging/panel.ts';
import type { Scored } from '../scored.ts';
import { whoScored } from './who-scored.ts';

/** How often each judge sits on a panel: 0 not at all, 2 as two people who give the same marks. Others: once. */
export type Seats = ReadonlyMap<string, number>;

/** A tour as it would stand with another panel: what the engine says of it is the ranking with that panel. */
export function redrawnTour<T extends Pick<Scored, 'judges' | 'panel' | 'ballots'>>(
  tour: T,
  seats: Seats,
): T {
  const judges: Record<string, Judge> = {};
  const drawn = whoScored(tour);
  // Who was dismissed without a ballot is on no panel that is drawn, but may have been on that of an item's lock.
  const panel: Record<string, Panel[string]> = Object.fromEntries(
    Object.entries(tour.panel).filter(([id]) => !drawn.includes(id)),
  );
  for (const judgeId of drawn)
    for (const id of seatsOf(judgeId, seats)) {
      const judge = tour.judges[judgeId];
      if (judge !== undefined) judges[id] = { ...judge, id };
      panel[id] = tour.panel[judgeId] ?? [];
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
