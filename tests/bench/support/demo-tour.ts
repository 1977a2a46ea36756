import { createHash } from 'node:crypto';
import { pictureSizes } from '../../../server/demo/pictures/pictures.ts';
import type { DemoPost, PostPicture } from '../../../server/demo/posts/post.ts';
import { posts } from '../../../server/demo/posts/posts.ts';
import { type Happening, positionAt, timeline } from '../../../server/demo/timeline.ts';
import type { Command } from '../../../shared/commands.ts';
import type { Actor } from '../../../shared/tour/actor.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import type { Picture } from '../../../shared/tour/posts/posts.ts';
import type { Fix } from '../../../shared/track/fix.ts';
import { demoJudges, demoSetup, organiser } from './demo-setup.ts';
import { TourWriter } from './tour-writer.ts';

/** A command with whoever gives it. */
export interface Given {
  readonly actor: Actor;
  readonly command: Command;
}

/** A picture as the server would keep it; the file itself is not needed. */
function pictureOf({ scene, alt }: PostPicture): Picture {
  const { width, height } = pictureSizes[scene.shape];
  const id = createHash('sha256').update(JSON.stringify(scene)).digest('hex').slice(0, 32);
  const widths = [480, 960, width];
  return { id, width, height, widths, colour: `#${id.slice(0, 6)}`, alt: alt.zh, altEn: alt.en };
}

const idOf = (postId: string): string => `demo-${postId}`;
const outletOf = (postId: string): Actor => ({
  role: 'editor',
  id: posts.find((post) => post.id === postId)?.outletId ?? '',
});

/** How an outlet publishes a post of the demo, with an id of its own. */
export function publishing(post: DemoPost, postId = idOf(post.id)): Given {
  const { title, text, stopId, brandId } = post;
  const about = {
    ...(stopId === undefined ? {} : { stopId }),
    ...(brandId === undefined ? {} : { brandId }),
  };
  const pictures = post.pictures.map(pictureOf);
  return {
    actor: outletOf(post.id),
    command: { type: 'publishPost', postId, title, text, pictures, ...about },
  };
}

/** How a judge hands in a ballot of the demo. */
export function casting({
  judgeId,
  stopId: itemId,
  marks,
  comment,
}: Extract<Happening, { kind: 'ballot' }>): Given {
  const words = comment === undefined ? {} : { comment };
  return { actor: { role: 'judge', id: judgeId }, command: { type: 'castBallot', itemId, marks, ...words } };
}

/** What is sent to the server when that happens; undefined for road-shows, which it does not know yet. */
function givenWhen(happening: Happening, writer: TourWriter): Given | undefined {
  const byOrganiser = (command: Command): Given => ({ actor: organiser, command });
  const statuses = { 'heads-for': 'on-the-way', arrives: 'arrived', leaves: 'left' } as const;
  switch (happening.kind) {
    case 'day-begins':
      return byOrganiser({ type: 'beginDay', day: happening.day });
    case 'day-ends':
      return byOrganiser({ type: 'endDay', day: happening.day });
    case 'heads-for':
    case 'arrives':
    case 'leaves':
      return byOrganiser({ type: 'markStop', stopId: happening.stopId, status: statuses[happening.kind] });
    case 'ballot':
      return casting(happening);
    case 'post':
      return publishing(happening.post);
    case 'pin':
    case 'unpin':
      return byOrganiser({
        type: 'pinPost',
        postId: idOf(happening.postId),
        pinned: happening.kind === 'pin',
      });
    case 'correct': {
      const { note, title, text } = happening;
      const postId = idOf(happening.postId);
      const basedOnVersion = valueAt(writer.tour.posts, postId)?.version ?? 0;
      const command = { type: 'correctPost' as const, postId, basedOnVersion, note, title, text };
      return { actor: outletOf(happening.postId), command };
    }
    case 'key':
    case 'share':
      return undefined;
    case 'withdraw':
      return byOrganiser({ type: 'withdrawPost', postId: idOf(happening.postId), reason: happening.reason });
    case 'road-show-begins':
    case 'road-show-ends':
    case 'road-show-ballot':
      return undefined;
  }
}

/** The demo's tour up to a point: what is written, what was driven, and what is still to come. */
export interface DemoTour {
  readonly writer: TourWriter;
  /** The driven road, a fix every ten seconds, as the lines of the tour's series. */
  readonly series: readonly string[];
  readonly ballotsToCome: readonly Extract<Happening, { kind: 'ballot' }>[];
}

const FIX_EVERY_MS = 10_000;

/** The demo's tour until half of the ballots are in, moved in time so that it stands there at `untilUnixMs`. */
export const halfOfTheDemo = (untilUnixMs: number): DemoTour => demoUpTo(1 / 2, untilUnixMs);

/** The same until this share of the ballots is in. */
export function demoUpTo(share: number, untilUnixMs: number): DemoTour {
  const happenings = timeline();
  const ballots = happenings.filter((one) => one.kind === 'ballot');
  const end = ballots[Math.floor(ballots.length * share)]?.atUnixMs ?? 0;
  const laterMs = untilUnixMs - end;
  const begin = (happenings[0]?.atUnixMs ?? 0) - 60_000;
  const writer = new TourWriter();
  writer.give(organiser, { type: 'setUpTour', setup: demoSetup, basedOnVersion: 0 }, begin + laterMs);
  writer.give(organiser, { type: 'appointJudges', judges: demoJudges }, begin + laterMs);
  for (const happening of happenings.filter((one) => one.atUnixMs <= end)) {
    const given = givenWhen(happening, writer);
    if (given !== undefined) writer.give(given.actor, given.command, happening.atUnixMs + laterMs);
  }
  const series: string[] = [];
  for (let at = begin; at <= end; at += FIX_EVERY_MS) {
    const { lat, lon, speedKph, heading, signal } = positionAt(at);
    const fix: Fix = {
      ...{ deviceId: 'coach-1', fixedAtUnixMs: Math.round(at + laterMs), latitude: lat, longitude: lon },
      ...{ accuracyMetres: 8, speedKph, headingDegrees: heading },
    };
    if (signal) series.push(JSON.stringify(fix));
  }
  return { writer, series, ballotsToCome: ballots.filter((one) => one.atUnixMs > end) };
}
