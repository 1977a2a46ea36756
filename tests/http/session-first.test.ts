import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../server/http/context.ts';
import { sessionFirst } from '../../server/http/people/session-first.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';
import { connectRaw } from './raw.ts';

const MEGABYTE = 1024 * 1024;
let server: TestApp;
let base: string;
beforeAll(async () => {
  server = await startApp({ env: { REHEARSAL: '1' } });
  base = await server.listen();
});
afterAll(async () => {
  await server.close();
});

/** The head of a request that claims a body. */
const head = (method: string, path: string, bytes: number, type: string, more: readonly string[] = []) =>
  [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    `Content-Type: ${type}`,
    `Content-Length: ${bytes}`,
    ...more,
    '',
    '',
  ].join('\r\n');
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

test('whoever has no session is answered by every address before a byte of his body has come', async () => {
  interface Described {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }
  const { paths } = JSON.parse((await server.get('/api/openapi.json')).text) as Described;
  const asked = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => ['post', 'put', 'patch', 'delete'].includes(method))
      .map((method) => ({ method: method.toUpperCase(), path })),
  );
  expect(asked.length).toBeGreaterThan(40);
  for (const { method, path } of [...asked, { method: 'POST', path: '/no/such/address' }]) {
    const real = path
      .replaceAll('{tour}', 'tour')
      .replaceAll('{code}', `tour.${'A'.repeat(43)}`)
      .replace(/\{\w+\}/g, 'post-0001');
    const types = /pictures|uploads\//.test(path) ? ['application/octet-stream'] : ['application/json'];
    for (const type of types) {
      const { socket, answered } = await connectRaw(base);
      socket.write(head(method, `${real}${method === 'PUT' ? '?from=0' : ''}`, MEGABYTE, type));
      const status = await until(() => statusOf(answered()) || undefined, `${method} ${path}`);
      expect([400, 401, 404, 413, 415, 429], `${method} ${path}: ${status}`).toContain(status);
      socket.destroy();
    }
  }
});

test('who has a session is waited for', async () => {
  const token = await server.token('editor', 'qinchu');
  const { socket, answered } = await connectRaw(base);
  const body = JSON.stringify({ commandId: 'waits-0001', postId: 'waits-0001', text: '一', pictures: [] });
  const more = [`Authorization: Bearer ${token}`];
  const path = '/api/tours/tour/commands/publishPost';
  socket.write(head('POST', path, Buffer.byteLength(body), 'application/json', more));
  // Somebody else is answered meanwhile.
  expect((await server.get('/healthz')).status).toBe(200);
  expect(answered()).toBe('');
  socket.write(body);
  await until(() => statusOf(answered()) === 200, 'the answer');
  socket.destroy();
});

test('25 pictures of 19 MB that never end, from nobody, take no memory, and their connections are cut', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const held = () => {
    collect();
    return process.memoryUsage().arrayBuffers;
  };
  const part = Buffer.alloc(MEGABYTE);
  const before = held();
  const senders = await Promise.all(
    Array.from({ length: 25 }, async () => {
      const sender = await connectRaw(base);
      sender.socket.write(head('POST', '/api/tours/tour/pictures', 19 * MEGABYTE, 'image/jpeg'));
      await until(() => statusOf(sender.answered()) === 401, 'the refusal, before the picture');
      for (let sent = 0; sent < 18; sent += 1) sender.socket.write(part);
      return sender;
    }),
  );
  await until(
    () => senders.every(({ socket }) => socket.destroyed || socket.writableLength === 0),
    'everything to be sent',
  );
  expect(held() - before).toBeLessThan(40 * MEGABYTE);
  for (const { closed } of senders) expect(statusOf(await closed)).toBe(401);
});

test('a route that reads much of anybody cannot be made', async () => {
  const http = Fastify();
  sessionFirst(http, {} as Context);
  const make = (more: object) => () => http.post(`/${Math.random()}`, more, async () => '');
  expect(make({ bodyLimit: 4_097 })).toThrow('reads 4097 bytes of anybody');
  expect(make({ bodyLimit: 4_096 })).not.toThrow();
  expect(make({ bodyLimit: 100_000, config: { roles: ['editor'] } })).not.toThrow();
  await http.close();
});
