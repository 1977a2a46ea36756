import { afterEach, expect, test } from 'vitest';
import { takeAlarms } from '../../server/watch/standing.ts';
import { startApp, type TestApp } from '../support/app.ts';

let server: TestApp | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const MINUTE = 60_000;
const started = async (options: Parameters<typeof startApp>[0] = {}): Promise<TestApp> => {
  server = await startApp({ ...options, beatMs: 3_600_000 });
  return server;
};
const latestFor = async (app: TestApp, role: 'organiser' | 'judge', token: string) =>
  (
    await app.app.http.inject({
      url: `/api/tours/tour/as/${role}`,
      headers: { authorization: `Bearer ${token}` },
    })
  ).json<{ latest: { alarms?: readonly { kind: string }[] } }>().latest;

test('the organiser is told of a phone that is silent, until it is heard of again; nobody else is', async () => {
  let now = Date.UTC(2022, 6, 7, 2);
  const app = await started({ nowUnixMs: () => now });
  const organiser = await app.token('organiser', 'org2');
  const [j1, j2] = [await app.token('judge', 'j1'), await app.token('judge', 'j2')];
  await app.command(organiser, 'beginDay', { day: 1 });
  await app.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  await latestFor(app, 'judge', j1);
  await app.app.beat();
  expect((await latestFor(app, 'organiser', organiser)).alarms).toEqual([]);
  now += 16 * MINUTE;
  await latestFor(app, 'judge', j2);
  await app.app.beat();
  expect((await latestFor(app, 'organiser', organiser)).alarms).toEqual([
    { kind: 'judges-silent', stopId: 's1', judgeIds: ['j1'] },
  ]);
  const { alarms, ...seen } = await latestFor(app, 'judge', j2);
  expect(alarms).toBeUndefined();
  expect(JSON.stringify(seen)).not.toContain('silent');
  expect((await app.get('/live/tour/snapshot.json')).text).not.toContain('silent');
  await app.command(j1, 'castBallot', { itemId: 's1', marks: { work: '9', show: '8' } });
  await app.app.beat();
  expect((await latestFor(app, 'organiser', organiser)).alarms).toEqual([]);
});

test('the organiser is told of a disk that fills, and nothing of it is in the log', async () => {
  let freeBytes = 2 ** 28;
  const app = await started({ diskSpace: async () => ({ freeBytes, totalBytes: 2 ** 40 }) });
  const organiser = await app.token('organiser', 'org2');
  const head = (await app.app.tours.find('tour'))?.fold.head.seq;
  await app.app.beat();
  expect((await latestFor(app, 'organiser', organiser)).alarms).toMatchObject([
    { kind: 'disk', freeMegabytes: 256 },
  ]);
  freeBytes = 2 ** 38;
  await app.app.beat();
  expect((await latestFor(app, 'organiser', organiser)).alarms).toEqual([]);
  expect((await app.app.tours.find('tour'))?.fold.head.seq).toBe(head);
});

test('of two processes that see the same at once, one is told that it began; a machine’s alarm ends with its machine', async () => {
  const { store } = await started();
  const alarm = { kind: 'tracker-silent', fixedAtUnixMs: 1 } as const;
  const disk = { kind: 'disk', host: 'one', freeMegabytes: 1 } as const;
  const at = (host: string, machineUnixMs = 1_000) => ({ host, machineUnixMs });
  const both = await Promise.all([
    takeAlarms(store, 'tour', [alarm, disk], at('one')),
    takeAlarms(store, 'tour', [alarm], at('two')),
  ]);
  expect(both.flatMap(({ begun }) => begun.filter(({ kind }) => kind === 'tracker-silent'))).toHaveLength(1);
  await takeAlarms(store, 'tour', [alarm, disk], at('one'));
  // The other machine sees nothing of that disk, and does not end it.
  const seen = await takeAlarms(store, 'tour', [alarm], at('two'));
  expect(seen).toMatchObject({ ended: [], standing: expect.arrayContaining([disk]) });
  const later = await takeAlarms(store, 'tour', [], at('two', 1_000_000));
  expect(later.ended).toEqual(expect.arrayContaining([alarm, disk]));
  expect(later.standing).toEqual([]);
});
