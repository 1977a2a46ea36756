import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutSecrets } from '../../server/http/wire/log-lines.ts';
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

/** What is answered to bytes, as status, headers and body. */
async function answerTo(bytes: string): Promise<{ status: number; head: string; body: string }> {
  const { socket, closed } = await connectRaw(base);
  socket.write(bytes);
  const text = Buffer.from(await closed, 'latin1').toString();
  const at = text.indexOf('\r\n\r\n');
  return {
    status: Number(text.slice(9, 12)),
    head: text.slice(0, at).toLowerCase(),
    body: text.slice(at + 4),
  };
}
const asked = (line: string, ...headers: string[]) =>
  answerTo([`${line} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'));

describe('what goes wrong is said in one form, in the reader’s language', () => {
  test.each([
    ['GET /%zz', 404],
    ['GET /%c0%af', 404],
    ['GET /t/%ff', 404],
    ['GET /assets/../x', 404],
    ['GET /assets/..%2f..%2fpackage.json', 404],
    ['GET /assets/%00', 404],
    ['GET /assets/nothing.js', 404],
    ['DELETE /api/tours/a%20b/session', 404],
    ['DELETE /api/tours/%D0%B0/session', 404],
    ['GET /api/tours/a%3Bb/result', 404],
    ['PROPFIND /', 404],
    ['QUERY /', 404],
    ['PUT /t/tour', 404],
    [`GET /t/${'x'.repeat(300)}`, 404],
    ['POST /api/session', 415],
    ['FOO /', 400],
    [`GET /${'x'.repeat(20_000)}`, 431],
  ])('%s', async (line, status) => {
    const headers = line.startsWith('POST') ? ['Content-Type: text/plain', 'Content-Length: 1', '', 'x'] : [];
    for (const language of ['zh', 'en'] as const) {
      const { status: found, head, body } = await asked(line, `Accept-Language: ${language}`, ...headers);
      expect([line.slice(0, 40), found, head.includes('application/json')]).toEqual([
        line.slice(0, 40),
        status,
        true,
      ]);
      const { code, message } = JSON.parse(body) as { code: keyof typeof REFUSALS; message: string };
      expect(REFUSALS[code]).toBeDefined();
      // The parser gives nothing of a head that it has not finished.
      if (status !== 431 && status !== 400) expect(/[\u4e00-\u9fff]/.test(message)).toBe(language === 'zh');
      expect(head).toContain('cache-control: no-store');
      expect(head).toContain('x-content-type-options: nosniff');
    }
  });

  test('a person is shown a page, a program is not', async () => {
    for (const line of ['GET /nothing', 'GET /%zz', 'GET /assets/../x', 'GET /judge/ANYTHING', 'GET /t/NO']) {
      const page = await asked(line, 'Accept: text/html,application/xhtml+xml,*/*;q=0.8');
      expect([line, page.status, /^content-type: text\/html/m.test(page.head)]).toEqual([line, 404, true]);
      expect(page.body).toContain('<h1>');
    }
    const api = await asked('GET /api/nothing', 'Accept: text/html');
    expect([api.status, /^content-type: application\/json/m.test(api.head)]).toEqual([404, true]);
  });

  test.each(['judge', 'organiser', 'desk', 'embed', 't'])(
    '/%s of a tour that there is not is not there',
    async (page) => {
      for (const tour of ['nothing', 'ANYTHING', 'a%20b', '__proto__', '..%2f'])
        expect([tour, (await asked(`GET /${page}/${tour}`)).status]).toEqual([tour, 404]);
      expect((await asked(`GET /${page}/tour`)).status).toBe(200);
    },
  );
});

test('a line of the log holds no secret, whoever wrote it', () => {
  const secret = 'aB3_-'.repeat(9).slice(0, 43);
  const line = `{"err":"x /track/tour.${secret}?lat=1 lalian.tour.judge=${secret}; Bearer ${secret} https://push.example.org/send/abc?k=1 redis","b":1}`;
  const kept = withoutSecrets(line);
  expect(kept).not.toMatch(/aB3_|send\/abc/);
  expect(JSON.parse(kept)).toMatchObject({ b: 1 });
});
