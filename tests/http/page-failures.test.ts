import { createHash } from 'node:crypto';
import ts from 'typescript';
import { afterEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../shared/protocol.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';

const CHROMIUM_86 =
  'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.198 Safari/537.36';
const SAFARI_14 =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 14_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1.1 Mobile/15E148 Safari/604.1';

let servers: TestApp[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});
async function start(options: Parameters<typeof startApp>[0] = {}): Promise<TestApp> {
  const server = await startApp(options);
  servers.push(server);
  return server;
}

/** Says that a page failed, as a page does: plain text without asking first. */
const tell = (
  server: TestApp,
  body: unknown,
  { agent = CHROMIUM_86, address = '10.0.0.1', type = 'text/plain;charset=UTF-8' } = {},
) =>
  server.app.http.inject({
    method: 'POST',
    url: '/api/page-failures',
    headers: { 'content-type': type, 'user-agent': agent },
    remoteAddress: address,
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** Lines of the metrics that count failures of pages. */
const counted = async (server: TestApp) =>
  (await server.get('/metrics')).text
    .split('\n')
    .filter((line) => line.startsWith('lalian_page_failures_total{'));

const snapshotOf = async (server: TestApp, role: 'organiser' | 'judge' | 'editor', id: string) => {
  const token = await server.token(role, id);
  const { text } = await server.get(`/api/tours/tour/as/${role}`, { authorization: `Bearer ${token}` });
  return JSON.parse(text) as Snapshot;
};

describe('a page that says that it failed', () => {
  test('is counted by page, kernel and kind of failure, and in nothing else', async () => {
    const server = await start();
    for (const address of ['10.0.0.1', '10.0.0.2'])
      expect(
        (await tell(server, { page: 'judge', failure: 'parse', tour: 'tour' }, { address })).statusCode,
      ).toBe(204);
    await tell(server, { page: 'viewer', failure: 'late' }, { agent: SAFARI_14 });
    expect(await counted(server)).toEqual([
      'lalian_page_failures_total{page="judge",kernel="chromium-86",failure="parse"} 2',
      'lalian_page_failures_total{page="viewer",kernel="webkit-14",failure="late"} 1',
    ]);
  });

  test('programs that read pages are not', async () => {
    const server = await start();
    const agent = 'Mozilla/5.0 (compatible; Baiduspider-render/2.0)';
    expect((await tell(server, { page: 'viewer', failure: 'parse' }, { agent })).statusCode).toBe(204);
    expect(await counted(server)).toEqual([]);
  });

  test.each([
    ['an unknown page', { page: '<script>', failure: 'parse' }],
    ['an unknown failure', { page: 'judge', failure: 'TypeError: x is not a function' }],
    ['a message of its own', { page: 'judge', failure: 'parse', message: '张三 13800000000' }],
    ['a tour that is no name', { page: 'judge', failure: 'parse', tour: '../tour' }],
    ['a list', [{ page: 'judge', failure: 'parse' }]],
    ['no JSON', 'page=judge'],
    ['nothing', ''],
    ['null', 'null'],
    ['a name of objects', '{"__proto__":{"page":"judge"},"page":"judge","failure":"parse"}'],
  ])('with %s is refused, and counted nowhere', async (_what, body) => {
    const server = await start();
    for (const type of ['text/plain', 'application/json'])
      expect((await tell(server, body, { type })).statusCode).toBe(400);
    expect(await counted(server)).toEqual([]);
  });

  test('with more than it needs to say is cut off', async () => {
    const server = await start();
    expect((await tell(server, { page: 'judge', failure: 'parse', tour: 'x'.repeat(300) })).statusCode).toBe(
      413,
    );
    expect((await tell(server, 'page', { type: 'application/x-www-form-urlencoded' })).statusCode).toBe(415);
    expect(await counted(server)).toEqual([]);
  });

  test('counts a few times for an address, however often it says so; of IPv6 for a network', async () => {
    const server = await start();
    const body = { page: 'viewer', failure: 'load' };
    const statuses = new Map<number, number>();
    for (let at = 0; at < 40; at += 1) {
      const address = at % 2 === 0 ? '10.0.0.9' : `2001:db8:1:2::${at}`;
      const { statusCode } = await tell(server, body, { address });
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 204: 20, 429: 20 });
    expect(await counted(server)).toEqual([
      'lalian_page_failures_total{page="viewer",kernel="chromium-86",failure="load"} 20',
    ]);
  });

  test('from a frame without an origin may be sent without asking first', async () => {
    const server = await start();
    const { headers } = await tell(server, { page: 'embed', failure: 'parse', tour: 'tour' });
    expect(headers['access-control-allow-origin']).toBe('*');
  });
});

describe('the organiser', () => {
  test('is told how many and where, for an hour, and nobody else is', async () => {
    let now = Date.now();
    const server = await start({ nowUnixMs: () => now });
    const room = await server.app.tours.find('tour');
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3'])
      await tell(server, { page: 'judge', failure: 'parse', tour: 'tour' }, { address });
    await tell(server, { page: 'viewer', failure: 'late' }, { agent: SAFARI_14 });
    await tell(server, { page: 'judge', failure: 'parse', tour: 'another-tour' }, { address: '10.0.0.4' });
    await server.app.beat();
    const organisers = (await snapshotOf(server, 'organiser', 'org')).latest.pageFailures;
    expect(organisers).toEqual({
      count: 4,
      worst: [
        { page: 'judge', kernel: 'chromium-86', count: 3 },
        { page: 'viewer', kernel: 'webkit-14', count: 1 },
      ],
    });
    expect((await snapshotOf(server, 'judge', 'j1')).latest).not.toHaveProperty('pageFailures');
    expect((await snapshotOf(server, 'editor', 'qinchu')).latest).not.toHaveProperty('pageFailures');
    expect((await server.get('/live/tour/snapshot.json')).text).not.toContain('pageFailures');
    expect((await server.get('/live/tour/frames.json')).text).not.toContain('pageFailures');
    expect(room).toBeDefined();
    now += 3_900_000;
    await server.app.beat();
    const later = (await snapshotOf(server, 'organiser', 'org')).latest.pageFailures;
    expect(later).toEqual({ count: 0, worst: [] });
    expect(await server.store.listRecords('page-failures.tour')).toEqual([]);
  });

  test('is told once it is so, without asking', async () => {
    const server = await start();
    const room = await server.app.tours.find('tour');
    const sent: string[] = [];
    const member = { send: (encoded: Buffer) => sent.push(encoded.toString()), backlogBytes: () => 0 };
    room?.hub.join('organiser', member, {});
    room?.hub.join(
      'public',
      { send: (encoded) => expect(encoded.toString()).not.toContain('pageFailures'), backlogBytes: () => 0 },
      {},
    );
    await tell(server, { page: 'desk', failure: 'start', tour: 'tour' });
    await server.app.beat();
    await until(() => sent.some((text) => text.includes('"page":"desk"')), 'a frame that says so');
  });

  test('is told of what another process heard, also when that one is gone', async () => {
    const first = await start();
    const { store } = first;
    await tell(first, { page: 'enter', failure: 'load', tour: 'tour' });
    await first.app.beat();
    await first.app.stop();
    const second = await start({ store: async () => store, bare: true });
    await tell(second, { page: 'enter', failure: 'load', tour: 'tour' });
    await second.app.beat();
    expect((await snapshotOf(second, 'organiser', 'org')).latest.pageFailures?.count).toBe(2);
    servers = [second];
  });
});

test('the documents that workers keep to open without signal are there, though there is no such tour', async () => {
  const server = await start();
  for (const page of ['judge', 'desk', 'screen'])
    for (const url of [`/${page}/shell`, `/${page}/shell?lang=en`]) {
      const { status, text } = await server.get(url);
      expect([status, text.includes('data-build="')], url).toEqual([200, true]);
    }
  // Over a mixer's picture nothing is painted, not even before scripts run.
  for (const url of ['/screen/shell?overlay', '/screen/shell?lang=en&overlay'])
    expect((await server.get(url)).text, url).toMatch(/^<!doctype html><html [^>]*data-overlay>/);
  expect((await server.get('/judge/shell?overlay')).text).not.toContain('data-overlay');
  expect((await server.get('/judge/no-such-tour')).status).toBe(404);
});

describe('the guard', () => {
  const documents = [
    '/',
    '/t/tour',
    '/judge/tour',
    '/desk/tour',
    '/organiser/tour',
    '/screen/tour',
    '/remote/tour',
    '/enter',
    '/embed/tour',
    '/embed/tour/code',
  ];

  test('stands in every page with scripts, before all of them, and is the only script that its policy lets in', async () => {
    const server = await start();
    for (const url of documents) {
      const { text, headers } = await server.get(url);
      const [first = '', page, script = ''] =
        /<script data-page="([a-z-]+)" data-words="[^"]+">(.+?)<\/script>/s.exec(text) ?? [];
      expect(page, url).toBeDefined();
      expect(text.indexOf('<script'), url).toBe(text.indexOf(first));
      const policy = /script-src ([^;]+)/.exec(String(headers['content-security-policy']))?.[1];
      expect(policy, url).toBe(`'self' 'sha256-${createHash('sha256').update(script).digest('base64')}'`);
      const inline = [...text.matchAll(/<script(?![^>]*(?:\bsrc=|application\/(?:ld\+)?json))[^>]*>/g)];
      expect(inline.length, url).toBe(1);
    }
  });

  test('runs where nothing newer than ES5 does', async () => {
    const server = await start();
    const { text } = await server.get('/');
    const script = /<script data-page[^>]*>(.+?)<\/script>/s.exec(text)?.[1] ?? '';
    expect(newerThanEs5(script)).toEqual([]);
    expect(newerThanEs5('var a = () => `x`')).toEqual(['ArrowFunction', 'NoSubstitutionTemplateLiteral']);
    expect(script.length).toBeLessThan(4_096);
  });
});

/** Names of the syntax in a script that ES5 does not have. */
function newerThanEs5(script: string): readonly string[] {
  const newer = new Set([
    ts.SyntaxKind.ArrowFunction,
    ts.SyntaxKind.NoSubstitutionTemplateLiteral,
    ts.SyntaxKind.TemplateExpression,
    ts.SyntaxKind.ClassDeclaration,
    ts.SyntaxKind.ClassExpression,
    ts.SyntaxKind.SpreadElement,
    ts.SyntaxKind.SpreadAssignment,
    ts.SyntaxKind.ShorthandPropertyAssignment,
    ts.SyntaxKind.ObjectBindingPattern,
    ts.SyntaxKind.ArrayBindingPattern,
    ts.SyntaxKind.ForOfStatement,
    ts.SyntaxKind.QuestionDotToken,
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.AsteriskAsteriskToken,
    ts.SyntaxKind.AwaitExpression,
    ts.SyntaxKind.YieldExpression,
    ts.SyntaxKind.MethodDeclaration,
    ts.SyntaxKind.ComputedPropertyName,
    ts.SyntaxKind.BigIntLiteral,
  ]);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isBlockScoped = ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) !== 0;
    const isUnnamedCatch = ts.isCatchClause(node) && node.variableDeclaration === undefined;
    const hasDefault =
      ts.isParameter(node) && (node.initializer !== undefined || node.dotDotDotToken !== undefined);
    if (newer.has(node.kind) || isBlockScoped || isUnnamedCatch || hasDefault)
      found.push(
        ts.SyntaxKind[node.kind] === 'FirstTemplateToken'
          ? 'NoSubstitutionTemplateLiteral'
          : ts.SyntaxKind[node.kind],
      );
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('script.js', script, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return found;
}
