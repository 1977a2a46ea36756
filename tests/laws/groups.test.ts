import { describe, expect, test } from 'vitest';
import { TourDraft } from '../../server/live/log/draft.ts';
import { Fold } from '../../server/live/log/fold.ts';
import { GroupDraft } from '../../server/live/log/group-draft.ts';
import { toLine } from '../../server/live/log/logged.ts';
import { decide } from '../../shared/commands.ts';
import { evolve } from '../../shared/tour/fold.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { nextStep } from '../support/history.ts';
import { foldOf, randomLog } from '../support/history-of.ts';
import { seeded, whole } from '../support/seeded.ts';

/** The tour that a random log leads to: a beginning on which something can happen. */
const begun = (seed: number): { tour: Tour; log: ReturnType<typeof randomLog> } => {
  const log = randomLog(seeded(seed), 40);
  return { tour: foldOf(log).tour, log };
};

describe('commands that are decided as a group', () => {
  test.each([1, 2, 3, 4, 5, 6])('come out as one after another (seed %i)', (seed) => {
    const random = seeded(seed * 31);
    let { tour } = begun(seed);
    let serial = 1000;
    for (let round = 0; round < 25; round += 1) {
      const group = new GroupDraft(tour);
      const untouched = JSON.stringify(tour);
      let after = tour;
      for (let many = whole(random, 1, 12); many > 0; many -= 1) {
        serial += 1;
        const { actor, command } = nextStep(random, after, serial);
        const context = { actor, nowUnixMs: serial * 1000 };
        const alone = decide(after, command, context);
        expect(decide(group.tourFor(command, actor), command, context)).toEqual(alone);
        for (const event of alone.ok ? alone.events : []) {
          after = evolve(after, event, serial * 1000);
          group.take(event, serial * 1000);
        }
      }
      expect(JSON.stringify(tour)).toBe(untouched);
      tour = after;
    }
  });
});

describe('the fold of a server', () => {
  test.each([1, 2, 3])(
    'is what evolve makes of the log, and a tour that it showed never changes (seed %i)',
    (seed) => {
      const { log } = begun(seed);
      const random = seeded(seed);
      const draft = new TourDraft();
      let tour = draft.tour;
      const shown: { readonly tour: Tour; readonly text: string }[] = [];
      for (const { event, at } of log) {
        tour = evolve(tour, event, at);
        draft.take(event, at);
        if (random() < 0.3) shown.push({ tour: draft.tour, text: JSON.stringify(draft.tour) });
        expect(draft.passing).toEqual(tour);
      }
      for (const one of shown) expect(JSON.stringify(one.tour)).toBe(one.text);
    },
  );

  test.each([4, 5])(
    'is the same read in stretches of any length, also overlapping ones (seed %i)',
    (seed) => {
      const random = seeded(seed);
      const log = randomLog(random, 120);
      const plain = foldOf(log);
      let hash = '';
      const lines = log.map((logged) => {
        const line = toLine(logged, hash);
        hash = line.hash;
        return line;
      });
      const fold = new Fold('epoch-of-test');
      while (fold.head.seq < lines.length) {
        const from = Math.max(0, fold.head.seq - whole(random, 0, 3));
        const stretch = lines.slice(from, fold.head.seq + whole(random, 1, 9));
        const last = stretch.at(-1);
        if (last === undefined) throw new Error('An empty stretch');
        const bodies = stretch.map((line) => line.body);
        expect(fold.takeStretch({ bodies, seq: last.seq, hash: last.hash })).toBe(true);
        if (random() < 0.5) expect(JSON.stringify(fold.tour)).not.toBe('');
      }
      expect(fold.head).toEqual(plain.head);
      expect(fold.tour).toEqual(plain.tour);
      expect(fold.takeStretch({ bodies: ['{}'], seq: lines.length + 2, hash: 'x' })).toBe(false);
      for (const { by, commandId } of log)
        expect(fold.answerTo(by, commandId)).toEqual(plain.answerTo(by, commandId));
      expect(fold.answerTo('judge:nobody', 'cmd-1')).toBeUndefined();
    },
  );
});
