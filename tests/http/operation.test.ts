import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(async () => {
  await server.close();
});

/** The value of one line of the metrics. */
async function metric(line: string): Promise<number> {
  const { text } = await server.get('/metrics');
  const found = text.split('\n').find((one) => one.startsWith(`${line} `));
  return Number(found?.slice(line.length + 1) ?? Number.NaN);
}

describe('what the operator asks', () => {
  test('the process lives, and is ready while its store answers', async () => {
    const health = await server.get('/healthz');
    expect([health.status, health.text]).toEqual([200, '{"ok":true}']);
    const ready = await server.get('/readyz');
    expect([ready.status, JSON.parse(ready.text)]).toEqual([
      200,
      { ok: true, store: 'sqlite', clock: 'settled' },
    ]);
    for (const { headers } of [health, ready]) expect(headers['cache-control']).toBe('no-store');
  });

  test('metrics are for this machine alone', async () => {
    const from = async (remoteAddress: string, headers: Record<string, string> = {}) =>
      (await server.app.http.inject({ url: '/metrics', remoteAddress, headers })).statusCode;
    expect(await from('127.0.0.1')).toBe(200);
    expect(await from('::1')).toBe(200);
    expect(await from('192.168.1.7')).toBe(404);
  });

  test.each([
    ['forwarded', 'for=127.0.0.1'],
    ['via', '1.1 vegur'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-proto', 'https'],
    ['x-forwarded-host', 'tour.example.org'],
    ['x-real-ip', '127.0.0.1'],
    ['x-client-ip', '127.0.0.1'],
    ['x-cluster-client-ip', '127.0.0.1'],
    ['true-client-ip', '127.0.0.1'],
    ['cf-connecting-ip', '127.0.0.1'],
    ['cf-ray', '7'],
    ['cdn-loop', 'cloudflare'],
    ['fastly-client-ip', '127.0.0.1'],
    ['x-original-url', '/metrics'],
    ['x-envoy-external-address', '127.0.0.1'],
    ['ali-cdn-real-ip', '127.0.0.1'],
    ['x-remote-addr', '127.0.0.1'],
    ['x-bluecoat-via', '1'],
    ['x-a-proxy-that-nobody-knows', '1'],
    ['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
    ['host', 'tour.example.org'],
    ['host', 'localhost.example.org'],
  ])('metrics are for nobody behind a proxy: %s: %s', async (name, value) => {
    const url = '/metrics';
    const { statusCode } = await server.app.http.inject({ url, headers: { [name]: value } });
    expect(statusCode).toBe(404);
  });

  test('metrics are for Prometheus, curl and a browser on this machine, whatever they say of themselves', async () => {
    for (const headers of [
      { 'user-agent': 'curl/8.5.0', accept: '*/*' },
      {
        'user-agent': 'Prometheus/3.5.0',
        accept: 'text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
        'accept-encoding': 'gzip',
        authorization: 'Bearer x',
        'x-prometheus-scrape-timeout-seconds': '10',
      },
      {
        'sec-fetch-mode': 'navigate',
        'sec-ch-ua-platform': 'x',
        'accept-language': 'zh-CN',
        'upgrade-insecure-requests': '1',
        cookie: 'a=b',
        connection: 'keep-alive',
      },
    ])
      expect((await server.get('/metrics', headers)).status).toBe(200);
  });

  test('metrics count events, positions, refusals and connections', async () => {
    const boss = await server.token('organiser', 'boss');
    const before = await metric('lalian_appended_events_total');
    await server.command(boss, 'beginDay', { day: 1 });
    await server.command(boss, 'beginDay', { day: 9 });
    expect(await metric('lalian_appended_events_total')).toBe(before + 1);
    expect(await metric('lalian_append_seconds_count')).toBeGreaterThan(0);
    expect(await metric('lalian_refusals_total{code="day.unknown"}')).toBe(1);
    expect(await metric('lalian_connections')).toBe(0);
    expect(await metric('lalian_waiting_commands')).toBe(0);
    expect(await metric('process_resident_memory_bytes')).toBeGreaterThan(0);
  });
});

describe('headers', () => {
  test('a page may run and load only what this site serves', async () => {
    const { headers } = await server.get('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-frame-options': 'SAMEORIGIN',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
  });

  test('a poll carries no header that only documents need', async () => {
    const { headers } = await server.get('/live/tour/frames.json');
    expect(headers['content-security-policy']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test.each([
    '/nothing',
    '/api/tours/tour/nothing',
    '/assets/../server/main.js',
    '/pictures/tour/..%2f..%2flalian.db',
    '/pictures/tour/',
    '/.env',
  ])('%s is not there', async (url) => {
    const { status } = await server.get(url);
    expect(status).toBe(404);
  });

  test('files of the build are kept for ever', async () => {
    const asset = /\/assets\/[^"]+\.js/.exec((await server.get('/')).text)?.[0] ?? '';
    const { status, headers } = await server.get(asset);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });
});
