import { afterEach, describe, expect, test } from 'vitest';
import type { Command } from '../../shared/commands.ts';
import type { Grain, RevealedPlace } from '../../shared/tour/ceremony/reveal.ts';
import { finalSteps, PRESENTER } from '../support/ceremony-tour.ts';
import type { Step } from '../support/history.ts';
import { isNews } from '../support/load-follower.ts';
import { startWorld, type World } from '../support/load-world.ts';
import { differing, fetched, OUTGOING } from '../support/public-bytes.ts';

const START_UNIX_MS = 1_657_155_600_000;
let worlds: World[] = [];
let now = START_UNIX_MS;
afterEach(async () => {
  await Promise.all(worlds.map((world) => world.close()));
  worlds = [];
});

/** Totals by area; the same set-up, and from some place down the same result. */
type Totals = Readonly<Record<string, string>>;
const ONE: Totals = { a: '99', b: '98', c: '97', d: '96', e: '95', f: '94', g: '93' };
/** Whoever is first, second and third is another; a place is shared; and so on up the list. */
const OTHERS: readonly (readonly [string, Totals])[] = [
  ['other areas stand first to third', { ...ONE, a: '97.5', b: '98.5', c: '99.5' }],
  ['two share the first place', { ...ONE, b: '99' }],
  ['the scores of the first two are others', { ...ONE, a: '99.9', b: '98.01' }],
  ['all places with a prize are other areas', { ...ONE, f: '99.5', a: '94' }],
];

const revealedIn = (world: World): readonly RevealedPlace[] => world.tour().ceremony?.picture.revealed ?? [];
const screenOf = (world: World) => (world.followers.get('screen:hall')?.messages ?? []).filter(isNews);
const publicOf = (world: World) => (world.followers.get('public')?.messages ?? []).filter(isNews);

/** Messages are compared once both have as many as a marker post makes. */
async function heard(world: World, marker: string) {
  for (const name of ['screen:hall', 'public'])
    await world.followers.get(name)?.got((message) => message.includes(marker), `${name} to get ${marker}`);
  return { screen: screenOf(world), public: publicOf(world) };
}

describe.each(['prize', 'place', 'part'] as const)('revealed by %s', (grain: Grain) => {
  test.each(OTHERS)(
    'tours in which %s give hall and public the same bytes at every step before',
    async (_, other) => {
      now = START_UNIX_MS;
      worlds = await Promise.all([
        startWorld('epoch-of-both', () => now, true),
        startWorld('epoch-of-both', () => now, true),
      ]);
      const [one, two] = worlds as [World, World];
      let serial = 0;
      const both = async (first: Step, second: Step = first) => {
        serial += 1;
        now += 1_000;
        const statuses = [await one.give(first, serial), await two.give(second, serial)];
        expect(statuses, first.command.type).toEqual([200, 200]);
      };
      const steps = [ONE, other].map((totals) => finalSteps(totals, undefined, { grain, scenes: SCENES }));
      for (const [index, first] of (steps[0] ?? []).entries()) await both(first, steps[1]?.[index]);
      await both(by({ type: 'beginCeremony' }));
      let alike = 0;
      for (;;) {
        const isSame = JSON.stringify(revealedIn(one)) === JSON.stringify(revealedIn(two));
        const marker = `marker-${serial}-of-all`;
        await both(post(marker));
        const [mine, theirs] = [await heard(one, marker), await heard(two, marker)];
        const bytes = differing(await fetched(one, OUTGOING), await fetched(two, OUTGOING));
        if (!isSame) {
          // What is compared can tell: once it is revealed, they do differ.
          expect(mine.screen).not.toEqual(theirs.screen);
          expect(bytes).toContain('/live/tour/snapshot.json identity');
          break;
        }
        expect([alike, mine.screen]).toEqual([alike, theirs.screen]);
        expect([alike, mine.public]).toEqual([alike, theirs.public]);
        expect([alike, bytes]).toEqual([alike, []]);
        alike += 1;
        const { step } = one.tour().ceremony ?? { step: 0 };
        await both(by({ type: 'stepCeremony', seenStep: step, go: 'next' }));
      }
      expect(alike).toBeGreaterThanOrEqual(grain === 'prize' || other.f === '99.5' ? 2 : 5);
    },
  );
});

const SCENES = [
  { id: 'opening', kind: 'title' as const },
  { id: 'reveal', kind: 'reveal' as const },
  { id: 'podium', kind: 'podium' as const },
];
const by = (command: Command): Step => ({ actor: PRESENTER, command });
const post = (postId: string): Step => ({
  actor: { role: 'editor', id: 'qinchu' },
  command: { type: 'publishPost', postId, text: '会场', pictures: [] },
});
