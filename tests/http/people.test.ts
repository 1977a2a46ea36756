import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceOf } from '../../server/access/device.ts';
import type { PersonLink } from '../../shared/people/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { bearer, entering } from '../support/entering.ts';

const START_UNIX_MS = 1_657_155_600_000;
const MINUTE_MS = 60_000;
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 15_5 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0';
const ANDROID = 'Mozilla/5.0 (Linux; Android 12; V2046A) AppleWebKit/537.36 Chrome/100.0 Mobile';
const MARKS = { work: '9', show: '9' };

let now = START_UNIX_MS;
let server: TestApp;
let boss: string;

beforeEach(async () => {
  now = START_UNIX_MS;
  server = await startApp({ nowUnixMs: () => now, beatMs: 3_600_000 });
  boss = await server.token('organiser', 'boss', { name: '张主任' });
  // Who set the sample tour up is not there any more.
  await end('people/organiser?links=end');
});
afterEach(async () => {
  await server.close();
});

const { inject, enter } = entering(
  () => server,
  () => now,
);

const make = async (invites: object[], older?: string, token = boss) => {
  const answer = await inject('POST', '/api/tours/tour/invites', bearer(token), {
    invites,
    ...(older !== undefined && { older }),
  });
  return { status: answer.statusCode, code: answer.json().code, invites: answer.json().invites ?? [] };
};
const codeOf = ({ url }: { readonly url: string }): string => new URL(url).hash.slice(1);
/** A link for somebody, as a code. */
const link = async (invite: object, older?: string): Promise<string> =>
  codeOf((await make([invite], older)).invites[0]);
const tokenOn = async (code: string, userAgent: string): Promise<string> =>
  (await enter(code, {}, { 'user-agent': userAgent })).json().token;
const people = async (token = boss) => inject('GET', '/api/tours/tour/people', bearer(token));
const linksOf = async (role: string, id: string): Promise<PersonLink[]> =>
  (await people()).json().links.filter((one: PersonLink) => one.role === role && one.id === id);
const end = async (path: string, token = boss) => {
  const answer = await inject('DELETE', `/api/tours/tour/${path}`, bearer(token));
  return { status: answer.statusCode, body: answer.json() };
};
const cast = (token: string) => server.command(token, 'castBallot', { itemId: 's1', marks: MARKS });
const whoIs = async (token: string, role: string) =>
  (await inject('GET', `/api/tours/tour/session?as=${role}`, bearer(token))).json().code ?? 'in';

describe('the list of people', () => {
  test('shows who has entered, on what, since when, and both devices of a link given away twice', async () => {
    const code = await link({ role: 'judge', id: 'j1' });
    await link({ role: 'judge', id: 'j2' });
    await tokenOn(code, IPHONE);
    now += MINUTE_MS;
    await tokenOn(code, ANDROID);
    const [first] = await linksOf('judge', 'j1');
    expect(first?.devices).toMatchObject([
      { kind: deviceOf(IPHONE), openedAtUnixMs: START_UNIX_MS },
      { kind: deviceOf(ANDROID), openedAtUnixMs: START_UNIX_MS + MINUTE_MS },
    ]);
    expect((await linksOf('judge', 'j2'))[0]?.devices).toEqual([]);
    expect((await linksOf('organiser', 'boss'))[0]?.devices).toMatchObject([{ isHere: true }]);
  });

  test('holds nothing that opens anything', async () => {
    const code = await link({ role: 'judge', id: 'j1' });
    const token = await tokenOn(code, IPHONE);
    const { payload } = await people();
    for (const secret of [code.split('.')[1] ?? '', token, boss]) expect(payload).not.toContain(secret);
    expect(payload).not.toMatch(/[0-9a-f]{32}/);
  });

  test('tells when a device was there last, and what waits on it, without a write for each request', async () => {
    const token = await tokenOn(await link({ role: 'judge', id: 'j1' }), IPHONE);
    now += 10 * MINUTE_MS;
    const before = (await server.store.listRecords('seen.tour')).length;
    for (let times = 0; times < 20; times += 1)
      await inject('GET', '/api/tours/tour/session?as=judge', { ...bearer(token), 'lalian-waiting': '3' });
    expect((await server.store.listRecords('seen.tour')).length).toBe(before);
    const [device] = (await linksOf('judge', 'j1'))[0]?.devices ?? [];
    expect(device).toMatchObject({ seenAtUnixMs: START_UNIX_MS + 10 * MINUTE_MS, waiting: 3 });
    await server.app.beat();
    const [record] = await server.store.listRecords('seen.tour');
    now += 1_000;
    await inject('GET', '/api/tours/tour/session?as=judge', bearer(token));
    await server.app.beat();
    expect((await server.store.listRecords('seen.tour'))[0]?.version).toBe(record?.version);
  });

  test.each(['-1', '99999', '3.5', 'x', ''])('believes no device that says %o waits', async (said) => {
    const token = await tokenOn(await link({ role: 'judge', id: 'j1' }), IPHONE);
    await inject('GET', '/api/tours/tour/session?as=judge', { ...bearer(token), 'lalian-waiting': said });
    expect((await linksOf('judge', 'j1'))[0]?.devices[0]).not.toHaveProperty('waiting');
  });

  test('and every end of it are the organiser’s alone', async () => {
    for (const [role, id] of [
      ['judge', 'j1'],
      ['editor', 'qinchu'],
      ['presenter', 'host'],
    ] as const) {
      const token = await server.token(role, id);
      const answers = [
        (await people(token)).statusCode,
        (await end('people/judge', token)).status,
        (await end('people/judge/j1', token)).status,
        (await end('devices/0a1b2c3d', token)).status,
        (await make([{ role: 'judge', id: 'j1' }], 'all', token)).status,
      ];
      expect([role, ...answers]).toEqual([role, 403, 403, 403, 403, 403]);
    }
  });
});

describe('a new link for a lost phone', () => {
  test('ends the old one and its sessions at once', async () => {
    const old = await link({ role: 'judge', id: 'j1' });
    const [lost, other] = [await tokenOn(old, IPHONE), await server.token('judge', 'j2')];
    const fresh = await link({ role: 'judge', id: 'j1' }, 'all');
    expect((await cast(lost)).body.code).toBe('invite.revoked');
    expect((await enter(old)).json().code).toBe('invite.revoked');
    expect((await cast(await tokenOn(fresh, ANDROID))).status).toBe(200);
    expect((await cast(other)).status).toBe(200);
  });

  test('of an editor leaves the colleagues of the outlet alone', async () => {
    const [wang, li] = [
      await link({ role: 'editor', id: 'qinchu', name: '王记者' }),
      await link({ role: 'editor', id: 'qinchu', name: '李记者' }),
    ];
    const [wangs, lis] = [await tokenOn(wang, IPHONE), await tokenOn(li, IPHONE)];
    await link({ role: 'editor', id: 'qinchu', name: '王记者' }, 'all');
    expect([await whoIs(wangs, 'editor'), await whoIs(lis, 'editor')]).toEqual(['invite.revoked', 'in']);
  });

  test('while the old phone sends a ballot: it is taken once, or refused so that the phone keeps it', async () => {
    const lost = await tokenOn(await link({ role: 'judge', id: 'j1' }), IPHONE);
    const body = { commandId: 'same-key-of-the-ballot', itemId: 's1', marks: MARKS };
    const send = (token: string) =>
      inject('POST', '/api/tours/tour/commands/castBallot', bearer(token), body);
    const [sent, made] = await Promise.all([send(lost), make([{ role: 'judge', id: 'j1' }], 'all')]);
    expect([200, 401]).toContain(sent.statusCode);
    if (sent.statusCode === 401)
      expect(sent.json()).toMatchObject({ code: 'invite.revoked', message: /新的链接/ });
    // By the new link the phone sends what it kept, under the key that it had.
    const again = await send(await tokenOn(codeOf(made.invites[0]), IPHONE));
    expect(again.statusCode).toBe(200);
    const { ballots } = (await server.app.tours.find('tour'))?.fold.tour ?? {};
    expect(ballots?.s1?.j1).toMatchObject({ version: 1, marks: MARKS });
  });

  test('for a badge ends only those that nobody entered by', async () => {
    const [unused, used] = [await link({ role: 'judge', id: 'j1' }), await link({ role: 'judge', id: 'j1' })];
    const token = await tokenOn(used, IPHONE);
    await link({ role: 'judge', id: 'j1' }, 'unused');
    expect((await enter(unused)).json().code).toBe('invite.revoked');
    expect([await whoIs(token, 'judge'), (await enter(used)).statusCode]).toEqual(['in', 200]);
  });

  test('is not made for oneself: the page would be out before its link was seen', async () => {
    const answer = await make([{ role: 'organiser', id: 'boss', name: '张主任' }], 'all');
    expect([answer.status, answer.code]).toEqual([409, 'people.own-link']);
    expect(await whoIs(boss, 'organiser')).toBe('in');
    // Beside the one that one is inside by.
    expect((await make([{ role: 'organiser', id: 'boss', name: '张主任' }])).status).toBe(200);
  });
});

describe('a link with an end', () => {
  const withEnd = { role: 'judge', id: 'j1', endsAtUnixMs: START_UNIX_MS + 60 * MINUTE_MS };

  test('opens nothing after it, and whoever entered by it is out', async () => {
    const code = await link(withEnd);
    const entered = await enter(code);
    expect(entered.json().expiresAtUnixMs).toBe(withEnd.endsAtUnixMs);
    const { token } = entered.json();
    expect((await cast(token)).status).toBe(200);
    now = withEnd.endsAtUnixMs;
    for (const answer of [(await cast(token)).body, (await enter(code)).json()])
      expect(answer).toMatchObject({
        code: 'invite.expired',
        message: expect.stringMatching(/到期|run out/),
      });
  });

  test('of a tracker takes no position after it', async () => {
    const { url } = (await make([{ ...withEnd, role: 'tracker', id: 'bus' }])).invites[0];
    const report = () =>
      inject('GET', `${new URL(url).pathname}?lat=32.3&lon=109.8&timestamp=${now / 1000}`, {});
    expect((await report()).statusCode).toBe(200);
    expect((await linksOf('tracker', 'bus'))[0]?.seenAtUnixMs).toBe(now);
    now = withEnd.endsAtUnixMs;
    expect((await report()).json().code).toBe('invite.expired');
  });

  test('may be given one later, and rid of it', async () => {
    const { inviteId, url } = (await make([{ role: 'judge', id: 'j1' }])).invites[0];
    const token = await tokenOn(codeOf({ url }), IPHONE);
    const put = async (atUnixMs?: number) =>
      (await inject('PUT', `/api/tours/tour/invites/${inviteId}/end`, bearer(boss), { atUnixMs })).statusCode;
    expect(await put(now + MINUTE_MS)).toBe(204);
    now += MINUTE_MS;
    expect(await whoIs(token, 'judge')).toBe('invite.expired');
    expect(await put()).toBe(204);
    expect(await whoIs(token, 'judge')).toBe('in');
    expect((await inject('PUT', '/api/tours/tour/invites/0123/end', bearer(boss), {})).json().code).toBe(
      'invite.not-listed',
    );
  });

  test('is not made to end in the past, nor so that no organiser is left', async () => {
    expect((await make([{ ...withEnd, endsAtUnixMs: now }])).code).toBe('invite.ends-before-now');
    const [own] = await linksOf('organiser', 'boss');
    const answer = await inject('PUT', `/api/tours/tour/invites/${own?.inviteId}/end`, bearer(boss), {
      atUnixMs: now + MINUTE_MS,
    });
    expect(answer.json().code).toBe('people.last-organiser');
  });
});

describe('ending', () => {
  test('one device leaves the other one of the same link', async () => {
    const code = await link({ role: 'judge', id: 'j1' });
    const first = await tokenOn(code, IPHONE);
    now += MINUTE_MS;
    const second = await tokenOn(code, ANDROID);
    const [mine] = await linksOf('judge', 'j1');
    expect((await end(`devices/${mine?.devices[0]?.number}`)).body).toEqual({ links: 0, devices: 1 });
    expect([await whoIs(first, 'judge'), await whoIs(second, 'judge')]).toEqual(['session.ended', 'in']);
    expect((await end(`devices/${mine?.devices[0]?.number}`)).body.code).toBe('people.unknown');
  });

  test('a person ends all links and devices, of nobody else', async () => {
    const codes = [await link({ role: 'judge', id: 'j1' }), await link({ role: 'judge', id: 'j1' })];
    const tokens = await Promise.all(codes.map((code) => tokenOn(code, IPHONE)));
    const other = await tokenOn(await link({ role: 'judge', id: 'j2' }), IPHONE);
    expect((await end('people/judge/j1')).body).toEqual({ links: 2, devices: 2 });
    for (const token of tokens) expect(await whoIs(token, 'judge')).not.toBe('in');
    expect(await whoIs(other, 'judge')).toBe('in');
    for (const code of codes) expect((await enter(code)).json().code).toBe('invite.revoked');
  });

  test('a role ends its sessions; links open again, unless they were to end as well', async () => {
    const code = await link({ role: 'judge', id: 'j1' });
    const [judge, editor] = [await tokenOn(code, IPHONE), await server.token('editor', 'qinchu')];
    expect((await end('people/judge')).body).toEqual({ links: 0, devices: 1 });
    expect([await whoIs(judge, 'judge'), await whoIs(editor, 'editor')]).toEqual(['session.ended', 'in']);
    expect((await enter(code)).statusCode).toBe(200);
    expect((await end('people/judge?links=end')).body).toEqual({ links: 1, devices: 1 });
    expect((await enter(code)).json().code).toBe('invite.revoked');
  });

  test('the organisers’ sessions leaves the one that asks', async () => {
    const other = await server.token('organiser', 'second');
    expect((await end('people/organiser?links=end')).body).toEqual({ links: 1, devices: 1 });
    expect([await whoIs(other, 'organiser'), await whoIs(boss, 'organiser')]).toEqual([
      expect.not.stringMatching(/^in$/),
      'in',
    ]);
  });

  test('oneself as the last organiser is refused, in whatever way, and says what to do', async () => {
    // A link that nobody has entered by is no organiser yet.
    await link({ role: 'organiser', id: 'second', name: '李主任' });
    const [own] = await linksOf('organiser', 'boss');
    for (const path of [
      `people/organiser/boss?name=${encodeURIComponent('张主任')}`,
      `devices/${own?.devices[0]?.number}`,
      `invites/${own?.inviteId}`,
    ]) {
      const answer = await end(path);
      expect([path, answer.status, answer.body.code]).toEqual([path, 409, 'people.last-organiser']);
      expect(answer.body.message).toMatch(/请先邀请另一位组织方|Invite another organiser first/);
    }
    expect(await whoIs(boss, 'organiser')).toBe('in');
    await server.token('organiser', 'third');
    expect((await end(`devices/${own?.devices[0]?.number}`)).status).toBe(200);
    expect(await whoIs(boss, 'organiser')).toBe('session.ended');
  });

  test.each(['people/king', 'people/judge/J%201', 'people/judge?links=maybe'])(
    'nothing there is: %s',
    async (path) => {
      expect((await end(path)).body.code).toBe('request.invalid');
    },
  );
});

test('two judges with one name have links of their own, and a name of 200 characters is refused', async () => {
  await server.command(boss, 'appointJudges', {
    judges: [
      { id: 'w1', name: '王伟' },
      { id: 'w2', name: '王伟' },
    ],
    acceptsLostScores: true,
  });
  const [one, two] = [await link({ role: 'judge', id: 'w1' }), await link({ role: 'judge', id: 'w2' })];
  await link({ role: 'judge', id: 'w1' }, 'all');
  expect((await enter(one)).json().code).toBe('invite.revoked');
  expect((await enter(two)).json()).toMatchObject({ id: 'w2', called: { zh: '王伟' } });
  expect((await make([{ role: 'presenter', id: 'p', name: '名'.repeat(200) }])).code).toBe('request.invalid');
});
