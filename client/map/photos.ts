import type { Picture, Post } from '../../shared/tour/posts.ts';
import type { LatLng } from './lines.ts';
import { type Label, placeLabels, type Room, type Spot, type Thing } from './place.ts';
import { spotsBeside } from './spots.ts';

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
const GAPS_PX = [12, 24, 36];

/**
 * Where thumbnails of a side stand, in the order of their places: on the place, else beside it, clear of `taken` and
 * of each other, where they cover least of `things`. Where all is taken it is the place itself, beneath what is there.
 */
export function placePhotos(
  places: readonly Spot[],
  side: number,
  taken: readonly Thing[],
  things: readonly Thing[],
  room: Room,
): Spot[] {
  const size = { width: side, height: side };
  const labels = places.map(
    (place, index): Label => ({
      id: String(index),
      ...size,
      patience: Number.POSITIVE_INFINITY,
      spots: [place, ...GAPS_PX.flatMap((gap) => spotsBeside(place, size, gap))],
    }),
  );
  const placed = placeLabels(labels, taken, things, room);
  return places.map((place, index) => placed.get(String(index)) ?? place);
}
