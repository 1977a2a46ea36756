import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { cookieOf, entering } from '../support/entering.ts';

let server: TestApp;

beforeEach(async () => {
  server = await startApp();
  await server.command(await server.token('organiser', 'boss'), 'appointJudges', {
    judges: [
      { id: 'j1', name: '张评委' },
      { id: 'j2', name: '李评委', areaId: 'fang' },
    ],
  });
});
afterEach(() => server.close());

const { enter, invite } = entering(() => server);

describe('whoever enters is named as people know them', () => {
  test.each([
    ['a judge', { role: 'judge', id: 'j2' }, { called: { zh: '李评委' }, of: { zh: '房县', en: 'Fang' } }],
    [
      'a judge with a name of the invite',
      { role: 'judge', id: 'j1', name: '张老师' },
      { called: { zh: '张老师' } },
    ],
    [
      'an editor',
      { role: 'editor', id: 'qinchu', name: '王记者' },
      { called: { zh: '王记者' }, of: { zh: '秦楚网' } },
    ],
    ['an editor without a name', { role: 'editor', id: 'qinchu' }, { called: { zh: '秦楚网' } }],
    ['an area', { role: 'area', id: 'fang' }, { called: { zh: '房县', en: 'Fang' } }],
    ['an organiser', { role: 'organiser', id: 'organiser' }, {}],
    ['a screen', { role: 'screen', id: 'hall-1', name: '会场大屏' }, { called: { zh: '会场大屏' } }],
  ] as const)('%s', async (_who, request, person) => {
    const answer = await enter(await invite(request));
    const { called, of } = answer.json();
    expect({ ...(called && { called }), ...(of && { of }) }).toEqual(person);
    const again = await server.app.http.inject({
      url: `/api/tours/tour/session?as=${request.role}`,
      headers: { cookie: cookieOf(answer) },
    });
    const { token: _, ...inside } = answer.json();
    expect(again.json()).toEqual(inside);
  });
});

describe('a one-time link', () => {
  const once = () => invite({ role: 'organiser', id: 'organiser', once: true });
  const attempt = 'a'.repeat(43);

  test('opened again in the browser that it let in leads to the same session', async () => {
    const code = await once();
    const first = await enter(code);
    const second = await enter(code, {}, { cookie: cookieOf(first) });
    expect([second.statusCode, second.json()]).toEqual([200, first.json()]);
  });

  test('opens nothing again once its session was left, nor beside another one', async () => {
    const [code, other] = [await once(), await once()];
    const cookie = cookieOf(await enter(code));
    expect((await enter(code, {}, { cookie: cookieOf(await enter(other)) })).json().code).toBe('invite.used');
    await server.app.http.inject({ method: 'DELETE', url: '/api/tours/tour/session', headers: { cookie } });
    expect((await enter(code, {}, { cookie })).json().code).toBe('invite.used');
  });

  test('whose answer was lost opens for the same attempt, and for no other', async () => {
    const code = await once();
    expect((await enter(code, { attempt })).statusCode).toBe(200);
    expect((await enter(code, { attempt })).statusCode).toBe(200);
    expect((await enter(code, { attempt: 'b'.repeat(43) })).json().code).toBe('invite.used');
    expect((await enter(code)).json().code).toBe('invite.used');
  });

  test('opened twice at the same moment by the same browser lets it in', async () => {
    const code = await once();
    const answers = await Promise.all([enter(code, { attempt }), enter(code, { attempt }), enter(code)]);
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 200, 401]);
  });

  test('that let somebody in without naming the attempt opens for no attempt', async () => {
    const code = await once();
    await enter(code);
    expect((await enter(code, { attempt })).json().code).toBe('invite.used');
  });

  test('tells nobody by whose attempt it was used', async () => {
    await enter(await once(), { attempt });
    const headers = { authorization: `Bearer ${await server.token('organiser', 'boss')}` };
    const list = await server.app.http.inject({ url: '/api/tours/tour/invites', headers });
    expect(list.payload).not.toContain('usedBy');
  });
});

test('looking at a link, as previews of messages do, uses nothing up', async () => {
  const code = await invite({ role: 'organiser', id: 'organiser', once: true });
  for (const url of ['/enter', `/enter?x=${code}`])
    for (const method of ['GET', 'HEAD'] as const)
      expect((await server.app.http.inject({ method, url })).statusCode).toBe(200);
  expect((await enter(code)).statusCode).toBe(200);
});
