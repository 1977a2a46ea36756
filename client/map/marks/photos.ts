import type { Picture, Post } from '../../../shared/tour/posts/posts.ts';
import type { LatLng } from '../lines.ts';
import { isWithin, type Label, placeLabels, type Room, type Spot, type Thing } from '../place.ts';
import { spotsBeside } from '../spots.ts';

/** A picture of a post that has a place. */
export interface Photo {
  readonly key: string;
  readonly picture: Picture;
  readonly at: LatLng;
}

/** The pictures of posts that say where they were taken, else where their post was written; in the posts' order. */
export function photosOf(posts: readonly Post[]): Photo[] {
  return posts.flatMap(({ id, pictures, position }) =>
    pictures.flatMap((picture, index): Photo[] => {
      const place = picture.place ?? position;
      const key = `${id} ${index} ${picture.id}`;
      return place === undefined ? [] : [{ key, picture, at: [place[0], place[1]] }];
    }),
  );
}

/** The side of a thumbnail in pixels: mere specks of colour over the whole tour, pictures where one looks closely. */
export const photoSide = (zoom: number): number =>
  Math.round(Math.max(24, Math.min(48, 24 + (zoom - 8.5) * 10)));

/** Gathers what lies within `reachPx` of one that comes before it: each group begins with its first. */
export function gather<S extends Spot>(spots: readonly S[], reachPx: number): [S, ...S[]][] {
  const groups: [S, ...S[]][] = [];
  for (const spot of spots) {
    const near = groups.find(([{ x, y }]) => Math.hypot(x - spot.x, y - spot.y) < reachPx);
    if (near === undefined) groups.push([spot]);
    else near.push(spot);
  }
  return groups;
}

/** How far from its place a thumbnail may stand: beside a stop's number, else a little farther. */
const GAPS_PX = [12, 24, 36, 52];
/** The number of a group sticks out so far to the top and to the right; as in photos.css. */
const COUNT_PX = 8;

/** A thumbnail to be placed: where it was taken, and whether it stands for several and says how many. */
export interface Placed extends Spot {
  readonly grouped: boolean;
}

/** What thumbnails keep clear of: numbered stops and the convoy always, mere dots of stops wherever that can be. */
export interface Kept {
  readonly taken: readonly Thing[];
  readonly dots: readonly Thing[];
}

/**
 * Where thumbnails of a side stand, in the order of their places: on the place, else beside it, clear of stops, the
 * convoy and of each other, where they cover least of `things`. One whose place is in the room does not reach out of it. Where all is taken it is the place itself, beneath
 * what is there.
 */
export function placePhotos(
  places: readonly Placed[],
  side: number,
  { taken, dots }: Kept,
  things: readonly Thing[],
  room: Room,
): Spot[] {
  const labels = places.map((place, index) => labelOf(place, side, String(index), room));
  const clear = placeLabels(labels, [...taken, ...dots], things, room);
  // Whoever found no place clear of every dot takes one clear of those that can be pressed, and of the others.
  const stand = labels.flatMap(({ id, width }) => {
    const spot = clear.get(id);
    return spot === undefined ? [] : [{ ...spot, radius: width / 2, weight: 0 }];
  });
  const left = labels.filter(({ id }) => !clear.has(id));
  const crowded = placeLabels(left, [...taken, ...stand], things, room);
  return places.map((place, index) => {
    const spot = clear.get(String(index)) ?? crowded.get(String(index));
    const out = place.grouped ? COUNT_PX / 2 : 0;
    return spot === undefined ? { x: place.x, y: place.y } : { x: spot.x - out, y: spot.y + out };
  });
}

/** A thumbnail with its number as one box, whose middle lies above and right of the thumbnail's own. */
function labelOf({ x, y, grouped }: Placed, side: number, id: string, room: Room): Label {
  const out = grouped ? COUNT_PX : 0;
  const size = { width: side + out, height: side + out };
  const place = { x: x + out / 2, y: y - out / 2 };
  const beside = GAPS_PX.flatMap((gap) => spotsBeside({ x, y }, size, gap));
  const spots = [place, ...beside];
  const inside = isWithin({ x, y }, { width: 0, height: 0 }, room)
    ? spots.filter((spot) => isWithin(spot, size, room))
    : [];
  return { id, ...size, patience: Number.POSITIVE_INFINITY, spots: inside.length > 0 ? inside : spots };
}
