import { afterEach, describe, expect, test } from 'vitest';
import type { CommandType } from '../../shared/commands.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import type { Visibility } from '../../shared/tour/visibility.ts';
import { fetchArchive } from '../support/finished-tour.ts';
import { nextStep, type Step } from '../support/history.ts';
import { isNews } from '../support/load-follower.ts';
import { startWorld, type World } from '../support/load-world.ts';
import { differing, fetched, OUTGOING } from '../support/public-bytes.ts';
import { pick, seeded, whole } from '../support/seeded.ts';

const START_UNIX_MS = 1_657_155_600_000;
const EPOCH = 'epoch-of-both';
const organiser: Actor = { role: 'organiser', id: 'org' };
const SECRET: readonly CommandType[] = [
  'castBallot',
  'amendBallot',
  'lockItem',
  'reopenItem',
  'appointJudges',
  'dismissJudge',
  'setOpening',
  'announceToJudges',
  'withdrawAnnouncement',
  'acknowledgeAnnouncement',
  'enterPaperBallot',
  'noteProblem',
  'reviseProblem',
  'withdrawProblem',
  'remindJudges',
  'scoreRoutine',
  'adjustArea',
  'setScoringRule',
  // Hidden itself, but what it leads to is news for everybody.
  'setMomentRule',
  'planVisibility',
  'dropVisibilityPlan',
  // What the ceremony tells has a law of its own.
  'finaliseResult',
  'reopenResult',
  'setConsent',
  'proposeChange',
  'agreeChange',
  'declineChange',
  'withdrawChange',
  'setProgramme',
  'beginCeremony',
  'stepCeremony',
  'endCeremony',
  'veilHall',
  'tellHall',
  'tellCeremony',
  'openResult',
];

/** What all judges are told. */
const OF_ALL_JUDGES: readonly CommandType[] = [
  'lockItem',
  'reopenItem',
  'setOpening',
  'announceToJudges',
  'withdrawAnnouncement',
];

let worlds: World[] = [];
let now = START_UNIX_MS;
afterEach(async () => {
  await Promise.all(worlds.map((world) => world.close()));
  worlds = [];
});

/** A step that everybody sees, and whose answer nothing hidden decides. */
function openStep(random: () => number, world: World, serial: number): Step {
  for (;;) {
    const step = nextStep(random, world.tour(), serial);
    if (![...SECRET, 'setVisibility'].includes(step.command.type)) return step;
  }
}

/** A step that only judges and the organiser may know of. */
function secretStep(random: () => number, world: World, serial: number): Step {
  const others: readonly (() => Step)[] = [
    () => nextStep(random, world.tour(), serial, true),
    () => ({
      actor: organiser,
      command: { type: 'appointJudges', judges: [{ id: `x${serial}`, name: '新评委' }] },
    }),
    () => ({
      actor: organiser,
      command: { type: 'dismissJudge', judgeId: pick(random, Object.keys(world.tour().judges)) },
    }),
  ];
  return pick(
    random,
    [others[0], others[0], others[0], others[0], ...others].filter((one) => one !== undefined),
  )();
}

/** The static archive, which the organiser fetches and everybody may read. */
async function archived(world: World): Promise<Buffer> {
  const token = await world.server.token('organiser', 'archivist');
  return (await fetchArchive(world.server, token)).bytes;
}

interface HistoryOptions {
  readonly visibility: (at: number) => Visibility;
  /** What only one world comes to know. */
  readonly secret?: (random: () => number, world: World, serial: number) => Step | undefined;
  /** Whether everything that is fetched on the way must be the same. */
  readonly alike?: boolean;
}

/** Goes through one history in two worlds, of which only one knows what is hidden. */
async function twoHistories(
  seed: number,
  { visibility, secret = secretStep, alike = true }: HistoryOptions,
): Promise<{ readonly told: World; readonly quiet: World; readonly secrets: number }> {
  const random = seeded(seed);
  now = START_UNIX_MS;
  const start = () => startWorld(EPOCH, () => now);
  worlds = await Promise.all([start(), start()]);
  const [told, quiet] = worlds as [World, World];
  let serial = 0;
  let secrets = 0;
  const both = async (step: Step) => {
    serial += 1;
    const statuses = [await told.give(step, serial), await quiet.give(step, serial)];
    expect(statuses[0], step.command.type).toBe(statuses[1]);
  };
  // Ballots that both know: what is frozen has something to show.
  for (const id of ['j1', 'j2', 'j3'])
    await both({
      actor: { role: 'judge', id },
      command: { type: 'castBallot', itemId: 's1', marks: { work: '9', show: '8.5' } },
    });
  now += 1_000;
  await both({ actor: organiser, command: { type: 'setVisibility', visibility: visibility(now) } });
  for (let round = 0; round < 40; round += 1) {
    now += whole(random, 100, 70_000);
    for (let many = whole(random, 0, 3); many > 0; many -= 1) {
      serial += 1;
      const step = secret(random, told, serial);
      if (step !== undefined && (await told.give(step, serial)) === 200) secrets += 1;
    }
    if (random() < 0.5) {
      const more = round % 8 === 0 ? OUTGOING : [];
      const different = differing(await fetched(told, more), await fetched(quiet, more));
      if (alike) expect(different, `round ${round}`).toEqual([]);
    }
    if (random() < 0.5) await both(openStep(random, quiet, serial + 1));
    if (random() < 0.3) for (const world of [told, quiet]) await world.fix(109.8 + round / 100);
    if (round % 8 === 4) for (const world of [told, quiet]) await world.server.app.beat();
  }
  await both({
    actor: { role: 'editor', id: 'qinchu' },
    command: { type: 'publishPost', postId: 'the-very-last', text: '完', pictures: [] },
  });
  return { told, quiet, secrets };
}

/** What a follower got up to the last post. */
async function heard(world: World, audience: string): Promise<string[]> {
  const follower = world.followers.get(audience);
  await follower?.got((message) => message.includes('the-very-last'), `${audience} to get the last post`);
  return (follower?.messages ?? []).filter(isNews);
}

/** How many messages there were, and the first that differs. */
async function compared(told: World, quiet: World, audience: string) {
  const [one, other] = [await heard(told, audience), await heard(quiet, audience)];
  const at = one.findIndex((text, index) => text !== other[index]);
  return {
    count: one.length,
    more: other.length - one.length,
    differing: at < 0 ? [] : [one[at], other[at]],
  };
}

const MODES: readonly (readonly [string, (at: number) => Visibility])[] = [
  ['hidden', () => ({ mode: 'hidden' })],
  ['frozen', (at) => ({ mode: 'frozen', fromUnixMs: at })],
];

describe.each(MODES)(
  'with %s standings, a history with secrets and one without give',
  (_mode, visibility) => {
    test.each([1, 2])('the public, editors, areas and screens the same bytes (seed %i)', async (seed) => {
      const { told, quiet, secrets } = await twoHistories(seed, { visibility });
      expect(secrets).toBeGreaterThan(10);
      expect(told.tour().ballots).not.toEqual(quiet.tour().ballots);
      // Their version, which rests on all that is on them, is in every page; a painter paints them once at the end.
      const pictures = seed === 1 ? ['/t/tour/share.png', '/t/tour/p/the-very-last/share.png'] : [];
      const more = [...OUTGOING, ...pictures];
      expect(differing(await fetched(told, more), await fetched(quiet, more))).toEqual([]);
      for (const audience of ['public', 'editor:qinchu', 'area:fang', 'screen:hall']) {
        const result = await compared(told, quiet, audience);
        expect([audience, result]).toEqual([audience, { count: expect.any(Number), differing: [], more: 0 }]);
        expect(result.count).toBeGreaterThan(10);
      }
      const [archive, quietArchive] = [await archived(told), await archived(quiet)];
      expect(archive.length).toBeGreaterThan(50_000);
      expect(archive.equals(quietArchive), 'the archives are the same bytes').toBe(true);
    });

    test('a judge the same bytes, whatever the others on the panel do', async () => {
      const ofOthers = (random: () => number, world: World, serial: number): Step | undefined => {
        const step = secretStep(random, world, serial);
        const { type } = step.command;
        return OF_ALL_JUDGES.includes(type) || JSON.stringify(step).includes('"j2"') ? undefined : step;
      };
      const { told, quiet, secrets } = await twoHistories(4, { visibility, secret: ofOthers });
      expect(secrets).toBeGreaterThan(5);
      expect(await compared(told, quiet, 'judge:j2')).toMatchObject({ differing: [], more: 0 });
    });
  },
);

test('with live standings they do differ: what is compared can tell', async () => {
  const { told, quiet } = await twoHistories(5, { visibility: () => ({ mode: 'live' }), alike: false });
  expect(differing(await fetched(told), await fetched(quiet))).toContain('/live/tour/snapshot.json identity');
  expect((await compared(told, quiet, 'public')).differing).not.toEqual([]);
});
