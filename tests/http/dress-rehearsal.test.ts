import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTour } from '../../server/live/tour-records.ts';
import { subscribe } from '../../server/push/subscriptions.ts';
import { Teller } from '../../server/push/teller.ts';
import type { Snapshot } from '../../shared/protocol.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { makeFinal } from '../support/final-tour.ts';
import { sampleSetup } from '../support/sample-tour.ts';

const COPY = 'tour-rehearsal';
let server: TestApp;
let organiser = '';
beforeEach(async () => {
  server = await startApp();
  organiser = await makeFinal(server);
});
afterEach(() => server.close());

const ask = async (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  headers: Record<string, string> = {},
  payload?: object,
) => {
  const answer = await server.app.http.inject({
    ...{ method, url, headers },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, text: answer.payload, headers: answer.headers };
};
const as = (token: string) => ({ authorization: `Bearer ${token}` });
const make = (token = organiser, tour = 'tour') => ask('POST', `/api/tours/${tour}/rehearsal`, as(token));
const show = (onScreens: boolean) => ask('PUT', '/api/tours/tour/rehearsal', as(organiser), { onScreens });
const wipe = () => ask('DELETE', '/api/tours/tour/rehearsal', as(organiser));
const snapshotOf = async (tour: string, role: string, token: string): Promise<Snapshot> => {
  const { status, text } = await ask('GET', `/api/tours/${tour}/as/${role}`, as(token));
  expect(status, `${tour} as ${role}`).toBe(200);
  return JSON.parse(text) as Snapshot;
};
const give = (tour: string, token: string, type: string, body: object = {}) =>
  ask('POST', `/api/tours/${tour}/commands/${type}`, as(token), { commandId: freshId(), ...body });

describe('a dress rehearsal', () => {
  test('is made with one request and can be held at once, with the programme of the real meeting', async () => {
    const made = await make();
    expect(made).toMatchObject({ status: 200 });
    expect(JSON.parse(made.text)).toEqual({ tour: COPY, isFinal: true });
    const presenter = await server.token('presenter', 'host');
    expect((await give(COPY, presenter, 'beginCeremony')).status).toBe(200);
    const { tour } = await snapshotOf(COPY, 'presenter', presenter);
    expect(tour.ceremony?.picture.scene.id).toBe('opening');
    expect(tour.programme?.scenes.map(({ id }) => id)).toEqual(['opening', 'story', 'reveal', 'thanks']);
    expect((await snapshotOf('tour', 'presenter', presenter)).tour.ceremony).toBeNull();
  });

  test('leaves the real log as it was: made, held, renewed and wiped', async () => {
    const head = await server.store.head('tour');
    await make();
    await give(COPY, organiser, 'beginCeremony');
    await give(COPY, organiser, 'stepCeremony', { seenStep: 1, go: 'next' });
    await show(true);
    await make();
    expect((await snapshotOf(COPY, 'organiser', organiser)).tour.ceremony).toBeNull();
    await wipe();
    expect(await server.store.head('tour')).toEqual(head);
  });

  test('is refused where there is nothing to rehearse, of a rehearsal, and over a real tour', async () => {
    await createTour(server.store, 'bare', Date.now());
    const presenter = await server.token('presenter', 'host');
    expect(await make(presenter)).toMatchObject({ status: 403 });
    await make();
    expect(JSON.parse((await make(organiser, COPY)).text).code).toBe('rehearsal.of-rehearsal');
    expect((await ask('DELETE', `/api/tours/${COPY}/rehearsal`, as(organiser))).status).toBe(409);
    await wipe();
    await createTour(server.store, COPY, Date.now());
    expect(JSON.parse((await make()).text).code).toBe('rehearsal.name-taken');
    await wipe();
    expect(await server.store.head(COPY)).toBeDefined();
    expect(JSON.parse((await show(true)).text).code).toBe('rehearsal.none');
  });

  test('nobody makes a tour look like one, or one like a tour', async () => {
    await make();
    const setUp = (tour: string, setup: object, basedOnVersion: number) =>
      give(tour, organiser, 'setUpTour', { setup, basedOnVersion });
    const marked = { ...sampleSetup, rehearsalOf: 'tour' };
    expect(JSON.parse((await setUp('tour', marked, 1)).text).code).toBe('rehearsal.mark');
    expect(JSON.parse((await setUp(COPY, sampleSetup, 1)).text).code).toBe('rehearsal.mark');
    const { setup } = (await snapshotOf(COPY, 'organiser', organiser)).tour;
    const renamed = { ...setup, name: { zh: '总结会' } };
    expect((await setUp(COPY, renamed, 1)).status).toBe(200);
    expect((await ask('GET', `/t/${COPY}`)).text).toContain('彩排 · 成绩均为虚构');
  });
});

describe('nothing of a rehearsal can be mistaken for real', () => {
  test('every page, embed and archive of it says so, in both languages, and no page of the real tour does', async () => {
    await make();
    const pages = (tour: string) => [`/t/${tour}`, `/embed/${tour}`];
    for (const [query, words] of [
      ['', ['【彩排】', '彩排 · 成绩均为虚构']],
      ['?lang=en', ['[Rehearsal]', 'Rehearsal · made-up results']],
    ] as const) {
      for (const url of pages(COPY)) {
        const { status, text } = await ask('GET', url + query);
        expect([url, status]).toEqual([url, 200]);
        for (const word of words) expect(text, `${url}${query}`).toContain(word);
        expect(text).toContain('<meta name="robots" content="noindex">');
      }
      for (const url of pages('tour'))
        expect((await ask('GET', url + query)).text).not.toMatch(/彩排|ehearsal/);
    }
    const { text } = await ask('GET', `/live/${COPY}/snapshot.json`);
    const { setup } = (JSON.parse(text) as Snapshot).tour;
    expect(setup).toMatchObject({
      rehearsalOf: 'tour',
      shortName: { zh: expect.stringMatching(/^【彩排】/) },
    });
    expect(setup?.notice?.zh).toMatch(/^彩排：评委和成绩全部虚构/);
  });

  test('it is not at /, in no sitemap, has no feeds, and names none', async () => {
    await make();
    expect((await ask('GET', '/')).text).not.toMatch(/彩排/);
    expect((await ask('GET', '/sitemap.xml')).text).toContain('/t/tour<');
    for (const file of ['sitemap.xml', 'sitemap-news.xml', 'robots.txt'])
      expect((await ask('GET', `/${file}`)).text).not.toContain(COPY);
    for (const file of ['rss.xml', 'atom.xml', 'feed.json']) {
      expect((await ask('GET', `/t/${COPY}/${file}`)).status).toBe(404);
      expect((await ask('GET', `/t/tour/${file}`)).status).toBe(200);
    }
    const page = (await ask('GET', `/t/${COPY}`)).text;
    expect(page).not.toMatch(/rel="alternate" type="application\/(rss|atom|feed|json)/);
    expect(page).not.toContain('ld+json');
  });

  test('is never at /, also where it is newer than everything and the only tour that is set up', async () => {
    await server.close();
    server = await startApp();
    organiser = await server.token('organiser', 'org2');
    await make();
    await createTour(server.store, 'later', Date.now());
    expect((await ask('GET', '/')).text).not.toMatch(/彩排/);
  });

  test('nobody is told of it: no subscription, and no message where one was left', async () => {
    await make();
    expect((await ask('GET', `/live/${COPY}/push.json`)).status).toBe(404);
    await subscribe(server.store, COPY, {
      endpoint: 'https://push.example.org/one',
      keys: { p256dh: 'x', auth: 'y' },
      language: 'zh',
      sinceUnixMs: 0,
    });
    const editor = await enteredAt(COPY, 'editor', 'qinchu');
    await give(COPY, editor, 'publishPost', {
      postId: 'post-0001',
      title: '揭晓',
      text: '彩排稿',
      pictures: [],
    });
    await give(COPY, editor, 'markKeyMoment', { postId: 'post-0001', isKey: true });
    const told: string[] = [];
    const teller = new Teller({
      store: server.store,
      nowUnixMs: Date.now,
      machineUnixMs: Date.now,
      steadyMs: () => performance.now(),
      origin: 'https://tour.example.org',
      hosts: ['push.example.org'],
      observe: (outcome) => told.push(outcome),
    });
    const room = await server.app.tours.find(COPY);
    if (room === undefined) throw new Error('no room');
    await teller.look(room);
    expect(told).toEqual([]);
    expect(await server.store.listRecords(`push.told.${COPY}`)).toEqual([]);
  });

  /** A session of the rehearsal's own. */
  async function enteredAt(tour: string, role: string, id: string): Promise<string> {
    const invited = await ask('POST', `/api/tours/${tour}/invites`, as(organiser), {
      invites: [{ role, id }],
    });
    const { url } = (JSON.parse(invited.text) as { invites: { url: string }[] }).invites[0] ?? { url: '' };
    const entered = await ask('POST', '/api/session', {}, { secret: url.slice(url.indexOf('#') + 1) });
    return (JSON.parse(entered.text) as { token: string }).token;
  }

  test('its own sessions open the rehearsal and not the real tour', async () => {
    await make();
    for (const [role, id] of [
      ['organiser', 'helper'],
      ['presenter', 'helper'],
      ['screen', 'wall'],
      ['editor', 'qinchu'],
      ['judge', 'dress-1'],
    ] as const) {
      const token = await enteredAt(COPY, role, id);
      await snapshotOf(COPY, role, token);
      expect((await ask('GET', `/api/tours/tour/as/${role}`, as(token))).status, role).toBe(401);
      const cookie = { cookie: `lalian.${COPY}.${role}=${token}; lalian.tour.${role}=${token}` };
      expect((await ask('GET', `/api/tours/tour/as/${role}`, cookie)).status, role).toBe(401);
    }
    const helper = await enteredAt(COPY, 'organiser', 'helper');
    for (const method of ['POST', 'DELETE'] as const)
      expect((await ask(method, '/api/tours/tour/rehearsal', as(helper))).status).toBe(401);
  });
});

describe('who may come in', () => {
  test('organisers, presenters and screens of the real tour, by token and by cookie; no judge, editor or tracker', async () => {
    await make();
    for (const role of ['organiser', 'presenter', 'screen'] as const) {
      const token = await server.token(role, `one-${role}`);
      await snapshotOf(COPY, role, token);
      const cookie = { cookie: `lalian.tour.${role}=${token}` };
      expect((await ask('GET', `/api/tours/${COPY}/as/${role}`, cookie)).status, role).toBe(200);
    }
    for (const [role, id] of [
      ['judge', 'j1'],
      ['editor', 'qinchu'],
      ['area', 'zhuxi'],
    ] as const) {
      const token = await server.token(role, id);
      const cookie = { cookie: `lalian.tour.${role}=${token}` };
      for (const headers of [as(token), cookie]) {
        const { status } = await ask('GET', `/api/tours/${COPY}/as/${role}`, headers);
        expect([401, 403], role).toContain(status);
      }
    }
    const tracker = await server.token('tracker', 'bus-1').catch(() => '');
    expect(tracker).toBeUndefined();
  });

  test('an old session of an earlier rehearsal does not keep a real screen out', async () => {
    await make();
    const wall = await server.token('screen', 'wall');
    const cookie = { cookie: `lalian.${COPY}.screen=${'x'.repeat(43)}; lalian.tour.screen=${wall}` };
    expect((await ask('GET', `/api/tours/${COPY}/as/screen`, cookie)).status).toBe(200);
  });

  test('a revoked screen of the real tour is out of the rehearsal too, and all are once it is wiped', async () => {
    await make();
    const wall = await server.token('screen', 'wall');
    const host = await server.token('presenter', 'host');
    await snapshotOf(COPY, 'screen', wall);
    const listed = await ask('GET', '/api/tours/tour/invites', as(organiser));
    const { invites } = JSON.parse(listed.text) as { invites: { inviteId: string; id: string }[] };
    const { inviteId = '' } = invites.find(({ id }) => id === 'wall') ?? {};
    await ask('DELETE', `/api/tours/tour/invites/${inviteId}`, as(organiser));
    expect((await ask('GET', `/api/tours/${COPY}/as/screen`, as(wall))).status).toBe(401);
    await snapshotOf(COPY, 'presenter', host);
    await wipe();
    expect((await ask('GET', `/api/tours/${COPY}/as/presenter`, as(host))).status).toBe(404);
  });
});

describe('the real screens', () => {
  test('hear of it, where they belong and when they are called back; the public hears nothing', async () => {
    const wall = await server.token('screen', 'wall');
    const of = async (tour: string) => (await snapshotOf(tour, 'screen', wall)).latest.rehearsal;
    expect(await of('tour')).toBeNull();
    await make();
    const known = { real: 'tour', copy: COPY, onScreens: false };
    for (const tour of ['tour', COPY]) expect(await of(tour)).toEqual(known);
    expect((await show(true)).status).toBe(204);
    for (const tour of ['tour', COPY]) expect(await of(tour)).toEqual({ ...known, onScreens: true });
    // Another one in its place stays where it is.
    await make();
    expect((await of('tour'))?.onScreens).toBe(true);
    await show(false);
    for (const tour of ['tour', COPY]) expect(await of(tour)).toEqual(known);
    for (const role of ['organiser', 'presenter'] as const) {
      const token = role === 'organiser' ? organiser : await server.token('presenter', 'host');
      expect((await snapshotOf('tour', role, token)).latest.rehearsal).toEqual(known);
    }
    expect((await ask('GET', '/live/tour/snapshot.json')).text).not.toContain('rehearsal');
    const judge = await server.token('judge', 'j1');
    expect((await snapshotOf('tour', 'judge', judge)).latest).not.toHaveProperty('rehearsal');
    await wipe();
    expect(await of('tour')).toBeNull();
  });

  test('another process tells them too, and lets go of what was wiped there', async () => {
    const wall = await server.token('screen', 'wall');
    await make();
    await show(true);
    const { newest } = (await server.app.tours.find('tour'))?.hub ?? {};
    newest?.setRehearsal(null);
    await server.app.beat();
    const { latest } = await snapshotOf('tour', 'screen', wall);
    expect(latest.rehearsal).toEqual({ real: 'tour', copy: COPY, onScreens: true });
    await server.store.deleteRecord('tours', COPY);
    await server.store.removeLog(COPY);
    await server.app.tours.lookAtEnds();
    expect(server.app.tours.open.map(({ id }) => id)).toEqual(['tour']);
    expect(server.app.tours.damaged).toEqual([]);
  });
});

describe('pictures', () => {
  test('are lent by the real tour as long as they are public there, and never copied', async () => {
    const editor = await server.token('editor', 'qinchu', { name: '王记者' });
    const payload = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#2e7d4f' } })
      .jpeg()
      .toBuffer();
    const uploaded = await server.app.http.inject({
      ...{ method: 'POST', url: '/api/tours/tour/pictures', payload },
      headers: { ...as(editor), 'content-type': 'image/jpeg' },
    });
    const picture = uploaded.json<{ id: string; widths: number[] }>();
    await give('tour', editor, 'publishPost', {
      ...{ postId: 'post-0001', title: '到站', text: '志愿者讲解。' },
      pictures: [{ ...picture, alt: '讲解' }],
    });
    await make();
    const { posts } = (await snapshotOf(COPY, 'organiser', organiser)).tour;
    expect(posts).toMatchObject([{ id: 'post-0001', outletId: 'qinchu', author: '王记者' }]);
    const file = `${picture.id}-${picture.widths[0]}.webp`;
    expect((await ask('GET', `/pictures/${COPY}/${file}`)).status).toBe(200);
    expect(existsSync(join(server.dir, 'pictures', COPY))).toBe(false);
    await give('tour', editor, 'withdrawPost', { postId: 'post-0001', reason: '有误' });
    expect((await ask('GET', `/pictures/${COPY}/${file}`)).status).toBe(410);
  });
});

test('wiping leaves nothing: no log, no record, no counter, no file, no page; and may be repeated', async () => {
  await make();
  const invited = await ask('POST', `/api/tours/${COPY}/invites`, as(organiser), {
    invites: [{ role: 'editor', id: 'qinchu' }],
  });
  const secret = /#([^"]+)"/.exec(invited.text)?.[1] ?? '';
  const editor = JSON.parse((await ask('POST', '/api/session', {}, { secret })).text).token;
  const payload = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#2e5d9f' } })
    .jpeg()
    .toBuffer();
  const kept = await server.app.http.inject({
    ...{ method: 'POST', url: `/api/tours/${COPY}/pictures`, payload },
    headers: { ...as(editor), 'content-type': 'image/jpeg' },
  });
  expect(kept.statusCode).toBe(200);
  await ask('POST', `/live/${COPY}/visit`, {}, { visitor: 'visitor-one', polling: true });
  await server.app.beat();
  const wall = await server.token('screen', 'wall');
  await ask('POST', `/api/tours/${COPY}/screen-sign`, as(wall), { step: 1 });
  expect(traces()).not.toEqual([]);
  expect((await wipe()).status).toBe(204);
  await server.app.beat();
  expect(traces()).toEqual([]);
  expect(existsSync(join(server.dir, 'pictures', COPY, 'x'))).toBe(false);
  const { id } = kept.json<{ id: string }>();
  expect((await ask('GET', `/pictures/${COPY}/${id}-480.webp`)).status).toBe(404);
  expect((await ask('GET', `/t/${COPY}`)).status).toBe(404);
  expect((await ask('GET', `/live/${COPY}/snapshot.json`)).status).toBe(404);
  expect((await wipe()).status).toBe(204);
  expect(server.app.tours.damaged).toEqual([]);

  /** Everything in the database that has the rehearsal's name, beside what was written about the real tour. */
  function traces(): string[] {
    const db = new DatabaseSync(join(server.dir, 'lalian.db'), { readOnly: true });
    try {
      const names = [
        'SELECT name FROM logs',
        'SELECT collection || key AS name FROM records',
        'SELECT name FROM counters',
      ];
      return names
        .flatMap((sql) => db.prepare(sql).all() as { name: string }[])
        .map(({ name }) => name)
        .filter((name) => name.includes(COPY));
    } finally {
      db.close();
    }
  }
});
