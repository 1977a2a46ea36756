import { type DayTimes, dayTimes } from '../tour/schedule.ts';
import type { Position } from '../words.ts';
import { distanceMetres } from './polyline.ts';
import { type DayRoad, roadOfDay, stopAlongMetres, tunnels } from './road.ts';

/** Where the convoy is and how it moves. */
export interface ConvoyPosition {
  readonly lat: number;
  readonly lon: number;
  readonly speedKph: number;
  /** Degrees clockwise from north, 0 to 360; that of the road ahead while standing. */
  readonly heading: number;
  /** False in tunnels and deep valleys: nothing gets through then. */
  readonly signal: boolean;
}

const CELL_METRES = 100;

/** One drive, cut into cells; the clock at the edge of each. */
interface Leg {
  readonly road: DayRoad;
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly leavesAtUnixMs: number;
  readonly arrivesAtUnixMs: number;
  /** Share of the drive's time that has passed at the edge of each cell, from 0 to 1. */
  readonly clock: readonly number[];
}

function pointAt(road: DayRoad, along: number): { readonly position: Position; readonly heading: number } {
  let low = 0;
  let high = road.alongMetres.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((road.alongMetres[middle] ?? 0) <= along) low = middle;
    else high = middle - 1;
  }
  const from = road.points[low] ?? [0, 0];
  const to = road.points[low + 1] ?? from;
  const start = road.alongMetres[low] ?? 0;
  const length = (road.alongMetres[low + 1] ?? start) - start;
  const t = length > 0 ? Math.min(1, Math.max(0, (along - start) / length)) : 0;
  const east = (to[1] - from[1]) * Math.cos((from[0] * Math.PI) / 180);
  const heading = ((Math.atan2(east, to[0] - from[0]) * 180) / Math.PI + 360) % 360;
  return { position: [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t], heading };
}

/** Coaches take bends slowly: the straighter the 600 m around a place, the faster. In km/h, before scaling. */
function easySpeedKph(road: DayRoad, along: number, from: number, to: number): number {
  const back = Math.max(from, along - 300);
  const ahead = Math.min(to, along + 300);
  const straight = distanceMetres(pointAt(road, back).position, pointAt(road, ahead).position);
  const directness = ahead > back ? straight / (ahead - back) : 1;
  const open = 34 + 50 * Math.max(0, (directness - 0.55) / 0.45);
  const edge = Math.min(along - from, to - along);
  return Math.min(open, 14 + edge * 0.09);
}

function legOf(
  road: DayRoad,
  fromMetres: number,
  toMetres: number,
  leavesAtUnixMs: number,
  arrivesAtUnixMs: number,
): Leg {
  const cells = Math.max(1, Math.ceil((toMetres - fromMetres) / CELL_METRES));
  const size = (toMetres - fromMetres) / cells;
  const clock = [0];
  let passed = 0;
  for (let cell = 0; cell < cells; cell++) {
    passed += size / easySpeedKph(road, fromMetres + (cell + 0.5) * size, fromMetres, toMetres);
    clock.push(passed);
  }
  return {
    road,
    fromMetres,
    toMetres,
    leavesAtUnixMs,
    arrivesAtUnixMs,
    clock: passed > 0 ? clock.map((at) => at / passed) : clock,
  };
}

function legsOfDay(times: DayTimes): Leg[] {
  const road = roadOfDay(times.day);
  const legs: Leg[] = [];
  let along = 0;
  let leaves = times.beginsAtUnixMs;
  for (const row of times.stops) {
    const to = stopAlongMetres.get(row.stop.id) ?? along;
    legs.push(legOf(road, along, to, leaves, row.arrivesAtUnixMs));
    along = to;
    leaves = row.leavesAtUnixMs;
  }
  if (times.homeAtUnixMs !== undefined)
    legs.push(legOf(road, along, road.lengthMetres, leaves, times.homeAtUnixMs));
  return legs;
}

const legs: readonly Leg[] = dayTimes.flatMap(legsOfDay);

function hasSignal(road: DayRoad, along: number): boolean {
  return !tunnels.some(
    (tunnel) => tunnel.day === road.day && along >= tunnel.fromMetres && along <= tunnel.toMetres,
  );
}

function onLeg(leg: Leg, nowUnixMs: number): ConvoyPosition {
  const length = leg.toMetres - leg.fromMetres;
  const duration = leg.arrivesAtUnixMs - leg.leavesAtUnixMs;
  const share = Math.min(1, Math.max(0, (nowUnixMs - leg.leavesAtUnixMs) / duration));
  let cell = leg.clock.findIndex((edge) => edge > share) - 1;
  if (cell < 0) cell = leg.clock.length - 2;
  const begin = leg.clock[cell] ?? 0;
  const span = (leg.clock[cell + 1] ?? 1) - begin;
  const size = length / (leg.clock.length - 1);
  const along = leg.fromMetres + (cell + (span > 0 ? (share - begin) / span : 0)) * size;
  const { position, heading } = pointAt(leg.road, along);
  const moving = nowUnixMs < leg.arrivesAtUnixMs && length > 0;
  const speedKph = moving && span > 0 ? (size / (span * duration)) * 3600 : 0;
  return {
    lat: position[0],
    lon: position[1],
    speedKph,
    heading,
    signal: !moving || hasSignal(leg.road, along),
  };
}

/** Where the convoy is at a moment. Before the tour it stands at its start, afterwards at its end. */
export function positionAt(nowUnixMs: number): ConvoyPosition {
  let current = legs[0];
  for (const leg of legs) {
    if (leg.leavesAtUnixMs > nowUnixMs) break;
    current = leg;
  }
  if (current === undefined) throw new Error('The demo has no road');
  return onLeg(current, nowUnixMs);
}

/** The first moment from `nowUnixMs` on, to about 5 s, at which a phone aboard has signal. */
export function signalFrom(nowUnixMs: number): number {
  let at = nowUnixMs;
  while (!positionAt(at).signal) at += 5000;
  return at;
}
