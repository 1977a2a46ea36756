import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInvite } from '../../server/access/invites.ts';
import { startApp, type TestApp } from '../support/app.ts';

let server: TestApp;
let wang: string;
let li: string;
beforeAll(async () => {
  server = await startApp();
  wang = await server.token('organiser', 'org-1', { name: '王敏' });
  li = await server.token('organiser', 'org-2', { name: '李强' });
  const judge = await server.token('judge', 'j1');
  await server.command(judge, 'castBallot', { itemId: 's1', marks: { work: '9', show: '8' } });
});
afterAll(() => server.close());

const change = (serial: number) => ({
  ...{ type: 'adjustArea', adjustmentId: `adjust-000${serial}`, areaId: 'fang', points: '-0.5' },
  reason: '迟到',
});
const asOrganiser = async () =>
  JSON.parse((await server.get('/api/tours/tour/as/organiser', { authorization: `Bearer ${li}` })).text);

test('two organisers change a result together, and one on two devices does not', async () => {
  await server.command(wang, 'setConsent', { consent: 'second-organiser' });
  const { type, ...members } = change(1);
  expect((await server.command(wang, type, members)).body.code).toBe('consent.needed');
  const seen = async () => (await server.get('/live/tour/snapshot.json')).text;
  const before = await seen();
  expect(
    (await server.command(wang, 'proposeChange', { proposalId: 'proposal-1', change: change(1) })).status,
  ).toBe(200);

  // The same link on a second phone is another session, and the same person.
  const { code } = await createInvite(
    server.store,
    'tour',
    { role: 'organiser', id: 'org-1', name: '王敏', createdBy: 'test' },
    Date.now(),
  );
  const entered = await server.app.http.inject({
    method: 'POST',
    url: '/api/session',
    payload: { secret: code },
  });
  const phone = entered.json<{ token: string }>().token;
  expect(phone).not.toBe(wang);
  const refused = await server.command(phone, 'agreeChange', { proposalId: 'proposal-1' });
  expect([refused.status, refused.body.code]).toEqual([403, 'consent.same-person']);
  expect(refused.body.message).toContain('王敏');

  // Nobody else sees a byte of it.
  expect(await seen()).toBe(before);
  for (const role of ['judge', 'editor', 'area', 'screen', 'presenter'] as const) {
    const token = await server.token(
      role,
      { judge: 'j1', editor: 'qinchu', area: 'fang' }[role as 'judge'] ?? role,
    );
    const { text } = await server.get(`/api/tours/tour/as/${role}`, { authorization: `Bearer ${token}` });
    expect(text, role).not.toContain('proposal-1');
  }
  expect(JSON.stringify(await asOrganiser())).toContain('proposal-1');

  expect((await server.command(li, 'agreeChange', { proposalId: 'proposal-1' })).status).toBe(200);
  const { tour } = await asOrganiser();
  expect(tour.adjustments['adjust-0001']).toMatchObject({ points: '-0.5', reason: '迟到' });
  expect(tour.proposals['proposal-1'].ended).toMatchObject({ how: 'agreed', who: { name: '李强' } });
  // In the log stand the proposal, the consent and what came of it, each with who it was.
  const log = await server.get('/api/tours/tour/log', { authorization: `Bearer ${li}` });
  const lines = JSON.parse(log.text).lines.map(({ body }: { body: string }) => JSON.parse(body));
  const last = lines
    .slice(-3)
    .map(({ by, event }: { by: string; event: { type: string } }) => [event.type, by]);
  expect(last).toEqual([
    ['change.proposed', 'organiser:org-1'],
    ['change.agreed', 'organiser:org-2'],
    ['area.adjusted', 'organiser:org-2'],
  ]);
});

test('a change is declined with a reason, or withdrawn', async () => {
  for (const serial of [2, 3])
    await server.command(wang, 'proposeChange', { proposalId: `proposal-${serial}`, change: change(serial) });
  const silent = await server.command(li, 'declineChange', { proposalId: 'proposal-2', reason: ' ' });
  expect(silent.status).toBe(400);
  const no = { proposalId: 'proposal-2', reason: '依据不足' };
  expect((await server.command(li, 'declineChange', no)).status).toBe(200);
  expect((await server.command(wang, 'withdrawChange', { proposalId: 'proposal-3' })).status).toBe(200);
  const { tour } = await asOrganiser();
  expect(tour.proposals['proposal-2'].ended).toMatchObject({ how: 'declined', reason: '依据不足' });
  expect(Object.keys(tour.adjustments)).toEqual(['adjust-0001']);
});
