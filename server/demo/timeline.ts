import { between, chanceFrom, seedOf } from './chance.ts';
import { signalFrom } from './drive/drive.ts';
import { type BeforeTheMeeting, beforeTheMeeting } from './meeting/before.ts';
import type { DemoPost } from './posts/post.ts';
import { keyMoments, shares } from './posts/post-extras.ts';
import { corrections, pinMinutes, posts, withdrawals } from './posts/posts.ts';
import type { AreaId } from './tour/areas.ts';
import { type DemoBallot, marksFor, roadShowMarksFor } from './tour/ballots.ts';
import { judges } from './tour/judges.ts';
import type { OutletId } from './tour/people.ts';
import { type DemoProblem, problems } from './tour/problems.ts';
import { atUnixMs, dayTimes, roadShows, type StopTimes } from './tour/schedule.ts';
import type { DayNumber } from './words.ts';

export { positionAt } from './drive/drive.ts';
export { atUnixMs, dayTimes, roadShows } from './tour/schedule.ts';

/** Something that happens on the demo tour, at a moment. */
export type Happening = { readonly atUnixMs: number } & (
  | { readonly kind: 'day-begins' | 'day-ends'; readonly day: DayNumber }
  | { readonly kind: 'heads-for' | 'arrives' | 'leaves'; readonly stopId: string }
  | ({ readonly kind: 'ballot'; readonly judgeId: string; readonly stopId: string } & DemoBallot)
  | { readonly kind: 'road-show-begins' | 'road-show-ends'; readonly areaId: AreaId }
  | ({ readonly kind: 'road-show-ballot'; readonly judgeId: string; readonly areaId: AreaId } & DemoBallot)
  | { readonly kind: 'problem'; readonly judgeId: string; readonly problem: DemoProblem }
  | { readonly kind: 'post'; readonly post: DemoPost }
  | { readonly kind: 'pin' | 'unpin'; readonly postId: string }
  | {
      readonly kind: 'correct';
      readonly postId: string;
      readonly note: string;
      readonly title: string;
      readonly text: string;
    }
  | { readonly kind: 'key'; readonly postId: string }
  | { readonly kind: 'share'; readonly postId: string; readonly by: OutletId; readonly text: string }
  | { readonly kind: 'withdraw'; readonly postId: string; readonly reason: string }
  | BeforeTheMeeting
);

const MINUTE_MS = 60_000;

/** Most hand in while they are there, some in the coach, a few much later; without signal a phone waits. */
function handedInAt(row: StopTimes, chance: () => number): number {
  const luck = chance();
  const looking = row.seenAtUnixMs - row.arrivesAtUnixMs;
  if (luck < 0.72) return row.arrivesAtUnixMs + looking * between(chance, 0.5, 1);
  if (luck < 0.95)
    return signalFrom(row.seenAtUnixMs + between(chance, 0, 9) * MINUTE_MS) + chance() * 20_000;
  return signalFrom(row.seenAtUnixMs + between(chance, 9, 40) * MINUTE_MS) + chance() * 20_000;
}

function ballots(seed: number): Happening[] {
  return dayTimes.flatMap((day) =>
    day.stops.flatMap((row) =>
      judges.flatMap((judge): Happening[] => {
        const ballot = marksFor(judge, row.stop, seed);
        if (ballot === undefined) return [];
        const chance = chanceFrom(seedOf('hand-in', judge.id, row.stop.id, seed));
        return [
          {
            atUnixMs: Math.round(handedInAt(row, chance)),
            kind: 'ballot',
            judgeId: judge.id,
            stopId: row.stop.id,
            ...ballot,
          },
        ];
      }),
    ),
  );
}

function roadShowHappenings(seed: number): Happening[] {
  return roadShows.flatMap(({ areaId, beginsAtUnixMs, endsAtUnixMs }): Happening[] => [
    { atUnixMs: Math.round(beginsAtUnixMs), kind: 'road-show-begins', areaId },
    { atUnixMs: Math.round(endsAtUnixMs), kind: 'road-show-ends', areaId },
    ...judges.map((judge): Happening => {
      const chance = chanceFrom(seedOf('road-show', judge.id, areaId, seed));
      const at = signalFrom(endsAtUnixMs + between(chance, 0.1, 4) * MINUTE_MS) + chance() * 15_000;
      return {
        atUnixMs: Math.round(at),
        kind: 'road-show-ballot',
        judgeId: judge.id,
        areaId,
        ...roadShowMarksFor(judge, areaId, seed),
      };
    }),
  ]);
}

function journey(): Happening[] {
  return dayTimes.flatMap((day): Happening[] => {
    const rows: Happening[] = [{ atUnixMs: day.beginsAtUnixMs, kind: 'day-begins', day: day.day }];
    let setsOffAt = day.beginsAtUnixMs;
    for (const row of day.stops) {
      rows.push(
        { atUnixMs: setsOffAt, kind: 'heads-for', stopId: row.stop.id },
        { atUnixMs: row.arrivesAtUnixMs, kind: 'arrives', stopId: row.stop.id },
        { atUnixMs: row.leavesAtUnixMs, kind: 'leaves', stopId: row.stop.id },
      );
      setsOffAt = row.leavesAtUnixMs;
    }
    return [...rows, { atUnixMs: day.endsAtUnixMs, kind: 'day-ends', day: day.day }];
  });
}

/** Judges write down what should be mended while they look. */
function notes(): Happening[] {
  const rows = new Map(dayTimes.flatMap(({ stops }) => stops).map((row) => [row.stop.id, row]));
  return problems.flatMap((problem): Happening[] => {
    const row = rows.get(problem.stopId);
    const judgeId = judges[problem.judge]?.id;
    if (row === undefined || judgeId === undefined) return [];
    const atUnixMs = row.arrivesAtUnixMs + problem.share * (row.leavesAtUnixMs - row.arrivesAtUnixMs);
    return [{ atUnixMs: Math.round(atUnixMs), kind: 'problem', judgeId, problem }];
  });
}

/** A post about a stop moves with the convoy; the desk has signal where it is, so nothing waits. */
function publishedAt(post: DemoPost): number {
  const seconds = seedOf('second', post.id) % 50;
  const row = dayTimes.flatMap((day) => day.stops).find((candidate) => candidate.stop.id === post.stopId);
  if (row === undefined || post.minutesAfterArrival === undefined)
    return atUnixMs(post.day, post.postedAt) + seconds * 1000;
  return row.arrivesAtUnixMs + post.minutesAfterArrival * MINUTE_MS + seconds * 1000;
}

function coverage(): Happening[] {
  const times = new Map(posts.map((post) => [post.id, publishedAt(post)]));
  const timeOf = (postId: string): number => times.get(postId) ?? 0;
  return [
    ...posts.map((post): Happening => ({ atUnixMs: timeOf(post.id), kind: 'post', post })),
    ...posts
      .filter((post) => post.pinned)
      .flatMap(({ id }): Happening[] => [
        { atUnixMs: timeOf(id) + 15_000, kind: 'pin', postId: id },
        { atUnixMs: timeOf(id) + pinMinutes * MINUTE_MS, kind: 'unpin', postId: id },
      ]),
    ...corrections.map(
      ({ postId, minutesAfterPost, note, title, text }): Happening => ({
        atUnixMs: timeOf(postId) + minutesAfterPost * MINUTE_MS,
        kind: 'correct',
        postId,
        note,
        title,
        text,
      }),
    ),
    ...keyMoments.map((postId): Happening => ({ atUnixMs: timeOf(postId) + 20_000, kind: 'key', postId })),
    ...shares.map(
      ({ postId, by, minutes, text }): Happening => ({
        atUnixMs: timeOf(postId) + minutes * MINUTE_MS,
        kind: 'share',
        postId,
        by,
        text,
      }),
    ),
    ...withdrawals.map(
      ({ postId, minutesAfterPost, reason }): Happening => ({
        atUnixMs: timeOf(postId) + minutesAfterPost * MINUTE_MS,
        kind: 'withdraw',
        postId,
        reason,
      }),
    ),
  ];
}

/**
 * Everything that happens in the three days, in order of time; what falls on the same moment stays in the order in
 * which it makes sense (a day begins before the convoy sets off). The same seed gives the same timeline; the seed
 * changes only marks, comments and when ballots are handed in.
 */
export function timeline(seed = 2022): readonly Happening[] {
  return [
    ...journey(),
    ...roadShowHappenings(seed),
    ...ballots(seed),
    ...notes(),
    ...coverage(),
    ...beforeTheMeeting(),
  ].sort((a, b) => a.atUnixMs - b.atUnixMs);
}
