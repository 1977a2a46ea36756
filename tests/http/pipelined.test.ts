import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { oneAtATime } from '../../server/bounds/one-at-a-time.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';
import { connectRaw } from './raw.ts';

const ask = (path: string, ...headers: string[]) =>
  [`GET ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');

describe('requests that are sent ahead on a connection', () => {
  const begun: { readonly path: string; readonly response: ServerResponse }[] = [];
  const server = createServer(
    oneAtATime(({ url = '' }, response) => void begun.push({ path: url, response })),
  );
  const paths = () => begun.map(({ path }) => path);
  const open: Socket[] = [];
  async function opened(): Promise<Socket> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    open.push(socket);
    await once(socket, 'connect');
    return socket.on('error', () => undefined);
  }
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => {
    for (const socket of open.splice(0)) socket.destroy();
    begun.length = 0;
  });
  afterAll(() => void server.close());

  test('are begun one after another, in their order, when the one before is answered', async () => {
    const socket = await opened();
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.write(ask('/1') + ask('/2') + ask('/3'));
    for (const at of [1, 2, 3]) {
      await until(() => begun.length >= at, 'the next request');
      // What Node would have begun with it, it has by now.
      await new Promise((resolve) => setImmediate(resolve));
      expect(paths()).toEqual(['/1', '/2', '/3'].slice(0, at));
      begun[at - 1]?.response.end(`answer ${at}`);
    }
    await until(() => text.includes('answer 3'), 'the last answer');
    expect(text.match(/answer \d/g)).toEqual(['answer 1', 'answer 2', 'answer 3']);
  });

  test('of who does not read stay undone, and are forgotten when he goes', async () => {
    const socket = await opened();
    socket.pause();
    socket.write(ask('/1').concat(ask('/2')));
    await until(() => begun.length === 1, 'the first request');
    // More than any kernel takes.
    begun[0]?.response.end(Buffer.alloc(64_000_000));
    const other = await opened();
    other.resume();
    other.write(ask('/other'));
    await until(() => begun.length === 2, 'somebody else');
    expect(paths()).toEqual(['/1', '/other']);
    const gone = once(begun[0]?.response as ServerResponse, 'close');
    socket.destroy();
    await gone;
    other.write(ask('/after'));
    begun[1]?.response.end('x');
    await until(() => begun.length === 3, 'the next of somebody else');
    expect(paths()).toEqual(['/1', '/other', '/after']);
  });

  test('are cut off where there are too many, and none of them is begun', async () => {
    const socket = await opened();
    socket.resume();
    const closed = once(socket, 'close');
    socket.write(Array.from({ length: 200 }, (_, at) => ask(`/${at}`)).join(''));
    await closed;
    expect(paths()).toEqual(['/0']);
  });
});

describe('an address of the interface', () => {
  let server: TestApp;
  let base: string;
  beforeAll(async () => {
    server = await startApp();
    base = await server.listen();
  });
  afterAll(() => server.close());

  test('that is large is made once: the same bytes, known by their tag', async () => {
    const { headers } = await server.get('/api/openapi.json', { 'accept-encoding': 'br' });
    expect([headers['content-encoding'], headers['cache-control']]).toEqual(['br', 'no-cache']);
    const again = await server.get('/api/openapi.json', { 'if-none-match': String(headers.etag) });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('that is asked for far ahead, by many who read nothing, costs nobody else an answer', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => connectRaw(base)));
    for (const { socket } of many) {
      socket.pause();
      socket.write(ask('/api/openapi.json').repeat(100));
    }
    const other = await fetch(`${base}/live/tour/frames.json`);
    expect(other.status).toBe(200);
    for (const { socket } of many) socket.resume();
    await Promise.all(many.map(({ closed }) => closed));
  });
});

describe('pages of older posts', () => {
  test('of one address wait for each other, so that whoever else asks has his', async () => {
    const server = await startApp({ env: { TRUSTED_PROXIES: '1' } });
    const editor = await server.token('editor', 'qinchu');
    const ids = Array.from({ length: 120 }, (_, at) => `older-${String(at).padStart(4, '0')}`);
    await Promise.all(
      ids.map((postId) => server.command(editor, 'publishPost', { postId, text: postId, pictures: [] })),
    );
    const page = (id: string, address: string) =>
      server.get(`/live/tour/posts.json?before=${id}&outlet=qinchu`, { 'x-forwarded-for': address });
    const flood = ids.map((id) => page(id, '6.6.6.6'));
    const other = await page(ids[60] ?? '', '10.0.0.1');
    expect([other.status, JSON.parse(other.text).posts.length]).toEqual([200, 20]);
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    // A page that is there is everybody's.
    expect((await page(ids[60] ?? '', '6.6.6.6')).status).toBe(200);
    await server.close();
  });
});
