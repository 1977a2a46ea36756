import { offBecause } from '../conduct/falling-out.ts';
import type { Item } from '../setup/items.ts';
import type { Tour } from '../state.ts';
import type { Judge } from './judges.ts';
import { lockedSince } from './locks.ts';
import { onPanelSince } from './panel.ts';

/** What it rests on whether somebody is asked for a ballot; a judge's page has all of it for its own judge. */
type Asking = Pick<Tour, 'panel' | 'stops' | 'locks' | 'days' | 'cancellations' | 'withdrawals'>;
type Asked = Pick<Item, 'id' | 'areaId' | 'kind' | 'day'>;

/** When (ms) the item was over: the convoy had left the stop, or no ballot was taken any more. Undefined while it goes on. */
function overSince({ stops, locks }: Asking, { id }: Asked): number | undefined {
  const ends = [stops[id]?.leftAt, lockedSince(locks[id], Number.POSITIVE_INFINITY)];
  const known = ends.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/**
 * Whether a judge of the panel is asked for a ballot: not of what fell out, and not of what was over before the judge
 * came. Who is not asked may give one all the same, as long as the item is open.
 */
export function isAsked(tour: Asking, judgeId: string, item: Asked): boolean {
  const since = onPanelSince(tour.panel[judgeId]);
  if (since === undefined || offBecause(tour, item) !== undefined) return false;
  const over = overSince(tour, item);
  return over === undefined || over >= since;
}

/** Whether somebody was a judge while the convoy was at the stop; for a talk, on its day. */
function wasThere(tour: Asking, judgeId: string, { id, kind, day }: Asked): boolean {
  const begun = kind === 'stop' ? tour.stops[id]?.arrivedAt : tour.days[day]?.begunAt;
  if (begun === undefined) return false;
  const ended =
    (kind === 'stop' ? tour.stops[id]?.leftAt : tour.days[day]?.endedAt) ?? Number.POSITIVE_INFINITY;
  return (tour.panel[judgeId] ?? []).some(
    ({ from, until = Number.POSITIVE_INFINITY }) => from <= ended && until >= begun,
  );
}

/**
 * The judge whose word on an item is taken: of the panel; or who has left, of what was seen before: a phone may have
 * waited for signal. `left`: has left, and was not there.
 */
export function judgeFor(
  tour: Asking & Pick<Tour, 'judges' | 'formerJudges'>,
  judgeId: string,
  item: Asked,
): Judge | 'left' | undefined {
  if (Object.hasOwn(tour.judges, judgeId)) return tour.judges[judgeId];
  if (!Object.hasOwn(tour.formerJudges, judgeId)) return undefined;
  return wasThere(tour, judgeId, item) ? tour.formerJudges[judgeId] : 'left';
}
