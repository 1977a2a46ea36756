import { createPublicKey, verify } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pushKeys } from '../../server/push/keys.ts';
import { postOnce } from '../../server/push/post-once.ts';
import { type Outcome, subscriptionsOf } from '../../server/push/subscriptions.ts';
import { Teller } from '../../server/push/teller.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { type PushBrowser, type PushService, startPushService } from '../support/push-service.ts';

const ORIGIN = 'https://tour.example.org';
let service: PushService;
let server: TestApp;
let editor = '';
let now = Date.UTC(2022, 6, 7, 1, 0, 0);

beforeAll(async () => {
  service = await startPushService();
  server = await startApp({ env: { PUBLIC_URL: ORIGIN, PUSH_HOSTS: service.host }, nowUnixMs: () => now });
  editor = await server.token('editor', 'qinchu');
});
afterAll(async () => {
  await server.close();
  await service.close();
});

async function give(type: string, body: Record<string, unknown>): Promise<void> {
  now += 1_000;
  const { status, body: said } = await server.command(editor, type, body);
  expect([type, status, said.message]).toEqual([type, 200, undefined]);
}
async function publish(title: string, more: Record<string, unknown> = {}): Promise<string> {
  const postId = freshId();
  await give('publishPost', { postId, title, text: '车队到了。', pictures: [], ...more });
  return postId;
}
const post = (method: 'POST' | 'DELETE', payload: object, tour = 'tour') =>
  server.app.http.inject({
    method,
    url: `/live/${tour}/push`,
    payload,
    headers: { 'accept-language': 'en' },
  });
async function subscribed(name: string, language = 'zh'): Promise<PushBrowser> {
  const browser = service.browser(name);
  expect((await post('POST', { ...browser.subscription, language })).statusCode).toBe(204);
  return browser;
}
const outcomes: Outcome[] = [];
/** A process that tells, and knows nothing of what the others have told. */
const teller = () =>
  new Teller({
    ...{
      store: server.store,
      nowUnixMs: () => now,
      machineUnixMs: () => now,
      steadyMs: () => now,
      origin: ORIGIN,
      hosts: [service.host],
    },
    observe: (outcome) => outcomes.push(outcome),
  });
async function look(...tellers: readonly Teller[]): Promise<void> {
  const room = await server.app.tours.find('tour');
  if (room === undefined) throw new Error('no tour');
  await Promise.all(tellers.map((one) => one.look(room)));
}
const titles = (browser: PushBrowser) => browser.heard.map(({ title }) => title);

describe('key moments', () => {
  test('reach a subscriber encrypted, in his language, once over several processes', async () => {
    const [zh, en] = [await subscribed('zh'), await subscribed('en', 'en')];
    const plain = await publish('普通的一条');
    const key = await publish('抵达水坪镇', { stopId: 's1' });
    await give('markKeyMoment', { postId: key, isKey: true });
    const processes = [teller(), teller(), teller()];
    await look(...processes);
    await look(...processes, teller());
    expect(zh.heard).toEqual([
      {
        title: '抵达水坪镇',
        body: '车队到了。\n秦楚网 · 示例',
        url: `${ORIGIN}/t/tour/p/${key}?from=push`,
        tag: key,
        lang: 'zh-CN',
      },
    ]);
    expect(en.heard.map(({ lang, url }) => [lang, url])).toEqual([
      ['en', `${ORIGIN}/t/tour/p/${key}?lang=en&from=push`],
    ]);
    // A mark that is taken away and set again, and a correction, tell nobody anything again.
    await give('markKeyMoment', { postId: key, isKey: false });
    await give('markKeyMoment', { postId: key, isKey: true });
    await give('correctPost', { postId: key, basedOnVersion: 1, note: '笔误', text: '车队已到。' });
    await look(teller());
    expect([titles(zh), plain]).toEqual([['抵达水坪镇'], expect.any(String)]);
  });

  test('are signed with the key that browsers subscribe by, for this push service alone', async () => {
    const { publicKey } = JSON.parse((await server.get('/live/tour/push.json')).text);
    expect(publicKey).toBe((await pushKeys(server.store)).publicKey);
    const [, token = '', key = ''] =
      /^vapid t=([^,]+), ?k=(.+)$/.exec(String(service.requests[0]?.headers.authorization)) ?? [];
    expect(key).toBe(publicKey);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const point = Buffer.from(publicKey, 'base64url');
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    const valid = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    expect(valid).toBe(true);
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      aud: `https://${service.host}`,
      sub: ORIGIN,
    });
  });

  test('that a post tells of itself are told as well; what was withdrawn before, or is old, is not', async () => {
    const late = await subscribed('late');
    await publish('', {
      feature: { kind: 'moment', momentId: 'arrival.s1', what: 'arrival' },
      stopId: 's1',
      text: '',
    });
    const gone = await publish('收回的话');
    await give('markKeyMoment', { postId: gone, isKey: true });
    await give('withdrawPost', { postId: gone, reason: '有误' });
    await look(teller());
    expect(titles(late)).toEqual(['抵达 · 水坪镇实践所']);
    const old = await publish('旧闻');
    await give('markKeyMoment', { postId: old, isKey: true });
    now += 11 * 60_000;
    await look(teller());
    expect(titles(late)).toHaveLength(1);
  });

  test('another process goes on where one was lost in the middle, and tells nobody twice', async () => {
    const key = await publish('接着说');
    await give('markKeyMoment', { postId: key, isKey: true });
    const all = await subscriptionsOf(server.store, 'tour');
    const upTo = all[0]?.key ?? '';
    await server.store.putRecord(
      'push.told.tour',
      key,
      JSON.stringify({ upTo, movedAtUnixMs: now, done: false }),
      0,
    );
    const told = () => service.requests.length;
    const before = told();
    await look(teller());
    expect(told()).toBe(before);
    now += 61_000;
    await look(teller());
    expect(told()).toBe(before + all.length - 1);
  });

  test('drop who listens no more, and keep whose service is only busy', async () => {
    await subscribed('dead');
    await subscribed('busy');
    service.answer('dead', 410);
    service.answer('busy', 503);
    const key = await publish('还有谁');
    await give('markKeyMoment', { postId: key, isKey: true });
    await look(teller());
    const left = (await subscriptionsOf(server.store, 'tour')).map(({ endpoint }) =>
      endpoint.split('/').at(-1),
    );
    expect(left.sort()).toEqual(['busy', 'en', 'late', 'zh']);
    expect(service.requests.filter(({ name }) => name === 'busy')).toHaveLength(2);
    expect(await server.store.readCounter('push.tour')).toBe(4);
  });
});

describe('a subscription', () => {
  const DAY_MS = 24 * 3_600_000;
  const names = async () =>
    (await subscriptionsOf(server.store, 'tour')).map(({ endpoint }) => endpoint.split('/').at(-1) ?? '');
  const tell = async (text: string) => {
    const key = await publish(text);
    await give('markKeyMoment', { postId: key, isKey: true });
    await look(teller());
  };

  test('whose service fails again and again over hours is forgotten; one that hears again is sound', async () => {
    await subscribed('failing');
    await subscribed('shaky');
    for (let times = 0; times < 5; times += 1) {
      for (const name of ['failing', 'shaky'])
        service.answer(name, times === 3 && name === 'shaky' ? 201 : 500);
      expect(await names()).toEqual(expect.arrayContaining(['failing', 'shaky']));
      await tell(`第${times}次`);
      now += 3_600_000;
    }
    const left = await names();
    expect([left.includes('failing'), left.includes('shaky')]).toEqual([false, true]);
  });

  test('that an older version kept of a foreign address is not sent to, and forgotten', async () => {
    const { keys } = service.browser('ssrf').subscription;
    const endpoint = `https://127.0.0.1%2e${service.host}/to/ssrf`;
    const body = JSON.stringify({ endpoint, keys, language: 'zh', sinceUnixMs: now - DAY_MS });
    await server.store.putRecord('push.tour', 'f'.repeat(32), body, 0);
    await server.store.addToCounter('push.tour', 1);
    await tell('绕路');
    expect(service.requests.map(({ name }) => name)).not.toContain('ssrf');
    expect(await server.store.getRecord('push.tour', 'f'.repeat(32))).toBeUndefined();
  });
});

describe('what a push service answers', () => {
  const endless =
    (head: string, piece: string) =>
    (connection: Socket): void => {
      connection.on('error', () => undefined);
      connection.write(head);
      // As fast as it is taken, for as long as somebody listens.
      const more = () => {
        while (!connection.destroyed && connection.write(piece));
      };
      connection.on('drain', more);
      more();
    };
  const once = (bytes: string) => (connection: Socket) => void connection.end(bytes);
  const LONG = 'x'.repeat(65_536);
  const cases: Readonly<Record<string, [(connection: Socket) => void, number | undefined]>> = {
    'an endless body': [endless('HTTP/1.1 201 Created\r\n\r\n', LONG), 201],
    'a body that never comes': [
      (connection) => void connection.write('HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n'),
      201,
    ],
    'a body that breaks off': [once('HTTP/1.1 410 Gone\r\nContent-Length: 9\r\n\r\nx'), 410],
    'an endless head': [endless('HTTP/1.1 201 Created\r\n', `x: ${LONG}\r\n`), undefined],
    'news without end that it will answer': [endless('', 'HTTP/1.1 103 Early Hints\r\n\r\n'), undefined],
    'another protocol': [
      once('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
      undefined,
    ],
    'no HTTP': [once('hello\r\n\r\n'), undefined],
    nothing: [once(''), undefined],
    'another address': [once('HTTP/1.1 307 x\r\nLocation: https://localhost/\r\n\r\n'), 307],
  };
  test.each(Object.entries(cases))('is read as far as its status: %s', async (_what, [answer, status]) => {
    service.answer('raw', answer);
    const parcel = {
      endpoint: `https://${service.host}/to/raw`,
      ...{ method: 'POST', headers: {}, body: Buffer.from('x') },
    };
    expect(await postOnce(parcel, 1_000)).toBe(status);
  });

  test('never holds up who comes after, nor the next moment', async () => {
    await Promise.all(['endless', 'next'].map((name) => subscribed(name)));
    service.answer('endless', endless('HTTP/1.1 201 Created\r\n\r\n', LONG));
    for (const text of ['第一刻', '第二刻']) {
      const key = await publish(text);
      await give('markKeyMoment', { postId: key, isKey: true });
      await look(teller());
    }
    expect(service.requests.filter(({ name }) => name === 'endless')).toHaveLength(2);
    expect(service.requests.filter(({ name }) => name === 'next')).toHaveLength(2);
    for (const name of ['endless', 'next'])
      await post('DELETE', { endpoint: service.browser(name).subscription.endpoint });
  });
});

describe('subscribing', () => {
  test('is refused for every address but those of the allowed push services', async () => {
    const { keys } = service.browser('x').subscription;
    for (const endpoint of [
      'https://127.0.0.1/x',
      'https://localhost/x',
      'https://localhost:1/x',
      `https://user@${service.host}/x`,
      `https://${service.host}.evil.example/x`,
      'https://[::1]/x',
      // What one parser takes for the allowed host, and another for somebody else's.
      `https://127.0.0.1%2e${service.host}/x`,
      `https://${service.host.replace('localhost', 'local%68ost')}/x`,
      `https://127.0.0.1\\@${service.host}/x`,
      `https://${service.host}\\@127.0.0.1/x`,
      `https://@${service.host}/x`,
      `https://${service.host.replace('localhost', 'ｌocalhost')}/x`,
      `https://${service.host.replace('localhost', 'localhost.')}/x`,
      `https:/${service.host}/x`,
      `https:\\\\${service.host}\\x`,
      `https://${service.host}#@127.0.0.1/x`,
      `https://${service.host}?@127.0.0.1/x`,
    ]) {
      const answer = await post('POST', { endpoint, keys, language: 'zh' });
      expect(['push.address', 'request.invalid'], endpoint).toContain(answer.json().code);
    }
    for (const body of [
      { endpoint: `http://${service.host}/x`, keys, language: 'zh' },
      { endpoint: `https://${service.host}/x`, keys: { ...keys, auth: 'short' }, language: 'zh' },
      { endpoint: `https://${service.host}/${'x'.repeat(1000)}`, keys, language: 'zh' },
      { endpoint: `https://${service.host}/x`, keys, language: 'zh', more: 1 },
    ])
      expect((await post('POST', body)).statusCode).toBe(400);
    expect(
      (await post('POST', { endpoint: `https://${service.host}/x`, keys, language: 'zh' }, 'other'))
        .statusCode,
    ).toBe(404);
  });

  test('is refused for keys that nothing can be encrypted for', async () => {
    const { endpoint, keys } = service.browser('keys').subscription;
    const point = Buffer.from(keys.p256dh, 'base64url');
    const off = Buffer.from(point);
    off[64] = (off[64] ?? 0) ^ 1;
    const compressed = Buffer.concat([Buffer.from([2]), point.subarray(1)]);
    for (const p256dh of [off, compressed, Buffer.alloc(65, 4), Buffer.concat([point, Buffer.alloc(1)])]) {
      const wrong = { ...keys, p256dh: p256dh.toString('base64url') };
      const answer = await post('POST', { endpoint, keys: wrong, language: 'zh' });
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'push.keys']);
    }
    expect((await subscriptionsOf(server.store, 'tour')).map((one) => one.endpoint)).not.toContain(endpoint);
  });

  test('keeps an address in the form in which it is sent to, however it was written', async () => {
    const { endpoint, keys } = service.browser('formed').subscription;
    const written = endpoint.replace('https://localhost', 'https://LocalHost').replace('/to/', '/x/%2E./to/');
    expect((await post('POST', { endpoint: written, keys, language: 'zh' })).statusCode).toBe(204);
    const kept = async () => (await subscriptionsOf(server.store, 'tour')).map((one) => one.endpoint);
    expect(await kept()).toContain(endpoint);
    expect((await post('DELETE', { endpoint: written })).statusCode).toBe(204);
    expect(await kept()).not.toContain(endpoint);
  });

  test('ends when the reader says so; twice is once', async () => {
    const { subscription } = await subscribed('twice');
    await post('POST', { ...subscription, language: 'en' });
    const many = await server.store.readCounter('push.tour');
    for (const _ of [1, 2])
      expect((await post('DELETE', { endpoint: subscription.endpoint })).statusCode).toBe(204);
    expect(await server.store.readCounter('push.tour')).toBe(many - 1);
  });

  test('is refused where there are as many as there can be', async () => {
    await server.store.addToCounter('push.tour', 20_000);
    const { subscription } = service.browser('one-more');
    const answer = await post('POST', { ...subscription, language: 'zh' });
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'push.full']);
    await server.store.addToCounter('push.tour', -20_000);
  });

  test('the worker shows what is pushed and opens its post, as one plain script', async () => {
    const { headers, text } = await server.get('/push-sw.js');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(text).toContain('showNotification');
    expect(text).not.toMatch(/^import\b|^export\b/m);
  });
});
