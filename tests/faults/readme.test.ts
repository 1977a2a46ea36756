import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import {
  type Block,
  blocksOf,
  freshClone,
  openShell,
  runServerBlock,
  type Terminal,
} from '../support/readme-shell.ts';
import { everyReadme, isChinese } from '../support/readmes.ts';
import { startRedis } from '../support/redis-server.ts';

/**
 * Every shell block of every README is pasted, in its order (the main one first, then room by room), into a fresh
 * clone; the Chinese ones have the same blocks.
 */
const BLOCKS = everyReadme()
  .filter((readme) => !isChinese(readme))
  .flatMap(({ text }) => blocksOf(text));
const LISTENING = /listening on \S+/;
/** An empty server has printed the organiser's link. */
const IS_NEW = /\/enter#\S+\n/;

let root: string;
let clone: string;
let terminal: Terminal;
let port: number;
let server: Awaited<ReturnType<typeof runServerBlock>>;
let shell: ReturnType<typeof openShell>;

/** A block as it is pasted: on ports that are free here, and with the link that the server printed. */
const onThisMachine = (text: string): string =>
  text.replaceAll('8080', String(port)).replaceAll(/http\S+PASTE-THE-PRINTED-LINK/g, printedLink);
const printedLink = (): string => /http\S+\/enter#\S+/.exec(server.output())?.[0] ?? 'no link was printed';
const the = (pattern: RegExp): Block => {
  const block = BLOCKS.find(({ text }) => pattern.test(text));
  if (block === undefined) throw new Error(`No README has a block with ${pattern}`);
  return block;
};
const theTour = (isUp: RegExp) =>
  runServerBlock(terminal, onThisMachine(the(/PUBLIC_URL=http:.*npm start/).text), isUp);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lalian-readme-'));
  clone = join(root, 'clone');
  await freshClone(clone);
  port = await freePort();
  terminal = { dir: clone, env: { PORT: String(port), TMPDIR: root, LANG: 'C.UTF-8' } };
  server = await theTour(IS_NEW);
  shell = openShell(terminal);
});
afterAll(async () => {
  await shell?.close();
  await server?.stop();
  await rm(root, { recursive: true, force: true });
});

/** What each shell block must have printed, by what stands in it. */
const ANSWERS: readonly (readonly [RegExp, (printed: string, block: string) => void | Promise<void>])[] = [
  [/^LALIAN=/m, (printed) => expect(printed).toBe('')],
  [/setUpTour/, (printed) => expect(printed).toMatch(/^\{"at":\d+,"seq":\d+,"repeated":false\}$/)],
  [
    /appointJudges/,
    async (printed) => {
      expect(printed).toMatch(/^\{"at":\d+,"seq":\d+,"repeated":false\}$/);
      const made = JSON.parse(await readFile(join(clone, 'invites.json'), 'utf8')) as { invites: unknown[] };
      expect(made.invites).toHaveLength(4);
    },
  ],
  [
    /castBallot/,
    (printed, block) => {
      const lines = printed.split('\n');
      const given = block.match(/^give /gm)?.length ?? 0;
      expect(given).toBeGreaterThan(6);
      for (const line of lines.slice(0, given))
        expect(line).toMatch(/^\{"at":\d+,"seq":\d+,"repeated":false\}$/);
      const { tour, latest } = JSON.parse(lines[given] ?? '') as {
        tour: {
          setup: { name: { en: string } };
          posts: readonly unknown[];
        };
        latest: { standings: { mode: string } };
      };
      expect(tour.setup.name.en).toBe('Sample tour');
      expect(tour.posts).toHaveLength(1);
      expect(tour.posts[0]).toMatchObject({
        id: 'post-0001',
        title: '第一站',
        pictures: [{ alt: '村民在实践所门口迎接' }],
      });
      expect(latest.standings.mode).toBe('hidden');
    },
  ],
  [
    /\$TRACKER/,
    (printed, block) => {
      const said = [...block.matchAll(/echo {3}# .*: (\S+)$/gm)].map((match) => match[1]);
      expect(said).toHaveLength(5);
      expect(printed.split('\n')).toEqual(said);
    },
  ],
  [/npm run archive/, async () => expect((await stat(join(clone, 'tour.zip'))).size).toBeGreaterThan(10_000)],
  [
    /npm run verify/,
    (printed) => {
      expect(printed.match(/chain intact/g)).toHaveLength(2);
      expect(existsSync(join(clone, 'tour.lalian'))).toBe(true);
    },
  ],
  [/npm run import/, (printed) => expect(printed).not.toMatch(/error|throw/i)],
  [/invite -- organiser/, (printed) => expect(printed).toBe('')],
  [/settleClock/, (printed) => expect(printed).toMatch(/^\{"at":\d+/)],
];

test('the blocks that are pasted into one shell run one after the other, and answer as is said', async () => {
  const pasted = BLOCKS.filter(({ kind }) => kind === 'sh' || kind === 'sh stopped');
  expect(pasted.length).toBe(ANSWERS.length);
  for (const [at, { kind, text }] of pasted.entries()) {
    const [pattern, holds] = ANSWERS[at] ?? [/^$/, () => undefined];
    expect(text).toMatch(pattern);
    if (kind === 'sh stopped') await server.stop();
    const printed = await shell.paste(onThisMachine(text));
    expect(printed, text).not.toMatch(/FAILED\(|"code":|undefined/);
    await holds(printed, text);
    if (kind === 'sh stopped') server = await theTour(LISTENING);
  }
});

describe('a block that starts a server', () => {
  const alone = async (
    block: Block,
    isUp: RegExp,
    check: (output: string) => Promise<void> | void,
    change = (text: string) => text,
  ) => {
    const apart = {
      dir: join(root, `clone-${await freePort()}`),
      env: { ...terminal.env, PORT: String(await freePort()) },
    };
    await freshClone(apart.dir);
    await prepare(apart.dir);
    const up = await runServerBlock(apart, change(block.text), isUp);
    try {
      await check(up.output());
    } finally {
      await up.stop();
    }
  };
  let prepare: (dir: string) => Promise<void> = async () => undefined;

  test('is one of those that are tried here', () => {
    const starts = BLOCKS.filter(({ kind }) => kind === 'sh server').map(
      ({ text }) => /REDIS|TLS|demo|npm start/.exec(text)?.[0],
    );
    expect(starts.sort()).toEqual(['REDIS', 'TLS', 'demo', 'npm start']);
  });

  test('of the demo prints an address that can be opened at once', async () => {
    await alone(the(/npm run demo -- /), /Lalian demo: http:\S+/, async (output) => {
      const base = /(http:\/\/localhost:\d+)/.exec(output)?.[1];
      expect((await fetch(`${base}/healthz`)).status).toBe(200);
    });
  });

  test('on Redis that is set up as is said starts without a warning', async () => {
    const settings = the(/appendfsync always/)
      .text.trim()
      .split('\n');
    const redis = await startRedis({
      args: settings.flatMap((line) => [`--${line.split(' ')[0]}`, line.split(' ')[1] ?? '']),
    });
    try {
      const onRedis = (text: string) => text.replace(':6379', `:${redis.port}`);
      await alone(
        the(/^REDIS_URL=/m),
        IS_NEW,
        (output) => {
          expect(output).toContain('(store: redis)');
          expect(output).not.toContain('!!');
        },
        onRedis,
      );
    } finally {
      await redis.stop();
    }
  });

  test('with a certificate answers over HTTPS', async () => {
    const secure = await freePort();
    const onSecure = (text: string) => text.replace('PORT=443', `PORT=${secure}`);
    prepare = async (dir) => certificate(dir, 'privkey.pem', 'fullchain.pem');
    const status = () =>
      new Promise<number | undefined>((done, fail) => {
        request(`https://127.0.0.1:${secure}/readyz`, { rejectUnauthorized: false }, (answer) => {
          answer.resume();
          done(answer.statusCode);
        })
          .on('error', fail)
          .end();
      });
    await alone(
      the(/TLS_CERT/),
      IS_NEW,
      async (output) => {
        expect(output).toContain('https://tour.example.org/enter#');
        expect(await status()).toBe(200);
      },
      onSecure,
    );
  });
});

/** A certificate of the test's own. */
function certificate(dir: string, key: string, chain: string): void {
  const words =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost';
  execFileSync('openssl', [...words.split(' '), '-keyout', join(dir, key), '-out', join(dir, chain)], {
    stdio: 'ignore',
  });
}

test('nginx takes its configuration, with the lines for TLS in their place', async () => {
  certificate(root, 'privkey.pem', 'fullchain.pem');
  const shipped = await readFile(join(clone, 'server/deploy/nginx.conf'), 'utf8');
  const lines = the(/ssl_certificate_key/).text.replaceAll('/etc/letsencrypt/live/tour.example.org', root);
  const single = shipped
    .replace(
      /server server-a:8080 max_fails=0;\s+server server-b:8080 max_fails=0;/,
      'server 127.0.0.1:8080 max_fails=0;',
    )
    .replace(/listen 80 [^;]*;/, lines.replace('listen 443', `listen 127.0.0.1:${await freePort()}`));
  await writeFile(join(root, 'nginx.conf'), single);
  const { stderr } = await promisify(execFile)(
    'nginx',
    ['-t', '-p', `${root}/`, '-e', 'stderr', '-c', join(root, 'nginx.conf')],
    { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } },
  );
  expect(stderr).toContain('syntax is ok');
});
