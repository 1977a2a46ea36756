import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import type { ScreenSign, Snapshot } from '../../shared/protocol.ts';
import { startApp, type TestApp, type TestAppOptions } from '../support/app.ts';
import { makeFinal } from '../support/final-tour.ts';

/** The machine's clock and the steady one go together, unless a test sets one. */
let now = Date.UTC(2022, 6, 9, 6);
let steady = 0;
const servers: TestApp[] = [];
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-hall-'));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(dir, { recursive: true, force: true });
});

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  const server = await startApp({ nowUnixMs: () => now, steadyMs: () => steady, ...options });
  servers.push(server);
  return server;
}
const passes = (ms: number): void => {
  now += ms;
  steady += ms;
};

const post = async (
  server: TestApp,
  token: string | undefined,
  path: string,
  payload: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) => {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await server.app.http.inject({
    method: 'POST',
    url: path,
    headers: { ...authorization, ...headers },
    payload,
  });
  const body = answer.payload === '' ? {} : answer.json<Record<string, unknown>>();
  return { status: answer.statusCode, body, cookies: answer.cookies };
};
const sign = (server: TestApp, token: string | undefined, step: unknown) =>
  post(server, token, '/api/tours/tour/screen-sign', { step });
const screens = async (server: TestApp, token: string, role = 'presenter') => {
  const { text } = await server.get(`/api/tours/tour/as/${role}`, { authorization: `Bearer ${token}` });
  return (JSON.parse(text) as Snapshot).latest.screens;
};
const shown = (list: readonly ScreenSign[] | undefined) =>
  list?.map(({ name, step, live }) => `${name} ${step} ${live ? 'live' : 'silent'}`);

describe('signs of screens', () => {
  test('presenter and organiser read which screen shows which step; nobody else has a word of it', async () => {
    const server = await start();
    const [wall, host, organiser] = [
      await server.token('screen', 'wall', { name: '主屏' }),
      await server.token('presenter', 'host'),
      await server.token('organiser', 'org2'),
    ];
    expect(await sign(server, wall, null)).toMatchObject({ status: 200, body: { step: null } });
    expect(shown(await screens(server, host))).toEqual(['主屏 null live']);
    await sign(server, wall, 3);
    expect(shown(await screens(server, host))).toEqual(['主屏 3 live']);
    expect(shown(await screens(server, organiser, 'organiser'))).toEqual(['主屏 3 live']);
    const own = await server.get('/api/tours/tour/as/screen', { authorization: `Bearer ${wall}` });
    expect(own.text).not.toContain('主屏');
    expect((await server.get('/live/tour/snapshot.json')).text).not.toContain('主屏');
  });

  test('only a screen gives one, small and whole', async () => {
    const server = await start();
    const wall = await server.token('screen', 'wall');
    expect((await sign(server, undefined, 1)).status).toBe(401);
    for (const [role, id] of [
      ['presenter', 'host'],
      ['organiser', 'org2'],
      ['judge', 'j1'],
    ] as const)
      expect((await sign(server, await server.token(role, id), 1)).body.code).toBe('role.forbidden');
    for (const step of [-1, 1.5, '2', 10_000_000, undefined])
      expect((await sign(server, wall, step)).status, String(step)).toBe(400);
    const large = await post(server, wall, '/api/tours/tour/screen-sign', {
      step: 1,
      name: '主'.repeat(400),
    });
    expect(large.status).toBe(413);
    expect((await post(server, wall, '/api/tours/gone/screen-sign', { step: 1 })).status).toBe(404);
  });

  test('one that speaks without end is told to wait; others are heard', async () => {
    const server = await start();
    const [loud, quiet] = [await server.token('screen', 'loud'), await server.token('screen', 'quiet')];
    let refused = 0;
    for (let step = 0; step < 200; step += 1)
      if ((await sign(server, loud, step)).body.code === 'request.too-many') refused += 1;
    expect(refused).toBe(80);
    expect((await sign(server, quiet, 1)).status).toBe(200);
    passes(60_000);
    expect((await sign(server, loud, 5)).status).toBe(200);
  });

  test('one that gives none for a while is not live, and after an hour it is gone', async () => {
    const server = await start();
    const [wall, host] = [await server.token('screen', 'wall'), await server.token('presenter', 'host')];
    await sign(server, wall, 2);
    passes(5_000);
    await server.app.beat();
    expect(shown(await screens(server, host))).toEqual(['wall 2 live']);
    passes(2_000);
    await server.app.beat();
    expect(shown(await screens(server, host))).toEqual(['wall 2 silent']);
    await sign(server, wall, 2);
    expect(shown(await screens(server, host))).toEqual(['wall 2 live']);
    passes(3_700_000);
    await server.app.beat();
    expect(await screens(server, host)).toEqual([]);
  });

  test('one whose invite is revoked disappears, whatever it still says', async () => {
    const server = await start();
    const [wall, side, host, organiser] = [
      await server.token('screen', 'wall'),
      await server.token('screen', 'side'),
      await server.token('presenter', 'host'),
      await server.token('organiser', 'org2'),
    ];
    await sign(server, wall, 2);
    await sign(server, side, 2);
    const [first] = (await screens(server, host)) ?? [];
    await server.app.http.inject({
      method: 'DELETE',
      url: `/api/tours/tour/invites/${first?.id}`,
      headers: { authorization: `Bearer ${organiser}` },
    });
    await server.app.beat();
    expect(shown(await screens(server, host))).toEqual(['wall 2 live']);
    expect((await sign(server, side, 3)).status).toBe(401);
    await server.app.beat();
    expect(shown(await screens(server, host))).toEqual(['wall 2 live']);
  });

  test('two processes show the same, also where their clocks are apart, and so does one that starts again', async () => {
    const store = await openSqliteStore({ dir, exclusive: true });
    // Each closes what it has but the store, which is the test's.
    const shared = { store: async () => ({ ...bound(store), close: async () => undefined }) };
    const one = await start(shared);
    const apart = 40_000;
    const other = await start({ ...shared, bare: true, nowUnixMs: () => now + apart });
    const [wall, host] = [await one.token('screen', 'wall'), await one.token('presenter', 'host')];
    await other.app.tours.find('tour');
    await other.app.beat();
    await sign(one, wall, 1);
    await other.app.beat();
    passes(2_000);
    await sign(one, wall, 1);
    await other.app.beat();
    expect(shown(await screens(other, host))).toEqual(['wall 1 live']);
    passes(2_000);
    await sign(other, wall, 2);
    await one.app.beat();
    expect(shown(await screens(one, host))).toEqual(['wall 2 live']);
    passes(3_000);
    const again = await start({ ...shared, bare: true });
    await again.app.tours.find('tour');
    await again.app.beat();
    expect((await screens(again, host))?.[0]?.step).toBe(2);
    passes(7_000);
    for (const server of [one, other, again]) {
      await server.app.beat();
      expect(shown(await screens(server, host))).toEqual(['wall 2 silent']);
    }
    await Promise.all(servers.splice(0).map((server) => server.close()));
    await store.close();
  });
});

/** A store's methods, free of the object that they came with. */
function bound<T extends object>(store: T): T {
  return new Proxy(store, {
    get: (target, name) => {
      const member = Reflect.get(target, name) as unknown;
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

describe('a press of the remote', () => {
  test('the beat tells the time that its deadline is measured by', async () => {
    const server = await start();
    const host = await server.token('presenter', 'host');
    expect((await post(server, host, '/api/tours/tour/remote-beat')).body).toEqual({
      nowMs: now,
      step: null,
    });
    for (const [role, id] of [
      ['screen', 'wall'],
      ['judge', 'j1'],
    ] as const)
      expect((await post(server, await server.token(role, id), '/api/tours/tour/remote-beat')).status).toBe(
        403,
      );
    expect((await post(server, undefined, '/api/tours/tour/remote-beat')).status).toBe(401);
  });

  test('that was held up on its way does nothing', async () => {
    const server = await start();
    await makeFinal(server);
    const host = await server.token('presenter', 'host');
    await server.command(host, 'beginCeremony', {});
    const late = await server.command(
      host,
      'stepCeremony',
      { seenStep: 1, go: 'next' },
      { 'lalian-until': String(now - 1) },
    );
    expect([late.status, late.body.code]).toEqual([409, 'command.too-late']);
    expect(late.body.details).toEqual({ nowMs: now });
    const inTime = await server.command(
      host,
      'stepCeremony',
      { seenStep: 1, go: 'next' },
      { 'lalian-until': String(now + 3_000) },
    );
    expect(inTime.status).toBe(200);
  });
});

describe('pairing a screen', () => {
  interface Code {
    readonly code: string;
    readonly secret: string;
  }
  const newCode = async (server: TestApp): Promise<Code> =>
    (await post(server, undefined, '/api/screen-codes')).body as unknown as Code;
  const answer = (server: TestApp, { code, secret }: Code) =>
    post(server, undefined, '/api/screen-codes/answer', { code, secret });
  const type = (server: TestApp, token: string | undefined, code: string, name = '主屏') =>
    post(server, token, '/api/tours/tour/screens', { code, name });

  test('the browser that shows the code, and no other, gets a session of its own', async () => {
    const server = await start();
    const [organiser, host] = [
      await server.token('organiser', 'org2'),
      await server.token('presenter', 'host'),
    ];
    const [code, other] = [await newCode(server), await newCode(server)];
    expect(code.code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect((await answer(server, code)).body).toEqual({ state: 'waiting', livesSeconds: 600 });
    const typed = `${code.code.slice(0, 4).toLowerCase()} ${code.code.slice(4)}`;
    const { status, body } = await type(server, organiser, typed);
    expect([status, body.id]).toEqual([200, expect.stringMatching(/^screen-[a-z0-9]{6}$/)]);
    // Whoever read the code off the wall has not the secret that was made with it.
    expect((await answer(server, { ...code, secret: other.secret })).body).toEqual({ state: 'gone' });
    expect((await answer(server, other)).body.state).toBe('waiting');
    const paired = await answer(server, code);
    expect(paired.body).toEqual({ state: 'paired', tour: 'tour' });
    const [cookie] = paired.cookies;
    expect(cookie).toMatchObject({ name: 'lalian.tour.screen', httpOnly: true, sameSite: 'Strict' });
    expect((await sign(server, cookie?.value, 1)).status).toBe(200);
    expect(shown(await screens(server, host))).toEqual(['主屏 1 live']);
    // Asked again because the answer was lost, it is let in again; the code is used up for everybody else.
    expect((await answer(server, code)).body.state).toBe('paired');
    expect((await type(server, organiser, code.code)).body.code).toBe('screen-code.unknown');
    const { text } = await server.get('/api/tours/tour/invites', { authorization: `Bearer ${organiser}` });
    expect(JSON.parse(text).invites).toContainEqual(
      expect.objectContaining({ inviteId: body.inviteId, role: 'screen', name: '主屏' }),
    );
  });

  test('revoked it is out, and revoked before it asked it never gets in', async () => {
    const server = await start();
    const organiser = await server.token('organiser', 'org2');
    const revoke = (inviteId: unknown) =>
      server.app.http.inject({
        method: 'DELETE',
        url: `/api/tours/tour/invites/${inviteId}`,
        headers: { authorization: `Bearer ${organiser}` },
      });
    const [first, second] = [await newCode(server), await newCode(server)];
    const one = await type(server, organiser, first.code);
    const token = (await answer(server, first)).cookies[0]?.value;
    await revoke(one.body.inviteId);
    expect((await sign(server, token, 1)).status).toBe(401);
    await revoke((await type(server, organiser, second.code)).body.inviteId);
    const late = await answer(server, second);
    expect([late.body, late.cookies]).toEqual([{ state: 'gone' }, []]);
  });

  test('a code lives for ten minutes, and only the organiser types it', async () => {
    const server = await start();
    const organiser = await server.token('organiser', 'org2');
    const code = await newCode(server);
    expect((await type(server, undefined, code.code)).status).toBe(401);
    for (const [role, id] of [
      ['presenter', 'host'],
      ['screen', 'wall'],
      ['editor', 'qinchu'],
    ] as const)
      expect((await type(server, await server.token(role, id), code.code)).body.code).toBe('role.forbidden');
    passes(600_000);
    expect((await answer(server, code)).body).toEqual({ state: 'gone' });
    expect((await type(server, organiser, code.code)).body.code).toBe('screen-code.unknown');
  });

  test('who guesses is told to wait, also where the next code would be right', async () => {
    const server = await start();
    const organiser = await server.token('organiser', 'org2');
    const code = await newCode(server);
    for (let wrong = 0; wrong < 10; wrong += 1)
      expect((await type(server, organiser, `2345678${'ABCDEFGHJK'[wrong]}`)).status).toBe(404);
    const right = await type(server, organiser, code.code);
    expect([right.status, right.body.code]).toEqual([429, 'request.too-many']);
    expect((await answer(server, code)).body.state).toBe('waiting');
    // Somebody else is not held up by it.
    expect((await type(server, await server.token('organiser', 'org3'), code.code)).status).toBe(200);
    passes(600_000);
    expect((await type(server, organiser, (await newCode(server)).code)).status).toBe(200);
  });

  test('an address shows so many codes, and codes that have expired are forgotten', async () => {
    const server = await start();
    for (let count = 0; count < 40; count += 1)
      expect((await post(server, undefined, '/api/screen-codes')).status).toBe(200);
    expect((await post(server, undefined, '/api/screen-codes')).body.code).toBe('request.too-many');
    expect((await server.store.listRecords('screen-codes')).length).toBe(40);
    passes(600_000);
    await newCode(server);
    expect((await server.store.listRecords('screen-codes')).length).toBe(1);
  });

  test('neither code nor secret is kept as it is', async () => {
    const server = await start();
    const { code, secret } = await newCode(server);
    await type(server, await server.token('organiser', 'org2'), code);
    const kept = JSON.stringify(await server.store.listRecords('screen-codes'));
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(secret);
  });

  test('a page of another site learns nothing', async () => {
    const server = await start();
    const code = await newCode(server);
    const asked = await post(
      server,
      undefined,
      '/api/screen-codes/answer',
      { ...code, livesSeconds: undefined, tour: undefined },
      {
        origin: 'https://evil.example',
      },
    );
    expect(asked.body.code).toBe('request.foreign-origin');
  });
});

test('the page of an overlay is transparent before its script runs, that of a screen is night, and both stay so', async () => {
  const server = await start();
  const rootOf = async (url: string) => /<html[^>]*>/.exec((await server.get(url)).text)?.[0];
  expect(await rootOf('/screen/tour?overlay=bug')).toBe('<html lang="zh-CN" data-overlay>');
  expect(await rootOf('/screen/tour')).toBe('<html lang="zh-CN">');
  expect(await rootOf('/judge/tour?overlay')).toBe('<html lang="zh-CN">');
  // A browser of another language lays no question over a wall.
  const isLeft = async (url: string) => (await server.get(url)).text.includes('content="notranslate"');
  for (const url of ['/screen', '/screen/tour', '/screen/tour?overlay=bug', '/remote/tour'])
    expect([url, await isLeft(url)]).toEqual([url, true]);
  expect(await isLeft('/t/tour')).toBe(false);
});
