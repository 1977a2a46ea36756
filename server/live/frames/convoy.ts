import type { ConvoyPosition } from '../../../shared/protocol.ts';
import { currentDay } from '../../../shared/tour/setup/days.ts';
import type { Stop } from '../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { type Drawn, extendDrawn, NOTHING_DRAWN } from '../../../shared/track/drawn.ts';
import { etaMs, recentSpeedKph } from '../../../shared/track/eta.ts';
import type { Fix } from '../../../shared/track/fix.ts';
import { decodePolyline } from '../../../shared/track/polyline.ts';
import { measureRoad, progressAlong, type Road, WINDOW_BACK_METRES } from '../../../shared/track/road.ts';
import { addFixes, emptyTrack, type Track } from '../../../shared/track/track.ts';
import type { SeriesLine } from '../../store/port.ts';
import { readFix } from './series-fix.ts';

/** What a convoy of coaches makes on mountain roads where nothing better is known, km/h. */
const PLANNED_KPH = 45;

/** A day's road with the places of its stops along it. */
interface MeasuredDay {
  readonly key: string;
  /** Server time, ms. */
  readonly begunAt: number;
  readonly road: Road;
  readonly stopsAtMetres: ReadonlyMap<string, number>;
}

/** How far along a day's road the points of the track lead, so far as they were looked at. */
interface Walk {
  readonly day: MeasuredDay;
  readonly version: number;
  readonly taken: number;
  readonly alongMetres: number | undefined;
}

/** The convoy in this process: the track of all fixes, and how far along the day's road it is. */
export class Convoy {
  #track: Track = emptyTrack;
  #drawn: Drawn = NOTHING_DRAWN;
  #seriesId = 0;
  #unreadable = 0;
  #day: MeasuredDay | undefined;
  #walk: Walk | undefined;

  get track(): Track {
    return this.#track;
  }

  /** The driven road as it is drawn. */
  get drawn(): Drawn {
    this.#drawn = extendDrawn(this.#drawn, this.#track);
    return this.#drawn;
  }

  /** Number of the last line that was taken. */
  get seriesId(): number {
    return this.#seriesId;
  }

  /** How many lines said no position, and were passed over. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /** Takes lines of the series in order; passes over known ones, and those that nobody can read. Answers whether the track changed. */
  take(lines: readonly SeriesLine[]): boolean {
    const fresh = lines.filter((line) => line.id > this.#seriesId);
    const last = fresh.at(-1);
    if (last === undefined) return false;
    this.#seriesId = last.id;
    const before = this.#track;
    const fixes = fresh.flatMap((line) => readFix(line.body) ?? []);
    this.#unreadable += fresh.length - fixes.length;
    this.#track = addFixes(before, fixes);
    return this.#track !== before;
  }

  /** Where the convoy is, and how far it has to go to its next stop; null before the first fix. */
  position(tour: Tour): ConvoyPosition | null {
    const fix = this.#track.latest;
    if (fix === undefined) return null;
    const next = this.#next(tour, fix);
    return {
      latitude: fix.latitude,
      longitude: fix.longitude,
      fixedAtUnixMs: fix.fixedAtUnixMs,
      ...(fix.speedKph === undefined ? {} : { speedKph: Math.round(fix.speedKph) }),
      ...(fix.headingDegrees === undefined ? {} : { headingDegrees: Math.round(fix.headingDegrees) }),
      drivenMetres: Math.round(this.#track.distanceMetres),
      ...(next === undefined ? {} : { next }),
    };
  }

  #next(tour: Tour, fix: Fix): ConvoyPosition['next'] {
    const stop = nextStop(tour);
    const day = this.#measure(tour);
    const stopMetres = stop && day?.stopsAtMetres.get(stop.id);
    if (stop === undefined || day === undefined || stopMetres === undefined) return undefined;
    const progress = progressAlong(day.road, fix, this.#walkedMetres(day));
    if (progress === undefined) return undefined;
    const remainingMetres = Math.max(0, Math.round(stopMetres - progress.alongMetres));
    const leftMs = etaMs(remainingMetres, recentSpeedKph(this.#track), PLANNED_KPH);
    return {
      stopId: stop.id,
      remainingMetres,
      ...(leftMs === undefined ? {} : { expectedAtUnixMs: fix.fixedAtUnixMs + Math.round(leftMs) }),
    };
  }

  /**
   * How far along its road the track of a day leads. Folded from the points alone: every process, also
   * one that was restarted or asked at other times, says the same.
   */
  #walkedMetres(day: MeasuredDay): number | undefined {
    const { version, points } = this.#track;
    const known = this.#walk;
    const goesOn = known?.day === day && known.version === version && known.taken <= points.length;
    let alongMetres = goesOn ? known.alongMetres : undefined;
    for (const point of points.slice(goesOn ? known.taken : 0)) {
      if (point.fixedAtUnixMs < day.begunAt) continue;
      const place = progressAlong(day.road, point, alongMetres)?.alongMetres ?? 0;
      // A little back is noise, or a turn that is just begun: only who really went back begins there anew.
      const stays = alongMetres !== undefined && place >= alongMetres - WINDOW_BACK_METRES;
      alongMetres = stays ? Math.max(alongMetres ?? 0, place) : place;
    }
    this.#walk = { day, version, taken: points.length, alongMetres };
    return alongMetres;
  }

  #measure(tour: Tour): MeasuredDay | undefined {
    const number = currentDay(tour)?.day;
    const line = tour.setup?.days.find((day) => day.number === number)?.road;
    if (number === undefined || line === undefined) return undefined;
    const begunAt = tour.days[number]?.begunAt ?? 0;
    const key = `${number} ${begunAt} ${tour.setupVersion}`;
    if (this.#day?.key === key) return this.#day;
    const road = measureRoad(decodePolyline(line) ?? []);
    const stopsAtMetres = new Map<string, number>();
    let along: number | undefined;
    for (const stop of stopsOfDay(tour, number)) {
      const [latitude, longitude] = stop.position;
      along = progressAlong(road, { latitude, longitude }, along)?.alongMetres ?? along;
      if (along !== undefined) stopsAtMetres.set(stop.id, along);
    }
    this.#day = { key, begunAt, road, stopsAtMetres };
    return this.#day;
  }
}

const stopsOfDay = (tour: Tour, day: number): readonly Stop[] =>
  (tour.setup?.stops ?? []).filter((stop) => stop.day === day).sort((a, b) => a.number - b.number);

/** The stop that the convoy is on the way to, if it said so. */
function nextStop(tour: Tour): Stop | undefined {
  return tour.setup?.stops.find((stop) => tour.stops[stop.id]?.status === 'on-the-way');
}
