import type { Likes } from '../../../../shared/protocol.ts';
import type { Post } from '../../../../shared/tour/posts/posts.ts';
import type { Stop } from '../../../../shared/tour/setup/setup.ts';
import { byWorth, evenly, type Shot, shotsOf } from '../pictures/choice.ts';

/** How many pictures the calm replay is. */
const STILLS = 6;

/** The pictures of each stop, best first. */
export function shotsByStop(posts: readonly Post[], likes: Likes): ReadonlyMap<string, readonly Shot[]> {
  const byStop = new Map<string, Post[]>();
  for (const post of posts) {
    if (post.stopId === undefined || post.pictures.length === 0) continue;
    const known = byStop.get(post.stopId);
    if (known) known.push(post);
    else byStop.set(post.stopId, [post]);
  }
  return new Map([...byStop].map(([stopId, own]) => [stopId, shotsOf(byWorth(own, likes))]));
}

/** A still picture of the calm replay. */
export interface Still {
  readonly stop: Stop;
  readonly shot: Shot;
}

/** Six stops of the tour with their best pictures, from the first to the last. */
export const stillsOf = (
  stops: readonly Stop[],
  shots: ReadonlyMap<string, readonly Shot[]>,
): readonly Still[] =>
  evenly(
    stops.flatMap((stop) => {
      const [shot] = shots.get(stop.id) ?? [];
      return shot === undefined ? [] : [{ stop, shot }];
    }),
    STILLS,
  );

/** Which of so many stills is up after so many ms of a replay of that length: the last one stays. */
export const stillAt = (count: number, ms: number, lengthMs: number): number =>
  Math.max(0, Math.min(count - 1, Math.floor((ms / lengthMs) * count)));
