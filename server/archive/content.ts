import { viewOf } from '../../shared/audience.ts';
import { type MapLines, PROTOCOL, type Snapshot, tourToPart } from '../../shared/protocol.ts';
import { publicStandings } from '../../shared/scoring/standings.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import { mapLines } from '../../shared/tour/setup/map-lines.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { TourRoom } from '../live/tour-room.ts';
import { type KeptTrack, keptTrack } from './kept-track.ts';

/** What an archive's page is made from; see `client/archive/input.ts`. */
export interface ArchiveInput {
  readonly tourId: string;
  readonly snapshot: Snapshot;
  readonly map: MapLines;
  readonly track: KeptTrack;
  readonly asOfUnixMs: number;
}

/** Wider pictures are for walls; an archive is read on desks and phones. */
const WIDEST = 1920;

/** A post with the widths of its pictures that go into an archive. */
const withoutWalls = (post: Post): Post => ({
  ...post,
  pictures: post.pictures.map((picture) => ({
    ...picture,
    widths: picture.widths.filter((width, at) => at === 0 || width <= WIDEST),
  })),
});

/** When the last thing happened that everybody may see; 0 where nothing has. */
function lastPublicAt({ feed, days, stops, told }: Tour, posts: readonly Post[]): number {
  const times = [
    ...(told === null ? [] : [told.at]),
    ...posts.flatMap((post) => [
      post.publishedAt,
      post.withdrawn?.at ?? 0,
      ...post.corrections.map(({ at }) => at),
    ]),
    ...Object.values(days).flatMap(({ begunAt, endedAt = 0 }) => [begunAt, endedAt]),
    ...Object.values(stops).flatMap(({ headedForAt = 0, arrivedAt = 0, leftAt = 0 }) => [
      headedForAt,
      arrivedAt,
      leftAt,
    ]),
  ];
  return feed.length + times.length === 0 ? 0 : times.reduce((last, at) => Math.max(last, at), 0);
}

/**
 * All that the public may see of a tour as it is now, every post with it. The same state gives the same
 * content: no time of its making is in it, no count of viewers, and nothing that is hidden leaves a trace.
 */
export function archiveInput(room: TourRoom): ArchiveInput {
  const { tour: whole, head } = room.fold;
  const tour = viewOf(whole, 'public');
  const part = tourToPart(tour, Math.max(1, tour.feed.length));
  return {
    tourId: room.id,
    snapshot: {
      protocol: PROTOCOL,
      epoch: head.epoch,
      seq: room.fold.seen.seqOf('public'),
      digits: room.fold.seen.digitsBack('public', 0),
      tour: { ...part, posts: part.posts.map(withoutWalls), olderToo: part.olderToo.map(withoutWalls) },
      latest: {
        position: null,
        track: { version: 0, from: 0, count: 0, line: '' },
        standings: publicStandings(whole),
        viewers: { present: 0, views: 0 },
        likes: {},
        health: 'ok',
      },
    },
    map: mapLines(whole.setup ?? { areas: [], days: [], stops: [] }),
    track: keptTrack(room.convoy.track.points),
    asOfUnixMs: lastPublicAt(tour, part.posts),
  };
}
