import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTour, TOURS } from '../../server/live/tour-records.ts';
import type { House } from '../../shared/house/wire.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { bearer, entering } from '../support/entering.ts';
import { makeFinal } from '../support/final-tour.ts';
import { enterAsHost, type TestHost } from '../support/house.ts';
import { routesOf } from '../support/routes.ts';

let server: TestApp;
let host: TestHost;
beforeEach(async () => {
  server = await startApp();
  host = await enterAsHost(server);
});
afterEach(() => server.close());

const { inject, invite } = entering(() => server);
const house = async () => (await host.ask('GET', '')).body as unknown as House;
const listed = async (id: string) => (await house()).tours.find((tour) => tour.id === id);
const archive = () => host.ask('PUT', '/tours/tour/archive');
const unarchive = () => host.ask('DELETE', '/tours/tour/archive');
const page = (url: string) => inject('GET', url, { accept: 'text/html' });
const marks = { work: '9', show: '9' };

describe('the list of a host', () => {
  test('says of each tour what it is called, when it is, how far, and how much there is of it', async () => {
    await createTour(server.store, 'later', Date.now() + 1);
    expect((await house()).tours).toMatchObject([
      { id: 'later', course: 'not-set-up' },
      {
        ...{ id: 'tour', course: 'planned', name: { zh: '示例拉练', en: 'Sample tour' } },
        ...{ firstDate: '2022-07-07', lastDate: '2022-07-08', areas: 2, stops: 3, posts: 0 },
      },
    ]);
  });

  test('follows the tour: under way, over, final', async () => {
    const boss = await server.token('organiser', 'boss');
    const course = async () => (await listed('tour'))?.course;
    await server.command(boss, 'beginDay', { day: 1 });
    expect(await course()).toBe('under-way');
    await server.command(boss, 'endDay', { day: 1 });
    await server.command(boss, 'beginDay', { day: 2 });
    await server.command(boss, 'endDay', { day: 2 });
    expect(await course()).toBe('over');
    await makeFinal(server);
    expect(await course()).toBe('final');
  });

  test('names no rehearsal, and one of a damaged log with nothing but that', async () => {
    const boss = await makeFinal(server);
    await inject('POST', '/api/tours/tour/rehearsal', bearer(boss));
    await server.store.putRecord(TOURS, 'broken', JSON.stringify({ id: 'broken', createdAtUnixMs: 1 }), 0);
    const { tours } = await house();
    expect(tours.map(({ id }) => id)).toEqual(['tour', 'broken']);
    const backup = { hasFailed: false };
    expect(tours[1]).toEqual({ id: 'broken', createdAtUnixMs: 1, course: 'damaged', backup });
  });

  test('reads a tour that nobody has open without opening it', async () => {
    await server.app.tours.forget('tour');
    expect((await listed('tour'))?.course).toBe('planned');
    expect(server.app.tours.open).toEqual([]);
  });
});

describe('an archived tour', () => {
  /** Every route of a tour that changes anything, with somebody who may. */
  const writing = () =>
    routesOf(server.app.http).flatMap(({ path, methods }) =>
      path.includes('/:tour') && !path.startsWith('/api/house')
        ? methods
            .filter((method) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
            .map((method) => ({ path, method: method as 'POST' }))
        : [],
    );
  /** What changes nothing of the tour: who is let in, who is there, what is wiped or unsubscribed. */
  const STAY_OPEN = [
    'DELETE /api/tours/:tour/session',
    'POST /api/tours/:tour/invites',
    'DELETE /api/tours/:tour/invites/:inviteId',
    'PUT /api/tours/:tour/invites/:inviteId/end',
    'DELETE /api/tours/:tour/devices/:number',
    'DELETE /api/tours/:tour/people/:role',
    'DELETE /api/tours/:tour/people/:role/:id',
    'POST /api/tours/:tour/backups',
    'DELETE /api/tours/:tour/rehearsal',
    'POST /api/tours/:tour/screens',
    'POST /api/tours/:tour/screen-sign',
    'POST /api/tours/:tour/remote-beat',
    'POST /api/tours/:tour/desk/beat',
    'POST /live/:tour/visit',
    'DELETE /live/:tour/push',
  ];

  test('takes nothing that writes, by whatever route and whoever comes, and says so in a sentence', async () => {
    const tokens = {
      organiser: await server.token('organiser', 'boss'),
      editor: await server.token('editor', 'qinchu'),
      judge: await server.token('judge', 'j1'),
    };
    const head = await server.store.head('tour');
    expect((await archive()).body).toMatchObject({ id: 'tour', archivedAtUnixMs: expect.any(Number) });
    const commandsAreRefused = async () => {
      const english = { 'accept-language': 'en' };
      const begun = await server.command(tokens.organiser, 'beginDay', { day: 1 }, english);
      expect([begun.status, begun.body]).toEqual([
        409,
        { code: 'tour.archived', message: expect.stringMatching(/^This tour is archived: it can be read/) },
      ]);
      const ballot = await server.command(tokens.judge, 'castBallot', { itemId: 's1', marks });
      expect(ballot.body).toMatchObject({
        code: 'tour.archived',
        message: expect.stringContaining('已经归档'),
      });
    };
    const left: string[] = [];
    // Whoever leaves writes nothing more: that is looked at last.
    const routes = writing().toSorted(
      (a, b) => Number(a.path.endsWith('/session')) - Number(b.path.endsWith('/session')),
    );
    for (const { path, method } of routes) {
      if (path.endsWith('/session')) await commandsAreRefused();
      const name = `${method} ${path}`;
      const url = path
        .replace(':tour', 'tour')
        .replace('tour*', 'tour/x')
        .replace(/:(post|id)\w*/gi, 'post-0001')
        .replace(/:\w+/g, 'none');
      const answers = await Promise.all(
        Object.values(tokens).map((token) => inject(method, url, bearer(token), {})),
      );
      const codes = answers.map((answer) => (answer.payload === '' ? '' : answer.json().code));
      if (codes.every((code) => code === 'tour.archived')) expect(answers[0]?.statusCode).toBe(409);
      // A command asks the log first, so its body and its role are looked at before.
      else if (!path.includes('/commands/')) left.push(name);
    }
    expect(left.toSorted()).toEqual(STAY_OPEN.toSorted());
    expect(await server.store.head('tour')).toEqual(head);
  });

  test('gives what it acknowledged before the first answer again', async () => {
    const judge = await server.token('judge', 'j1');
    const cast = { itemId: 's1', marks, commandId: freshId() };
    const first = await server.command(judge, 'castBallot', cast);
    await archive();
    expect(await server.command(judge, 'castBallot', cast)).toEqual({
      status: 200,
      body: { ...first.body, repeated: true },
    });
  });

  test('stays readable, for everybody who could read it', async () => {
    const boss = await server.token('organiser', 'boss');
    await archive();
    for (const url of [
      '/t/tour',
      '/',
      '/live/tour/snapshot.json',
      '/t/tour/rss.xml',
      '/embed/tour',
      '/judge/tour',
    ])
      expect([url, (await page(url)).statusCode]).toEqual([url, 200]);
    for (const url of ['as/organiser', 'result', 'head', 'archive.zip'])
      expect([url, (await inject('GET', `/api/tours/tour/${url}`, bearer(boss))).statusCode]).toEqual([
        url,
        200,
      ]);
  });

  test('keeps no position, and answers the tracker all the same', async () => {
    const code = await invite({ role: 'tracker', id: 'bus-1' });
    const report = () =>
      inject('GET', `/track/${code}?lat=32.3&lon=109.8&timestamp=${Math.floor(Date.now() / 1000)}`, {});
    expect((await report()).statusCode).toBe(200);
    await archive();
    expect((await report()).statusCode).toBe(200);
    let positions = 0;
    for await (const lines of server.store.readSeries('tour', 0)) positions += lines.length;
    expect(positions).toBe(1);
  });

  test('publishes no draft by itself, and does when it is taken out again', async () => {
    const editor = await server.token('editor', 'qinchu');
    const saved = await inject('PUT', '/api/tours/tour/desk/drafts/draft-0001', bearer(editor), {
      ...{ basedOnVersion: 0, state: 'scheduled', scheduledAtUnixMs: Date.now() + 200 },
      content: { text: '定时的稿', pictures: [] },
    });
    expect(saved.statusCode).toBe(200);
    await archive();
    const due = Date.now() + 1_500;
    await expect.poll(() => Date.now() > due, { timeout: 5_000 }).toBe(true);
    const feed = () => server.app.tours.find('tour').then((room) => room?.fold.tour.feed);
    expect(await feed()).toEqual([]);
    const draft = await inject('GET', '/api/tours/tour/desk/drafts/draft-0001', bearer(editor));
    expect(draft.json()).toMatchObject({ state: 'scheduled' });
    await unarchive();
    await expect.poll(feed, { timeout: 10_000 }).toEqual(['draft-0001']);
  });

  test('goes on as it was when it is taken out, and its rehearsal with it', async () => {
    const boss = await makeFinal(server);
    await inject('POST', '/api/tours/tour/rehearsal', bearer(boss));
    const begin = () =>
      inject('POST', '/api/tours/tour-rehearsal/commands/beginCeremony', bearer(boss), {
        commandId: freshId(),
      });
    await archive();
    expect((await archive()).status).toBe(200);
    expect((await begin()).json().code).toBe('tour.archived');
    expect((await unarchive()).body.archivedAtUnixMs).toBeUndefined();
    expect((await begin()).statusCode).toBe(200);
    expect((await server.command(boss, 'reopenResult', { reason: '核对' })).status).toBe(200);
  });
});
