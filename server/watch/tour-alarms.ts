import type { Alarm } from '../../shared/alarms.ts';
import { isAsked } from '../../shared/tour/judging/asked.ts';
import { currentDay } from '../../shared/tour/setup/days.ts';
import { itemsOf } from '../../shared/tour/setup/items.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { HeardAt } from './heard.ts';

const MINUTE_MS = 60_000;
/** The convoy has to be at a stop for so long before anybody is missed. */
const OPEN_FOR_MS = 5 * MINUTE_MS;
/** Signal comes and goes in the mountains: a phone is silent after so long. */
const SILENT_MS = 15 * MINUTE_MS;
/** Who was not heard of since then has not come with a phone today, and is missed elsewhere. */
const TODAY_MS = 24 * 60 * MINUTE_MS;
/** A tracker says nothing while it drives, or while the convoy stands: many send nothing where nothing moves. */
const TRACKER_SILENT_MS = { driving: 10 * MINUTE_MS, standing: 60 * MINUTE_MS };

/** What an alarm rests on. `nowUnixMs` is the tour's time; who was heard of when is told by the machine's. */
export interface Watched {
  readonly tour: Tour;
  readonly heard: HeardAt;
  /** When the convoy's newest position was taken; undefined where there never was one. */
  readonly fixedAtUnixMs: number | undefined;
  readonly nowUnixMs: number;
  readonly machineUnixMs: number;
}

/** What is wrong with a tour just now. */
export const alarmsOfTour = (watched: Watched): readonly Alarm[] => [
  ...silentJudges(watched),
  ...silentTracker(watched),
];

function silentJudges({ tour, heard, nowUnixMs, machineUnixMs }: Watched): readonly Alarm[] {
  const here = Object.entries(tour.stops).find(([, { status }]) => status === 'arrived');
  if (here === undefined || tour.setup === null) return [];
  const [stopId, { arrivedAt = nowUnixMs }] = here;
  const item = itemsOf(tour.setup).get(stopId);
  if (item === undefined || tour.locks[stopId]?.locked === true || nowUnixMs - arrivedAt < OPEN_FOR_MS)
    return [];
  const judgeIds = Object.keys(tour.judges).filter((id) => {
    const silentMs = machineUnixMs - (heard[id] ?? Number.NEGATIVE_INFINITY);
    const isSilent = silentMs >= SILENT_MS && silentMs < TODAY_MS;
    return isSilent && tour.ballots[stopId]?.[id] === undefined && isAsked(tour, id, item);
  });
  return judgeIds.length === 0 ? [] : [{ kind: 'judges-silent', stopId, judgeIds }];
}

function silentTracker({ tour, fixedAtUnixMs, nowUnixMs }: Watched): readonly Alarm[] {
  const day = currentDay(tour);
  if (day?.running !== true || fixedAtUnixMs === undefined) return [];
  const stands = Object.values(tour.stops).some(({ status }) => status === 'arrived');
  const bearable = stands ? TRACKER_SILENT_MS.standing : TRACKER_SILENT_MS.driving;
  // What was before the day began is no silence of today.
  const since = Math.max(fixedAtUnixMs, tour.days[day.day]?.begunAt ?? 0);
  return nowUnixMs - since < bearable ? [] : [{ kind: 'tracker-silent', fixedAtUnixMs }];
}
