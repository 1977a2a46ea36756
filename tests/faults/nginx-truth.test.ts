import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_SECONDS } from '../../server/http/wire/cache-rules.ts';
import { startApp } from '../support/app.ts';
import { film } from '../support/films.ts';
import { command, type PreparedTour, prepareTour } from '../support/load.ts';
import { type Nginx, startNginx } from '../support/nginx.ts';
import { drawing } from '../support/pictures.ts';
import { type ServerProcess, startServer } from '../support/processes.ts';
import { routesOf } from '../support/routes.ts';
import { until } from '../support/until.ts';
import { sha256 } from '../support/upload.ts';

/*
 * Every public address through the proxy that is shipped: two seconds after something was corrected, withdrawn, frozen
 * or hidden, the proxy answers what the server answers, byte for byte. The addresses come out of the router: a route
 * that is added without an entry here fails.
 */
let dir: string;
let server: ServerProcess;
let nginx: Nginx;
let tour: PreparedTour;
/** What the addresses name. */
const named = { picture: '', gonePicture: '', film: '', versions: new Set<string>() };
const [KEPT, GONE] = ['post-corrected', 'post-withdrawn'];
const WORDS = { wrong: '错的站名', right: '改正的站名', taken: '收回的话' };

/** Concrete addresses of each route that answers GET; of a role's routes what they answer nobody. */
const ADDRESSES: Readonly<Record<string, () => readonly string[]>> = {
  '/': () => ['/', '/?lang=en'],
  '/tours': () => ['/tours', '/tours?lang=en'],
  '/t/:tour': () => ['/t/tour', '/t/tour?lang=en', '/t/tour?stop=s1', '/t/tour?outlet=qinchu'],
  '/t/:tour/p/:post': () => [`/t/tour/p/${KEPT}`, `/t/tour/p/${GONE}`, `/t/tour/p/${GONE}?lang=en`],
  '/t/:tour/share.png': () => sharePictures('/t/tour/share.png'),
  '/t/:tour/p/:post/share.png': () => [
    ...sharePictures(`/t/tour/p/${KEPT}/share.png`),
    ...sharePictures(`/t/tour/p/${GONE}/share.png`),
  ],
  ...Object.fromEntries(
    ['', '/outlets/:id', '/areas/:id'].flatMap((part) =>
      ['rss.xml', 'atom.xml', 'feed.json'].map((file) => {
        const path = part.replace(':id', part.includes('outlets') ? 'qinchu' : 'zhuxi');
        return [
          `/t/:tour${part}/${file}`,
          () => [`/t/tour${path}/${file}`, `/t/tour${path}/${file}?lang=en`],
        ];
      }),
    ),
  ),
  '/live/:tour/snapshot.json': () => ['/live/tour/snapshot.json'],
  '/live/:tour/frames.json': () => ['/live/tour/frames.json'],
  '/live/:tour/posts.json': () => ['/live/tour/posts.json', '/live/tour/posts.json?outlet=qinchu'],
  '/live/:tour/posts/:postId.json': () => [`/live/tour/posts/${KEPT}.json`, `/live/tour/posts/${GONE}.json`],
  '/live/:tour/moments.json': () => ['/live/tour/moments.json'],
  '/live/:tour/map-:version.json': () => ['/live/tour/map-1.json', '/live/tour/map-2.json'],
  '/live/:tour/push.json': () => ['/live/tour/push.json'],
  '/embed/:tour': () => ['/embed/tour', '/embed/tour?show=standings', '/embed/tour?show=feed'],
  '/embed/:tour/code': () => ['/embed/tour/code'],
  '/embed/accent/:accent.css': () => ['/embed/accent/C81E2B.css'],
  '/embed.js': () => ['/embed.js'],
  '/oembed': () => [`/oembed?url=${encodeURIComponent(`${server.base}/t/tour/p/${GONE}`)}`],
  '/sitemap.xml': () => ['/sitemap.xml'],
  '/sitemap-news.xml': () => ['/sitemap-news.xml'],
  '/robots.txt': () => ['/robots.txt'],
  '/pictures/:tour/:file': () =>
    [named.picture, named.gonePicture].map((id) => `/pictures/tour/${id}-480.webp`),
  '/videos/:tour/:file': () => [`/videos/tour/${named.film}.mp4`],
  '/house': () => ['/house', '/house?lang=en'],
  '/enter': () => ['/enter'],
  '/screen': () => ['/screen'],
  '/judge/shell': () => ['/judge/shell', '/judge/shell?lang=en'],
  '/desk/shell': () => ['/desk/shell', '/desk/shell?lang=en'],
  // Places of the desk: so the router prints `/organiser/:tour/*`.
  '/organiser/:tour*': () => ['/organiser/tour/result', '/organiser/tour/setup/stops'],
  '/screen/shell': () =>
    ['', '?lang=en', '?overlay', '?lang=en&overlay'].map((kind) => `/screen/shell${kind}`),
  '/viewer/shell': () => ['/viewer/shell', '/viewer/shell?lang=en'],
  '/push-sw.js': () => ['/push-sw.js'],
  ...Object.fromEntries(
    ['judge', 'desk', 'organiser', 'screen', 'remote'].map((page) => [
      `/${page}/:tour`,
      () => [`/${page}/tour`],
    ]),
  ),
  ...Object.fromEntries(
    ['judge', 'desk', 'screen'].flatMap((page) => [
      [`/${page}/:tour/app.webmanifest`, () => [`/${page}/tour/app.webmanifest`]],
      ...['-sw.js', '-icon.svg', '-icon-192.png', '-icon-512.png'].map((end) => [
        `/${page}${end}`,
        () => [`/${page}${end}`],
      ]),
    ]),
  ),
  '/api/openapi.json': () => ['/api/openapi.json'],
  '/api/house': () => ['/api/house'],
  '/api/house/tours/:tour/holdings': () => ['/api/house/tours/tour/holdings'],
  '/api/house/session': () => ['/api/house/session'],
  '/api/house/invites': () => ['/api/house/invites'],
  '/api/tours/:tour/session': () => ['/api/tours/tour/session?as=judge'],
  '/api/tours/:tour/invites': () => ['/api/tours/tour/invites'],
  '/api/tours/:tour/people': () => ['/api/tours/tour/people'],
  '/api/tours/:tour/as/:role': () => ['/api/tours/tour/as/organiser'],
  '/api/tours/:tour/archive.zip': () => ['/api/tours/tour/archive.zip'],
  '/api/tours/:tour/backups': () => ['/api/tours/tour/backups'],
  '/api/tours/:tour/log': () => ['/api/tours/tour/log?after=0'],
  '/api/tours/:tour/robots': () => ['/api/tours/tour/robots'],
  '/api/tours/:tour/set-up': () => ['/api/tours/tour/set-up'],
  '/api/tours/:tour/head': () => ['/api/tours/tour/head'],
  '/api/tours/:tour/result': () => ['/api/tours/tour/result'],
  '/api/tours/:tour/desk/drafts/:id': () => ['/api/tours/tour/desk/drafts/draft-0001'],
  '/api/tours/:tour/desk/dashboard': () => ['/api/tours/tour/desk/dashboard'],
  '/api/tours/:tour/desk/posts/:id/history': () => [`/api/tours/tour/desk/posts/${GONE}/history`],
  '/api/tours/:tour/uploads/:uploadId': () => [`/api/tours/tour/uploads/${'0'.repeat(32)}`],
  '/track/:code': () => [`/track/tour.${'A'.repeat(43)}`],
  '/healthz': () => ['/healthz'],
  '/readyz': () => ['/readyz'],
};
/** Answered by the server alone, differently for whoever is on its machine. */
const NOT_PUBLIC = ['/metrics'];
/** Files of the build: their names hold their content. */
const FILES_OF_BUILD = ['*', '/*', '/assets/*'];

/** A share picture at its plain address, under every version that a page ever named, and under a made-up one. */
const sharePictures = (path: string): readonly string[] => [
  path,
  `${path}?lang=en`,
  ...['nobody-said1', ...named.versions].map((version) => `${path}?v=${version}`),
];

const addresses = (): readonly string[] => Object.values(ADDRESSES).flatMap((of) => of());

interface Answer {
  readonly status: number;
  readonly cacheControl: string;
  readonly bytes: Buffer;
  readonly date: number;
}

/** An answer as it comes over the wire: `fetch` would unpack it. */
const ask = (base: string, url: string, encoding = 'identity', method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': encoding, host: new URL(server.base).host };
    httpRequest(`${base}${url}`, { method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          cacheControl: answer.headers['cache-control'] ?? '',
          bytes: Buffer.concat(parts),
          date: Date.parse(answer.headers.date ?? ''),
        }),
      );
    })
      .on('error', reject)
      .end();
  });

/** Lets so much time pass on the proxy's own clock as its cache may keep what may change: whole seconds are all it counts. */
async function keptTimePassed(): Promise<void> {
  const now = async () => (await ask(nginx.base, '/healthz')).date;
  const from = await now();
  await until(async () => (await now()) > from + MOST_SECONDS * 1000, "the proxy's clock");
}

const ENCODINGS = ['identity', 'gzip', 'br'];
const told = ({ status, bytes }: Answer) => `${status} ${sha256(bytes)}`;

/** Where the proxy answers something else than the server. A page that turned a minute in between is asked again. */
async function differing(urls: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const url of urls)
    for (const encoding of ENCODINGS) {
      const pairs = [];
      for (let tries = 0; tries < 3; tries += 1) {
        const [kept, true_] = [await ask(nginx.base, url, encoding), await ask(server.base, url, encoding)];
        pairs.push(told(kept) === told(true_));
        if (pairs.at(-1)) break;
      }
      if (!pairs.includes(true)) found.push(`${url} ${encoding}`);
    }
  return found;
}

/** Asks for everything through the proxy, in every form, so that all of it lies in its cache. */
async function warm(): Promise<void> {
  for (const url of addresses())
    for (const encoding of ENCODINGS) {
      await ask(nginx.base, url, encoding);
      await ask(nginx.base, url, encoding, 'HEAD');
    }
}

/** Remembers the versions of share pictures that the pages name now. */
async function noteVersions(): Promise<void> {
  for (const url of ['/t/tour', `/t/tour/p/${KEPT}`, `/t/tour/p/${GONE}`]) {
    const version = /share\.png\?v=([\w-]{12})/.exec((await ask(server.base, url)).bytes.toString())?.[1];
    if (version !== undefined) named.versions.add(version);
  }
}

/** Texts of the proxy in which one of these stands. */
async function saying(...words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const url of addresses()) {
    const text = (await ask(nginx.base, url)).bytes.toString();
    if (words.some((word) => text.includes(word))) found.push(url);
  }
  return found;
}

let commands = 0;
async function give(token: string, type: string, body: object): Promise<void> {
  commands += 1;
  const reply = await command(server.base, token, type, `command-${String(commands).padStart(4, '0')}`, body);
  expect([type, reply.status, reply.body.code]).toEqual([type, 200, undefined]);
}

async function uploaded(bytes: Buffer, kind: 'picture' | 'video'): Promise<{ readonly id: string }> {
  const url = `${server.base}/api/tours/tour/uploads`;
  const headers = { authorization: `Bearer ${tour.editor}` };
  const announced = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ kind, bytes: bytes.length }),
  });
  const { uploadId } = (await announced.json()) as { uploadId: string };
  await fetch(`${url}/${uploadId}?from=0`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  return until(async () => {
    const { result } = (await (await fetch(`${url}/${uploadId}`, { headers })).json()) as {
      result?: { id: string };
    };
    return result;
  }, 'the upload to be made');
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-truth-'));
  server = await startServer({ DATA_DIR: dir, TRUSTED_PROXIES: '1' });
  tour = await prepareTour(server.base, await server.firstInvite(), 3);
  nginx = await startNginx([server.base]);
  for (const token of tour.judges.values())
    for (const itemId of ['s1', 's2', 's3'])
      await give(token, 'castBallot', { itemId, marks: { work: itemId === 's1' ? '9.5' : '7', show: '8' } });
  const [picture, gone, clip] = [
    await uploaded(await drawing(700, 500).png().toBuffer(), 'picture'),
    await uploaded(await drawing(701, 500).png().toBuffer(), 'picture'),
    await uploaded(film({ bytes: 5000 }), 'video'),
  ];
  Object.assign(named, { picture: picture.id, gonePicture: gone.id, film: clip.id });
  await give(tour.editor, 'publishPost', {
    ...{ postId: KEPT, title: WORDS.wrong, text: '正文', stopId: 's1' },
    pictures: [{ ...picture, alt: '广场' }],
  });
  await give(tour.editor, 'publishPost', {
    ...{ postId: GONE, title: WORDS.taken, text: WORDS.taken, stopId: 's1' },
    pictures: [{ ...gone, alt: '广场' }],
    feature: { kind: 'video', alt: '车队', file: clip },
  });
  await noteVersions();
});
afterAll(async () => {
  await nginx?.stop();
  await server?.kill();
  await rm(dir, { recursive: true, force: true });
});

test('every route that answers GET is asked here', async () => {
  const bare = await startApp({ bare: true });
  const reading = routesOf(bare.app.http)
    .filter(({ methods }) => methods.includes('GET'))
    .map(({ path }) => path)
    .filter((path) => !NOT_PUBLIC.includes(path) && !FILES_OF_BUILD.includes(path));
  await bare.close();
  expect(reading.toSorted()).toEqual(Object.keys(ADDRESSES).toSorted());
});

test('every answer says that it may be kept for two seconds at most, unless its address says its content', async () => {
  const secondsOf = (said: string, what: string) =>
    Number(new RegExp(`(?:^|[ ,])${what}=(\\d+)`).exec(said)?.[1] ?? 0);
  const current = /share\.png\?v=([\w-]{12})/.exec((await ask(server.base, '/t/tour')).bytes.toString())?.[1];
  for (const url of [...addresses(), `/t/tour/share.png?v=${current}`])
    for (const base of [server.base, nginx.base]) {
      const { status, cacheControl: said } = await ask(base, url);
      if (/no-store|no-cache/.test(said)) continue;
      if (/immutable/.test(said)) {
        expect([url, /^\/(pictures|videos)\/|\?v=/.test(url)]).toEqual([url, true]);
        continue;
      }
      const stale = Math.max(
        ...['stale-while-revalidate', 'stale-if-error'].map((what) => secondsOf(said, what)),
      );
      const fresh = Math.max(secondsOf(said, 'max-age'), secondsOf(said, 's-maxage'));
      expect([url, status, said, fresh + stale <= MOST_SECONDS]).toEqual([
        url,
        status,
        expect.stringMatching(/max-age=/),
        true,
      ]);
    }
});

describe('two seconds later the proxy answers what the server answers, after', () => {
  const changed = async (change: () => Promise<void>) => {
    await warm();
    await change();
    await noteVersions();
    // What a page names is right at the first request, whatever was asked for under other versions.
    for (const version of named.versions)
      for (const path of ['/t/tour', `/t/tour/p/${KEPT}`, `/t/tour/p/${GONE}`])
        if ((await ask(server.base, path)).bytes.includes(`share.png?v=${version}`)) {
          const url = `${path}/share.png?v=${version}`;
          expect([url, told(await ask(nginx.base, url))]).toEqual([url, told(await ask(server.base, url))]);
        }
    await keptTimePassed();
    expect(await differing(addresses())).toEqual([]);
  };

  test('a correction, of words and of a picture', async () => {
    await changed(() =>
      give(tour.editor, 'correctPost', {
        ...{ postId: KEPT, basedOnVersion: 1, note: '站名有误' },
        ...{ title: WORDS.right, pictures: [] },
      }),
    );
    // The last minute's events are what a follower lacks: the correction is among them, and folds over what it corrects.
    expect((await saying(WORDS.wrong)).filter((url) => url !== '/live/tour/frames.json')).toEqual([]);
    expect(await saying(WORDS.right)).toContain('/t/tour');
    expect((await ask(nginx.base, `/pictures/tour/${named.picture}-480.webp`)).status).toBe(410);
  });

  test('a withdrawal: words, picture, film, share picture', async () => {
    expect((await saying(WORDS.taken)).length).toBeGreaterThan(10);
    await changed(() => give(tour.editor, 'withdrawPost', { postId: GONE, reason: '误发' }));
    expect(await saying(WORDS.taken)).toEqual([]);
    for (const url of [`/pictures/tour/${named.gonePicture}-480.webp`, `/videos/tour/${named.film}.mp4`])
      expect([url, (await ask(nginx.base, url)).status]).toEqual([url, 410]);
  });

  test('a freeze, and what is scored after it shows nowhere', async () => {
    const shown = async () =>
      JSON.parse((await ask(nginx.base, '/live/tour/snapshot.json')).bytes.toString()).latest.standings;
    await changed(() =>
      give(tour.organiser, 'setVisibility', { visibility: { mode: 'frozen', fromUnixMs: Date.now() } }),
    );
    const frozen = await shown();
    expect(frozen.rows).toHaveLength(2);
    const [, judge] = [...tour.judges.values()];
    await changed(() =>
      give(judge ?? '', 'amendBallot', {
        ...{ itemId: 's1', marks: { work: '1', show: '1' }, basedOnVersion: 1 },
      }),
    );
    expect(await shown()).toEqual(frozen);
  });

  test('the standings were hidden: no score stands anywhere', async () => {
    await changed(() => give(tour.organiser, 'setVisibility', { visibility: { mode: 'live' } }));
    const { rows } = JSON.parse((await ask(nginx.base, '/live/tour/snapshot.json')).bytes.toString()).latest
      .standings as { rows: readonly { score: string | null }[] };
    const scores = rows.flatMap(({ score }) => score ?? []);
    expect(scores.length).toBeGreaterThan(0);
    expect(await saying(...scores)).not.toEqual([]);
    await changed(() => give(tour.organiser, 'setVisibility', { visibility: { mode: 'hidden' } }));
    expect(await saying(...scores)).toEqual([]);
  });

  test('a change of the set-up, under the number of the map of before as well', async () => {
    await changed(() => give(tour.organiser, 'reviseStop', { stopId: 's1', plannedAt: '10:30' }));
  });

  test('the server went away: what may have been taken back meanwhile is not told any more', async () => {
    await warm();
    await server.kill();
    await keptTimePassed();
    const kept: string[] = [];
    for (const url of addresses()) if ((await ask(nginx.base, url)).status < 500) kept.push(url);
    expect(kept).toEqual([]);
    const page = await ask(nginx.base, '/t/tour');
    expect([page.status, page.cacheControl, page.bytes.toString()]).toEqual([
      503,
      'no-store',
      expect.stringContaining('直播暂时连不上'),
    ]);
  });
});
