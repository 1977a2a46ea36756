import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTour, GONE_TOURS, TOURS } from '../../server/live/tour-records.ts';
import { openFiles } from '../../server/media/files/open-files.ts';
import { subscribe } from '../../server/push/subscriptions.ts';
import type { Holdings, House } from '../../shared/house/wire.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { startApp, type TestApp, type TestAppOptions } from '../support/app.ts';
import { uploadPicture } from '../support/editor-pictures.ts';
import { bearer, entering } from '../support/entering.ts';
import { makeFinal } from '../support/final-tour.ts';
import { enterAsHost, type TestHost } from '../support/house.ts';
import { routesOf } from '../support/routes.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { sampleSetup } from '../support/sample-tour.ts';

const DAY_MS = 86_400_000;
let server: TestApp;
let host: TestHost;
let s3: S3Server | undefined;
let now = Date.now();

async function start(options: TestAppOptions = {}): Promise<void> {
  server = await startApp(options);
  host = await enterAsHost(server);
}
beforeEach(() => {
  now = Date.now();
  return start();
});
afterEach(async () => {
  await server.close();
  await s3?.remove();
  s3 = undefined;
});

const { inject, enter, invite } = entering(() => server);
const house = async () => (await host.ask('GET', '')).body as unknown as House;
const listed = async (id: string) => (await house()).tours.find((tour) => tour.id === id);
const archive = (id = 'tour') => host.ask('PUT', `/tours/${id}/archive`);
const unarchive = (id = 'tour') => host.ask('DELETE', `/tours/${id}/archive`);
const remove = (name = '示例拉练', id = 'tour') => host.ask('PUT', `/tours/${id}/deletion`, { name });
const restore = (id = 'tour') => host.ask('DELETE', `/tours/${id}/deletion`);
const page = (url: string) => inject('GET', url, { accept: 'text/html' });
const marks = { work: '9', show: '9' };

describe('a deleted tour', () => {
  test('goes only where its name was typed as it stands', async () => {
    for (const name of ['tour', '示例', '示例拉练2', ' '])
      expect((await remove(name)).body.code).toMatch(/^(tour\.name-mistyped|request\.invalid)$/);
    expect((await listed('tour'))?.deletedAtUnixMs).toBeUndefined();
    expect((await remove(' ｓample　tour'.replace('ｓ', 'Ｓ'))).status).toBe(200);
    await restore();
    await createTour(server.store, 'bare', Date.now());
    expect((await remove('bare', 'bare')).status).toBe(200);
    expect((await remove('x', 'none')).body.code).toBe('tour.unknown');
  });

  test('is nowhere any more for anybody: every address that names it says that it is gone', async () => {
    const boss = await server.token('organiser', 'boss');
    await server.command(await server.token('editor', 'qinchu'), 'publishPost', {
      ...{ postId: 'post-0001', text: '稿', pictures: [] },
    });
    await remove();
    const all = routesOf(server.app.http).flatMap(({ path, methods }) =>
      path.includes('/:tour') && !path.startsWith('/api/house')
        ? methods.filter((method) => method !== 'HEAD').map((method) => ({ path, method: method as 'GET' }))
        : [],
    );
    expect(all.length).toBeGreaterThan(100);
    for (const { path, method } of all) {
      const url = path
        .replace(':tour', 'tour')
        .replace('tour*', 'tour/x')
        .replace(/:(post|id)\w*/gi, 'post-0001')
        .replace(/:\w+/g, 'none');
      const answer = await inject(method, url, bearer(boss), method === 'GET' ? undefined : {});
      expect([method, path, answer.statusCode]).toEqual([method, path, 410]);
      expect(answer.payload).not.toContain('示例拉练');
    }
    const shown = await page('/t/tour');
    expect([shown.statusCode, shown.payload]).toEqual([410, expect.stringContaining('这场拉练已经下线')]);
    expect((await page('/t/tour?lang=en')).payload).toContain('This tour was taken down');
    expect((await page('/')).payload).not.toContain('示例拉练');
    for (const url of [
      '/sitemap.xml',
      '/sitemap-news.xml',
      `/oembed?url=${encodeURIComponent('http://localhost:8080/t/tour')}`,
    ])
      expect((await page(url)).payload).not.toContain('/t/tour');
  });

  test('uses up no link, lets nobody in, and keeps no position', async () => {
    const [code, once, tracker] = [
      await invite({ role: 'judge', id: 'j1' }),
      await invite({ role: 'organiser', id: 'boss', once: true }),
      await invite({ role: 'tracker', id: 'bus-1' }),
    ];
    await remove();
    for (const one of [code, once]) {
      const answer = await enter(one);
      expect([answer.statusCode, answer.json().code]).toEqual([410, 'tour.deleted']);
    }
    const at = Math.floor(Date.now() / 1000);
    expect((await inject('GET', `/track/${tracker}?lat=32.3&lon=109.8&timestamp=${at}`, {})).statusCode).toBe(
      200,
    );
    await restore();
    for (const one of [code, once]) expect((await enter(one)).statusCode).toBe(200);
    for await (const lines of server.store.readSeries('tour', 0)) expect(lines).toEqual([]);
  });

  test('is had back with everybody and everything, archived if it was', async () => {
    const judge = await server.token('judge', 'j1');
    await server.command(judge, 'castBallot', { itemId: 's1', marks });
    await archive();
    await remove();
    expect(await listed('tour')).toMatchObject({
      deletedAtUnixMs: expect.any(Number),
      goesAtUnixMs: expect.any(Number),
    });
    const back = await restore();
    expect(back.body.deletedAtUnixMs).toBeUndefined();
    expect(back.body.archivedAtUnixMs).toBeDefined();
    const { tour } = (await inject('GET', '/api/tours/tour/as/judge', bearer(judge))).json();
    expect(Object.keys(tour.ballots)).toEqual(['s1']);
    await unarchive();
    expect((await server.command(judge, 'castBallot', { itemId: 's2', marks })).status).toBe(200);
  });

  test('cannot be archived, and twice is once', async () => {
    const first = (await remove()).body.deletedAtUnixMs;
    expect((await archive()).body.code).toBe('tour.deleted');
    expect((await unarchive()).body.code).toBe('tour.deleted');
    expect((await remove()).body.deletedAtUnixMs).toBe(first);
    expect((await restore()).status).toBe(200);
    expect((await restore()).status).toBe(200);
  });
});

describe('when the grace is over', () => {
  const grace = async (ms: number) => {
    now += ms;
    await server.app.sweep();
    // A session lasts no longer than the grace.
    host = await enterAsHost(server);
  };
  const COPY = 'tour-rehearsal';
  /** Everything that is kept under a name of the tour, in the store and beside it. */
  async function left(): Promise<readonly string[]> {
    const files = openFiles(server.config);
    const found: string[] = [];
    for (const name of ['tour', COPY]) {
      if ((await server.store.head(name)) !== undefined) found.push(`log ${name}`);
      found.push(...(await server.store.namedAfter(name)).map(({ collection }) => collection));
      for (const kind of ['pictures', 'videos']) found.push(...(await files.list(`${kind}/${name}/`)));
      for await (const lines of server.store.readSeries(name, 0))
        found.push(`${lines.length} positions of ${name}`);
    }
    const parts = await readdir(join(server.dir, 'uploads')).catch(() => []);
    return [...found, ...parts.filter((file) => file.startsWith('tour.'))];
  }

  async function fill(): Promise<void> {
    const boss = await makeFinal(server);
    const editor = await server.token('editor', 'qinchu');
    const picture = await uploadPicture(server, editor, 'red', [640, 480]);
    await server.command(editor, 'publishPost', { postId: 'post-0001', text: '稿', pictures: [picture] });
    await inject('PUT', '/api/tours/tour/desk/drafts/draft-0001', bearer(editor), {
      ...{ basedOnVersion: 0, state: 'draft', content: { text: '草稿', pictures: [] } },
    });
    const uploads = '/api/tours/tour/uploads';
    const announced = await inject('POST', uploads, bearer(editor), { kind: 'picture', bytes: 100_000 });
    await server.app.http.inject({
      ...{
        method: 'PUT',
        url: `${uploads}/${announced.json().uploadId}?from=0`,
        payload: Buffer.alloc(1_000),
      },
      headers: { ...bearer(editor), 'content-type': 'application/octet-stream' },
    });
    await subscribe(server.store, 'tour', {
      ...{
        endpoint: 'https://push.example/1',
        keys: { p256dh: 'p', auth: 'a' },
        language: 'zh',
        sinceUnixMs: 1,
      },
    });
    await inject('POST', '/live/tour/visit', {}, { visitor: 'visitor-0001', polling: true });
    await inject('POST', '/api/tours/tour/rehearsal', bearer(boss));
    const tracker = await invite({ role: 'tracker', id: 'bus-1' });
    await inject('GET', `/track/${tracker}?lat=32.3&lon=109.8&timestamp=${Math.floor(now / 1000)}`, {});
    await server.app.beat();
  }

  const begin = async (options: TestAppOptions = {}) => {
    await server.close();
    await start({ nowUnixMs: () => now, ...options });
  };

  test.each(['a folder', 'an S3 store'] as const)(
    'all of it goes, pictures in %s included, its rehearsal too, and nothing else',
    async (place) => {
      s3 = place === 'an S3 store' ? await startS3() : undefined;
      await begin(s3 && { env: s3.env });
      await fill();
      await createTour(server.store, 'tour-2', now);
      await server.store.putRecord('invites.tour-2', 'x', '{}');
      await openFiles(server.config).put('pictures/tour-2/0a-480.webp', await aFile(), 'image/webp');
      const holdings = (await host.ask('GET', '/tours/tour/holdings')).body as unknown as Holdings;
      expect(holdings).toMatchObject({
        ...{ events: (await server.store.head('tour'))?.seq, positions: 1, pictures: 1, videos: 0 },
        ...{ uploads: 1, drafts: 1, subscriptions: 1, hasRehearsal: true },
      });
      expect(holdings.invites).toBeGreaterThan(2);
      expect(holdings.sessions).toBeGreaterThan(2);
      expect(holdings.eventBytes).toBeGreaterThan(5_000);
      expect(holdings.pictureBytes).toBeGreaterThan(100);
      const before = await left();
      expect(before).toEqual(expect.arrayContaining(['log tour', `log ${COPY}`, 'push.tour', 'drafts.tour']));
      await remove();
      await grace(30 * DAY_MS - 1);
      expect(await left()).toEqual(before);
      await grace(1);
      expect(await left()).toEqual([]);
      expect((await house()).tours.map(({ id }) => id)).toEqual(['tour-2']);
      expect((await house()).takenIds).toEqual(['tour']);
      expect(await server.store.listRecords('invites.tour-2')).toHaveLength(1);
      expect(await openFiles(server.config).list('pictures/tour-2/')).toHaveLength(1);
      // What it was called leads nowhere for ever, and nobody has it back.
      expect((await page('/t/tour')).statusCode).toBe(410);
      expect((await restore()).body.code).toBe('tour.unknown');
      await grace(DAY_MS);
      expect(await left()).toEqual([]);
    },
  );
  const aFile = async (): Promise<string> => {
    const file = join(server.dir, 'a-file');
    await writeFile(file, 'x');
    return file;
  };

  test('a round that breaks off anywhere is finished by the next one', async () => {
    const steps = ['removeLog', 'removeNamedAfter', 'putRecord', 'deleteRecord'] as const;
    for (const [at, step] of steps.entries()) {
      let broken = false;
      now = Date.now();
      await server.close();
      await start({
        nowUnixMs: () => now,
        store: async (dir) => {
          const { openSqliteStore } = await import('../../server/store/sqlite/store.ts');
          const store = openSqliteStore({ dir, exclusive: true });
          const failing =
            <A extends unknown[], R>(name: string, ask: (...args: A) => Promise<R>) =>
            async (...args: A): Promise<R> => {
              const isIt =
                name === step && (at < 2 || args[0] === (name === 'putRecord' ? GONE_TOURS : TOURS));
              if (broken && isIt && args.at(at < 2 ? 0 : 1) !== COPY) throw new Error('it broke off');
              return ask(...args);
            };
          return {
            ...store,
            removeLog: failing('removeLog', store.removeLog),
            removeNamedAfter: failing('removeNamedAfter', store.removeNamedAfter),
            putRecord: failing('putRecord', store.putRecord),
            deleteRecord: failing('deleteRecord', store.deleteRecord),
          };
        },
      });
      await fill();
      await remove();
      broken = true;
      await grace(30 * DAY_MS);
      expect([step, (await listed('tour'))?.id]).toEqual([step, 'tour']);
      expect((await restore()).body.code).toBe('tour.going');
      expect((await page('/t/tour')).statusCode).toBe(410);
      broken = false;
      await grace(1);
      expect([step, await left()]).toEqual([step, []]);
      expect((await house()).tours).toEqual([]);
    }
  });

  test('nothing goes where the clock has leapt there, until that is settled', async () => {
    let steady = 1_000_000;
    await begin({ steadyMs: () => steady });
    await remove();
    await createTour(server.store, 'other', now);
    await server.app.tours.find('other');
    await grace(31 * DAY_MS);
    expect(await server.store.head('tour')).toBeDefined();
    // It is put right, and then the time really passes.
    await grace(-31 * DAY_MS);
    steady += 31 * DAY_MS;
    await grace(31 * DAY_MS);
    expect(await server.store.head('tour')).toBeUndefined();
  });
});

describe('a tour that is deleted while judges score', () => {
  test('tells them in a sentence; what was acknowledged is there again when it is restored', async () => {
    const judges = await Promise.all(['j1', 'j2', 'j3'].map((id) => server.token('judge', id)));
    const answers: { status: number; body: Record<string, unknown> }[] = [];
    let stop = false;
    const scoring = judges.map(async (token) => {
      for (let itemId = 1; !stop; itemId = (itemId % 3) + 1) {
        answers.push(await server.command(token, 'castBallot', { itemId: `s${itemId}`, marks }));
        await nextTurn();
      }
    });
    await expect.poll(() => answers.filter(({ status }) => status === 200).length).toBeGreaterThan(5);
    await remove();
    await expect.poll(() => answers.filter(({ status }) => status === 410).length).toBeGreaterThan(20);
    stop = true;
    await Promise.all(scoring);
    const cast = answers.filter(({ status }) => status === 200).length;
    expect(
      [...new Set(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`))].toSorted(),
    ).toEqual(expect.arrayContaining(['200 ', '410 tour.deleted']));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const told = answers.find(({ status }) => status === 410)?.body;
    expect(told?.message).toContain('没有送出的仍留在这台设备上');
    await restore();
    const ballots = (await server.app.tours.find('tour'))?.fold.tour.ballots ?? {};
    expect(cast).toBeGreaterThan(5);
    expect(Object.values(ballots).flatMap((of) => Object.keys(of)).length).toBe(cast);
  });
});

test('the set-up of a tour that is deleted stays whole in the log until it goes', async () => {
  const before = (await server.app.tours.find('tour'))?.fold.tour.setup as Setup;
  await remove();
  await restore();
  const after = (await server.app.tours.find('tour'))?.fold.tour.setup as Setup;
  expect(after).toEqual(before);
  expect(after.name).toEqual(sampleSetup.name);
});
