import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueAt } from '../../shared/tour/keyed.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';
import { connectRaw, rawPost } from './raw.ts';

const PUBLISH = '/api/tours/tour/commands/publishPost';
const MEGABYTE = 1024 * 1024;

let server: TestApp;
let base: string;
let editor: string;

beforeAll(async () => {
  server = await startApp();
  base = await server.listen();
  editor = await server.token('editor', 'qinchu');
});
afterAll(async () => {
  await server.close();
});

/** Sends a body as it is; what comes back. */
async function send(payload: string | Buffer, url = PUBLISH, type = 'application/json') {
  const answer = await server.app.http.inject({
    method: 'POST',
    url,
    payload,
    headers: { authorization: `Bearer ${editor}`, 'content-type': type, 'accept-language': 'en' },
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
const post = (members: string) =>
  `{"commandId":"${freshId()}","postId":"${freshId()}","pictures":[],${members}}`;
const count = async () => (await server.app.tours.find('tour'))?.fold.tour.feed.length ?? 0;

/** What was sent leaves nothing behind, and the server goes on. */
async function leavesNothing(work: () => Promise<void>): Promise<void> {
  const before = await count();
  await work();
  expect(await count()).toBe(before);
  expect((await send(post('"text":"之后"'))).status).toBe(200);
}

describe('a body of the wrong shape', () => {
  test.each([
    ['"text":1', '/text must be of type string'],
    ['"text":null', '/text must be of type string'],
    ['"text":["a"]', '/text must be of type string'],
    ['"text":"a","extra":1', '/ has an unknown member extra'],
    ['"texts":"a"', '/ lacks text'],
    [`"text":"${'长'.repeat(8001)}"`, '/text must have at most 8000 characters'],
    ['"text":"a","position":[91,110]', '/position/0 must be at most 90'],
    ['"text":"a","position":[1e999,110]', '/position/0 must be of type number'],
    ['"text":"a","position":[32]', '/position must have at least 2 items'],
    ['"text":"a","stopId":"../../etc"', '/stopId does not have the right form'],
    ['"text":"a","stopId":"constructor"', '/stopId does not have the right form'],
    ['"text":"a","pictures":"none"', '/pictures must be of type array'],
  ])('%s is refused, with the place and the reason', async (members, said) => {
    const { status, body } = await send(post(members));
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.message).toBe(`What was sent is not valid: ${said}. Mend it and send it again.`);
  });

  test.each([
    ['a line end of Windows', '一\\r\\n二', '一\n二'],
    ['what came with pasting', '扎\\u000b实\\u0003\\u0000', '扎\n实'],
    ['half of a character', 'a\\ud842', 'a'],
    ['what mirrors the line', '\\u202e镜像', '镜像'],
  ])('%s is cleaned, and keeps nothing from being published', async (_what, sent, kept) => {
    const before = await count();
    expect((await send(post(`"text":"${sent}"`))).status).toBe(200);
    const tour = (await server.app.tours.find('tour'))?.fold.tour;
    expect(tour?.feed.length).toBe(before + 1);
    expect(tour && valueAt(tour.posts, tour.feed.at(-1) ?? '')?.text).toBe(kept);
  });

  test.each(['   ', '\\u200b\\u200b', '\\u3000', '\\u00ad'])(
    'of blanks alone (%j) there is no post',
    async (blank) => {
      const { status, body } = await send(post(`"title":"${blank}","text":"${blank}"`));
      expect([status, body.code]).toEqual([400, 'post.empty']);
    },
  );

  test('a title of blanks is none', async () => {
    expect((await send(post('"title":"\\u3000 ","text":"有话"'))).status).toBe(200);
    const tour = (await server.app.tours.find('tour'))?.fold.tour;
    expect(tour && valueAt(tour.posts, tour.feed.at(-1) ?? '')).not.toHaveProperty('title');
  });

  test.each([
    'NaN',
    'Infinity',
    '1e1',
    '１２',
    '-1',
    '+5',
    '05',
    '.5',
    '5.',
    '0x5',
    '',
    ' 5',
    '1234567',
    5,
    null,
  ])('the mark %j is no decimal, and refused', async (mark) => {
    const answer = await server.command(await server.token('judge', 'j1'), 'castBallot', {
      itemId: 's1',
      marks: { work: mark, show: '8' },
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect((await server.app.tours.find('tour'))?.fold.tour.ballots.s1).toBeUndefined();
  });

  test.each(['', '{', '[]', '"text"', 'null', 'true', '{"a":1,}', "{'a':1}", 'commandId=1'])(
    '%j is refused',
    async (payload) => {
      const { status, body } = await send(payload);
      expect(status).toBe(400);
      expect(body.code).toMatch(/^request\.(not-json|invalid)$/);
    },
  );

  test.each(['short', 'with space 1', 'a'.repeat(65), '编号编号编号编号'])(
    'the retry key %j is refused',
    async (commandId) => {
      const payload = JSON.stringify({ commandId, postId: freshId(), text: '文', pictures: [] });
      expect((await send(payload)).body.code).toBe('request.invalid');
    },
  );

  test('another content type than JSON is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect([type, (await send(post('"text":"a"'), PUBLISH, type)).status]).toEqual([type, 415]);
  });

  test('deep nesting is refused and fells nothing', async () => {
    await leavesNothing(async () => {
      const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
      expect((await send(post(`"text":${deep}`))).status).toBe(400);
      expect((await send(deep)).status).toBe(400);
    });
  });
});

describe('a body that is no clean text', () => {
  test('invalid UTF-8 is refused, not stored as something that nobody wrote', async () => {
    await leavesNothing(async () => {
      for (const wrong of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xe4, 0xb8]]) {
        const bytes = Buffer.concat([
          Buffer.from(post('"text":"').slice(0, -1)),
          Buffer.from(wrong),
          Buffer.from('"}'),
        ]);
        const { status, body } = await send(bytes);
        expect([status, body.code]).toEqual([400, 'request.not-json']);
      }
    });
  });

  test.each(['\\ud800', '\\udc00', '\\ude00\\ud83d'])('the half of a pair %s is no text', async (half) => {
    const { status, body } = await send(post(`"text":"${half}"`));
    expect([status, body.code]).toEqual([400, 'post.empty']);
  });

  test.each(['😀', '\\ud83d\\ude00', '𠮷', '👨‍👩‍👧', 'ا'])(
    'whole characters such as %s are taken as they are',
    async (text) => {
      const postId = freshId();
      const payload = `{"commandId":"${freshId()}","postId":"${postId}","pictures":[],"text":"${text}"}`;
      expect((await send(payload)).status).toBe(200);
      const kept = JSON.parse((await server.get(`/live/tour/posts/${postId}.json`)).text);
      expect(kept.posts[0].text).toBe(JSON.parse(`"${text}"`));
    },
  );

  test.each([
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"a":{"__proto__":{"polluted":true}}}',
    '{"\\u005f_proto__":{"polluted":true}}',
  ])('%s is refused and reaches no prototype', async (payload) => {
    const { status, body } = await send(payload);
    expect(status).toBe(400);
    expect(body.code).toMatch(/^request\.(not-json|invalid)$/);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('names that objects have anyway are no ids of posts, and addresses that say them are not there', async () => {
    for (const postId of Object.getOwnPropertyNames(Object.prototype)) {
      const answer = await send(`{"commandId":"${freshId()}","postId":"${postId}","pictures":[],"text":"a"}`);
      expect([postId, answer.status, answer.body.code]).toEqual([postId, 400, 'request.invalid']);
      for (const url of [
        `/t/tour/p/${postId}`,
        `/t/tour/p/${postId}/share.png`,
        `/live/tour/posts/${postId}.json`,
        `/t/tour/areas/${postId}/rss.xml`,
        `/t/tour/outlets/${postId}/feed.json`,
        `/t/${postId}`,
        `/embed/${postId}`,
        `/api/tours/${postId}/result`,
        `/api/tours/tour/as/${postId}`,
        `/api/tours/tour/commands/${postId}`,
      ])
        expect([url, (await server.get(url)).status]).toEqual([url, 404]);
    }
  });
});

describe('a body that is too large', () => {
  test.each([
    [PUBLISH, 10 * MEGABYTE, '256 KB'],
    ['/api/tours/tour/desk/beat', 10 * MEGABYTE, '256 KB'],
    ['/api/session', 10 * MEGABYTE, '1 KB'],
    ['/live/tour/visit', 10 * MEGABYTE, '1 KB'],
  ])('%s refuses 10 MB and names its limit', async (url, bytes, limit) => {
    const { status, body } = await send(`{"text":"${'x'.repeat(bytes)}"}`, url);
    expect([status, body.code, body.details]).toEqual([413, 'request.too-large', { limit }]);
  });

  test('is refused on the wire before it was sent', async () => {
    await leavesNothing(async () => {
      const { socket, answered } = await connectRaw(base);
      socket.write(rawPost(PUBLISH, editor, '{"text":"', 10 * MEGABYTE));
      await until(
        () => answered().includes('request.too-large'),
        'the refusal of a body that is not there yet',
      );
      expect(answered()).toMatch(/^HTTP\/1\.1 413 /);
      socket.destroy();
    });
  });

  test('is refused when it does not say how long it is', async () => {
    await leavesNothing(async () => {
      const { socket, answered } = await connectRaw(base);
      socket.write(
        `POST ${PUBLISH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer ${editor}\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      const chunk = 'x'.repeat(64 * 1024);
      for (let sent = 0; sent < 10; sent += 1) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
      await until(() => answered().includes('request.too-large'), 'the refusal of an endless body');
      socket.destroy();
    });
  });
});

describe('a connection that is cut in the middle of a body', () => {
  const connections = async () =>
    promisify(server.app.http.server.getConnections.bind(server.app.http.server))();

  test.each(['with a length', 'in chunks'])('%s leaves nothing behind', async (how) => {
    await leavesNothing(async () => {
      const before = await connections();
      const { socket } = await connectRaw(base);
      const body = post('"text":"半截"');
      const half = body.slice(0, -10);
      if (how === 'with a length') socket.write(rawPost(PUBLISH, editor, half, Buffer.byteLength(body)));
      else
        socket.write(
          `POST ${PUBLISH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer ${editor}\r\nTransfer-Encoding: chunked\r\n\r\n${Buffer.byteLength(half).toString(16)}\r\n${half}\r\n`,
        );
      await until(async () => (await connections()) > before, 'the connection to arrive');
      socket.destroy();
      await until(async () => (await connections()) === before, 'the server to let go of the cut connection');
    });
  });

  test('what is no HTTP at all is answered and let go', async () => {
    const { socket, closed } = await connectRaw(base);
    socket.write('\x16\x03\x01\x02\x00 this is not http\r\n\r\n');
    expect(await closed).toMatch(/^HTTP\/1\.1 400 /);
    expect((await server.get('/healthz')).status).toBe(200);
  });
});
