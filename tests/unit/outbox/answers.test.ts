import { afterEach, expect, test, vi } from 'vitest';
import { createServerTime } from '../../../client/live/server-time.ts';
import { senderTo, TOO_LARGE } from '../../../client/outbox/commands.ts';
import { ANSWER_HEADER } from '../../../shared/protocol.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What becomes of something that was sent and answered so; `ours`: by the server itself. */
async function sent(status: number, body: string, ours: boolean, headers: Record<string, string> = {}) {
  const signed: Record<string, string> = ours ? { [ANSWER_HEADER]: '1', ...headers } : headers;
  vi.stubGlobal('fetch', async () => new Response(body, { status, headers: signed }));
  return senderTo(
    't',
    createServerTime(0, () => 0),
  )('/commands/castBallot', { method: 'POST' });
}
const REFUSAL = JSON.stringify({ code: 'item.locked', message: '已锁定' });

test('only what the server itself says settles what was sent', async () => {
  expect(await sent(200, '{"at":1}', true)).toEqual({ kind: 'taken', body: { at: 1 } });
  expect(await sent(409, REFUSAL, true)).toMatchObject({ kind: 'refused', code: 'item.locked' });
  // A portal's "fine", a firewall's own refusal, in whatever form.
  for (const [status, body] of [
    [200, '{}'],
    [200, '<html>请登录</html>'],
    [204, ''],
    [302, ''],
    [403, '<html>Forbidden</html>'],
    [403, REFUSAL],
    [409, '{"code":"ballot.exists"}'],
  ] as const) {
    const answer =
      status === 204 || status === 302 ? await sentBare(status) : await sent(status, body, false);
    expect(answer).toEqual({ kind: 'later', retryAfterSeconds: 0, stoppedBy: status });
  }
});

async function sentBare(status: number) {
  vi.stubGlobal('fetch', async () => new Response(null, { status }));
  return senderTo(
    't',
    createServerTime(0, () => 0),
  )('/x', { method: 'POST' });
}

test('a server that is away, or asks for patience, stops nothing', async () => {
  for (const status of [408, 425, 429, 500, 502, 503, 504])
    expect(await sent(status, '<html></html>', false, { 'retry-after': '7' })).toEqual({
      kind: 'later',
      retryAfterSeconds: 7,
    });
});

test('a file that is too large for something on the way is so tomorrow, too; small words are stopped, and wait', async () => {
  const upload = (body: BodyInit, said: string) => {
    vi.stubGlobal('fetch', async () => new Response(said, { status: 413 }));
    return senderTo(
      't',
      createServerTime(0, () => 0),
    )('/pictures', { method: 'POST', body });
  };
  for (const said of ['<html></html>', '{"code":"too.big","message":"portal says no"}']) {
    expect(await upload(new Blob(['x']), said)).toEqual({ kind: 'refused', code: TOO_LARGE, message: '' });
    expect(await upload('{}', said)).toEqual({ kind: 'later', retryAfterSeconds: 0, stoppedBy: 413 });
  }
});
