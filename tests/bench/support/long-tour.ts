import { chanceFrom } from '../../../server/demo/chance.ts';
import { posts } from '../../../server/demo/posts/posts.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import { demoJudges, demoSetup, organiser } from './demo-setup.ts';
import { TourWriter } from './tour-writer.ts';

/** Five of the demo's tours after one another: 15 days, 200 stops. */
const REPEATED = 5;
const STOPS = demoSetup.stops.length;
const DAYS = demoSetup.days.length;
const EVENT_EVERY_MS = 13_000;

/** The demo's set-up with its days and stops repeated. */
const longSetup: Setup = {
  ...demoSetup,
  days: Array.from({ length: REPEATED * DAYS }, (_, at) => ({
    number: at + 1,
    date: `2022-07-${String(at + 7).padStart(2, '0')}`,
    road: demoSetup.days[at % DAYS]?.road ?? '',
  })),
  stops: Array.from({ length: REPEATED * STOPS }, (_, at) => {
    const stop = demoSetup.stops[at % STOPS];
    if (stop === undefined) throw new Error('The demo has no stops');
    return { ...stop, id: `s${at + 1}`, number: at + 1, day: stop.day + DAYS * Math.floor(at / STOPS) };
  }),
};

/**
 * A long tour's log of exactly that many events: at each stop its three changes of status, posts, a ballot of each
 * of 52 judges, and amendments until the share of the stop is used up. About nine of ten events are ballots.
 */
export function longTour(events: number, endsAtUnixMs: number): TourWriter {
  const writer = new TourWriter();
  const chance = chanceFrom(2022);
  const give = (actor: Parameters<TourWriter['give']>[0], command: Parameters<TourWriter['give']>[1]) =>
    writer.give(actor, command, endsAtUnixMs - (events - writer.lines.length) * EVENT_EVERY_MS);
  give(organiser, { type: 'setUpTour', setup: longSetup, basedOnVersion: 0 });
  give(organiser, { type: 'appointJudges', judges: demoJudges });
  const { stops } = longSetup;
  for (const [at, stop] of stops.entries()) {
    const share = Math.floor((events * (at + 1)) / stops.length);
    if (stops[at - 1]?.day !== stop.day) {
      if (at > 0) give(organiser, { type: 'endDay', day: stop.day - 1 });
      give(organiser, { type: 'beginDay', day: stop.day });
    }
    give(organiser, { type: 'markStop', stopId: stop.id, status: 'on-the-way' });
    give(organiser, { type: 'markStop', stopId: stop.id, status: 'arrived' });
    const criteria = longSetup.rubrics.find(({ id }) => id === stop.rubricId)?.criteria ?? [];
    const marks = () =>
      Object.fromEntries(criteria.map(({ id }) => [id, (5 + Math.floor(chance() * 50) / 10).toFixed(1)]));
    for (let nth = 0; writer.lines.length < share - 1; nth += 1) {
      const judge = { role: 'judge' as const, id: demoJudges[nth % demoJudges.length]?.id ?? '' };
      const version = Math.floor(nth / demoJudges.length);
      const post = posts[(at + nth) % posts.length];
      if (version === 0) give(judge, { type: 'castBallot', itemId: stop.id, marks: marks() });
      else give(judge, { type: 'amendBallot', itemId: stop.id, basedOnVersion: version, marks: marks() });
      if (post === undefined || nth % 10 !== 5 || writer.lines.length >= share - 1) continue;
      const postId = `long-${stop.id}-${nth}`;
      give(
        { role: 'editor', id: post.outletId },
        { type: 'publishPost', postId, title: post.title, text: post.text, pictures: [], stopId: stop.id },
      );
    }
    give(organiser, { type: 'markStop', stopId: stop.id, status: 'left' });
  }
  return writer;
}
