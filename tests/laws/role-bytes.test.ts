import { afterEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/tour/actor.ts';
import { nextStep, type Step } from '../support/history.ts';
import { startWorld, type World } from '../support/load-world.ts';
import { routesOf } from '../support/routes.ts';
import { pick, seeded, whole } from '../support/seeded.ts';

/*
 * Two histories that differ only in what a role may not see give that role identical bytes of every answer, not only
 * of frames. Every route that reads for a role is asked: one that is added without an entry here fails.
 */
const organiser: Actor = { role: 'organiser', id: 'org' };
const qinchu: Actor = { role: 'editor', id: 'qinchu', name: '王记者' };
const toutiao: Actor = { role: 'editor', id: 'toutiao' };
const J2: Actor = { role: 'judge', id: 'j2' };
/** Whose answers must be the same; the organiser sees everything. */
const READERS: readonly Actor[] = [qinchu, J2, { role: 'area', id: 'fang' }, { role: 'screen', id: 'hall' }];
const START_UNIX_MS = 1_657_155_600_000;
const POST = 'post-of-both';
const DRAFT = 'draft-of-qinchu';

/** What a reader asks of each route under /api that reads. Parameters are those of the sample tour. */
const ASKED: Readonly<Record<string, (reader: Actor) => readonly string[]>> = {
  '/api/openapi.json': () => ['/api/openapi.json'],
  '/api/house': () => ['/api/house'],
  '/api/house/tours/:tour/holdings': () => ['/api/house/tours/tour/holdings'],
  '/api/house/session': () => ['/api/house/session'],
  '/api/house/invites': () => ['/api/house/invites'],
  '/api/tours/:tour/session': ({ role }) => [`/api/tours/tour/session?as=${role}`],
  '/api/tours/:tour/invites': () => ['/api/tours/tour/invites'],
  '/api/tours/:tour/people': () => ['/api/tours/tour/people'],
  '/api/tours/:tour/as/:role': ({ role }) => [`/api/tours/tour/as/${role}`, '/api/tours/tour/as/organiser'],
  '/api/tours/:tour/archive.zip': () => ['/api/tours/tour/archive.zip'],
  '/api/tours/:tour/robots': () => ['/api/tours/tour/robots'],
  '/api/tours/:tour/set-up': () => ['/api/tours/tour/set-up'],
  '/api/tours/:tour/log': () => ['/api/tours/tour/log', '/api/tours/tour/log?after=0'],
  '/api/tours/:tour/backups': () => ['/api/tours/tour/backups'],
  '/api/tours/:tour/head': () => ['/api/tours/tour/head'],
  '/api/tours/:tour/result': () => ['/api/tours/tour/result'],
  '/api/tours/:tour/desk/drafts/:id': () => [
    `/api/tours/tour/desk/drafts/${DRAFT}`,
    '/api/tours/tour/desk/drafts/draft-of-others',
  ],
  '/api/tours/:tour/desk/dashboard': () => ['/api/tours/tour/desk/dashboard'],
  '/api/tours/:tour/desk/posts/:id/history': () => [
    `/api/tours/tour/desk/posts/${POST}/history`,
    '/api/tours/tour/desk/posts/post-of-others/history',
  ],
  '/api/tours/:tour/uploads/:uploadId': () => [`/api/tours/tour/uploads/${'0'.repeat(32)}`],
};

/** What all judges are told. */
const TOLD_ALL_JUDGES: readonly string[] = [
  ...['lockItem', 'reopenItem', 'setOpening'],
  ...['announceToJudges', 'withdrawAnnouncement'],
];

let worlds: World[] = [];
let now = START_UNIX_MS;
afterEach(async () => {
  await Promise.all(worlds.map((world) => world.close()));
  worlds = [];
});

/** Something that only the organiser, one judge or another outlet may know of. */
function hidden(random: () => number, world: World, serial: number, reader: Actor): () => Promise<unknown> {
  const give = (step: Step) => () => world.give(step, serial);
  const draft = { method: 'PUT', payload: { basedOnVersion: 0, state: 'draft' } } as const;
  const content = { text: '别家的稿', pictures: [] };
  const steps: readonly (() => Promise<unknown>)[] = [
    give({ actor: organiser, command: { type: 'setMomentRule', outletId: 'toutiao', kinds: [] } }),
    () =>
      world.ask(toutiao, `/api/tours/tour/desk/drafts/draft-${serial}-0000`, {
        ...draft,
        payload: { ...draft.payload, content },
      }),
    () =>
      world.ask(toutiao, '/api/tours/tour/desk/beat', {
        method: 'POST',
        payload: { screenId: `screen-${serial}` },
      }),
    ...Array.from({ length: 8 }, () => {
      for (;;) {
        const step = nextStep(random, world.tour(), serial, true);
        const isReaders =
          TOLD_ALL_JUDGES.includes(step.command.type) || JSON.stringify(step).includes(`"${reader.id}"`);
        if (reader.role !== 'judge' || !isReaders) return give(step);
      }
    }),
  ];
  return pick(random, steps);
}

/** Every answer that a reader can get, by its address. */
async function answers(world: World, reader: Actor): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const urls of Object.values(ASKED))
    for (const url of urls(reader)) found[url] = await world.ask(reader, url);
  const beat = { method: 'POST', payload: { screenId: 'screen-of-reader' } } as const;
  found.beat = await world.ask(reader, '/api/tours/tour/desk/beat', beat);
  // A number that is answered to a command counts what its giver sees.
  const note = { commandId: 'a-command-of-reader', postId: POST, pinned: true };
  found.command = await world.ask(reader, '/api/tours/tour/commands/pinPost', {
    method: 'POST',
    payload: note,
  });
  return found;
}

test('every route under /api that reads is asked here', async () => {
  worlds = [await startWorld('epoch', () => now)];
  const [world] = worlds as [World];
  const reading = routesOf(world.server.app.http)
    .filter(({ path, methods }) => path.startsWith('/api/') && methods.includes('GET'))
    .map(({ path }) => path);
  expect(reading.toSorted()).toEqual(Object.keys(ASKED).toSorted());
});

describe.each(READERS)('a history with secrets and one without give $role $id', (reader) => {
  test.each([1, 2])('identical bytes of every answer (seed %i)', async (seed) => {
    const random = seeded(seed);
    now = START_UNIX_MS;
    worlds = await Promise.all([startWorld('epoch', () => now), startWorld('epoch', () => now)]);
    const [told, quiet] = worlds as [World, World];
    let serial = 0;
    const both = async (step: Step) => {
      serial += 1;
      for (const world of worlds) expect(await world.give(step, serial)).toBe(200);
    };
    await both({ actor: organiser, command: { type: 'setVisibility', visibility: { mode: 'hidden' } } });
    for (const [actor, postId] of [
      [qinchu, POST],
      [toutiao, 'post-of-others'],
    ] as const)
      await both({ actor, command: { type: 'publishPost', postId, text: '稿', pictures: [] } });
    await both({ actor: organiser, command: { type: 'withdrawPost', postId: POST, reason: '重复' } });
    const content = { text: '自家的稿', pictures: [] };
    const payload = { basedOnVersion: 0, state: 'draft', content };
    for (const world of worlds)
      await world.ask(qinchu, `/api/tours/tour/desk/drafts/${DRAFT}`, { method: 'PUT', payload });
    const before = await answers(told, reader);
    for (let round = 0; round < 30; round += 1) {
      now += whole(random, 100, 2_000);
      serial += 1;
      await hidden(random, told, serial, reader)();
    }
    expect(told.tour()).not.toEqual(quiet.tour());
    const [one, other] = [await answers(told, reader), await answers(quiet, reader)];
    for (const url of Object.keys(one)) expect([url, one[url]]).toEqual([url, other[url]]);
    expect(Object.keys(before)).toEqual(Object.keys(one));
    // What is compared has something in it.
    expect(Object.values(one).filter((answer) => answer.startsWith('200 ')).length).toBeGreaterThan(2);
  });
});
