import { between, chanceFrom, seedOf } from '../chance.ts';
import type { DayNumber } from '../words.ts';
import { type AreaId, areas } from './areas.ts';
import type { DemoStop } from './stop.ts';
import { stops } from './stops.ts';

const MINUTE_MS = 60_000;

/** Milliseconds since 1970 of a wall-clock time in Shiyan (UTC+8) on a day of the tour. */
export function atUnixMs(day: DayNumber, time: string): number {
  return Date.UTC(2022, 6, 6 + day, Number(time.slice(0, 2)) - 8, Number(time.slice(3)));
}

/** When the convoy really came and went, a little off the plan. */
export interface StopTimes {
  readonly stop: DemoStop;
  readonly arrivesAtUnixMs: number;
  readonly leavesAtUnixMs: number;
  /** When looking round is over; a meal may follow before they leave. */
  readonly seenAtUnixMs: number;
}

/** One day as it went. */
export interface DayTimes {
  readonly day: DayNumber;
  readonly beginsAtUnixMs: number;
  readonly endsAtUnixMs: number;
  /** Arrival back in the city after the last stop of day 3; on the other days they stay where they are. */
  readonly homeAtUnixMs: number | undefined;
  readonly stops: readonly StopTimes[];
}

const begins: Readonly<Record<DayNumber, string>> = { 1: '06:50', 2: '06:30', 3: '06:00' };
const homeMinutes = 56;

function dayAsItWent(day: DayNumber): DayTimes {
  const chance = chanceFrom(seedOf('schedule', day));
  const beginsAtUnixMs = atUnixMs(day, begins[day]);
  let plannedLeave = beginsAtUnixMs;
  let leave = beginsAtUnixMs;
  const times = stops
    .filter((stop) => stop.day === day)
    .map((stop): StopTimes => {
      const plannedArrival = atUnixMs(day, stop.plannedArrival);
      const plannedDeparture = atUnixMs(day, stop.plannedDeparture);
      const driveMs = plannedArrival - plannedLeave;
      const arrives = Math.round(leave + driveMs * between(chance, 0.97, 1.045));
      const lateMs = arrives - plannedArrival;
      const stay = plannedDeparture - plannedArrival;
      const catchUp = Math.min(4 * MINUTE_MS, Math.max(-2 * MINUTE_MS, lateMs * 0.6));
      const leaves = Math.round(
        arrives + Math.max(stay * 0.7, stay - catchUp + between(chance, -1, 2) * MINUTE_MS),
      );
      plannedLeave = plannedDeparture;
      leave = leaves;
      const seen = Math.min(leaves - MINUTE_MS, arrives + 25 * MINUTE_MS);
      return { stop, arrivesAtUnixMs: arrives, leavesAtUnixMs: leaves, seenAtUnixMs: seen };
    });
  const homeAtUnixMs = day === 3 ? leave + homeMinutes * MINUTE_MS : undefined;
  const endsAtUnixMs = (homeAtUnixMs ?? leave + 12 * MINUTE_MS) + 3 * MINUTE_MS;
  return { day, beginsAtUnixMs, endsAtUnixMs, homeAtUnixMs, stops: times };
}

/** The three days as they went. Deterministic. */
export const dayTimes: readonly DayTimes[] = [dayAsItWent(1), dayAsItWent(2), dayAsItWent(3)];

/** An area's road-show: presented in the coach on the way to its first stop; the first area's on the way out of its first. */
export interface RoadShowTimes {
  readonly areaId: AreaId;
  readonly beginsAtUnixMs: number;
  readonly endsAtUnixMs: number;
}

/** One road-show for each area, in driving order. Each lasts at most eight minutes. */
export const roadShows: readonly RoadShowTimes[] = areas
  .map((area): RoadShowTimes => {
    for (const { stops: rows } of dayTimes) {
      const at = rows.findIndex((row) => row.stop.areaId === area.id);
      if (at < 0) continue;
      const into = at === 0 ? 1 : at;
      const from = rows[into - 1];
      const to = rows[into];
      if (from === undefined || to === undefined) break;
      const drive = to.arrivesAtUnixMs - from.leavesAtUnixMs;
      const beginsAtUnixMs = from.leavesAtUnixMs + Math.min(3 * MINUTE_MS, drive * 0.2);
      return {
        areaId: area.id,
        beginsAtUnixMs,
        endsAtUnixMs: beginsAtUnixMs + Math.min(8 * MINUTE_MS, drive * 0.65),
      };
    }
    throw new Error(`No way into ${area.id}`);
  })
  .sort((a, b) => a.beginsAtUnixMs - b.beginsAtUnixMs);
