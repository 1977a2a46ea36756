import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MOST_AN_HOUR } from '../../server/watch/robots/telling.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { type RobotService, startRobotService } from '../support/robot-service.ts';
import { until } from '../support/until.ts';

const SECRETS = { dingtalk: 'SECabcdef0123456789', feishu: 'fei-shu-secret-123' };
const FULL = 2 ** 28;
const ENOUGH = 2 ** 39;

let service: RobotService;
let server: TestApp;
let organiser: string;
let freeBytes = ENOUGH;

const ask = async (method: 'GET' | 'POST' | 'DELETE', path = '', payload?: object, token = organiser) => {
  const answer = await server.app.http.inject({
    method,
    url: `/api/tours/tour/robots${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(payload && { payload }),
  });
  const body = answer.payload === '' ? {} : answer.json<Record<string, unknown>>();
  return { status: answer.statusCode, body, text: answer.payload };
};
const add = async (kind: 'wecom' | 'dingtalk' | 'feishu', token?: string) => {
  const secret = kind === 'wecom' ? {} : { secret: SECRETS[kind] };
  const { status, body } = await ask('POST', '', { address: service.address(kind, token), ...secret });
  expect(status).toBe(200);
  return String(body.id);
};

beforeEach(async () => {
  service = await startRobotService(SECRETS);
  freeBytes = ENOUGH;
  server = await startApp({
    beatMs: 3_600_000,
    env: { ROBOT_HOSTS: service.host },
    diskSpace: async () => ({ freeBytes, totalBytes: 2 ** 40 }),
  });
  organiser = await server.token('organiser', 'org2');
});
afterEach(async () => {
  await server.close();
  await service.close();
});

describe('a group robot', () => {
  test.each(['wecom', 'dingtalk', 'feishu'] as const)(
    'of %s takes a trial message, signed as it wants',
    async (kind) => {
      const id = await add(kind);
      expect((await ask('POST', `/${id}/trial`, {})).body).toEqual({ ok: true });
      expect(service.messages).toEqual([
        { kind, text: expect.stringMatching(/^【拉练直播】示例\n这是一条测试消息/) },
      ]);
      expect((await ask('GET')).body.robots).toMatchObject([{ id, kind, last: { ok: true } }]);
    },
  );

  test('whose secret is wrong says what its service said', async () => {
    for (const [kind, why] of [
      ['dingtalk', 'sign not match'],
      ['feishu', 'sign match fail or timestamp is not within one hour'],
    ] as const) {
      const { body } = await ask('POST', '', { address: service.address(kind), secret: 'SECwrongwrong' });
      expect((await ask('POST', `/${String(body.id)}/trial`, {})).body).toEqual({ ok: false, why });
    }
    expect(service.messages).toEqual([]);
  });

  test('shows neither address nor secret again, whoever asks', async () => {
    await add('dingtalk', 'very-secret-token-9f3c');
    const { text } = await ask('GET');
    expect(text).toContain('"hint":"9f3c"');
    expect(text).not.toMatch(/very-secret|SECabc|localhost/);
  });

  test('is the organiser’s alone', async () => {
    const id = await add('wecom');
    for (const role of ['judge', 'editor', 'screen'] as const) {
      const token = await server.token(role, role === 'judge' ? 'j1' : role === 'editor' ? 'qinchu' : 'hall');
      for (const [method, path] of [
        ['GET', ''],
        ['POST', `/${id}/trial`],
        ['DELETE', `/${id}`],
      ] as const)
        expect((await ask(method, path, method === 'POST' ? {} : undefined, token)).status).toBe(403);
    }
  });

  test('is removed, and told nothing any more', async () => {
    const id = await add('wecom');
    expect((await ask('DELETE', `/${id}`)).status).toBe(204);
    expect((await ask('DELETE', `/${id}`)).body.code).toBe('robot.unknown');
    expect((await ask('POST', `/${id}/trial`, {})).body.code).toBe('robot.unknown');
    freeBytes = FULL;
    await server.app.beat();
    expect(service.requests()).toBe(0);
  });

  test('there are five at most; the same address again takes the place of itself', async () => {
    for (let at = 0; at < 5; at += 1) await add('wecom', `token-number-${at}`);
    await add('wecom', 'token-number-4');
    const sixth = await ask('POST', '', { address: service.address('wecom', 'token-number-5') });
    expect(sixth.body.code).toBe('robot.too-many');
    expect((await ask('GET')).body.robots).toHaveLength(5);
  });

  test('is tried so often, then it has to wait', async () => {
    const id = await add('wecom');
    for (let trial = 0; trial < 6; trial += 1)
      expect((await ask('POST', `/${id}/trial`, {})).status).toBe(200);
    expect((await ask('POST', `/${id}/trial`, {})).body.code).toBe('request.too-many');
  });
});

describe('no address but a robot’s on an allowed host is taken', () => {
  test.each([
    ['http, not https', (host: string) => `http://${host}/cgi-bin/webhook/send?key=abc`],
    ['another host', () => 'https://example.org/cgi-bin/webhook/send?key=abc'],
    ['a host of the network inside', () => 'https://169.254.169.254/cgi-bin/webhook/send?key=abc'],
    ['another port', () => 'https://localhost:1/cgi-bin/webhook/send?key=abc'],
    ['another path of an allowed host', (host: string) => `https://${host}/metrics?key=abc`],
    [
      'a name and password before the host',
      (host: string) => `https://${host}@example.org/robot/send?access_token=a`,
    ],
    ['two tokens', (host: string) => `https://${host}/robot/send?access_token=a&access_token=b`],
    ['no token', (host: string) => `https://${host}/robot/send`],
  ])('%s', async (_what, address) => {
    const { status, body } = await ask('POST', '', { address: address(service.host) });
    expect([status, body.code]).toEqual([400, 'robot.address']);
    expect(service.requests()).toBe(0);
  });
});

describe('what begins and ends is told', () => {
  const told = (count: number) => until(() => service.messages.length >= count, `${count} messages`);

  test('once to each robot, with what to do, and once more when it is over', async () => {
    await add('wecom');
    await add('feishu');
    freeBytes = FULL;
    await server.app.beat();
    await server.app.beat();
    await told(2);
    expect(service.messages.map(({ text }) => text)).toEqual([
      expect.stringMatching(/磁盘只剩 256 MB[\s\S]*请尽快清理或扩容/),
      expect.stringMatching(/磁盘只剩 256 MB/),
    ]);
    freeBytes = ENOUGH;
    await server.app.beat();
    await told(4);
    expect(service.messages[3]?.text).toContain('已恢复');
    expect(service.messages).toHaveLength(4);
  });

  test('no more than so often an hour', async () => {
    const id = await add('wecom');
    for (let round = 0; round < MOST_AN_HOUR; round += 1) {
      freeBytes = round % 2 === 0 ? FULL : ENOUGH;
      await server.app.beat();
      await told(round + 1);
    }
    freeBytes = FULL;
    await server.app.beat();
    freeBytes = ENOUGH;
    await server.app.beat();
    // A trial waits for its answer: whatever was sent before it has arrived.
    await ask('POST', `/${id}/trial`, {});
    expect(service.messages).toHaveLength(MOST_AN_HOUR + 1);
  });

  test('a service that redirects is not followed, and one that breaks off is said to have failed', async () => {
    const id = await add('wecom');
    service.answer({ status: 302, location: service.address('wecom', 'somewhere-else') });
    expect((await ask('POST', `/${id}/trial`, {})).body).toEqual({ ok: false, why: 'HTTP 302' });
    expect(service.requests()).toBe(1);
    service.answer((connection) => connection.destroy());
    expect((await ask('POST', `/${id}/trial`, {})).body).toEqual({ ok: false, why: '' });
    // Tried once more, and no oftener.
    expect(service.requests()).toBe(3);
  });
});
