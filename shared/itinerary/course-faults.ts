import { farPlaces } from '../sheets/apply/placed.ts';
import { sameWord } from '../sheets/cells/plain.ts';
import { isBlank } from '../text.ts';
import type { Area, Setup, Stop, Talk } from '../tour/setup/setup.ts';
import { distanceMetres } from '../track/distance.ts';

/** What of a set-up is looked at here; the rest need not be there yet. */
export type Course = Pick<Setup, 'days' | 'areas' | 'stops' | 'kinds' | 'brands' | 'rubrics'> & {
  readonly talks?: readonly Talk[] | undefined;
};

/** Something that is wrong with a stop, an area or a talk, or is to be known of it. `id` is its own. */
export type CourseFault =
  | { readonly kind: 'nameless' | 'no-place'; readonly of: Subject; readonly id: string }
  | {
      readonly kind: 'long-name';
      readonly of: Subject;
      readonly id: string;
      readonly length: number;
      readonly most: number;
    }
  /** As another one of the list before it, `other` by its id. */
  | {
      readonly kind: 'twice' | 'same-place';
      readonly of: Subject;
      readonly id: string;
      readonly other: string;
    }
  | { readonly kind: 'far'; readonly of: Subject; readonly id: string; readonly km: number }
  | { readonly kind: 'no-area' | 'no-day' | 'no-rubric'; readonly of: Subject; readonly id: string }
  | { readonly kind: 'no-stops'; readonly of: 'area'; readonly id: string }
  | { readonly kind: 'leaves-early'; readonly of: 'stop'; readonly id: string }
  /** It is planned before the one that comes before it on the same day is left. */
  | { readonly kind: 'too-early'; readonly of: 'stop'; readonly id: string; readonly other: string };

export type Subject = 'stop' | 'area' | 'talk';

/** What may stay as it is; everything else keeps a set-up from being taken, or would be wrong on every page. */
const MAY_STAY: ReadonlySet<CourseFault['kind']> = new Set([
  ...(['twice', 'same-place', 'far', 'no-stops', 'leaves-early', 'too-early'] as const),
]);
export const isInTheWay = ({ kind }: CourseFault): boolean => !MAY_STAY.has(kind);

const MOST_NAME = 120;
const MOST_ENGLISH = 200;
/** Two stops nearer than this are most likely one. */
const SAME_PLACE_METRES = 15;
/** More than that in degrees of latitude: told without measuring. */
const SAME_PLACE_DEGREES = 0.0002;
/** What lies further than this from everything else is a slip of a digit; of fewer places nobody knows which is wrong. */
const ALONE_METRES = 200_000;
const LEAST_PLACES = 3;

const isPlaced = ([latitude, longitude]: readonly [number, number]): boolean =>
  latitude !== 0 || longitude !== 0;
const positionOf = ([latitude, longitude]: readonly [number, number]) => ({ latitude, longitude });

function nameFaults(of: Subject, { id, name }: Pick<Stop, 'id' | 'name'>): readonly CourseFault[] {
  const faults: CourseFault[] = [];
  if (isBlank(name.zh)) faults.push({ kind: 'nameless', of, id });
  const lengths: readonly (readonly [number, number])[] = [
    [[...name.zh].length, MOST_NAME],
    [[...(name.en ?? '')].length, MOST_ENGLISH],
  ];
  for (const [length, most] of lengths)
    if (length > most) faults.push({ kind: 'long-name', of, id, length, most });
  return faults;
}

/** Members that are called as another one before them; of stops within one area. */
function twice(of: Subject, list: readonly Pick<Stop, 'id' | 'name' | 'areaId'>[]): readonly CourseFault[] {
  const first = new Map<string, string>();
  return list.flatMap(({ id, name, areaId }): readonly CourseFault[] => {
    const word = `${areaId} ${sameWord(name.zh)}`;
    const other = first.get(word);
    if (isBlank(name.zh)) return [];
    if (other !== undefined) return [{ kind: 'twice', of, id, other }];
    first.set(word, id);
    return [];
  });
}

function samePlaces(stops: readonly Stop[]): readonly CourseFault[] {
  const faults: CourseFault[] = [];
  for (const [at, { id, position }] of stops.entries()) {
    if (!isPlaced(position)) continue;
    const other = stops
      .slice(0, at)
      .find(
        (one) =>
          Math.abs(one.position[0] - position[0]) < SAME_PLACE_DEGREES &&
          isPlaced(one.position) &&
          distanceMetres(positionOf(one.position), positionOf(position)) < SAME_PLACE_METRES,
      );
    if (other !== undefined) faults.push({ kind: 'same-place', of: 'stop', id, other: other.id });
  }
  return faults;
}

function far(areas: readonly Area[], stops: readonly Stop[]): readonly CourseFault[] {
  const placed = [
    ...areas.map(({ id, seat }) => ({ of: 'area' as const, id, place: seat })),
    ...stops.map(({ id, position }) => ({ of: 'stop' as const, id, place: position })),
  ].filter(({ place }) => isPlaced(place));
  const slips = farPlaces(placed.map(({ place }) => place));
  return placed.flatMap(({ of, id, place }, at): readonly CourseFault[] => {
    if (placed.length < LEAST_PLACES) return [];
    const away = (one: (typeof placed)[number], other: number): number =>
      other === at ? Number.POSITIVE_INFINITY : distanceMetres(positionOf(one.place), positionOf(place));
    // Nearly everything has a neighbour soon: only what has none is measured against all.
    const isAlone = !placed.some((one, other) => away(one, other) <= ALONE_METRES);
    if (!isAlone && !slips.has(at)) return [];
    return [{ kind: 'far', of, id, km: slips.get(at) ?? Math.round(Math.min(...placed.map(away)) / 1000) }];
  });
}

/** References of stops and talks that lead nowhere. */
function astray(
  { areas, days, rubrics }: Course,
  of: 'stop' | 'talk',
  { id, areaId, day, rubricId }: Pick<Stop, 'id' | 'areaId' | 'day' | 'rubricId'>,
): readonly CourseFault[] {
  const missing: CourseFault[] = [];
  if (!areas.some((area) => area.id === areaId)) missing.push({ kind: 'no-area', of, id });
  if (!days.some(({ number }) => number === day)) missing.push({ kind: 'no-day', of, id });
  if (!rubrics.some((rubric) => rubric.id === rubricId)) missing.push({ kind: 'no-rubric', of, id });
  return missing;
}

/** Stops that cannot be in time. Times are of one day: `14:05` compares as a text; one that is not there yet is none. */
function times(stops: readonly Stop[]): readonly CourseFault[] {
  const ordered = stops.toSorted((a, b) => a.day - b.day || a.number - b.number);
  return ordered.flatMap(({ id, day, plannedAt, plannedLeaveAt }, at): readonly CourseFault[] => {
    const before = ordered[at - 1];
    const faults: CourseFault[] = [];
    if (plannedAt === '') return faults;
    if (plannedLeaveAt !== undefined && plannedLeaveAt < plannedAt)
      faults.push({ kind: 'leaves-early', of: 'stop', id });
    if (before !== undefined && before.day === day && plannedAt < (before.plannedLeaveAt ?? before.plannedAt))
      faults.push({ kind: 'too-early', of: 'stop', id, other: before.id });
    return faults;
  });
}

/** Everything that is to be said of areas, stops and talks: names, places, references, times. */
export function courseFaults(course: Course): readonly CourseFault[] {
  const { areas, stops, talks = [] } = course;
  const visited = new Set(stops.map(({ areaId }) => areaId));
  return [
    ...areas.flatMap((area) => nameFaults('area', area)),
    ...twice(
      'area',
      areas.map(({ id, name }) => ({ id, name, areaId: '' })),
    ),
    ...areas.flatMap(({ id, seat }): readonly CourseFault[] =>
      isPlaced(seat) ? [] : [{ kind: 'no-place', of: 'area', id }],
    ),
    ...(stops.length === 0 ? [] : areas).flatMap(({ id }): readonly CourseFault[] =>
      visited.has(id) ? [] : [{ kind: 'no-stops', of: 'area', id }],
    ),
    ...stops.flatMap((stop) => [...nameFaults('stop', stop), ...astray(course, 'stop', stop)]),
    ...stops.flatMap(({ id, position }): readonly CourseFault[] =>
      isPlaced(position) ? [] : [{ kind: 'no-place', of: 'stop', id }],
    ),
    ...twice('stop', stops),
    ...samePlaces(stops),
    ...far(areas, stops),
    ...times(stops),
    ...talks.flatMap((talk) => [...nameFaults('talk', talk), ...astray(course, 'talk', talk)]),
  ];
}
