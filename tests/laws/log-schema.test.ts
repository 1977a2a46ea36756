import { describe, expect, test } from 'vitest';
import { whyNotLogged } from '../../server/live/log/admission.ts';
import { decideGroup, type Waiting } from '../../server/live/log/group.ts';
import { commandDigest } from '../../server/live/log/logged.ts';
import { suggest } from '../../server/newsroom/moment-words.ts';
import { type Command, decide } from '../../shared/commands.ts';
import { cutText } from '../../shared/text.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import { EVENTS } from '../../shared/tour/events.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { proposedMoments } from '../../shared/tour/posts/moments.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { contestStep, richBeginning } from '../support/contest-steps.ts';
import { nextStep } from '../support/history.ts';
import { foldOf, logOf, randomLog } from '../support/history-of.ts';
import { sampleSetup } from '../support/sample-tour.ts';
import { pick, seeded, whole } from '../support/seeded.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];
const START = 1_657_155_600_000;
/** The settling of a clock has laws of its own, in `tests/http/clock-settling.test.ts`. */
const HAPPENS_ELSEWHERE = ['clock.settled', 'day.sealed'];
/** What is more than one unit, or more than one code point. */
const AWKWARD = ['𠮷', '😀', '👨‍👩‍👧‍👦', '🇨🇳', 'é', 'e\u0301', '❤️', '👍🏽', '站', 'a'] as const;

/** A name of awkward characters, as long as a name may be, or nearly. */
function awkwardName(random: () => number): { zh: string } {
  let text = '';
  while ([...text].length < 140) text += pick(random, AWKWARD);
  return { zh: cutText(text, whole(random, 80, 120)) };
}

const awkwardSetup = (random: () => number): Setup => ({
  ...sampleSetup,
  name: awkwardName(random),
  shortName: awkwardName(random),
  areas: sampleSetup.areas.map((area) => ({ ...area, name: awkwardName(random) })),
  stops: sampleSetup.stops.map((stop) => ({ ...stop, name: awkwardName(random) })),
  brands: sampleSetup.brands.map((brand) => ({ ...brand, name: awkwardName(random) })),
  talks: [
    {
      id: 'talk-fang',
      name: awkwardName(random),
      areaId: 'fang',
      day: 1,
      plannedAt: '08:00',
      rubricId: 'all',
    },
  ],
});

const organiser: Actor = { role: 'organiser', id: 'org' };

const taken = (tour: Tour, command: Command, at: number): Tour => {
  const decision = decide(tour, command, { actor: organiser, nowUnixMs: at });
  if (!decision.ok) throw new Error(`${command.type}: ${decision.code}`);
  for (const event of decision.events) expect(whyNotLogged(event)).toBeUndefined();
  return decision.events.reduce((before, event) => evolve(before, event, at), tour);
};

const waiting = (actor: Actor, command: Command): Waiting => ({
  ...{ actor, command, by: `${actor.role}:${actor.id}`, commandId: 'command-0001' },
  ...{ digest: commandDigest(command), via: undefined, settle: () => undefined, fail: () => undefined },
});

describe('nothing enters the log that its schema refuses', () => {
  test.each(SEEDS)('whatever happens on a tour passes (seed %i)', (seed) => {
    const events = [
      ...randomLog(seeded(seed), 200),
      ...logOf(seeded(seed), richBeginning, contestStep, 120),
      ...logOf(seeded(seed + 50), richBeginning, nextStep, 120),
    ];
    for (const { event } of events) expect(whyNotLogged(event)).toBeUndefined();
  });

  test('whatever can happen does happen in these histories: a law that never meets an event holds for nothing', () => {
    const met = new Set<string>(HAPPENS_ELSEWHERE);
    for (let seed = 1; seed <= 400 && met.size < Object.keys(EVENTS).length; seed += 1)
      for (const next of [nextStep, contestStep])
        for (const { event } of logOf(seeded(seed), richBeginning, next, 200)) met.add(event.type);
    const never = Object.keys(EVENTS).filter((type) => !met.has(type));
    expect(never, 'give tests/support/history.ts a step that leads to it').toEqual([]);
  });

  test.each(SEEDS)('nor what the server says by itself of things with awkward names (seed %i)', (seed) => {
    const random = seeded(seed);
    const setup = awkwardSetup(random);
    let tour = taken(emptyTour, { type: 'setUpTour', setup, basedOnVersion: 0 }, START);
    let at = START;
    const give = (command: Command) => {
      at += 60_000;
      tour = taken(tour, command, at);
    };
    for (const day of [1, 2]) {
      give({ type: 'beginDay', day });
      for (const { id } of setup.stops.filter((stop) => stop.day === day)) {
        give({ type: 'markStop', stopId: id, status: 'arrived' });
        give({ type: 'markStop', stopId: id, status: 'left' });
      }
      give({ type: 'endDay', day });
    }
    const moments = proposedMoments(tour, at + 86_400_000, () => 8 * 60);
    expect(new Set(moments.map(({ feature }) => feature.what)).size).toBe(6);
    for (const moment of moments) {
      const rows = setup.areas.map(({ id }) => ({
        areaId: id,
        rank: 1,
        score: '90.00',
        change: null,
        scoredStops: 1,
        stops: 1,
      }));
      const said = suggest(moment, {
        tour,
        setup,
        standings: { mode: 'live', by: 'total', rows, stops: {} },
      });
      const event = {
        ...{ type: 'post.published' as const, postId: 'moment-0001', outletId: 'qinchu', pictures: [] },
        ...{ title: said.title, text: said.text, feature: said.feature },
      };
      expect(whyNotLogged(event)).toBeUndefined();
      expect(said.title).not.toMatch(/\uFFFD|\u200D…$/u);
    }
  });

  test('what would not pass is refused whole, and its neighbours in the group are not', () => {
    const fold = foldOf(randomLog(seeded(1), 2));
    const editor: Actor = { role: 'editor', id: 'qinchu' };
    const post = (postId: string, title: string) =>
      waiting(editor, { type: 'publishPost', postId, title, text: '文', pictures: [] });
    const half = '抵达𠮷'.slice(0, -1);
    const group = [post('post-0001', half), { ...post('post-0002', '抵达𠮷'), commandId: 'command-0002' }];
    const { decided, events } = decideGroup(fold, group, START + 60_000);
    expect(decided.map(({ outcome }) => outcome)).toEqual([
      {
        ok: false,
        code: 'request.invalid',
        details: { where: 'post.published/title', what: expect.any(String) },
      },
      'effect',
    ]);
    expect(events.map(({ event }) => 'postId' in event && event.postId)).toEqual(['post-0002']);
  });
});
