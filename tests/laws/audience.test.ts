import { describe, expect, test } from 'vitest';
import { eventFor, scopeOf, sees, viewOf } from '../../shared/audience.ts';
import type { TourEvent } from '../../shared/tour/events.ts';
import { evolve, evolvePublic } from '../../shared/tour/fold.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import { emptyTour } from '../../shared/tour/state.ts';
import { AUDIENCES } from '../support/audiences.ts';
import { foldOf, randomLog } from '../support/history-of.ts';
import { seeded } from '../support/seeded.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

describe('what an audience sees', () => {
  test.each(SEEDS)('its view of a tour is the fold of the events that it may see (seed %i)', (seed) => {
    const events = randomLog(seeded(seed), 120);
    for (const audience of AUDIENCES) {
      // Pages of viewers carry no more of the fold than this.
      const evolveSeen = audience === 'public' ? evolvePublic : evolve;
      let whole = emptyTour;
      let seen = viewOf(emptyTour, audience);
      for (const { event, at } of events) {
        whole = evolve(whole, event, at);
        const before = seen;
        if (sees(audience, scopeOf(event))) seen = evolveSeen(seen, eventFor(audience, event), at);
        else expect(viewOf(whole, audience)).toEqual(viewOf(before, audience));
      }
      expect(viewOf(whole, audience)).toEqual(viewOf(seen, audience));
    }
  });

  test.each(SEEDS)('its numbers are dense: every number is one event that it may see (seed %i)', (seed) => {
    const events = randomLog(seeded(seed), 120);
    const { seen } = foldOf(events);
    const [withdrawn, corrected] = (['post.withdrawn', 'post.corrected'] as const).map((type) =>
      events.flatMap(({ event }) => (event.type === type ? event.postId : [])),
    ) as [string[], string[]];
    // What a post said that was withdrawn or corrected later is nobody's to see; that it was there stays in the numbers.
    const told = (event: TourEvent) => {
      if (!('postId' in event)) return event;
      if (!withdrawn.includes(event.postId))
        return corrected.includes(event.postId) ? [event.type, event.postId] : event;
      // Of a picture that was added, or does not come, only a change without content is left.
      const { type, postId } = event;
      return [type === 'post.pictured' || type === 'post.awaitsFewer' ? 'post.keyed' : type, postId];
    };
    for (const audience of AUDIENCES) {
      const mine = events.filter(({ event }) => sees(audience, scopeOf(event)));
      expect(seen.seqOf(audience)).toBe(mine.length);
      for (const from of [0, 1, Math.floor(mine.length / 2), mine.length]) {
        expect(seen.since(audience, from)?.map((one) => told(one.event))).toEqual(
          mine.slice(from).map((one) => told(eventFor(audience, one.event))),
        );
      }
    }
  });

  test.each(SEEDS)(
    'what was corrected is sent to nobody any more, and who comes back ends at the same (seed %i)',
    (seed) => {
      const events = randomLog(seeded(100 + seed), 160);
      const { seen, tour } = foldOf(events);
      const mine = events.filter(({ event }) => sees('public', scopeOf(event)));
      let before = viewOf(emptyTour, 'public');
      for (let from = 0; from <= mine.length; from += 1) {
        const sent = seen.since('public', from) ?? [];
        const end = sent.reduce((known, { event, at }) => evolve(known, event, at), before);
        expect(end).toEqual(viewOf(tour, 'public'));
        const next = mine[from];
        if (next !== undefined) before = evolve(before, eventFor('public', next.event), next.at);
      }
      const standing = JSON.stringify(tour.feed.map((id) => valueAt(tour.posts, id)));
      for (const { event } of seen.since('public', 0) ?? [])
        if (event.type === 'post.published' || event.type === 'post.corrected') {
          const { title, text, pictures, feature } = event;
          if (feature?.kind === 'moment') continue;
          for (const said of [title, text, feature, ...(pictures ?? []).map(({ alt }) => alt)])
            if (said !== undefined && said !== '') expect(standing).toContain(JSON.stringify(said));
        }
    },
  );

  test('nobody but the organiser learns who did it', () => {
    const { seen } = foldOf(randomLog(seeded(9), 60));
    for (const audience of AUDIENCES) {
      const told = (seen.since(audience, 0) ?? []).some((one) => one.by !== undefined);
      expect(told).toBe(audience === 'organiser');
    }
  });

  test('a judge never sees a ballot, a name or a comment of another judge', () => {
    const { seen, tour } = foldOf(randomLog(seeded(10), 200));
    const bytes = JSON.stringify([seen.since('judge:j1', 0), viewOf(tour, 'judge:j1')]);
    expect(bytes).toContain('j1');
    expect(bytes).not.toMatch(/"j2"|"j3"|评委j2|评委j3/);
  });

  test('the public sees neither ballots nor locks nor judges', () => {
    const { seen, tour } = foldOf(randomLog(seeded(11), 200));
    const bytes = JSON.stringify([seen.since('public', 0), viewOf(tour, 'public')]);
    expect(bytes).not.toMatch(/ballot\.|stop\.locked|stop\.reopened|judge\.|评语|"j1"/);
  });

  test('evolve gives back the same object when nothing changed', () => {
    const { tour } = foldOf(randomLog(seeded(12), 60));
    expect(evolve(tour, { type: 'post.pinned', postId: 'no-such-post' }, 1)).toBe(tour);
    expect(evolve(tour, { type: 'judge.dismissed', judgeId: 'nobody' }, 1)).toBe(tour);
  });
});
