import type { Rubric } from '../../tour/setup/rubric.ts';
import type { Area, Stop } from '../../tour/setup/setup.ts';
import type { FaultCode, SheetFault } from '../faults/faults.ts';
import type { SheetBase } from './base.ts';
import { namesOf } from './names.ts';
import type { Applied } from './part.ts';
import { farPlaces, type Pair } from './placed.ts';

const isPlaced = ([latitude, longitude]: Pair): boolean => latitude !== 0 || longitude !== 0;

/** Areas and rubrics that are to go, and that stops still need. */
export function stillUsed(
  base: Pick<SheetBase, 'areas' | 'rubrics'>,
  after: {
    readonly areas: readonly Area[];
    readonly rubrics: readonly Rubric[];
    readonly stops: readonly Stop[];
  },
): readonly SheetFault[] {
  const of = (
    code: FaultCode,
    before: readonly (Area | Rubric)[],
    kept: readonly (Area | Rubric)[],
    needs: (stop: Stop) => string,
  ) => {
    const ids = new Set(kept.map(({ id }) => id));
    return before.flatMap(({ id, name }): readonly SheetFault[] => {
      const count = ids.has(id) ? 0 : after.stops.filter((stop) => needs(stop) === id).length;
      return count === 0 ? [] : [{ code, details: { name: name.zh, count } }];
    });
  };
  return [
    ...of('area.still-used', base.areas, after.areas, ({ areaId }) => areaId),
    ...of('rubric.still-used', base.rubrics, after.rubrics, ({ rubricId }) => rubricId),
  ];
}

/** What is said of places: those that lack one, those that lie far away, and areas that no stop is in. */
export function placeFaults(
  areas: readonly Area[],
  stops: readonly Stop[],
  read: { readonly areas: Applied<Area>; readonly stops: Applied<Stop> | undefined },
): readonly SheetFault[] {
  const faults: SheetFault[] = [];
  const ownAreas = areas.filter(({ id }) => read.areas.told.has(id));
  const ownStops = stops.filter(({ id }) => read.stops?.told.has(id) === true);
  const toldAreas = read.areas.seen.size > 0;
  const nowhere = {
    areas: ownAreas.filter(({ seat }) => !isPlaced(seat)).map(({ name }) => name.zh),
    stops: ownStops.filter(({ position }) => !isPlaced(position)).map(({ name }) => name.zh),
  };
  if (nowhere.areas.length > 0)
    faults.push({
      code: 'area.no-place',
      details: { count: nowhere.areas.length, names: namesOf(nowhere.areas) },
    });
  if (nowhere.stops.length > 0)
    faults.push({
      code: 'stop.no-place',
      details: { count: nowhere.stops.length, names: namesOf(nowhere.stops) },
    });
  const placed = [
    ...ownAreas.map(({ name, seat }) => ({ name, place: seat })),
    ...ownStops.map(({ name, position }) => ({ name, place: position })),
  ].filter(({ place }) => isPlaced(place));
  for (const [at, km] of farPlaces(placed.map(({ place }) => place)))
    faults.push({ code: 'place.far', details: { name: placed[at]?.name.zh ?? '', km } });
  const visited = new Set(stops.map(({ areaId }) => areaId));
  const empty = areas.filter(({ id }) => !visited.has(id)).map(({ name }) => name.zh);
  if ((toldAreas || read.stops !== undefined) && stops.length > 0 && empty.length > 0)
    faults.push({ code: 'area.no-stops', details: { names: namesOf(empty) } });
  return faults;
}
