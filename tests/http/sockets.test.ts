import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createInvite } from '../../server/access/invites.ts';
import { Sessions } from '../../server/access/sessions.ts';
import { MESSAGES, PROTOCOL } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { followRaw, isNews } from '../support/load-follower.ts';
import { until } from '../support/until.ts';

let server: TestApp;
let base: string;
beforeAll(async () => {
  server = await startApp({ env: { MOST_SOCKETS: '20' } });
  base = await server.listen();
});
afterAll(async () => {
  await server.close();
});

const first = (messages: readonly string[]) => JSON.parse(messages.find(isNews) ?? 'null');

/** What a hello leads to: the refusal, or the name of the first message. */
async function led(options: Parameters<typeof followRaw>[1]): Promise<string> {
  const follower = await followRaw(base, options);
  const answer = await until(
    () => follower.refused() ?? first(follower.messages)?.[0] ?? (follower.closed() ? 'closed' : undefined),
    'an answer to the hello',
  );
  follower.close();
  return String(answer);
}

describe('a hello', () => {
  test('of somebody new is answered with a snapshot, and with the build that is served', async () => {
    const follower = await followRaw(base);
    const [name, snapshot] = JSON.parse(await follower.got(isNews, 'the snapshot'));
    expect([name, snapshot.protocol, snapshot.tour.setup.name.zh]).toEqual([
      MESSAGES.snapshot,
      PROTOCOL,
      '示例拉练',
    ]);
    const build = await follower.got((message) => message.startsWith(`["${MESSAGES.build}"`), 'the build');
    expect((await server.get('/live/tour/frames.json')).headers['lalian-build']).toBe(JSON.parse(build)[1]);
    follower.close();
  });

  test('of somebody who was here is answered with what he lacks', async () => {
    const follower = await followRaw(base);
    const [, { epoch, seq, digits }] = JSON.parse(await follower.got(isNews, 'the snapshot'));
    follower.close();
    const editor = await server.token('editor', 'qinchu');
    await server.command(editor, 'publishPost', { postId: 'post-0001', text: '一', pictures: [] });
    const track = { version: 0, count: 0 };
    const other = await followRaw(base, { hello: { epoch, seq, digits: 'other', track } });
    expect(JSON.parse(await other.got(isNews, 'all that there is'))[0]).toBe(MESSAGES.snapshot);
    other.close();
    const back = await followRaw(base, { hello: { epoch, seq, digits: digits.at(-1), track } });
    const [name, frame] = JSON.parse(await back.got(isNews, 'what was missed'));
    expect([name, frame.from, frame.to]).toEqual([MESSAGES.frame, seq, seq + 1]);
    expect(frame.events).toMatchObject([{ event: { type: 'post.published', postId: 'post-0001' } }]);
    back.close();
  });

  test.each([
    [{ hello: { epoch: 'another', seq: 1 } }, MESSAGES.snapshot],
    [{ hello: { epoch: 7, seq: 'x' } }, MESSAGES.snapshot],
    [{ hello: { seq: -1 } }, MESSAGES.snapshot],
    [{ hello: { track: { version: -5, count: -1 } } }, MESSAGES.snapshot],
    [{ hello: { tour: 'other' } }, 'tour.unknown'],
    [{ hello: { tour: '../tour' } }, 'tour.unknown'],
    [{ hello: { tour: 7 } }, 'request.invalid'],
    [{ hello: { protocol: PROTOCOL + 1 } }, 'protocol.other'],
    [{ hello: { protocol: 'one' } }, 'request.invalid'],
    [{ as: 'organiser' }, 'session.missing'],
    [{ as: 'organiser', token: 'A'.repeat(43) }, 'session.missing'],
    [{ as: 'king' }, 'session.missing'],
    [{ hello: { rest: 'x'.repeat(5_000) } }, 'closed'],
  ])('%o leads to %s', async (options, answer) => {
    expect(await led(options)).toBe(answer);
  });

  test('in a role that the session does not have is refused', async () => {
    const token = await server.token('judge', 'j1');
    expect(await led({ as: 'judge', token })).toBe(MESSAGES.snapshot);
    for (const as of ['organiser', 'editor', 'screen'])
      expect([as, await led({ as, token })]).toEqual([as, 'session.missing']);
  });

  test('by cookie is taken from pages of this site only', async () => {
    const token = await server.token('organiser', 'boss');
    const headers = { cookie: `lalian.tour.organiser=${token}` };
    expect(await led({ as: 'organiser', headers: { ...headers, origin: base } })).toBe(MESSAGES.snapshot);
    expect(await led({ as: 'organiser', headers: { ...headers, origin: 'http://evil.example' } })).toBe(
      'closed',
    );
  });
});

describe('a connection', () => {
  test('that sends rubbish is closed or ignored, and nobody else notices', async () => {
    const good = await followRaw(base);
    await good.got(isNews, 'the snapshot');
    for (const rubbish of [
      'hello',
      '42["f",{}]',
      '49',
      '4',
      '{"',
      '\0',
      '451-["f",{"_placeholder":true,"num":0}]',
      'x'.repeat(10_000),
    ]) {
      const socket = new WebSocket(`${base.replace('http', 'ws')}/socket/?EIO=4&transport=websocket`);
      socket.on('error', () => undefined);
      await until(() => socket.readyState === WebSocket.OPEN, 'the connection');
      socket.send(rubbish);
      socket.send(Buffer.from([1, 2, 3]));
      socket.close();
      await until(() => socket.readyState === WebSocket.CLOSED, 'the end of the connection');
    }
    expect(good.closed()).toBe(false);
    const editor = await server.token('editor', 'qinchu');
    await server.command(editor, 'publishPost', { postId: 'post-after', text: '之后', pictures: [] });
    await good.got((message) => message.includes('post-after'), 'the next frame');
    good.close();
  });

  test('does not keep the request it came with', async () => {
    const requests: WeakRef<object>[] = [];
    const note = (request: object) => void requests.push(new WeakRef(request));
    server.app.http.server.on('upgrade', note);
    const follower = await followRaw(base);
    await follower.got(isNews, 'the snapshot');
    server.app.http.server.off('upgrade', note);
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const isGone = () => {
      collect();
      return requests.every((request) => request.deref() === undefined);
    };
    expect(requests).toHaveLength(1);
    await until(async () => isGone(), 'the request to be collected');
    expect(follower.closed()).toBe(false);
    follower.close();
  });

  test('beyond the limit is turned away; who leaves makes room', async () => {
    const room = async () =>
      Number(/lalian_connections (\d+)/.exec((await server.get('/metrics')).text)?.[1]);
    await until(async () => (await room()) === 0, 'everybody to be gone');
    const followers = [];
    for (let at = 0; at < 20; at += 1) followers.push(await followRaw(base));
    await until(async () => (await room()) === 20, 'all twenty to be in');
    expect(await led({})).toBe('closed');
    followers[0]?.close();
    await until(async () => (await led({})) === MESSAGES.snapshot, 'room for one more');
    for (const follower of followers) follower.close();
  });

  test.each([
    ['here', () => server.app.http],
    // Another process knows nothing of this one but what is in the store.
    ['in another process', () => undefined],
  ])('whose session is ended %s is closed, and one of another device stays', async (_where, http) => {
    const code = await createInvite(server.store, 'tour', { role: 'judge', id: 'j1', createdBy: 'test' }, 1);
    const enter = async () => {
      const payload = { secret: code.code };
      const answer = await server.app.http.inject({ method: 'POST', url: '/api/session', payload });
      return answer.json<{ token: string }>().token;
    };
    const [token, other] = [await enter(), await enter()];
    const [mine, theirs] = await Promise.all(
      [token, other].map((one) => followRaw(base, { as: 'judge', token: one })),
    );
    if (mine === undefined || theirs === undefined) throw new Error('no followers');
    await Promise.all([mine, theirs].map((one) => one.got(isNews, 'the snapshot')));
    const headers = { authorization: `Bearer ${token}` };
    const here = http();
    if (here === undefined) await new Sessions(server.store, Date.now).end('tour', token);
    else await here.inject({ method: 'DELETE', url: '/api/tours/tour/session', headers });
    await until(() => mine.closed(), 'the connection of the ended session to be closed');
    expect(theirs.closed()).toBe(false);
    expect(await led({ as: 'judge', token })).toBe('session.missing');
    theirs.close();
  });

  test('is not offered by anything but WebSocket: who has none polls the two addresses', async () => {
    const answer = await fetch(`${base}/socket/?EIO=4&transport=polling`);
    expect([answer.status, (await answer.json()).code]).toEqual([404, 'route.unknown']);
  });
});
