import { OUTLINE_PRECISION, ROAD_PRECISION } from '../../../../shared/protocol.ts';
import type { Setup } from '../../../../shared/tour/setup/setup.ts';
import { bordersOf } from '../../../map/land/borders.ts';
import { roomiestPoint } from '../../../map/land/inside.ts';
import { type LatLng, pointsOf } from '../../../map/lines.ts';
import type { MapModel } from '../../../map/model.ts';
import { isWithin, placeLabels, textWidth } from '../../../map/place.ts';
import { evenly } from '../pictures/choice.ts';
import { type Point, type Projection, pathOf, sheetOf } from './projection.ts';

/** An area of the land; `middle`: the roomiest place in it, for its name. */
export interface LandArea {
  readonly areaId: string;
  readonly rings: readonly LatLng[][];
  readonly middle: LatLng | undefined;
  /** Its outline as a path on the land's sheet. */
  readonly d: string;
}

/** The land's lines as paths on its sheet, which charts of any size lay out by {@link sheetTransform}. */
export interface LandPaths {
  readonly ground: string;
  readonly borders: string;
  readonly roads: string;
}

/** The tour's land, read once: what of it is where does not change with a chart's size. */
export interface Land {
  readonly areas: readonly LandArea[];
  /** What is around all areas together. */
  readonly outer: readonly LatLng[][];
  readonly paths: LandPaths;
  /** Where the middle of the sheet is. */
  readonly origin: LatLng;
}

/** Before anything of it is known. */
export const NO_LAND: Land = {
  ...{ areas: [], outer: [], origin: [0, 0] },
  paths: { ground: '', borders: '', roads: '' },
};

/**
 * Reads outlines and roads, in parts: it yields after each, so that a page may do something else between. All of it at
 * once is longer than a frame on a slow computer.
 */
export function* landInParts({
  outlines,
  roads,
}: Pick<MapModel, 'outlines' | 'roads'>): Generator<void, Land> {
  const [first] = pointsOf(outlines.find(({ rings }) => rings.length > 0)?.rings[0] ?? '', OUTLINE_PRECISION);
  const origin = first ?? [0, 0];
  const onSheet = sheetOf(origin);
  const lines = (all: readonly (readonly LatLng[])[], closed: boolean): string =>
    all.map((line) => pathOf(line.map(onSheet), closed)).join('');
  const areas: LandArea[] = [];
  for (const { areaId, rings: own } of outlines) {
    const rings = own.map((ring) => pointsOf(ring, OUTLINE_PRECISION));
    areas.push({ areaId, rings, middle: roomiestPoint(rings), d: lines(rings, true) });
    yield;
  }
  const { inner, outer } = bordersOf(areas.map(({ rings }) => rings));
  yield;
  const planned = roads.flatMap(({ parts }) => parts.map((part) => pointsOf(part, ROAD_PRECISION)));
  const paths = { ground: lines(outer, true), borders: lines(inner, false), roads: lines(planned, false) };
  return { areas, outer, paths, origin };
}

/** Every place of the land, and of stops and seats where there is no outline: what a chart of the whole tour has to show. */
export function placesOf(land: Land, { stops, areas }: Pick<Setup, 'stops' | 'areas'>): readonly LatLng[] {
  const stopPlaces = stops.map(({ position }): LatLng => [position[0], position[1]]);
  const seats = areas.map(({ seat }): LatLng => [seat[0], seat[1]]);
  return [...stopPlaces, ...seats, ...land.outer.flat()];
}

/** So many points of a road are enough to keep names off it. */
const MOST_MARKS = 200;

/** Points of a road that names had better not lie on. */
export const marksOn = (road: readonly LatLng[], project: Projection): readonly Point[] =>
  evenly(road, MOST_MARKS).map(project);

/** A name on a chart: where its middle stands. */
export interface PlacedName extends Point {
  readonly areaId: string;
  readonly text: string;
}

/** A name lies rather on the road than nowhere. */
const PATIENCE = 400;

/** The areas' names where they lie on no other one and on as few of the marks as can be. */
export function placedNames(
  named: readonly { readonly areaId: string; readonly text: string; readonly seat: LatLng }[],
  land: Land,
  project: Projection,
  { fontPx, marks, width, height }: NameRoom,
): readonly PlacedName[] {
  const room = { left: 0, top: 0, right: width, bottom: height };
  const labels = named.map(({ areaId, text, seat }) => {
    const middle = land.areas.find((area) => area.areaId === areaId)?.middle;
    const size = { width: textWidth(text, fontPx, 0.08), height: fontPx * 1.25 };
    const spots = [...(middle === undefined ? [] : [project(middle)]), project(seat)];
    const around = spots.flatMap(({ x, y }) =>
      [
        [0, 0],
        [0, -1],
        [0, 1],
        [-0.6, 0],
        [0.6, 0],
        [-0.75, -0.8],
        [0.75, -0.8],
        [-0.75, 0.8],
        [0.75, 0.8],
        [0, -2],
        [0, 2],
      ].map(([east = 0, south = 0]) => ({ x: x + east * size.width, y: y + south * size.height })),
    );
    // A name that is cut at the edge is none; one that must be cut is left out.
    const whole = around.filter((spot) => isWithin(spot, size, room));
    return { id: areaId, ...size, patience: PATIENCE, spots: whole };
  });
  const things = marks.map((mark) => ({ ...mark, radius: fontPx * 0.35, weight: 4 }));
  const placed = placeLabels(labels, [], things, room);
  return named.flatMap(({ areaId, text }) => {
    const spot = placed.get(areaId);
    return spot === undefined ? [] : [{ areaId, text, x: spot.x, y: spot.y }];
  });
}

interface NameRoom {
  readonly fontPx: number;
  /** What names had better not cover. */
  readonly marks: readonly Point[];
  readonly width: number;
  readonly height: number;
}
