import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTour } from '../../server/live/tour-records.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { bearer, cookieOf, entering } from '../support/entering.ts';

const START_UNIX_MS = 1_657_155_600_000;
let now = START_UNIX_MS;
let server: TestApp;
let boss: string;

beforeEach(async () => {
  now = START_UNIX_MS;
  server = await startApp({ nowUnixMs: () => now, env: { TRUSTED_PROXIES: '1' } });
  boss = await server.token('organiser', 'boss');
});
afterEach(async () => {
  await server.close();
});

const { inject, enter, invite, beginDay } = entering(
  () => server,
  () => now,
);

describe('a page that says for whom it speaks', () => {
  test('gives nothing in another one’s name, who has entered in the browser since', async () => {
    const cookie = cookieOf(await enter(await invite({ role: 'judge', id: 'j2' })));
    const cast = (as?: string) =>
      inject(
        'POST',
        '/api/tours/tour/commands/castBallot',
        { cookie, ...(as !== undefined && { 'lalian-as': as }) },
        { commandId: freshId(), itemId: 's1', marks: { work: '9', show: '9' } },
      );
    const refused = await cast('j1');
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'session.other']);
    const upload = await server.app.http.inject({
      ...{ method: 'POST', url: '/api/tours/tour/pictures', payload: Buffer.from('x') },
      headers: { cookie, 'lalian-as': 'j1', 'content-type': 'image/jpeg' },
    });
    expect(upload.json().code).toBe('session.other');
    expect((await server.app.tours.find('tour'))?.fold.tour.ballots).toEqual({});
    expect((await cast('j2')).statusCode).toBe(200);
  });
});

describe('entering with an invite', () => {
  test('says who one is, and gives a cookie that no script reads', async () => {
    const answer = await enter(await invite({ role: 'editor', id: 'qinchu', name: '王记者' }));
    expect(answer.json()).toMatchObject({
      tour: 'tour',
      tourName: { zh: '示例拉练' },
      role: 'editor',
      id: 'qinchu',
      name: '王记者',
    });
    const flags = String(answer.headers['set-cookie']).split('; ').slice(1);
    expect(flags).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('over https the cookie never travels in the clear', async () => {
    const safe = await startApp({ env: { PUBLIC_URL: 'https://live.example.cn' } });
    const people = entering(() => safe);
    const answer = await people.enter(await people.invite());
    expect(String(answer.headers['set-cookie']).split('; ')).toContain('Secure');
    await safe.close();
  });

  test('an ordinary invite opens any number of devices', async () => {
    const code = await invite();
    const tokens = await Promise.all([1, 2, 3].map(async () => (await enter(code)).json().token));
    expect(new Set(tokens).size).toBe(3);
  });

  test('a one-time link opens once, also for two at the same moment', async () => {
    const code = await invite({ role: 'organiser', id: 'organiser', once: true });
    const answers = await Promise.all([enter(code), enter(code), enter(code)]);
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 401, 401]);
    expect((await enter(code)).json().code).toBe('invite.used');
  });

  test.each([
    ['rubbish', 'rubbish'],
    ['a wrong secret', `tour.${'A'.repeat(43)}`],
    ['a secret without its tour', 'A'.repeat(43)],
    ['a path for a tour', `../tour.${'A'.repeat(43)}`],
  ])('%s opens nothing', async (_what, code) => {
    const answer = await enter(code);
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'invite.unknown']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('an invite of another tour opens nothing here', async () => {
    await createTour(server.store, 'other', now);
    const code = await invite({}, 'other');
    expect((await enter(code, { tour: 'tour' })).json().code).toBe('invite.other-tour');
    expect((await enter(`tour.${code.split('.')[1]}`)).json().code).toBe('invite.unknown');
    const { token } = (await enter(code)).json();
    const answer = await beginDay(bearer(token));
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'session.ended']);
  });

  test("a tracker's address is no way in for people", async () => {
    const answer = await enter(await invite({ role: 'tracker', id: 'bus' }));
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'invite.for-device']);
  });

  test('a session ends after a month', async () => {
    now += 31 * 86_400_000;
    expect((await beginDay(bearer(boss))).json().code).toBe('session.ended');
  });
});

describe('leaving', () => {
  const leave = (headers: Record<string, string>, query = '') =>
    inject('DELETE', `/api/tours/tour/session${query}`, headers);
  const who = async (headers: Record<string, string>, as = 'judge') =>
    (await inject('GET', `/api/tours/tour/session?as=${as}`, headers)).json().code ?? 'in';

  test('takes the cookie back, and whoever copied it is out as well', async () => {
    const cookie = cookieOf(await enter(await invite()));
    expect(await who({ cookie })).toBe('in');
    const answer = await leave({ cookie });
    expect(answer.statusCode).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/^lalian\.tour\.judge=;/);
    expect(await who({ cookie })).toBe('session.ended');
    expect(await who(bearer(cookie.split('=')[1] ?? ''))).toBe('session.ended');
  });

  test('ends a program’s token, and what it could do', async () => {
    expect((await leave(bearer(boss))).statusCode).toBe(204);
    const answer = await beginDay({ ...bearer(boss), 'accept-language': 'en' });
    expect([answer.statusCode, answer.json()]).toEqual([
      401,
      {
        code: 'session.ended',
        message:
          'Your session has ended. Enter again with your invite link, or ask the organiser for a new one.',
      },
    ]);
  });

  test('leaves the other devices of the same invite, and other roles of the same browser', async () => {
    const code = await invite();
    const [here, there] = [cookieOf(await enter(code)), cookieOf(await enter(code))];
    const editor = cookieOf(await enter(await invite({ role: 'editor', id: 'qinchu' })));
    const both = { cookie: `${here}; ${editor}` };
    await leave(both, '?as=judge');
    expect([await who(both), await who(both, 'editor')]).toEqual(['session.ended', 'in']);
    expect(await who({ cookie: there })).toBe('in');
    expect((await enter(code)).statusCode).toBe(200);
  });

  test('is not done to somebody by another site, nor to a tour that there is not', async () => {
    const cookie = cookieOf(await enter(await invite()));
    const answer = await leave({ cookie, origin: 'https://evil.example' });
    expect(answer.json().code).toBe('request.foreign-origin');
    expect(await who({ cookie })).toBe('in');
    expect((await inject('DELETE', '/api/tours/other/session', { cookie })).json().code).toBe('tour.unknown');
  });

  test('twice is once, and with a token that is none it does nothing', async () => {
    const { token } = (await enter(await invite())).json();
    for (const one of [token, token, 'A'.repeat(43), 'x'])
      expect((await leave(bearer(one))).statusCode).toBe(204);
  });
});

describe('guessing', () => {
  const guess = (address: string) => enter(`tour.${'A'.repeat(43)}`, {}, { 'x-forwarded-for': address });

  test('too often makes wrong secrets of an address wait; right ones open, and another address is not slowed', async () => {
    for (let tries = 0; tries < 20; tries += 1) expect((await guess('10.0.0.1')).statusCode).toBe(401);
    const refused = await guess('10.0.0.1');
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'request.too-many']);
    expect(Number(refused.headers['retry-after'])).toBe(600);
    // A bus of judges, and the address that guesses goes on.
    for (let at = 0; at < 52; at += 1) {
      expect((await enter(await invite(), {}, { 'x-forwarded-for': '10.0.0.1' })).statusCode).toBe(200);
      expect((await guess('10.0.0.1')).statusCode).toBe(429);
    }
    expect((await guess('10.0.0.2')).statusCode).toBe(401);
  });

  test('a link that was cut off is no guess, however often it is pasted', async () => {
    const cut = (await invite()).slice(0, -5);
    for (let tries = 0; tries < 50; tries += 1) expect((await enter(cut)).json().code).toBe('invite.unknown');
    expect((await guess('127.0.0.1')).statusCode).toBe(401);
  });

  test('from many addresses of one network is one guesser', async () => {
    for (let tries = 0; tries < 20; tries += 1)
      expect((await guess(`2001:db8::${tries + 1}`)).statusCode).toBe(401);
    expect((await guess('2001:db8::ffff')).statusCode).toBe(429);
    expect((await guess('2001:db8:0:1::1')).statusCode).toBe(401);
  });

  test('who writes many addresses into the header is still one', async () => {
    for (let tries = 0; tries < 20; tries += 1) await guess(`1.2.3.${tries}, 10.0.0.1`);
    expect((await guess('9.9.9.9, 10.0.0.1')).statusCode).toBe(429);
  });

  test('old links of a whole bus lock nobody out', async () => {
    const old = await invite();
    const { invites } = (await inject('GET', '/api/tours/tour/invites', bearer(boss))).json();
    for (const { inviteId, role } of invites)
      if (role === 'judge') await inject('DELETE', `/api/tours/tour/invites/${inviteId}`, bearer(boss));
    for (let tries = 0; tries < 30; tries += 1) expect((await enter(old)).json().code).toBe('invite.revoked');
    expect((await enter(await invite({ id: 'j2' }))).statusCode).toBe(200);
  });

  test('a tracker with a wrong address locks neither people nor other trackers out', async () => {
    const tracker = await invite({ role: 'tracker', id: 'bus' });
    const report = (code: string) =>
      inject('GET', `/track/${code}?lat=32.3&lon=109.8&timestamp=${now / 1000}`, {});
    for (let tries = 0; tries < 20; tries += 1)
      expect((await report(`tour.${'A'.repeat(43)}`)).statusCode).toBe(401);
    expect((await report(`tour.${'B'.repeat(43)}`)).statusCode).toBe(429);
    expect((await report(tracker)).statusCode).toBe(200);
    expect((await enter(await invite())).statusCode).toBe(200);
  });
});

describe("the organiser's invites", () => {
  const make = (token: string, ...invites: object[]) =>
    inject('POST', '/api/tours/tour/invites', bearer(token), { invites });
  const list = async (token = boss) => inject('GET', '/api/tours/tour/invites', bearer(token));

  test('lead where their role begins', async () => {
    const answer = await make(
      boss,
      { role: 'judge', id: 'j1' },
      { role: 'editor', id: 'qinchu', name: '王记者' },
      { role: 'area', id: 'fang' },
      { role: 'tracker', id: 'bus' },
      { role: 'screen', id: 'hall' },
    );
    const urls: string[] = answer.json().invites.map((one: { url: string }) => one.url);
    expect(urls.map((url) => new URL(url).pathname.split('/')[1])).toEqual([
      'enter',
      'enter',
      'enter',
      'track',
      'enter',
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
    const opened = await enter(new URL(urls[1] ?? '').hash.slice(1));
    expect(opened.json()).toMatchObject({ role: 'editor', id: 'qinchu', name: '王记者' });
  });

  test('are listed without anything that opens', async () => {
    const code = new URL((await make(boss, { role: 'judge', id: 'j1' })).json().invites[0].url).hash.slice(1);
    const { payload } = await list();
    expect(payload).toContain('"id":"j1"');
    expect(payload.includes(code.split('.')[1] ?? ''), 'the secret is in the list').toBe(false);
    expect(payload).not.toMatch(/[0-9a-f]{32}/);
  });

  test('a revoked one opens nothing, and ends what it had opened', async () => {
    const made = (await make(boss, { role: 'judge', id: 'j1' })).json().invites[0];
    const code = new URL(made.url).hash.slice(1);
    const { token } = (await enter(code)).json();
    const cast = () => server.command(token, 'castBallot', { itemId: 's1', marks: { work: '9', show: '9' } });
    expect((await cast()).status).toBe(200);
    expect(
      (await inject('DELETE', `/api/tours/tour/invites/${made.inviteId}`, bearer(boss))).statusCode,
    ).toBe(204);
    expect((await enter(code)).json().code).toBe('invite.revoked');
    expect((await cast()).body.code).toBe('invite.revoked');
  });

  test.each([
    [{ role: 'judge', id: 'j9' }, 'judge.unknown'],
    [{ role: 'editor', id: 'sina' }, 'outlet.unknown'],
    [{ role: 'area', id: 'none' }, 'area.unknown'],
    [{ role: 'king', id: 'a' }, 'request.invalid'],
    [{ role: 'judge', id: 'J 1' }, 'request.invalid'],
    [{ role: 'judge', id: 'j1', once: true }, 'request.invalid'],
  ])('are for somebody there is: not %o', async (wanted, code) => {
    expect((await make(boss, wanted)).json().code).toBe(code);
    expect((await list()).json().invites).toHaveLength(2);
  });

  test('are for the organiser alone', async () => {
    const judge = await server.token('judge', 'j1');
    for (const answer of [
      await make(judge, { role: 'organiser', id: 'me' }),
      await list(judge),
      await inject('DELETE', '/api/tours/tour/invites/0123456789abcdef', bearer(judge)),
    ])
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'role.forbidden']);
  });

  test('that there are not cannot be revoked', async () => {
    const answer = await inject('DELETE', '/api/tours/tour/invites/0123456789abcdef', bearer(boss));
    expect(answer.json().code).toBe('invite.not-listed');
  });
});
