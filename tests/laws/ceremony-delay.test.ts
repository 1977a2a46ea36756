import { afterEach, expect, test } from 'vitest';
import type { Command } from '../../shared/commands.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import { finalSteps, ORGANISER, PRESENTER } from '../support/ceremony-tour.ts';
import type { Step } from '../support/history.ts';
import { isNews } from '../support/load-follower.ts';
import { startWorld, type World } from '../support/load-world.ts';
import { differing, fetched, OUTGOING } from '../support/public-bytes.ts';
import { until } from '../support/until.ts';

/*
 * While the public is told later than the hall, and the hall goes back, jumps, turns black, ends early and begins again:
 * whoever is told of the same places gets the same bytes, whatever stands above them; and so does the hall.
 */
const START_UNIX_MS = 1_657_155_600_000;
let worlds: World[] = [];
let now = START_UNIX_MS;
afterEach(async () => {
  await Promise.all(worlds.map((world) => world.close()));
  worlds = [];
});

/** The first three stand otherwise, with other scores; from the fourth place down all is the same. */
const ONE = { a: '99', b: '98', c: '97', d: '96', e: '95', f: '94', g: '93' };
const OTHERS = [
  { ...ONE, a: '97.5', b: '98.5', c: '99.5' },
  { ...ONE, a: '98', c: '98' },
];

const editor: Actor = { role: 'editor', id: 'qinchu' };
const HALL: Actor = { role: 'screen', id: 'hall' };
/** Who is told what everybody is told: nobody of them is in the hall. */
const OUTSIDE = ['public', 'editor:qinchu', 'area:fang', 'judge:j2'];
const PROGRAMME: Programme = {
  scenes: [
    { id: 'opening', kind: 'title' },
    { id: 'reveal', kind: 'reveal' },
    { id: 'podium', kind: 'podium' },
  ],
  ...{ grain: 'place', delaySeconds: 30, outside: 'step', hall: 'dark', calm: false },
};

/** What happens in the hall: a command, a new delay, or so many seconds that pass. */
type Deed = 'next' | 'back' | { readonly jump: string } | Command | { readonly delay: number } | number;

const SCRIPT: readonly Deed[] = [
  { type: 'beginCeremony' },
  ...(['next', 'next', 'next'] as const),
  10,
  { type: 'veilHall', veil: 'black' },
  { jump: 'podium' },
  { type: 'tellHall', message: '请稍候' },
  'back',
  'back',
  25,
  'next',
  29,
  2,
  { delay: 5 },
  'next',
  6,
  { delay: 120 },
  { type: 'veilHall', veil: 'clock' },
  { type: 'endCeremony' },
  { delay: 0 },
  { type: 'beginCeremony' },
  { delay: 60 },
  ...(['next', 'next', 'next', 'next'] as const),
  61,
  // From here on the hall is shown what differs; who is outside is not told of it yet.
  'next',
  30,
  { type: 'tellHall', message: null },
  'back',
  31,
  'next',
  'next',
  59,
  1,
];

test.each(OTHERS)(
  'with a delay hall and public get the same bytes as long as they are told the same',
  async (other) => {
    now = START_UNIX_MS;
    worlds = await Promise.all([
      startWorld('epoch-of-both', () => now, true),
      startWorld('epoch-of-both', () => now, true),
    ]);
    const [one, two] = worlds as [World, World];
    let serial = 0;
    const both = async (first: Step, second: Step = first) => {
      serial += 1;
      now += 1;
      const statuses = [await one.give(first, serial), await two.give(second, serial)];
      expect(statuses, JSON.stringify(first.command)).toEqual([200, 200]);
    };
    const firsts = finalSteps(ONE, undefined, PROGRAMME);
    const seconds = finalSteps(other, undefined, PROGRAMME);
    for (const [index, first] of firsts.entries()) await both(first, seconds[index]);

    const stepOf = (deed: Deed): Step | undefined => {
      const { ceremony, programme } = one.tour();
      const seenStep = ceremony?.step ?? 0;
      const go = (to: 'next' | 'back' | { readonly sceneId: string }): Step => ({
        actor: PRESENTER,
        command: { type: 'stepCeremony', seenStep, go: to },
      });
      if (typeof deed === 'number') return undefined;
      if (deed === 'next' || deed === 'back') return go(deed);
      if ('jump' in deed) return go({ sceneId: deed.jump });
      if ('type' in deed) return { actor: PRESENTER, command: deed };
      return {
        actor: ORGANISER,
        command: {
          ...{ type: 'setProgramme', basedOnVersion: programme?.version ?? 0 },
          programme: { ...PROGRAMME, delaySeconds: deed.delay },
        },
      };
    };
    /** What is due is told by the servers themselves. */
    const allTold = (world: World) =>
      (world.tour().ceremony?.untold ?? []).every(({ shownAt, delayMs }) => shownAt + delayMs > now);
    const heard = async (world: World, marker: string) => {
      const found: Record<string, string> = {};
      for (const [name, follower] of world.followers) {
        await follower.got((message) => message.includes(marker), `${name} to get ${marker}`);
        found[name] = follower.messages.filter(isNews).join('\n');
      }
      return found;
    };
    const hallAsks = async (world: World) => {
      const found: Record<string, string> = {};
      for (const url of ['as/screen', 'as/presenter', 'as/organiser', 'result', 'head', 'invites'])
        found[url] = await world.ask(HALL, `/api/tours/tour/${url}`);
      found.command = await world.ask(HALL, '/api/tours/tour/commands/stepCeremony', {
        ...{ method: 'POST', payload: { commandId: `of-hall-${serial}`, seenStep: 1, go: 'next' } },
      });
      return found;
    };
    const outsideAsks = async (world: World) => ({
      ...(await fetched(world, [...OUTGOING, '/t/tour/share.png'])),
      editor: await world.ask(editor, '/api/tours/tour/as/editor'),
      beat: await world.ask(editor, '/api/tours/tour/desk/beat', {
        ...{ method: 'POST', payload: { screenId: 'screen-0001' } },
      }),
      area: await world.ask({ role: 'area', id: 'fang' }, '/api/tours/tour/as/area'),
      judge: await world.ask({ role: 'judge', id: 'j2' }, '/api/tours/tour/as/judge'),
    });

    const compared = { hall: 0, outside: 0, hallAhead: 0 };
    let hallDiffers = false;
    for (const [index, deed] of SCRIPT.entries()) {
      const step = stepOf(deed);
      if (step === undefined) now += (deed as number) * 1000;
      else await both(step);
      await until(() => allTold(one) && allTold(two), `what is due after deed ${index} to be told`);
      await both({
        actor: editor,
        command: { type: 'publishPost', postId: `marker-${index}-of-all`, text: '会场', pictures: [] },
      });
      const marker = `marker-${index}-of-all`;
      const [mine, theirs] = [await heard(one, marker), await heard(two, marker)];
      const revealed = worlds.map((world) => JSON.stringify(world.tour().ceremony?.picture.revealed));
      const told = worlds.map((world) => JSON.stringify(world.tour().told));
      hallDiffers ||= revealed[0] !== revealed[1];
      if (!hallDiffers) {
        expect([index, mine['screen:hall'] === theirs['screen:hall']]).toEqual([index, true]);
        expect([index, differing(await hallAsks(one), await hallAsks(two))]).toEqual([index, []]);
        compared.hall += 1;
      }
      if (told[0] !== told[1]) {
        expect(mine.public).not.toEqual(theirs.public);
        break;
      }
      if (hallDiffers) compared.hallAhead += 1;
      for (const name of OUTSIDE)
        expect([index, name, mine[name] === theirs[name]]).toEqual([index, name, true]);
      expect([index, differing(await outsideAsks(one), await outsideAsks(two))]).toEqual([index, []]);
      compared.outside += 1;
    }
    expect(compared).toEqual({ hall: SCRIPT.length - 9, outside: SCRIPT.length - 1, hallAhead: 8 });
  },
);
