import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAKING_MS } from '../../server/house/purge.ts';
import { listTours, TOURS } from '../../server/live/tour-records.ts';
import { openFiles } from '../../server/media/files/open-files.ts';
import { StoreUnavailable } from '../../server/store/port.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { verifyLog } from '../../server/store/verify-log.ts';
import { RESERVED_IDS } from '../../shared/house/ids.ts';
import { freshId, startApp, type TestApp, type TestAppOptions } from '../support/app.ts';
import { uploadPicture } from '../support/editor-pictures.ts';
import { bearer, entering } from '../support/entering.ts';
import { makeFinal } from '../support/final-tour.ts';
import { enterAsHost, type TestHost } from '../support/house.ts';
import { routesOf } from '../support/routes.ts';

let server: TestApp;
let host: TestHost;
let now = Date.now();
async function start(options: TestAppOptions = {}): Promise<void> {
  server = await startApp(options);
  host = await enterAsHost(server, 'host', '赵主任');
}
beforeEach(() => {
  now = Date.now();
  return start();
});
afterEach(() => server.close());

const { inject, enter } = entering(() => server);
const make = (id: string, more: object = {}) =>
  host.ask('POST', '/tours', { commandId: freshId(), id, name: '新拉练', ...more });
const ids = async () => (await listTours(server.store)).map(({ id }) => id).toSorted();
const snapshot = async (tour: string, token: unknown) =>
  (await inject('GET', `/api/tours/${tour}/as/organiser`, bearer(String(token)))).json();

describe('a new tour', () => {
  test('is there with one request, and its maker in it as organiser, in his own name', async () => {
    const made = await make('new-one');
    expect(made).toMatchObject({
      status: 200,
      body: { tour: { id: 'new-one', name: { zh: '新拉练' }, course: 'not-set-up' } },
    });
    expect((await snapshot('new-one', made.body.token)).tour.setup).toBeNull();
    const { invites } = (
      await inject('GET', '/api/tours/new-one/invites', bearer(String(made.body.token)))
    ).json();
    expect(invites).toMatchObject([
      { role: 'organiser', id: 'host', name: '赵主任', createdBy: 'host:host' },
    ]);
  });

  test('lets its host in again by the same invite, until its organisers revoke that', async () => {
    const { token } = (await make('new-one')).body;
    const again = await host.ask('POST', '/tours/new-one/organiser-session');
    const invitesNow = async (as: unknown) =>
      (await inject('GET', '/api/tours/new-one/invites', bearer(String(as)))).json().invites as {
        inviteId: string;
      }[];
    const [own] = await invitesNow(again.body.token);
    expect(await invitesNow(token)).toHaveLength(1);
    // The last organiser does not lock himself out: another one has to be there.
    const link = await host.ask('POST', '/tours/new-one/organisers', { name: '钱科长' });
    const other = (await enter(new URL(String(link.body.url)).hash.slice(1))).json().token;
    await inject('DELETE', `/api/tours/new-one/invites/${own?.inviteId}`, bearer(String(other)));
    expect((await snapshot('new-one', again.body.token)).code).toBe('invite.revoked');
    const third = await host.ask('POST', '/tours/new-one/organiser-session');
    expect(await invitesNow(third.body.token)).toHaveLength(3);
  });

  test('lets in whom the host gives a link to', async () => {
    await make('new-one');
    const link = await host.ask('POST', '/tours/new-one/organisers', { name: '钱科长' });
    const entered = await enter(new URL(String(link.body.url)).hash.slice(1));
    expect(entered.json()).toMatchObject({ tour: 'new-one', role: 'organiser', name: '钱科长' });
    for (const tour of ['none', 'tour-rehearsal'])
      for (const path of ['organiser-session', 'organisers'])
        expect((await host.ask('POST', `/tours/${tour}/${path}`, { name: '某' })).body.code).toBe(
          'tour.unknown',
        );
  });

  test('is one, of two hosts who make it at once, and of one request that comes twice', async () => {
    const other = await enterAsHost(server, 'host-2');
    const both = await Promise.all(
      [host, other].map((one) =>
        one.ask('POST', '/tours', { commandId: freshId(), id: 'same', name: '同名' }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('tour.id-taken');
    const request = { commandId: freshId(), id: 'twice', name: '两次' };
    await host.ask('POST', '/tours', request);
    const epoch = (await server.store.head('twice'))?.epoch;
    expect((await host.ask('POST', '/tours', request)).status).toBe(200);
    expect((await server.store.head('twice'))?.epoch).toBe(epoch);
    expect(await ids()).toEqual(['same', 'tour', 'twice']);
  });

  test.each([
    ['a'.repeat(41), 'tour.id-form'],
    ['Tour', 'tour.id-form'],
    ['../x', 'tour.id-form'],
    ['拉练', 'tour.id-form'],
    ['_house', 'tour.id-form'],
    ['tour-rehearsal', 'tour.id-reserved'],
    ['api', 'tour.id-reserved'],
    ['live', 'tour.id-reserved'],
    ['tour', 'tour.id-taken'],
  ])('cannot be called %s: %s', async (id, code) => {
    const refused = await make(id);
    expect(refused.body.code).toBe(code);
    expect(String(refused.body.message)).toContain(id);
    expect(await ids()).toEqual(['tour']);
  });

  test('takes no name of an address of the server', () => {
    const first = routesOf(server.app.http).map(({ path }) => path.split('/')[1]?.split('.')[0] ?? '');
    const names = [...new Set(first)].filter((name) => /^[a-z0-9][a-z0-9-]*$/.test(name));
    expect(names.length).toBeGreaterThan(15);
    const files = [
      'desk-icon',
      'desk-sw',
      'judge-icon',
      'judge-sw',
      'push-sw',
      'robots',
      'sitemap',
      'sitemap-news',
    ];
    const open = names.filter((name) => !RESERVED_IDS.includes(name) && !/-(icon|sw)(-\d+)?$/.test(name));
    expect(open.filter((name) => !files.includes(name))).toEqual([]);
  });

  test('is nobody’s where the store breaks off in the middle, and goes on, or goes, after that', async () => {
    let broken = true;
    await server.close();
    await start({
      nowUnixMs: () => now,
      store: async (dir) => {
        const store = openSqliteStore({ dir, exclusive: true });
        return {
          ...store,
          openLog: async (log, epoch) => {
            if (broken && log === 'half') throw new StoreUnavailable('away');
            return store.openLog(log, epoch);
          },
        };
      },
    });
    const request = { commandId: freshId(), id: 'half', name: '半途' };
    expect((await host.ask('POST', '/tours', request)).status).toBe(503);
    expect((await inject('GET', '/t/half', {})).statusCode).toBe(404);
    expect(((await host.ask('GET', '')).body.tours as unknown[]).length).toBe(1);
    expect((await make('half')).body.code).toBe('tour.id-taken');
    broken = false;
    expect((await host.ask('POST', '/tours', request)).body.code).toBe('tour.being-made');
    now += 300_000;
    expect((await host.ask('POST', '/tours', request)).status).toBe(200);
    expect((await inject('GET', '/t/half', {})).statusCode).toBe(200);
    await server.store.putRecord(TOURS, 'left', JSON.stringify({ makingSinceUnixMs: now - MAKING_MS }), 0);
    await server.app.sweep();
    expect(await ids()).toEqual(['half', 'tour']);
    expect((await make('left')).status).toBe(200);
  });

  test('never takes the log of something else for its own', async () => {
    await server.store.replaceLog('orphan', 'e1', [{ seq: 1, hash: 'a', body: '{}' }], []);
    expect((await make('orphan')).body.code).toBe('tour.id-taken');
    expect(await ids()).toEqual(['tour']);
    expect((await server.store.head('orphan'))?.seq).toBe(1);
  });
});

describe('a copy', () => {
  /** A tour that is over, with everything in it. */
  async function fill() {
    const boss = await makeFinal(server);
    const editor = await server.token('editor', 'qinchu');
    const picture = await uploadPicture(server, editor, 'red', [640, 480]);
    await server.command(editor, 'publishPost', {
      postId: 'post-0001',
      text: '只在原来那场',
      pictures: [picture],
    });
    const slide = await uploadPicture(server, boss, 'blue', [640, 480]);
    const { programme } = (await snapshot('tour', boss)).tour;
    const { version, ...known } = programme ?? { version: 0, ...PROGRAMME };
    const scenes = [
      ...known.scenes.slice(0, 1),
      { id: 'own', kind: 'slide', title: { zh: '自备' }, pictureId: slide.id },
      { id: 'news', kind: 'slide', title: { zh: '报道里的' }, pictureId: picture.id },
      ...known.scenes.slice(1),
    ];
    const set = await server.command(boss, 'setProgramme', {
      programme: { ...known, scenes },
      basedOnVersion: version,
    });
    expect(set.body).toMatchObject({ repeated: false });
    return { boss, slide: slide.id, picture: picture.id };
  }
  const PROGRAMME = {
    ...{ scenes: [{ id: 'opening', kind: 'title' }], grain: 'place', delaySeconds: 10, outside: 'step' },
    ...{ hall: 'dark', calm: false },
  };

  test('begins with set-up, rule and programme, from another first day on, and with nobody and nothing else', async () => {
    const { boss, slide, picture } = await fill();
    const { tour: before } = await snapshot('tour', boss);
    const head = await server.store.head('tour');
    const made = await make('next', { copyOf: 'tour', firstDate: '2027-03-01', name: '明年的拉练' });
    expect(made.body).toMatchObject({
      tour: {
        course: 'planned',
        name: { zh: '明年的拉练' },
        firstDate: '2027-03-01',
        lastDate: '2027-03-02',
      },
    });
    const { tour } = await snapshot('next', made.body.token);
    expect({ ...tour.setup, name: 0, days: 0 }).toEqual({ ...before.setup, name: 0, days: 0 });
    expect(tour.setup.days.map(({ road: _road, ...day }: { road?: string }) => day)).toEqual([
      { number: 1, date: '2027-03-01' },
      { number: 2, date: '2027-03-02' },
    ]);
    expect(tour.programme.scenes.find(({ id }: { id: string }) => id === 'own').pictureId).toBe(slide);
    expect(tour.programme.scenes.find(({ id }: { id: string }) => id === 'news').pictureId).toBeUndefined();
    for (const empty of ['judges', 'ballots', 'days', 'stops', 'locks', 'problems', 'reminders', 'routine'])
      expect([empty, tour[empty]]).toEqual([empty, {}]);
    expect([tour.posts, tour.final]).toEqual([[], null]);
    const { invites } = (
      await inject('GET', '/api/tours/next/invites', bearer(String(made.body.token)))
    ).json();
    expect(invites).toHaveLength(1);
    const files = await openFiles(server.config).list('pictures/next/');
    expect(files.every((file) => file.includes(slide)) && files.length > 0).toBe(true);
    expect(files.some((file) => file.includes(picture))).toBe(false);
    expect(await verifyLog(server.store, 'next')).toMatchObject({ ok: true });
    expect(await server.store.head('tour')).toEqual(head);
  });

  test('keeps its pictures when the other one goes', async () => {
    await server.close();
    await start({ nowUnixMs: () => now });
    const { slide } = await fill();
    await make('next', { copyOf: 'tour' });
    const picture = async () => (await inject('GET', `/pictures/next/${slide}-480.webp`, {})).statusCode;
    expect(await picture()).toBe(200);
    await host.ask('PUT', '/tours/tour/deletion', { name: '示例拉练' });
    now += 30 * 86_400_000;
    await server.app.sweep();
    expect(await server.store.head('tour')).toBeUndefined();
    expect(await picture()).toBe(200);
    expect(await openFiles(server.config).list('pictures/tour/')).toEqual([]);
  });

  test('is refused of what is not set up, not there, or deleted, and leaves nothing behind', async () => {
    await make('bare');
    const code = async (copyOf: string) => (await make('next', { copyOf })).body.code;
    expect(await code('bare')).toBe('tour.not-set-up');
    expect(await code('none')).toBe('tour.unknown');
    await host.ask('PUT', '/tours/tour/deletion', { name: '示例拉练' });
    expect(await code('tour')).toBe('tour.deleted');
    expect(await ids()).toEqual(['bare', 'tour']);
    expect(await server.store.head('next')).toBeUndefined();
  });
});
