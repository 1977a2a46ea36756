import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { freshId, startApp, type TestApp } from '../support/app.ts';
import { sampleSetup } from '../support/sample-tour.ts';

/** What a page must never hold as it is: it ends elements, attributes, comments and scripts. */
const EVIL = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'><b onmouseover="alert(3)">&lt;--><!--]]>`;
const name = { zh: EVIL, en: EVIL };

/** The sample tour with the evil text in every field that takes text. */
const evilSetup: Setup = {
  ...sampleSetup,
  name,
  shortName: name,
  notice: name,
  areas: sampleSetup.areas.map((area) => ({ ...area, name, shortName: name })),
  stops: sampleSetup.stops.map((stop) => ({ ...stop, name })),
  kinds: sampleSetup.kinds.map((kind) => ({ ...kind, name })),
  brands: sampleSetup.brands.map((brand) => ({ ...brand, name })),
  outlets: sampleSetup.outlets.map((outlet) => ({ ...outlet, name })),
  prizes: sampleSetup.prizes.map((prize) => ({ ...prize, name })),
  rubrics: sampleSetup.rubrics.map((rubric) => ({
    ...rubric,
    name,
    criteria: rubric.criteria.map((criterion) => ({ ...criterion, label: name })),
  })),
};

let server: TestApp;
const POSTS = { plain: freshId(), corrected: freshId(), withdrawn: freshId() };

beforeAll(async () => {
  server = await startApp();
  const boss = await server.token('organiser', 'boss');
  const editor = await server.token('editor', 'qinchu', { name: EVIL.slice(0, 80) });
  const judge = await server.token('judge', 'j1');
  const picture = await server.app.http.inject({
    method: 'POST',
    url: '/api/tours/tour/pictures',
    headers: { authorization: `Bearer ${editor}`, 'content-type': 'image/png' },
    payload: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  const pictures = [{ ...picture.json<object>(), alt: EVIL, altEn: EVIL }];
  const steps: readonly (readonly [string, string, Record<string, unknown>])[] = [
    [boss, 'setUpTour', { setup: evilSetup, basedOnVersion: 1 }],
    [boss, 'appointJudges', { judges: [{ id: 'j1', name: EVIL.slice(0, 80), post: EVIL.slice(0, 120) }] }],
    [boss, 'beginDay', { day: 1 }],
    [boss, 'markStop', { stopId: 's1', status: 'arrived' }],
    [judge, 'castBallot', { itemId: 's1', marks: { work: '9', show: '9' }, comment: EVIL }],
    [boss, 'lockItem', { itemId: 's1', reason: EVIL }],
    ...Object.values(POSTS).map(
      (postId) =>
        [
          editor,
          'publishPost',
          { postId, title: EVIL.slice(0, 120), text: EVIL, pictures, stopId: 's1', brandId: 'virtue' },
        ] as const,
    ),
    [editor, 'correctPost', { postId: POSTS.corrected, basedOnVersion: 1, note: EVIL }],
    [editor, 'pinPost', { postId: POSTS.corrected, pinned: true }],
    [editor, 'withdrawPost', { postId: POSTS.withdrawn, reason: EVIL }],
  ];
  for (const [token, type, body] of steps) {
    const { status, body: said } = await server.command(token, type, body);
    expect([type, status, said.message]).toEqual([type, 200, undefined]);
  }
});
afterAll(async () => {
  await server.close();
});

/** The elements that a browser would make of it, as their opening tags. */
const tagsOf = (html: string): readonly string[] => html.match(/<[a-z!/][^>]*>/gi) ?? [];

async function setVisibility(visibility: Record<string, unknown>): Promise<void> {
  const { status } = await server.command(await server.token('organiser', 'boss2'), 'setVisibility', {
    visibility,
  });
  expect(status).toBe(200);
}

const PAGES = ['/', '/?lang=en', ...Object.values(POSTS).map((id) => `/t/tour/p/${id}`), '/t/tour?lang=en'];

/** What runs of a document by itself: the insides of scripts that have no address and are no data. */
const inlineScripts = (text: string): string[] =>
  [...text.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/gi)]
    .filter(([, attributes = '']) => !/ src=| type="application\/(ld\+)?json"/.test(attributes))
    .map(([, , inside = '']) => inside);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

test.each([
  { mode: 'live' },
  { mode: 'hidden', reason: name },
  { mode: 'frozen', fromUnixMs: 1, reason: name },
])('text that looks like HTML stays text on every page ($mode standings)', async (visibility) => {
  await setVisibility(visibility);
  for (const url of PAGES) {
    const { status, headers, text } = await server.get(url);
    expect([url, status, headers['content-type']]).toEqual([url, 200, 'text/html; charset=utf-8']);
    const raw = ['<script>alert', '<img src=x', '<b onmouseover', '<!--]]'];
    expect([url, raw.filter((one) => text.includes(one))]).toEqual([url, []]);
    const handlers = tagsOf(text).filter((tag) => /\son\w+\s*=/i.test(tag.replace(/"[^"]*"/g, '""')));
    expect(handlers, `${url} has event handlers`).toEqual([]);
    expect(text.match(/<\/script/g)?.length, `${url}: scripts end where they should`).toBe(
      text.match(/<script/g)?.length,
    );
    const policy = String(headers['content-security-policy']);
    const unknown = inlineScripts(text).filter((script) => !policy.includes(`'sha256-${sha256(script)}'`));
    expect(unknown, `${url} has inline scripts that its policy does not name`).toEqual([]);
  }
});

test('it is shown as it was written: escaped in the page, whole in its data', async () => {
  await setVisibility({ mode: 'live' });
  const { text } = await server.get(`/t/tour/p/${POSTS.plain}`);
  expect(text.includes('&lt;img src=x onerror=alert(2)'), 'the post is there as text').toBe(true);
  const data = /<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '';
  expect(data.match(/[<\u2028]/g), 'nothing in the data ends its element').toBeNull();
  expect(JSON.parse(data).snapshot.tour.setup.name.zh).toBe(EVIL);
});

test('the addresses that answer JSON say so, and no browser may take it for HTML', async () => {
  for (const url of [
    'snapshot.json',
    'frames.json',
    'posts.json',
    `posts/${POSTS.plain}.json`,
    'map-2.json',
  ]) {
    const { headers, text } = await server.get(`/live/tour/${url}`);
    expect([url, headers['content-type'], headers['x-content-type-options']]).toEqual([
      url,
      'application/json; charset=utf-8',
      'nosniff',
    ]);
    expect(() => JSON.parse(text)).not.toThrow();
  }
  const kept = JSON.parse((await server.get(`/live/tour/posts/${POSTS.plain}.json`)).text);
  expect(kept.posts[0]).toMatchObject({ text: EVIL, title: EVIL.slice(0, 120), author: EVIL.slice(0, 80) });
});

test('what an address asks for is not echoed as HTML', async () => {
  const evil = encodeURIComponent('<script>alert(1)</script>');
  for (const path of ['/t/X', '/t/tour/p/X', '/?lang=X', '/X', '/live/X/snapshot.json', '/enter?lang=X']) {
    const { headers, text } = await server.get(path.replace('X', evil));
    const html = String(headers['content-type']).startsWith('text/html');
    expect([path, html && text.includes('<script>alert')]).toEqual([path, false]);
    if (!html) expect([path, headers['x-content-type-options']]).toEqual([path, 'nosniff']);
  }
});
