import { between, chanceFrom, seedOf } from '../chance.ts';
import { positionAt } from '../timeline.ts';
import { stopById } from '../tour/stops.ts';
import type { Position } from '../words.ts';
import type { DemoPost } from './posts.ts';

/** How far from a stop's point its photographers stand, at least and at most. */
const NEAREST_METRES = 40;
const FARTHEST_METRES = 320;

/**
 * What an editor adds to a picture: a caption for the first, what must stay in sight, and where it was taken, which is
 * as made up as the rest: around the stop, or on the road where the convoy was when the post went out.
 */
export function detailsOf(post: DemoPost, index: number, atUnixMs: number): object {
  const stop = post.stopId === undefined ? undefined : stopById(post.stopId);
  const { lat, lon } = positionAt(atUnixMs);
  const chance = chanceFrom(seedOf('place', post.id, index));
  const around = (at: Position) =>
    besideMetres(at, 2 * Math.PI * chance(), between(chance, NEAREST_METRES, FARTHEST_METRES));
  if (stop === undefined) return { place: around([lat, lon]) };
  return {
    ...(index === 0 && post.pictures.length > 1 && { caption: `${stop.name.zh}，评委在现场（演示图）` }),
    focus: [0.5, 0.62],
    place: around(stop.position),
  };
}

/** A place so far from another, to the north for an angle of 0 radians, in five decimals as a phone would tell it. */
function besideMetres([lat, lon]: Position, angle: number, metres: number): Position {
  const degrees = metres / 111_195;
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  return [
    round(lat + Math.cos(angle) * degrees),
    round(lon + (Math.sin(angle) * degrees) / Math.cos((lat * Math.PI) / 180)),
  ];
}
