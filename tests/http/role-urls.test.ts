import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

let server: TestApp;
const tokens: Record<string, string> = {};
const as = (role: string) => ({ authorization: `Bearer ${tokens[role]}` });

beforeAll(async () => {
  server = await startApp();
  for (const [role, id] of [
    ['organiser', 'boss'],
    ['judge', 'j1'],
    ['editor', 'qinchu'],
    ['area', 'fang'],
    ['screen', 'hall'],
  ] as const)
    tokens[role] = await server.token(role, id);
  const other = await server.token('judge', 'j2');
  const marks = { work: '9.5', show: '8' };
  await server.command(tokens.judge ?? '', 'castBallot', { itemId: 's1', marks, comment: '我的评语' });
  await server.command(other, 'castBallot', { itemId: 's1', marks, comment: '别人的评语' });
  const problem = { itemId: 's1', kind: 'site', severity: 'major' };
  await server.command(tokens.judge ?? '', 'noteProblem', {
    ...problem,
    problemId: 'problem-1',
    text: '我的问题',
  });
  await server.command(other, 'noteProblem', { ...problem, problemId: 'problem-2', text: '别人的问题' });
  await server.command(tokens.organiser ?? '', 'scoreRoutine', {
    scores: [{ areaId: 'fang', score: '77.7' }],
  });
});
afterAll(async () => {
  await server.close();
});

describe("an answer that is one reader's own", () => {
  test('is compressed where that is taken, and the same without', async () => {
    const headers = { authorization: `Bearer ${await server.token('judge', 'j1')}` };
    const get = (encoding: string) =>
      server.app.http.inject({
        url: '/api/tours/tour/as/judge',
        headers: { ...headers, 'accept-encoding': encoding },
      });
    const [plain, packed] = [await get('identity'), await get('gzip, br')];
    expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([
      undefined,
      'gzip',
    ]);
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
    expect(gunzipSync(packed.rawPayload)).toEqual(plain.rawPayload);
    for (const { headers: answered } of [plain, packed])
      expect(answered).toMatchObject({ 'cache-control': 'private, no-store', vary: 'accept-encoding' });
  });
});

describe('the snapshot of a role', () => {
  test('has the own ballots and notes, and nobody else’s', async () => {
    const { status, headers, text } = await server.get('/api/tours/tour/as/judge', as('judge'));
    expect([status, headers['cache-control']]).toEqual([200, 'private, no-store']);
    expect(
      ['我的评语', '我的问题', '别人的评语', '别人的问题', '77.7'].map((one) => text.includes(one)),
    ).toEqual([...[true, true, false, false, false]]);
  });

  test('of the organiser has everything', async () => {
    const { text } = await server.get('/api/tours/tour/as/organiser', as('organiser'));
    for (const one of ['我的评语', '别人的问题', '77.7']) expect(text).toContain(one);
  });

  test.each(['editor', 'area', 'screen'])(
    'of the %s has no mark, no note and no routine score',
    async (role) => {
      const { status, text } = await server.get(`/api/tours/tour/as/${role}`, as(role));
      expect(status).toBe(200);
      expect(text).not.toMatch(/评语|我的问题|别人的问题|77\.7/);
    },
  );

  test.each([
    ['organiser', 'judge', 403],
    ['judge', 'organiser', 403],
    ['king', 'judge', 404],
  ])('as %s is refused to a %s', async (wanted, role, status) => {
    expect((await server.get(`/api/tours/tour/as/${wanted}`, as(role))).status).toBe(status);
  });

  test('is refused without a session', async () => {
    expect((await server.get('/api/tours/tour/as/judge')).status).toBe(401);
  });
});

describe('the exported result', () => {
  test('is the organiser’s only', async () => {
    for (const role of ['judge', 'editor', 'area', 'screen'])
      expect((await server.get('/api/tours/tour/result', as(role))).status).toBe(403);
    expect((await server.get('/api/tours/tour/result')).status).toBe(401);
  });

  test('holds the rule, the ballots and the standings', async () => {
    const { status, headers, text } = await server.get('/api/tours/tour/result', as('organiser'));
    expect([status, headers['cache-control']]).toEqual([200, 'private, no-store']);
    const file = JSON.parse(text);
    expect(file).toMatchObject({ format: 'lalian-result-1', rule: { dropHigh: 1 } });
    expect(Object.keys(file.tour.ballots.s1)).toEqual(['j1', 'j2']);
    expect(file.standings.stops.s1).toEqual({ score: '89.00', ballots: 2 });
  });
});
