import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUSE } from '../../server/access/house.ts';
import { createInvite } from '../../server/access/invites.ts';
import { ROLES, TOUR_ROLES } from '../../shared/tour/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { bearer, cookieOf, entering } from '../support/entering.ts';
import { enterAsHost, hostCode } from '../support/house.ts';
import { routesOf } from '../support/routes.ts';

let server: TestApp;
beforeEach(async () => {
  server = await startApp();
});
afterEach(() => server.close());

const { inject, enter, invite } = entering(() => server);
const codeOf = (url: unknown): string => new URL(String(url)).hash.slice(1);

describe('the link of a host', () => {
  test('opens the house, once, and says so without naming a tour', async () => {
    const code = await hostCode(server, 'host', '赵主任');
    const answer = await enter(code);
    const { token: _token, expiresAtUnixMs: _until, ...said } = answer.json();
    expect(said).toEqual({ role: 'host', id: 'host', name: '赵主任', called: { zh: '赵主任' } });
    expect(String(answer.headers['set-cookie'])).toMatch(/^lalian\._house\.host=/);
    expect((await enter(code)).json().code).toBe('invite.used');
    const cookie = cookieOf(answer);
    const inside = await inject('GET', '/api/house/session', { cookie });
    expect(inside.json()).toMatchObject({ role: 'host', id: 'host', called: { zh: '赵主任' } });
    // Opened again in the browser that it let in.
    expect((await enter(code, {}, { cookie })).statusCode).toBe(200);
  });

  test('has no other form than the house has, and no tour can be called so', async () => {
    const secret = (await hostCode(server)).split('.')[1] ?? '';
    for (const where of ['tour', '~house', 'house', '_house2', ''])
      expect((await enter(`${where}.${secret}`)).json().code).toBe('invite.unknown');
    expect((await inject('GET', `/api/tours/${HOUSE}/session?as=organiser`, {})).json().code).toBe(
      'tour.unknown',
    );
    expect(await server.store.head(HOUSE)).toBeUndefined();
  });

  test.each(ROLES)('an invite that says %s where it may not be opens nothing', async (role) => {
    const where = role === 'host' ? 'tour' : HOUSE;
    const { code } = await createInvite(
      server.store,
      where,
      { role, id: 'x', createdBy: 'file' },
      Date.now(),
    );
    expect((await enter(code)).json().code).toBe('invite.unknown');
  });

  test('is not made for a tour by its organiser', async () => {
    const boss = await server.token('organiser', 'boss');
    const wanted = { invites: [{ role: 'host', id: 'me' }] };
    const answer = await inject('POST', '/api/tours/tour/invites', bearer(boss), wanted);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'request.invalid']);
  });

  test('guessed too often makes the address wait, as with every role', async () => {
    const guess = async () => (await enter(`${HOUSE}.${'A'.repeat(43)}`)).statusCode;
    for (let tries = 0; tries < 20; tries += 1) expect(await guess()).toBe(401);
    expect(await guess()).toBe(429);
    expect((await enter(await hostCode(server))).statusCode).toBe(200);
  });
});

describe('hosts', () => {
  test('let others in, list them without anything that opens, and revoke them', async () => {
    const host = await enterAsHost(server);
    const made = await host.ask('POST', '/invites', { name: '钱科长' });
    const code = codeOf(made.body.url);
    const other = await enter(code);
    expect(other.json()).toMatchObject({ role: 'host', name: '钱科长' });
    expect((await enter(code)).json().code).toBe('invite.used');
    const { body } = await host.ask('GET', '/invites');
    const text = JSON.stringify(body);
    expect(text).toContain('"name":"钱科长"');
    expect(text).toContain('"createdBy":"host:host"');
    expect(text.includes(code.split('.')[1] ?? ''), 'the secret is in the list').toBe(false);
    expect(text).not.toMatch(/[0-9a-f]{32}/);
    const asOther = () => inject('GET', '/api/house/session', bearer(other.json().token));
    expect((await asOther()).statusCode).toBe(200);
    expect((await host.ask('DELETE', `/invites/${made.body.inviteId}`)).status).toBe(204);
    expect((await asOther()).json().code).toBe('invite.revoked');
    expect((await host.ask('DELETE', '/invites/0123456789abcdef')).body.code).toBe('invite.not-listed');
  });

  test('leave, and whoever copied the session is out as well', async () => {
    const cookie = cookieOf(await enter(await hostCode(server)));
    const foreign = { cookie, origin: 'https://evil.example' };
    expect((await inject('DELETE', '/api/house/session', foreign)).json().code).toBe(
      'request.foreign-origin',
    );
    expect((await inject('GET', '/api/house/invites', foreign)).json().code).toBe('request.foreign-origin');
    const answer = await inject('DELETE', '/api/house/session', { cookie });
    expect([answer.statusCode, String(answer.headers['set-cookie'])]).toEqual([
      204,
      expect.stringMatching(/^lalian\._house\.host=;/),
    ]);
    expect((await inject('GET', '/api/house/session', { cookie })).json().code).toBe('session.ended');
  });
});

/** Every route with a method of its own; HEAD comes with GET. */
const routes = () =>
  routesOf(server.app.http).flatMap(({ path, methods }) =>
    methods.filter((method) => !['HEAD', 'OPTIONS'].includes(method)).map((method) => ({ path, method })),
  );
const ask = async (method: string, url: string, headers: Record<string, string>) => {
  const body = method === 'GET' || method === 'DELETE' ? {} : { payload: {} };
  const answer = await server.app.http.inject({ method: method as 'GET', url, headers, ...body });
  return { status: answer.statusCode, text: answer.payload };
};

describe('least privilege', () => {
  /** What only people of the tour may know, and what nobody but they may read. */
  const INSIDE = /评委j1|只给组织方|未发表的稿|77\.7|qinchu-secret/;

  beforeEach(async () => {
    const [boss, judge, editor] = [
      await server.token('organiser', 'boss', { name: 'qinchu-secret' }),
      await server.token('judge', 'j1'),
      await server.token('editor', 'qinchu'),
    ];
    const marks = { work: '9.5', show: '8' };
    await server.command(judge, 'castBallot', { itemId: 's1', marks, comment: '只给组织方' });
    await server.command(boss, 'scoreRoutine', { scores: [{ areaId: 'fang', score: '77.7' }] });
    await server.command(boss, 'setVisibility', { visibility: { mode: 'hidden' } });
    await server.command(editor, 'publishPost', { postId: 'post-0001', text: '公开的稿', pictures: [] });
    await server.app.http.inject({
      ...{ method: 'PUT', url: '/api/tours/tour/desk/drafts/draft-0001', headers: bearer(editor) },
      payload: { basedOnVersion: 0, state: 'draft', content: { text: '未发表的稿', pictures: [] } },
    });
  });

  test('a host reads nothing of a tour that nobody may read, whatever route he asks', async () => {
    const { token } = await enterAsHost(server);
    const cookies = ['_house', 'tour'].flatMap((where) =>
      ROLES.map((role) => `lalian.${where}.${role}=${token}`),
    );
    const asHost = [bearer(token), { cookie: cookies.join('; ') }];
    const ofTours = routes().filter(({ path }) => /:tour\b/.test(path) && !path.startsWith('/api/house'));
    expect(ofTours.length).toBeGreaterThan(90);
    let shown = 0;
    for (const { path, method } of ofTours)
      for (const role of path.includes(':role') ? ROLES : [''])
        for (const headers of asHost) {
          const url = path
            .replace(':tour', 'tour')
            .replace('tour*', 'tour/x')
            .replace(':role', role)
            .replace(/:post(Id)?\b/, 'post-0001')
            .replace(
              /:id\b/,
              path.includes('drafts') ? 'draft-0001' : path.includes('posts') ? 'post-0001' : 'fang',
            )
            .replace(/:\w+/g, 'none');
          const [nobody, host] = [await ask(method, url, {}), await ask(method, url, headers)];
          expect([method, url, host.status >= 400]).toEqual([method, url, nobody.status >= 400]);
          // What everybody reads he reads too.
          if (nobody.status < 400) shown += 1;
          expect([method, url, INSIDE.test(host.text)]).toEqual([method, url, false]);
        }
    expect(shown).toBeGreaterThan(20);
  });

  test('his own answers hold nothing of it either', async () => {
    const host = await enterAsHost(server);
    const own = routes().filter(({ path, method }) => path.startsWith('/api/house') && method === 'GET');
    expect(own.length).toBeGreaterThan(1);
    for (const { path, method } of own) {
      const { status, text } = await ask(
        method,
        path.replace(':tour', 'tour').replace('tour*', 'tour/x'),
        bearer(host.token),
      );
      expect([path, status, INSIDE.test(text)]).toEqual([path, 200, false]);
    }
  });

  test('nobody who is not host gets into the house, whatever he is on a tour', async () => {
    const house = routes().filter(({ path }) => path.startsWith('/api/house'));
    const tokens = await Promise.all(
      TOUR_ROLES.filter((role) => role !== 'tracker').map(async (role) => {
        const id = { judge: 'j1', editor: 'qinchu', area: 'fang' }[role as string] ?? role;
        return (await enter(await invite({ role, id }))).json().token as string;
      }),
    );
    for (const { path, method } of house.filter(
      ({ path, method }) => !(path.endsWith('/session') && method === 'DELETE'),
    ))
      for (const headers of [
        {},
        ...tokens.map(bearer),
        ...tokens.map((token) => ({ cookie: `lalian._house.host=${token}` })),
      ]) {
        const { status } = await ask(method, path.replace(/:\w+/g, 'tour'), headers);
        expect([method, path, status]).toEqual([method, path, 401]);
      }
  });
});
