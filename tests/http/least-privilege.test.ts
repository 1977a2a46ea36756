import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../shared/tour/actor.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { makeFinal } from '../support/final-tour.ts';
import { followRaw } from '../support/load-follower.ts';
import { routesOf } from '../support/routes.ts';
import { until } from '../support/until.ts';

let server: TestApp;
let base = '';
const tokens = new Map<Role, string>();
beforeAll(async () => {
  server = await startApp();
  await makeFinal(server);
  for (const [role, id] of [
    ['organiser', 'org-final'],
    ['presenter', 'host'],
    ['screen', 'wall'],
    ['judge', 'j1'],
    ['editor', 'qinchu'],
    ['area', 'fang'],
  ] as const)
    tokens.set(role, await server.token(role, id));
  base = await server.listen();
});
afterAll(() => server.close());

/** Everything below a tour's own address of the interface that answers somebody of the role otherwise than with a refusal. */
async function openTo(as: Record<string, string>): Promise<string[]> {
  const open: string[] = [];
  for (const { path, methods } of routesOf(server.app.http)) {
    if (!path.startsWith('/api/tours/:tour/')) continue;
    const paths = path.endsWith('/as/:role')
      ? ROLES.map((one) => path.replace(':role', one))
      : [path.replace(/:\w+/g, (name) => (name === ':tour' ? name : 'one-00001'))];
    for (const one of paths)
      for (const method of methods) {
        // What ends the session is tried by nobody here.
        if (['HEAD', 'OPTIONS'].includes(method) || (method === 'DELETE' && path.endsWith('/session')))
          continue;
        const answer = await server.app.http.inject({
          ...{ method: method as 'GET', url: one.replace(':tour', 'tour') },
          headers: as,
          ...(method !== 'GET' && { payload: { commandId: freshId() } }),
        });
        const { code = '' } = answer.statusCode >= 400 ? answer.json<{ code?: string }>() : {};
        if (!/^(session|role|invite)\.|^request\.foreign/.test(code))
          open.push(`${method} ${one.replace('/api/tours/:tour', '')}`);
      }
  }
  return open.sort();
}

/** Looked at before anybody is asked who he is: they say nothing of the tour. */
const ANYBODY = ['GET /session', 'GET /uploads/one-00001', 'POST /commands/one-00001'];

const MAY: Readonly<Partial<Record<Role, readonly string[]>>> = {
  presenter: [
    'GET /as/presenter',
    ...['beginCeremony', 'endCeremony', 'stepCeremony', 'tellHall', 'veilHall'].map(
      (command) => `POST /commands/${command}`,
    ),
    'POST /remote-beat',
  ],
  screen: ['GET /as/screen', 'POST /screen-sign'],
  area: ['GET /as/area'],
};

describe.each(Object.entries(MAY) as [Role, readonly string[]][])('a session of the role %s', (role, may) => {
  const allowed = [...ANYBODY, ...may].sort();

  test('opens what the role does, and nothing else, by token and by cookie', async () => {
    const token = tokens.get(role) ?? '';
    expect(await openTo({ authorization: `Bearer ${token}` })).toEqual(allowed);
    expect(await openTo({ cookie: `lalian.tour.${role}=${token}` })).toEqual(allowed);
  });

  test('is no other role, whatever its cookie is called', async () => {
    const token = tokens.get(role) ?? '';
    const cookie = ROLES.map((one) => `lalian.tour.${one}=${token}`).join('; ');
    expect(await openTo({ cookie })).toEqual(allowed);
  });

  test('joins no other audience by a handshake of its own making', async () => {
    const token = tokens.get(role) ?? '';
    const others = [...ROLES.filter((one) => one !== role), 'judge:j1', 'public', 'host', '', '__proto__'];
    for (const as of others) {
      const names = [...new Set([role, as])].map((one) => `lalian.tour.${one}=${token}`);
      for (const options of [{ token }, { headers: { cookie: names.join('; ') } }]) {
        const follower = await followRaw(base, { ...options, hello: { as } });
        await until(() => follower.refused() !== undefined || follower.messages.length > 0, `${as} answered`);
        expect([as, follower.refused(), follower.messages]).toEqual([as, 'session.missing', []]);
        follower.close();
      }
    }
  });
});

test('nobody without a session has anything below the address of a tour', async () => {
  expect(await openTo({})).toEqual(ANYBODY);
});

test('an ended session of one role does not stand in the way of a good one of another', async () => {
  const organiser = tokens.get('organiser') ?? '';
  const cookie = `lalian.tour.presenter=${'x'.repeat(43)}; lalian.tour.organiser=${organiser}`;
  const beat = () =>
    server.app.http.inject({
      ...{ method: 'POST', url: '/api/tours/tour/remote-beat', headers: { cookie } },
    });
  expect((await beat()).statusCode).toBe(200);
});
