// @vitest-environment node
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentInput } from '../../client/viewer/input.ts';
import type { ShownStandings, StandingsRow } from '../../shared/scoring/standings.ts';
import { liveStandings, NOW, post, snapshot } from './sample.ts';

type Render = typeof import('../../client/viewer/render.ts');

// This project's tests resolve Svelte for the browser; the page is rendered as the server does it.
let vite: ViteDevServer;
let renderViewer: Render['renderViewer'];

beforeAll(async () => {
  vite = await createServer({
    configFile: false,
    plugins: [svelte()],
    server: { middlewareMode: true, ws: false, watch: null },
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
  });
  ({ renderViewer } = (await vite.ssrLoadModule('/client/viewer/render.ts')) as Render);
});
afterAll(() => vite.close());

const page = (changes: Partial<DocumentInput> = {}) =>
  renderViewer({
    tourId: 't',
    snapshot: snapshot({ posts: [post('a'), post('b')] }),
    language: 'zh',
    nowUnixMs: NOW,
    origin: 'https://example.org',
    path: '/t/t',
    build: 'b1',
    assets: { scripts: ['/assets/viewer.js'], styles: ['/assets/viewer.css'], preloads: [] },
    shareImage: 'https://example.org/p.webp',
    ...changes,
  });

describe('the page as the server sends it', () => {
  test('keeps to a policy without inline scripts, styles and handlers', () => {
    const { head, body } = page();
    const html = (head + body).replace(/<script type="application\/json".*?<\/script>/s, '');
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).not.toMatch(/\son[a-z]+=/);
    expect(html).not.toMatch(/<style/);
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/assets/viewer.js">']);
  });

  test('is whole without scripts: posts, standings, itinerary, notice', () => {
    const { body } = page();
    for (const words of ['标题 a', '正文 b', '竹溪县', '诗经里好人街', '演示数据：均为虚构。'])
      expect(body).toContain(words);
  });

  test('cannot be broken out of by what editors write', () => {
    const { head, body } = page({
      snapshot: snapshot({
        posts: [post('a', { title: '</script><img src=x onerror=alert(1)>', text: '"><b>' })],
      }),
      postId: 'a',
    });
    expect(head + body).not.toContain('<img src=x');
    expect(head + body).not.toContain('"><b>');
  });

  test('tells messengers about the post of a permalink', () => {
    const { head } = page({ path: '/t/t/p/a', postId: 'a', postTitle: '标题 a' });
    expect(head).toContain('<meta property="og:title" content="标题 a | 十堰拉练会">');
    expect(head).toContain('<link rel="canonical" href="https://example.org/t/t/p/a">');
    expect(head).toContain('hreflang="en" href="https://example.org/t/t/p/a?lang=en"');
  });

  test('speaks English when asked', () => {
    const { body } = page({ language: 'en' });
    expect(body).toContain('Zhuxi County');
    expect(body).toContain('Standings');
    expect(body).toContain('lang="zh-CN"');
  });

  test('says on the board why an area has no score yet, and how a tie was decided', () => {
    const [first, second] = liveStandings.mode === 'live' ? liveStandings.rows : [];
    if (first === undefined || second === undefined) throw new Error('the sample has two rows');
    const board = (rows: readonly StandingsRow[], language: 'zh' | 'en' = 'zh') => {
      const standings: ShownStandings = { mode: 'live', by: 'on-site', rows, stops: {} };
      return page({ language, snapshot: snapshot({ latest: { standings } }) }).body;
    };
    const unscored = { ...second, rank: null, score: null, change: null };
    expect(board([first, unscored])).toContain('待评');
    expect(board([first, { ...unscored, weightless: true }])).toContain('所看点位不计分');
    expect(board([first, { ...unscored, weightless: true }])).not.toContain('待评');
    expect(board([first, { ...unscored, weightless: true }], 'en')).toContain('its stops do not count');
    const tied = [first, { ...second, score: first.score, tieBreak: 'best-stop' as const }];
    expect(board(tied)).toContain('同分，比最高的一站');
    // No gap of nothing, on the first screen either.
    expect(board(tied)).not.toContain('−0.00');
    // Who is second by a tie-break has the leader's score, and does not lead.
    expect(board(tied).match(/领先/g)?.length).toBe(board([first]).match(/领先/g)?.length);
  });
});
