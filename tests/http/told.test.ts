import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Teller } from '../../server/push/teller.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { fetchArchive } from '../support/finished-tour.ts';
import { startPushService } from '../support/push-service.ts';
import {
  begun,
  ended,
  giver,
  type MeetingStep,
  onwards,
  opened,
  stopped,
  untilFinal,
} from '../support/summary-meeting.ts';
import { until } from '../support/until.ts';
import { unzipped } from '../support/unzipped.ts';

const START_UNIX_MS = Date.UTC(2022, 6, 8, 8);
let now = START_UNIX_MS;
const servers: TestApp[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A server whose result is final, on a clock that stands still; its log has the same name as every other's here. */
async function meeting(marks?: readonly string[], env: Record<string, string> = {}) {
  const server = await startApp({
    bare: true,
    nowUnixMs: () => now,
    beatMs: 3_600_000,
    env: { PUBLIC_URL: 'https://tour.example.org', ...env },
    store: async (dir) => {
      const store = openSqliteStore({ dir, exclusive: true });
      await store.openLog('tour', 'epoch-of-all');
      return store;
    },
  });
  servers.push(server);
  const give = giver(server);
  await give(...untilFinal(marks));
  return { server, give };
}

/** What a page says to whoever runs no script: without the state that its scripts go on from. */
async function said(server: TestApp, url: string): Promise<string> {
  const { text } = await server.get(url);
  return text
    .replace(/<script[^>]*>.*?<\/script>/gs, ' ')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

const PAGES = [
  '/t/tour',
  '/t/tour?lang=en',
  '/embed/tour',
  '/embed/tour?show=standings',
  '/embed/tour?show=feed',
];

describe('a page without scripts', () => {
  test('shows what is told, and no more', async () => {
    const { server, give } = await meeting();
    await give(...begun({ grain: 'part' }));
    expect(await said(server, '/t/tour')).toContain('总结会已经开始，名次即将从后往前逐一揭晓。');
    await give(...onwards(1));
    for (const url of PAGES) {
      const text = await said(server, url);
      expect(text, url).toMatch(
        url.includes('en') ? /Third prize.*about to be revealed/ : /三等奖.*即将揭晓/,
      );
      expect(text, url).not.toMatch(/87\s*\.00|二等奖 (?!1 名)/);
    }
    await give(...onwards(3, 2));
    for (const url of PAGES) {
      const text = await said(server, url);
      expect(text, url).toMatch(
        url.includes('en') ? /Yunxi County.*Zhushan County/ : /郧西县 .*87 \.00.*竹山县 .*87 \.00/,
      );
      expect(text, url).not.toMatch(/房县 90|95 \.00/);
    }
  });

  test('has the styles of what it shows, and they are served; before a ceremony it names no more files', async () => {
    const { server, give } = await meeting();
    const files = async (url: string) =>
      [...(await server.get(url)).text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
        (match) => match[1] ?? '',
      );
    for (const url of ['/t/tour', '/embed/tour']) {
      const before = await files(url);
      expect(before.some((file) => file.includes('parts'))).toBe(false);
    }
    await give(...begun());
    for (const url of ['/t/tour', '/embed/tour']) {
      const more = (await files(url)).filter((file) => file.includes('parts'));
      expect(more.map((file) => file.replace(/^.*\./, '')).sort()).toEqual(['css', 'js']);
      for (const file of more) expect((await server.get(file)).status).toBe(200);
    }
  });

  test('says that it was stopped, and why; what was revealed is gone', async () => {
    const { server, give } = await meeting();
    await give(...begun(), ...onwards(2), stopped);
    for (const url of PAGES.filter((one) => !one.includes('en'))) {
      const text = await said(server, url);
      expect(text, url).toContain('揭晓已中止，成绩正在核对： 三号点位的分数有误');
      expect(text, url).not.toMatch(/87\s*\.00|90\s*\.00/);
    }
  });

  test('shows the whole result once it is opened, and the places as a record', async () => {
    const { server, give } = await meeting();
    await give(...begun(), ...onwards(3), ended);
    expect(await said(server, '/t/tour')).toContain('总结会揭晓结束，完整成绩稍后公布。');
    expect(await said(server, '/t/tour')).not.toContain('茅箭区 72');
    await give(opened);
    const text = await said(server, '/t/tour');
    expect(text).toContain('完整成绩已经公布');
    expect(text).toMatch(/一等奖 .*竹溪县 93 \.00/);
    // Whoever got no prize stands in the standings.
    expect(text).toMatch(/茅箭区 .*72 \.00/);
  });
});

describe('an archive of the public', () => {
  test('holds what was told when it was made', async () => {
    const { server, give } = await meeting();
    await give(...begun(), ...onwards(1));
    const token = await server.token('organiser', 'archivist');
    const index = async () => {
      const folder = await mkdtemp(join(tmpdir(), 'lalian-told-'));
      const names = await unzipped((await fetchArchive(server, token)).bytes, folder);
      const page = await readFile(
        join(folder, names.find((name) => name.endsWith('index.html')) ?? ''),
        'utf8',
      );
      await rm(folder, { recursive: true });
      return page;
    };
    const during = await index();
    expect(during).toMatch(/名次揭晓/);
    expect(during).toContain('郧西县');
    expect(during).not.toMatch(/<b[^>]*>90<\/b>/);
    await give(...onwards(2, 2), ended, opened);
    expect(await index()).toMatch(/完整成绩已经公布/);
  });
});

describe('what is published by rule and pushed', () => {
  const rule: MeetingStep = [
    { role: 'organiser', id: 'org' },
    { type: 'setMomentRule', outletId: 'qinchu', kinds: ['place', 'result'] },
  ];

  /** What subscribers hear and feeds say after some steps, with what the rule publishes of them. */
  async function heardAfter(outside: Programme['outside']) {
    const service = await startPushService();
    const { server, give } = await meeting(undefined, { PUSH_HOSTS: service.host });
    await server.token('editor', 'qinchu');
    const browser = service.browser('phone');
    const payload = { ...browser.subscription, language: 'zh' };
    const told = await server.app.http.inject({ method: 'POST', url: '/live/tour/push', payload });
    expect(told.statusCode).toBe(204);
    const clock = () => now;
    const teller = new Teller({
      ...{ store: server.store, nowUnixMs: clock, machineUnixMs: clock, steadyMs: clock },
      ...{ origin: 'https://tour.example.org', hosts: [service.host], observe: () => {} },
    });
    const room = await server.app.tours.find('tour');
    if (room === undefined) throw new Error('no tour');
    const heard = async (posts: number) => {
      await until(() => room.fold.tour.feed.length === posts, `${posts} posts`);
      now += 31_000;
      await teller.look(room);
      return browser.heard.map(({ title }) => title ?? '');
    };
    await give(rule, ...begun({ outside }));
    return { server, give, heard, close: () => service.close() };
  }

  test('is each place as it is told, where it may go step by step', async () => {
    const { server, give, heard, close } = await heardAfter('step');
    await give(...onwards(1));
    expect(await heard(1)).toEqual(['三等奖揭晓：郧西县、竹山县']);
    expect((await server.get('/t/tour/rss.xml')).text).toContain('三等奖揭晓：郧西县、竹山县');
    expect((await server.get('/t/tour/rss.xml')).text).not.toMatch(/房县 ?，|二等奖/);
    await give(...onwards(1, 2));
    expect((await heard(2)).slice(1)).toEqual(['二等奖揭晓：房县']);
    await close();
  });

  test('is nothing before all is opened, where the organiser wants that', async () => {
    const { server, give, heard, close } = await heardAfter('opened');
    await give(...onwards(3), ended);
    await server.app.beat();
    expect(await heard(0)).toEqual([]);
    expect((await server.get('/t/tour/feed.json')).text).not.toContain('揭晓');
    await give(opened);
    expect((await heard(4)).sort()).toEqual(
      ['一等奖揭晓：竹溪县', '三等奖揭晓：郧西县、竹山县', '二等奖揭晓：房县', '成绩公布'].sort(),
    );
    await close();
  });
});

/** All that leaves the house, for whoever may read it: pages, embeds, feeds, pictures, the archive, and what editors are proposed. */
async function leaving(server: TestApp, editor: string, organiser: string): Promise<Record<string, string>> {
  const urls = [
    ...PAGES,
    '/live/tour/snapshot.json',
    '/t/tour/rss.xml',
    '/t/tour/atom.xml',
    '/t/tour/feed.json',
    '/t/tour/areas/fang/rss.xml',
    '/sitemap.xml',
    '/sitemap-news.xml',
    `/oembed?url=${encodeURIComponent('https://tour.example.org/t/tour')}`,
    '/t/tour/share.png',
  ];
  const found: Record<string, string> = {};
  for (const url of urls) {
    const answer = await server.app.http.inject({ url });
    const { date: _date, ...headers } = answer.headers;
    found[url] = `${answer.statusCode} ${JSON.stringify(headers)} ${answer.rawPayload.toString('latin1')}`;
  }
  const beat = await server.app.http.inject({
    ...{ method: 'POST', url: '/api/tours/tour/desk/beat', payload: { screenId: 'screen-0001' } },
    headers: { authorization: `Bearer ${editor}` },
  });
  found.moments = JSON.stringify(beat.json<{ moments: unknown }>().moments);
  found.archive = (await fetchArchive(server, organiser)).bytes.toString('latin1');
  return found;
}

/** The first and the second are others, with other scores; from the third place down all is the same. */
const OTHER = ['9', '10', '8.5', '8.5', '6'];

test.each(['step', 'opened'] as const)(
  'two tours that differ only in untold places leave the same bytes (outside: %s)',
  async (outside: Programme['outside']) => {
    now = START_UNIX_MS;
    const [one, two] = [await meeting(), await meeting(OTHER)];
    const tokens = async ({ server }: typeof one) =>
      [server, await server.token('editor', 'qinchu'), await server.token('organiser', 'archivist')] as const;
    const [mine, theirs] = [await tokens(one), await tokens(two)];
    const both = async (...steps: readonly MeetingStep[]) => {
      now += 61_000;
      await one.give(...steps);
      await two.give(...steps);
    };
    const differing = async () => {
      const [a, b] = [await leaving(...mine), await leaving(...theirs)];
      return Object.keys(a).filter((key) => a[key] !== b[key]);
    };
    expect(await differing()).toEqual([]);
    await both(...begun({ outside, grain: 'part' }));
    expect(await differing()).toEqual([]);
    for (let step = 1; step <= 5; step += 1) {
      await both(...onwards(1, step));
      expect([step, await differing()]).toEqual([step, []]);
    }
    const proposed = (await leaving(...mine)).moments ?? '';
    expect(proposed.includes('三等奖揭晓：郧西县、竹山县')).toBe(outside === 'step');
    // What is compared can tell: the second place is told.
    await both(...onwards(1, 6));
    const different = await differing();
    expect(different).toEqual(expect.arrayContaining(['/t/tour', '/embed/tour', 'archive']));
    expect(different.includes('moments')).toBe(outside === 'step');
    // Feeds, sitemaps and pictures say nothing of a ceremony: people and their posts do.
    expect(different.filter((url) => /xml|feed\.json|png|oembed/.test(url))).toEqual([]);
  },
);
