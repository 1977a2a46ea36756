import type { ConvoyPosition, TrackPart } from '../../shared/protocol.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { StopProgress, StopStatus } from '../../shared/tour/stops.ts';
import { bearingDegrees, distanceMetres, type Position } from '../../shared/track/distance.ts';
import { decodePolyline } from '../../shared/track/polyline.ts';
import type { KeptTrack } from './input.ts';

/** The tour's days on the road, one after another without the nights between them: what the slider goes over. */
export interface Timeline {
  readonly spans: readonly { readonly day: number; readonly from: number; readonly to: number }[];
  readonly lengthMs: number;
}

/** Makes the timeline; a day that has not ended lasts until `asOfUnixMs`. */
export function timelineOf(tour: Tour, asOfUnixMs: number): Timeline {
  const spans = Object.entries(tour.days)
    .map(([day, { begunAt, endedAt }]) => ({ day: Number(day), from: begunAt, to: endedAt ?? asOfUnixMs }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  return { spans, lengthMs: spans.reduce((sum, { from, to }) => sum + to - from, 0) };
}

/** The instant at a place of the timeline, from 0 to its length. */
export function instantAt({ spans }: Timeline, offsetMs: number): number {
  let rest = Math.max(0, offsetMs);
  for (const { from, to } of spans) {
    if (rest <= to - from) return from + rest;
    rest -= to - from;
  }
  return spans.at(-1)?.to ?? 0;
}

/** The place of an instant on the timeline; one in a night is the end of the day before. */
export function offsetOf({ spans }: Timeline, unixMs: number): number {
  let offset = 0;
  for (const { from, to } of spans) {
    if (unixMs <= from) return offset;
    if (unixMs <= to) return offset + unixMs - from;
    offset += to - from;
  }
  return offset;
}

/** The day of an instant, or the one before it. */
export const dayAt = ({ spans }: Timeline, unixMs: number): number | undefined =>
  spans.findLast(({ from }) => from <= unixMs)?.day ?? spans[0]?.day;

/** The convoy's way, ready to be asked for any instant. */
export interface Way {
  readonly points: readonly Position[];
  readonly times: readonly number[];
  readonly line: string;
  /** How far the text of the line goes up to each point. */
  readonly lineEnds: readonly number[];
  readonly metres: readonly number[];
}

/** Unpacks a kept track; a text that is no polyline is a way without points. */
export function wayOf({ line, startUnixMs, secondsAfter }: KeptTrack): Way {
  const points = decodePolyline(line) ?? [];
  const times = secondsAfter.map((seconds) => startUnixMs + seconds * 1000);
  if (points.length !== times.length) return { points: [], times: [], line: '', lineEnds: [], metres: [] };
  const lineEnds: number[] = [];
  let values = 0;
  for (let at = 0; at < line.length; at += 1) {
    // A chunk below 32 ends a value; two values are a point.
    if (line.charCodeAt(at) - 63 >= 32) continue;
    values += 1;
    if (values % 2 === 0) lineEnds.push(at + 1);
  }
  const metres: number[] = [];
  points.forEach((point, at) => {
    const before = points[at - 1];
    metres.push(before === undefined ? 0 : (metres[at - 1] ?? 0) + distanceMetres(before, point));
  });
  return { points, times, line, lineEnds, metres };
}

/** The last index whose value is at most `most`; -1 where there is none. */
export function lastUpTo(values: readonly number[], most: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where the convoy was: between two points evenly. Null before the first. */
export function positionAt(way: Way, unixMs: number): ConvoyPosition | null {
  const at = lastUpTo(way.times, unixMs);
  const from = way.points[at];
  if (from === undefined) return null;
  const to = way.points[at + 1];
  const [start, end] = [way.times[at] ?? 0, way.times[at + 1] ?? 0];
  const driven = way.metres[at] ?? 0;
  const here = { fixedAtUnixMs: Math.round(unixMs) };
  if (to === undefined) return { ...from, ...here, drivenMetres: driven };
  const share = (unixMs - start) / (end - start);
  const metres = (way.metres[at + 1] ?? driven) - driven;
  return {
    latitude: from.latitude + (to.latitude - from.latitude) * share,
    longitude: from.longitude + (to.longitude - from.longitude) * share,
    ...here,
    speedKph: (metres / (end - start)) * 3600,
    headingDegrees: bearingDegrees(from, to),
    drivenMetres: driven + metres * share,
  };
}

/** The driven road up to an instant, as the map takes it: it grows at its end. */
export function trackAt({ line, lineEnds, times }: Way, unixMs: number): TrackPart {
  const at = lastUpTo(times, unixMs);
  return { version: 1, from: 0, count: at + 1, line: line.slice(0, at < 0 ? 0 : (lineEnds[at] ?? 0)) };
}

function statusAt({ headedForAt, arrivedAt, leftAt }: StopProgress, unixMs: number): StopStatus {
  if (leftAt !== undefined && leftAt <= unixMs) return 'left';
  if (arrivedAt !== undefined && arrivedAt <= unixMs) return 'arrived';
  return headedForAt !== undefined && headedForAt <= unixMs ? 'on-the-way' : 'planned';
}

/** How far each stop was; a stop without times stays as it is. */
export function stopsAt(stops: Tour['stops'], unixMs: number): Tour['stops'] {
  return Object.fromEntries(
    Object.entries(stops).map(([id, progress]) => [id, { ...progress, status: statusAt(progress, unixMs) }]),
  );
}
