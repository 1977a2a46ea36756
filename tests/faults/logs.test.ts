import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectRaw } from '../http/raw.ts';
import { command, enter, post, prepareTour } from '../support/load.ts';
import { followRaw } from '../support/load-follower.ts';
import { runProgram, type ServerProcess, startServer } from '../support/processes.ts';

let dir: string;
let server: ServerProcess;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-logs-'));
  server = await startServer({ DATA_DIR: dir, LOG_LEVEL: 'trace' });
});
afterEach(async () => {
  await server.kill();
  await rm(dir, { recursive: true, force: true });
});

/** The lines of a log, each a JSON object; what the first start prints for people is no log. */
const linesOf = (output: string): Record<string, unknown>[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  test('holds no token, no invite, no cookie and no tracker address, whatever goes wrong', async () => {
    const code = await server.firstInvite();
    const { organiser, editor, judges } = await prepareTour(server.base, code, 2);
    const made = await post(
      `${server.base}/api/tours/tour/invites`,
      {
        invites: [
          { role: 'tracker', id: 'bus' },
          { role: 'screen', id: 'hall' },
        ],
      },
      organiser,
    );
    const [tracker, screen] = (made.body.invites as { url: string }[]).map(({ url }) => new URL(url));
    const trackerCode = tracker?.pathname.split('/')[2] ?? '';
    const screenCode = screen?.hash.slice(1) ?? '';
    const token = await enter(server.base, screenCode);
    const wrong = `tour.${'Z'.repeat(43)}`;
    const asked: readonly (readonly [string, RequestInit?])[] = [
      [`/track/${trackerCode}?lat=32&lon=110`],
      [`/track/${trackerCode}/?lat=32&lon=110`],
      [`//track/${trackerCode}?lat=32&lon=110`],
      [`/track/${trackerCode}/nothing`],
      [`/track/${wrong}`],
      [`/api/session?secret=${screenCode}`, { method: 'POST' }],
      [`/enter?secret=${screenCode}`],
      [
        '/api/session',
        {
          method: 'POST',
          body: JSON.stringify({ secret: wrong }),
          headers: { 'content-type': 'application/json' },
        },
      ],
      [
        '/api/session',
        {
          method: 'POST',
          body: `{"secret":"${screenCode}"`,
          headers: { 'content-type': 'application/json' },
        },
      ],
      ['/', { headers: { cookie: `lalian.tour.screen=${token}`, authorization: `Bearer ${token}` } }],
      [
        '/api/tours/tour/commands/beginDay',
        {
          method: 'POST',
          headers: { cookie: `lalian.tour.organiser=${organiser}`, origin: 'http://evil.example' },
        },
      ],
      [
        '/api/tours/tour/pictures',
        {
          method: 'POST',
          body: 'no picture',
          headers: { authorization: `Bearer ${editor}`, 'content-type': 'image/png' },
        },
      ],
    ];
    for (const [path, init] of asked) await (await fetch(`${server.base}${path}`, init)).text();
    await command(server.base, editor, 'publishPost', 'publish-0001', {
      postId: 'post-0001',
      text: '一',
      pictures: [],
    });
    for (const as of ['organiser', 'screen', 'nobody']) {
      const follower = await followRaw(server.base, {
        as,
        token,
        headers: { cookie: `lalian.tour.${as}=${organiser}` },
      });
      follower.close();
    }
    // What no client would send: the parser's error holds the bytes that it stumbled over.
    for (const line of [
      `BREW /track/${trackerCode} HTTP/1.1`,
      `GET /track/${trackerCode} HTTP/9.9`,
      `GET /track/${trackerCode} HTTP/1.1\r\nCookie lalian.tour.organiser=${organiser}`,
      `GET /%zz?secret=${screenCode} HTTP/1.1\r\nHost: localhost\r\nConnection: close`,
    ]) {
      const { socket, closed } = await connectRaw(server.base);
      socket.write(`${line}\r\n\r\n`);
      expect(await closed).toMatch(/"code":"(request\.malformed|route\.unknown)"/);
    }
    server.signal('SIGTERM');
    await server.ended;
    // The one-time link is printed on purpose: it is how the organiser gets in. It is used up by now.
    const log = server
      .output()
      .split('\n')
      .filter((line) => !line.includes('/enter#'))
      .join('\n');
    expect(linesOf(log).length).toBeGreaterThan(0);
    const secrets = {
      organiser,
      editor,
      token,
      trackerCode,
      screenCode,
      wrong,
      first: code,
      judge: judges.get('j1') ?? '',
    };
    for (const [name, secret] of Object.entries(secrets))
      expect([name, log.includes(secret.split('.').at(-1) ?? secret)]).toEqual([name, false]);
    expect(log).not.toMatch(/authorization|cookie|rawPacket|"data":\[/i);
  });

  test('is one JSON object a line, each with its time and level', async () => {
    await fetch(`${server.base}/nothing`);
    server.signal('SIGTERM');
    await server.ended;
    const lines = linesOf(server.output());
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(line).toMatchObject({
        level: expect.any(Number),
        time: expect.any(Number),
        msg: expect.any(String),
      });
    expect(lines.some((line) => line.msg === 'stopping' && line.signal === 'SIGTERM')).toBe(true);
  });
});

describe('the command line', () => {
  test('makes a new link for the organiser beside a running server', async () => {
    await enter(server.base, await server.firstInvite());
    const made = await runProgram('invite', ['organiser'], {
      DATA_DIR: dir,
      PUBLIC_URL: 'https://live.example.cn',
    });
    expect(made.code).toBe(0);
    const link = /https:\/\/live\.example\.cn\/enter#(\S+)/.exec(made.output)?.[1] ?? '';
    expect((await post(`${server.base}/api/session`, { secret: link })).body).toMatchObject({
      role: 'organiser',
    });
    expect((await post(`${server.base}/api/session`, { secret: link })).body).toMatchObject({
      code: 'invite.used',
    });
  });

  test.each([
    ['invite', ['king'], /Usage/],
    ['invite', ['organiser', '--tour', 'Not A Name'], /named with lower-case letters/],
    ['invite', ['organiser', '--wrong'], /wrong/],
    ['export', [], /Usage/],
    ['import', [], /Usage/],
    ['import', ['/nowhere/tour.gz'], /There is no file/],
    ['verify', ['--tour', 'other'], /There is no tour "other"/],
  ] as const)('%s %j says what is wrong, without a stack', async (name, words, said) => {
    const ended = await runProgram(name, words, { DATA_DIR: name === 'import' ? join(dir, 'other') : dir });
    expect([ended.code, ended.output]).toEqual([2, expect.stringMatching(said)]);
    expect(ended.output).not.toMatch(/\n\s+at /);
  });
});
