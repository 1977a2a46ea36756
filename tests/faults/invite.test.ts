import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runProgram, type ServerProcess, startServer } from '../support/processes.ts';
import { startRedis } from '../support/redis-server.ts';

/** A machine of its own: nobody else's servers are found on it. */
let dir: string;
let machine: { readonly TMPDIR: string };
const at = (name: string): string => join(dir, name);
const servers: ServerProcess[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-invite-'));
  for (const name of ['tmp', 'cwd']) await mkdir(at(name));
  machine = { TMPDIR: at('tmp') };
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.kill()));
  await rm(dir, { recursive: true, force: true });
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const server = await startServer({ DATA_DIR: at('data-of-server'), ...machine, ...env });
  servers.push(server);
  return server;
}

/** `npm run invite -- organiser`, typed where nobody said where the server's data is. */
async function invite(env: Readonly<Record<string, string>> = {}, ...words: readonly string[]) {
  const made = await runProgram('invite', ['organiser', ...words], { ...machine, ...env }, at('cwd'));
  return { ...made, link: /https?:\/\/\S+\/enter#\S+/.exec(made.output)?.[0] };
}

/** `npm run invite -- host`. */
async function inviteHost() {
  const made = await runProgram('invite', ['host'], machine, at('cwd'));
  return { ...made, link: /https?:\/\/\S+\/enter#\S+/.exec(made.output)?.[0] };
}

/** The role that a link gives at the address that it names itself. */
async function roleBy(link: string | undefined): Promise<unknown> {
  const { origin, hash } = new URL(link ?? 'no link:');
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret: hash.slice(1) }),
  });
  return ((await answer.json()) as { role?: unknown }).role;
}

describe('a new link for the organiser works as it is printed', () => {
  test('where the server has a port and a folder that nobody said', async () => {
    await start();
    const made = await invite();
    expect([made.code, await roleBy(made.link)]).toEqual([0, 'organiser']);
    expect(await readdir(at('cwd'))).toEqual([]);
  });

  test('where only the folder was said', async () => {
    await start();
    expect(await roleBy((await invite({ DATA_DIR: at('data-of-server') })).link)).toBe('organiser');
  });

  test('at the address that the server was told it has', async () => {
    await start({ PUBLIC_URL: 'https://tour.example.invalid' });
    const { link, output } = await invite();
    expect(link).toMatch(/^https:\/\/tour\.example\.invalid\/enter#/);
    expect(output).toContain('was not reached from this machine');
  });

  test('where the server keeps its tours in Redis, with or without its address', async () => {
    const redis = await startRedis();
    try {
      const env = { REDIS_URL: redis.url };
      await start(env);
      expect(await roleBy((await invite(env)).link)).toBe('organiser');
      expect(await roleBy((await invite()).link)).toBe('organiser');
      for (const folder of ['tmp', 'data-of-server/running'])
        for (const file of await readdir(at(folder), { recursive: true }))
          if (file.endsWith('.json'))
            expect(await readFile(join(at(folder), file), 'utf8')).not.toContain(redis.url);
    } finally {
      await redis.stop();
    }
  });

  test('and one for the host, who gets it for the server and no tour', async () => {
    await start();
    const made = await inviteHost();
    expect([made.code, await roleBy(made.link)]).toEqual([0, 'host']);
    expect(await roleBy((await inviteHost()).link)).toBe('host');
    expect(await readdir(at('cwd'))).toEqual([]);
  });

  test('where the server listens on one address only', async () => {
    const server = await start({ HOST: '127.0.0.2' });
    const { link } = await invite();
    expect(link).toMatch(/^http:\/\/127\.0\.0\.2:/);
    expect(await roleBy(link)).toBe('organiser');
    expect(await roleBy(`${server.base}/enter#${await server.hostInvite()}`)).toBe('host');
  });
});

describe('no link is printed', () => {
  const saysInstead = async (made: Awaited<ReturnType<typeof invite>>, said: RegExp) => {
    expect(made).toMatchObject({ code: 2, link: undefined });
    expect(made.output).toMatch(said);
    expect(made.output).toMatch(/[\u4e00-\u9fff]/);
  };

  test('where there is neither a server nor data, and no data is made', async () => {
    await saysInstead(await invite(), /There is no data in .*DATA_DIR/s);
    await saysInstead(await invite({ DATA_DIR: at('elsewhere') }), /There is no data in/);
    expect([existsSync(at('elsewhere')), await readdir(at('cwd'))]).toEqual([false, []]);
  });

  test('where the server was killed, until its address is said', async () => {
    const server = await start();
    await server.kill();
    await saysInstead(await invite(), /There is no data in/);
    await saysInstead(await invite({ DATA_DIR: at('data-of-server') }), /No server was found/);
    const made = await invite({ DATA_DIR: at('data-of-server'), PUBLIC_URL: 'http://localhost:4180' });
    expect(made.output).toContain('works once one runs there');
  });

  test('where servers run on different data, until one is named', async () => {
    await start();
    await start({ DATA_DIR: at('another') });
    await saysInstead(await invite(), /Several servers run on different data:.*data-of-server/s);
    expect(await roleBy((await invite({ DATA_DIR: at('another') })).link)).toBe('organiser');
  });

  test('where the address that was said is another server’s', async () => {
    await start();
    const another = await start({ DATA_DIR: at('another') });
    const wrong = { DATA_DIR: at('data-of-server'), PUBLIC_URL: another.base };
    await saysInstead(await invite(wrong), /does not lead to the server/);
  });

  test('where what a killed server left names an address that is another’s by now', async () => {
    const killed = await start();
    const running = at('data-of-server/running');
    const [name = ''] = await readdir(running);
    const left = JSON.parse(await readFile(join(running, name), 'utf8'));
    await killed.kill();
    const another = await start({ DATA_DIR: at('another') });
    const stale = { ...left, pid: another.pid, address: another.base };
    await writeFile(join(running, name), JSON.stringify(stale));
    await saysInstead(await invite({ DATA_DIR: at('data-of-server') }), /No server was found/);
  });
});

test('a server that stops takes its files along, and one that starts those of a killed one', async () => {
  const filesLeft = async () =>
    (await readdir(at('tmp'), { recursive: true })).filter((name) => name.endsWith('.json')).length;
  const killed = await start();
  await killed.kill();
  expect(await filesLeft()).toBe(1);
  const server = await start();
  expect(await filesLeft()).toBe(1);
  server.signal('SIGTERM');
  await server.ended;
  expect(await filesLeft()).toBe(0);
  expect(await readdir(at('data-of-server/running'))).toEqual([]);
});

test('every other tool finds the data of the running server too', async () => {
  await (await start()).firstInvite();
  const { code, output } = await runProgram('verify', [], machine, at('cwd'));
  expect([code, output]).toEqual([0, expect.stringContaining('tour: 0 events, chain intact')]);
});
