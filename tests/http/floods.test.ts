import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { MESSAGES } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { followRaw, isNews } from '../support/load-follower.ts';
import { until } from '../support/until.ts';

const POSTS = 120;
let server: TestApp;
let base: string;
beforeAll(async () => {
  server = await startApp({ env: { TRUSTED_PROXIES: '1', PEOPLE_PER_ADDRESS: '8', MOST_SOCKETS: '16' } });
  base = await server.listen();
  const editor = await server.token('editor', 'qinchu');
  await Promise.all(
    Array.from({ length: POSTS }, (_, at) =>
      server.command(editor, 'publishPost', { postId: post(at), text: `第${at}条`, pictures: [] }),
    ),
  );
});
afterAll(async () => {
  await server.close();
});

const post = (at: number) => `flood-${String(at).padStart(4, '0')}`;
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('one address that opens every post at once', () => {
  test('is told to wait, and whoever else opens a page has it', async () => {
    const flood = Array.from({ length: POSTS }, (_, at) =>
      server.get(`/t/tour/p/${post(at)}`, from('6.6.6.6')),
    );
    const readers = await Promise.all([
      server.get('/t/tour', from('10.0.0.1')),
      server.get('/?lang=en', from('10.0.0.2')),
      server.get(`/t/tour/p/${post(7)}`, from('10.0.0.3')),
      server.get(`/t/tour/p/${post(POSTS - 1)}`, from('10.0.0.4')),
      server.get('/embed/tour', from('10.0.0.5')),
      server.get('/t/tour?outlet=qinchu', from('10.0.0.6')),
    ]);
    expect(readers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const answers = await Promise.all(flood);
    const away = answers.filter(({ status }) => status === 429);
    expect(away.length).toBeGreaterThan(POSTS / 3);
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
    for (const { headers, text } of away) {
      expect([headers['retry-after'], headers['cache-control']]).toEqual(['3', 'no-store']);
      expect(text).toContain('请稍等几秒');
    }
    // What was made is kept: again it costs nothing.
    const again = await Promise.all(
      answers.flatMap(({ status }, at) =>
        status === 200 ? [server.get(`/t/tour/p/${post(at)}`, from('6.6.6.6'))] : [],
      ),
    );
    expect(again.every(({ status }) => status === 200)).toBe(true);
  });

  test('a hall that opens the same page behind one address has it, all of them', async () => {
    const hall = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        server.get(`/t/tour/p/${post(at % 3)}?lang=en`, from('10.1.0.1')),
      ),
    );
    expect(hall.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('a client that talks', () => {
  const packets = {
    events: '42["x",{}]',
    'pongs nobody asked for': '3',
    hellos: '40{"tour":"tour","protocol":0}',
    rubbish: 'x',
    'empty ones': '',
  };
  test.each(Object.entries(packets))('is cut off after a few packets: %s', async (_what, packet) => {
    const socket = new WebSocket(`${base.replace('http', 'ws')}/socket/?EIO=4&transport=websocket`);
    socket.on('error', () => undefined);
    await until(() => socket.readyState === WebSocket.OPEN, 'the connection');
    for (let at = 0; at < 5_000; at += 1) socket.send(packet);
    await until(() => socket.readyState === WebSocket.CLOSED, 'the connection to be cut');
  });

  test.each([
    ['pings', (socket: WebSocket) => socket.ping()],
    ['pieces of a packet that never ends', (socket: WebSocket) => socket.send('', { fin: false })],
  ])('below the packets as well: %s', async (_what, send) => {
    const socket = new WebSocket(`${base.replace('http', 'ws')}/socket/?EIO=4&transport=websocket`);
    socket.on('error', () => undefined);
    await until(() => socket.readyState === WebSocket.OPEN, 'the connection');
    for (let at = 0; at < 5_000 && socket.readyState === WebSocket.OPEN; at += 1) send(socket);
    await until(() => socket.readyState === WebSocket.CLOSED, 'the connection to be cut');
  });

  test('costs who only listens nothing: he answers pings for as long as he likes', async () => {
    const reader = await followRaw(base, { headers: from('10.2.0.1') });
    await reader.got(isNews, 'the snapshot');
    const talker = new WebSocket(`${base.replace('http', 'ws')}/socket/?EIO=4&transport=websocket`);
    talker.on('error', () => undefined);
    await until(() => talker.readyState === WebSocket.OPEN, 'the connection');
    for (let at = 0; at < 5_000; at += 1) talker.send('42["x"]');
    const editor = await server.token('editor', 'qinchu');
    await server.command(editor, 'publishPost', { postId: 'after-flood', text: '之后', pictures: [] });
    await reader.got((message) => message.includes('after-flood'), 'the next frame');
    expect(reader.closed()).toBe(false);
    reader.close();
  });
});

describe('live connections', () => {
  const isIn = async (options: Parameters<typeof followRaw>[1]) => {
    const follower = await followRaw(base, options);
    const answer = await until(
      () => follower.refused() ?? (follower.closed() ? 'closed' : follower.messages.find(isNews)),
      'an answer',
    );
    return { follower, answer: answer.startsWith(`["${MESSAGES.snapshot}"`) ? 'in' : answer };
  };

  test('are bounded for an address and in all; those of people with a role are kept', async () => {
    const open: Awaited<ReturnType<typeof isIn>>[] = [];
    const come = async (address: string, more: object = {}) => {
      const one = await isIn({ headers: from(address), ...more });
      open.push(one);
      return one.answer;
    };
    await until(
      async () => /lalian_connections 0/.test((await server.get('/metrics')).text),
      'everybody to be gone',
    );
    for (let at = 0; at < 8; at += 1) expect(await come('10.3.0.1')).toBe('in');
    expect(await come('10.3.0.1')).toBe('closed');
    for (let at = 0; at < 8; at += 1) expect(await come('10.3.0.2')).toBe('in');
    expect(await come('10.3.0.3')).toBe('closed');
    const token = await server.token('judge', 'j1');
    for (const address of ['10.3.0.1', '10.3.0.3']) {
      expect(await come(address, { as: 'judge', token })).toBe('in');
      // A place that is kept is for the role: as a viewer one polls like all others.
      expect(await come(address, { token })).toBe('server.full');
    }
    expect(await come('10.3.0.3', { as: 'judge', token: 'A'.repeat(43) })).toBe('closed');
    for (const { follower } of open) follower.close();
    await until(async () => (await come('10.3.0.1')) === 'in', 'the places to be free again');
    for (const { follower } of open) follower.close();
  });
});

test('visits are bounded: a visitor says that he is there, an address brings so many new ones', async () => {
  const visit = (visitor: string, address: string) =>
    server.app.http.inject({
      ...{ method: 'POST', url: '/live/tour/visit', headers: from(address) },
      payload: { visitor, polling: true },
    });
  const many = [];
  for (let at = 0; at < 10; at += 1) many.push((await visit(`visitor-${at}`, '10.4.0.1')).statusCode);
  expect(many).toEqual([...Array(8).fill(204), 429, 429]);
  expect((await visit('visitor-0', '10.4.0.1')).statusCode).toBe(204);
  expect((await visit('visitor-9', '10.4.0.2')).statusCode).toBe(204);
  const beats = [];
  for (let at = 0; at < 45; at += 1) beats.push((await visit('visitor-1', '10.4.0.1')).statusCode);
  expect(beats.filter((status) => status === 429)).toHaveLength(6);
});
