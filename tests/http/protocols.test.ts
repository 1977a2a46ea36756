import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REFUSALS } from '../../shared/refusals.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { connectRaw } from './raw.ts';

let server: TestApp;
let base: string;
beforeAll(async () => {
  server = await startApp();
  base = await server.listen();
});
afterAll(() => server.close());

/** What is answered to lines until the connection is closed: status lines, and the last body. */
async function answered(lines: readonly string[], body = ''): Promise<{ statuses: number[]; body: string }> {
  const { socket, closed } = await connectRaw(base);
  socket.write([...lines, '', body].join('\r\n'));
  const text = Buffer.from(await closed, 'latin1').toString();
  return {
    statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status)),
    body: text.slice(text.lastIndexOf('\r\n\r\n') + 4),
  };
}
const CLOSE = ['Host: localhost', 'Connection: Upgrade, close'];
const UPGRADES: Readonly<Record<string, readonly string[]>> = {
  'HTTP/2, as curl asks': ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'],
  TLS: ['Upgrade: TLS/1.0'],
  WebSocket: [
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ],
};

describe.each(Object.entries(UPGRADES))('a request that asks for %s', (_what, upgrade) => {
  test('is answered as if it did not', async () => {
    const page = await answered(['GET /t/tour HTTP/1.1', ...CLOSE, ...upgrade]);
    expect(page.statuses).toEqual([200]);
    expect(page.body).toContain('</html>');
    const payload = '{"secret":"x"}';
    const post = await answered(
      [
        'POST /api/session HTTP/1.1',
        ...CLOSE,
        ...upgrade,
        'Content-Type: application/json',
        `Content-Length: ${payload.length}`,
      ],
      payload,
    );
    expect(JSON.parse(post.body).code).toMatch(/^(invite|request)\./);
    expect(post.statuses[0]).toBeGreaterThanOrEqual(400);
  });

  test('goes on with HTTP on the same connection', async () => {
    const { socket, answered: said, closed } = await connectRaw(base);
    socket.once('data', () => socket.write(`GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
    socket.write(
      ['GET /healthz HTTP/1.1', 'Host: x', 'Connection: Upgrade', ...upgrade, '', ''].join('\r\n'),
    );
    await closed;
    expect(said().match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });
});

describe('what HTTP itself refuses, and what asks for a live connection wrongly, is refused in our form', () => {
  const live = (query: string, ...headers: string[]) => [
    `GET /socket/${query} HTTP/1.1`,
    ...CLOSE,
    ...headers,
  ];
  const [upgrade = '', version = '', key = ''] = UPGRADES.WebSocket ?? [];
  const QUERY = '?EIO=4&transport=websocket';
  const cases: Readonly<Record<string, readonly [readonly string[], number]>> = {
    'by polling': [live('?EIO=4&transport=polling'), 404],
    'by a transport that there is not': [live('?EIO=4&transport=__proto__', upgrade, version, key), 404],
    'by nothing': [live(''), 404],
    'in an older protocol': [live('?EIO=3&transport=websocket', upgrade, version, key), 404],
    'with a session that there is not': [live(`${QUERY}&sid=x`, upgrade, version, key), 404],
    'without upgrade': [live(QUERY), 404],
    'without a key': [live(QUERY, upgrade, version), 404],
    'with a wrong version': [live(QUERY, upgrade, 'Sec-WebSocket-Version: 99', key), 404],
    'from another site': [live(QUERY, upgrade, version, key, 'Origin: https://evil.example'), 403],
    'no host': [['GET / HTTP/1.1', 'Connection: close'], 400],
    'an expectation': [['GET / HTTP/1.1', 'Host: x', 'Expect: 200-ok'], 417],
    'a tunnel': [['CONNECT x:1 HTTP/1.1', 'Host: x:1'], 404],
  };
  test.each(Object.entries(cases))('%s', async (_what, [lines, status]) => {
    for (const language of ['zh', 'en'] as const) {
      const { statuses, body } = await answered([...lines, `Accept-Language: ${language}`]);
      const { code, message } = JSON.parse(body) as { code: keyof typeof REFUSALS; message: string };
      expect([statuses, REFUSALS[code]?.status]).toEqual([[status], status]);
      expect(/[\u4e00-\u9fff]/.test(message)).toBe(language === 'zh');
    }
  });

  test('a body that waits to be asked for is asked for', async () => {
    const { statuses } = await answered(
      [
        'POST /api/session HTTP/1.1',
        'Host: x',
        'Connection: close',
        'Expect: 100-continue',
        'Content-Type: application/json',
        'Content-Length: 2',
      ],
      '{}',
    );
    expect(statuses).toEqual([100, 400]);
  });
});
