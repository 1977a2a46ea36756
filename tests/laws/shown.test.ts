import { describe, expect, test } from 'vitest';
import { toLine } from '../../server/live/log/logged.ts';
import { fullStandings, publicStandings } from '../../shared/scoring/standings.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { AUDIENCES } from '../support/audiences.ts';
import { contestStep, richBeginning } from '../support/contest-steps.ts';
import { Follower, textHub } from '../support/followers.ts';
import type { Step } from '../support/history.ts';
import { nextStep } from '../support/history.ts';
import { foldOf, logOf } from '../support/history-of.ts';
import { pick, seeded } from '../support/seeded.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Whatever may happen, and every change of what is held back: frozen now, earlier, later; hidden; live. */
function anyStep(random: () => number, tour: Tour, serial: number): Step {
  const now = 1_657_155_600_000 + serial * 1_000;
  if (random() < 0.06)
    return {
      actor: { role: 'organiser', id: 'org' },
      command: {
        type: 'setVisibility',
        visibility: pick(random, [
          { mode: 'live' },
          { mode: 'hidden' },
          { mode: 'frozen', fromUnixMs: now },
          { mode: 'frozen', fromUnixMs: now - 20_000 },
          { mode: 'frozen', fromUnixMs: now + 10_000 },
        ]),
      },
    };
  return random() < 0.7 ? contestStep(random, tour, serial) : nextStep(random, tour, serial);
}

describe('after every event', () => {
  test.each([1, 2, 3, 4])(
    'each audience is shown the standings as they are computed anew from the tour (seed %i)',
    async (seed) => {
      const events = logOf(seeded(seed), richBeginning, anyStep, 140);
      const fold = foldOf([]);
      const { hub } = textHub(fold);
      const followers = new Map(AUDIENCES.map((audience) => [audience, new Follower()] as const));
      for (const [audience, follower] of followers) hub.join(audience, follower, follower.hello());
      let [bytes, version] = ['', -1];
      for (const logged of events) {
        fold.take(logged, toLine(logged, fold.head.hash).hash);
        hub.changed();
        const shown = publicStandings(fold.tour);
        const full = fullStandings(fold.tour);
        const what = `${logged.event.type} (${logged.seq})`;
        for (const audience of AUDIENCES) {
          const { standings, fullStandings: own } = hub.snapshot(audience).latest;
          expect(standings, what).toEqual(shown);
          expect(own, what).toEqual(audience === 'organiser' ? full : undefined);
        }
        // Whatever is kept by the version is made anew where the public's snapshot is another, and only there.
        const snapshot = JSON.stringify(hub.snapshot('public'));
        expect(hub.newest.version !== version, what).toBe(snapshot !== bytes);
        [bytes, version] = [snapshot, hub.newest.version];
        if (logged.seq % 3 !== 0) continue;
        await turn();
        await turn();
        for (const [audience, follower] of followers) {
          expect(follower.state?.latest.standings, what).toEqual(shown);
          if (audience === 'organiser') expect(follower.state?.latest.fullStandings, what).toEqual(full);
        }
      }
      hub.close();
    },
  );
});

test('posts do not make standings be computed again', () => {
  const fold = foldOf(logOf(seeded(1), richBeginning, contestStep, 60));
  const { hub } = textHub(fold);
  const before = hub.newest.standings.shown(fold.tour);
  const seq = fold.head.seq + 1;
  const event = {
    type: 'post.published' as const,
    postId: 'post-0001',
    outletId: 'qinchu',
    text: '快讯',
    pictures: [],
  };
  fold.take({ seq, at: fold.lastAt + 1, by: 'editor:qinchu', commandId: 'post-0001', digest: '', event }, '');
  expect(hub.newest.standings.shown(fold.tour)).toBe(before);
  hub.close();
});
