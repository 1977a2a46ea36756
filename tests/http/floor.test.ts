import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { distDir } from '../../server/dist-dir.ts';
import { type FinishedTour, fetchArchive, finishTour } from '../support/finished-tour.ts';
import { judged, type Place } from '../support/floor/allowed.ts';
import { newerInDocument } from '../support/floor/documents.ts';
import { providedInPages } from '../support/floor/provided.ts';
import { type Finding, newerInScript } from '../support/floor/script-findings.ts';
import { newerInStyle } from '../support/floor/style-findings.ts';
import { routesOf } from '../support/routes.ts';
import { unzipped } from '../support/unzipped.ts';

/*
 * All that is sent to browsers - scripts, workers, style, and what stands inside of documents - as it was built, held
 * against the floor: Chromium 86, Safari 14.1, Firefox 91.
 */

/** Scripts that are loaded as plain ones: a module would need `type="module"` where they are loaded. */
const PLAIN = /(^|\/)(guard|embed-loader|push-sw|offline-sw|fairness-worker)[^/]*\.js$/;

interface Sent {
  readonly name: string;
  readonly place: Place;
  readonly text: string;
  readonly isPlain?: boolean;
}

let tour: FinishedTour;
let archive: string;
let sent: readonly Sent[];
let newer: readonly (Finding & { readonly name: string; readonly place: Place })[];

beforeAll(async () => {
  tour = await finishTour();
  archive = await mkdtemp(join(tmpdir(), 'lalian-floor-'));
  const { bytes } = await fetchArchive(tour.server, tour.organiser);
  await unzipped(bytes, archive);
  sent = [...(await builtFiles()), ...(await archiveFiles()), ...(await answers())];
  newer = sent.flatMap(newerIn);
}, 150_000);
afterAll(async () => {
  await tour.server.close();
  await rm(archive, { recursive: true, force: true });
});

/** The scripts and styles of the build. */
async function builtFiles(): Promise<readonly Sent[]> {
  const folder = join(distDir(), 'client');
  const alone = await filesAlone(folder);
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css)$/.test(name));
  return Promise.all(
    names.map(async (name) => ({
      name,
      place: name.endsWith('.css') ? 'style' : alone.has(name) ? 'alone' : 'page',
      text: await readFile(join(folder, name), 'utf8'),
      isPlain: PLAIN.test(name),
    })),
  );
}

/** The scripts that do not bring along what browsers lack: entries that do not begin with it, and the guard. */
async function filesAlone(folder: string): Promise<ReadonlySet<string>> {
  const alone = new Set(['guard.js']);
  const lists = (await readdir(join(folder, '.vite'))).filter((name) => name.endsWith('.json'));
  for (const list of lists) {
    const parts = JSON.parse(await readFile(join(folder, '.vite', list), 'utf8')) as Record<
      string,
      { file: string; src?: string; isEntry?: boolean; imports?: readonly string[] }
    >;
    const add = (key: string): void => {
      const part = parts[key];
      if (part === undefined || alone.has(part.file)) return;
      alone.add(part.file);
      part.imports?.forEach(add);
    };
    for (const [key, { src, isEntry }] of Object.entries(parts))
      if (isEntry === true && src !== undefined && !(await beginsWithFloor(src))) add(key);
  }
  return alone;
}

/** Whether a source imports what the floor needs before anything else. */
async function beginsWithFloor(source: string): Promise<boolean> {
  const text = await readFile(join(import.meta.dirname, '../..', source), 'utf8');
  return /\.\.\/floor\/(page|functions)\.ts'/.test(/^import\b.*$/m.exec(text)?.[0] ?? '');
}

/** What is in the archive of a tour. */
async function archiveFiles(): Promise<readonly Sent[]> {
  const names = (await readdir(archive)).filter((name) => /\.(js|css|html)$/.test(name));
  return Promise.all(
    names.map(async (name) => ({
      name: `archive/${name}`,
      place: placeOf(name),
      text: await readFile(join(archive, name), 'utf8'),
      isPlain: true,
    })),
  );
}
const placeOf = (name: string): Place =>
  name.endsWith('.html') ? 'document' : name.endsWith('.css') ? 'style' : 'page';

/** What the server's addresses answer, all of them: documents, also those of errors, and scripts that it puts together. */
async function answers(): Promise<readonly Sent[]> {
  const { http } = tour.server.app;
  const paths = routesOf(http).filter(({ methods }) => methods.includes('GET'));
  const urls = paths.flatMap(({ path }) =>
    path.includes(':post')
      ? [path.replace(':tour', 'tour').replace(':post', 'archive-p1')]
      : [path.replace(':tour', 'tour').replace('*', 'nothing/here').replace(/:\w+/g, 'none')],
  );
  const found: Sent[] = [];
  for (const url of new Set([...urls, ...urls.map((one) => `${one}?lang=en`)])) {
    const { headers, payload } = await http.inject({ url, headers: { accept: 'text/html' } });
    const type = String(headers['content-type']).split(';')[0] ?? '';
    const place = ({ 'text/html': 'document', 'text/javascript': 'alone', 'text/css': 'style' } as const)[
      type
    ];
    if (place !== undefined) found.push({ name: url, place, text: payload, isPlain: true });
  }
  return found;
}

/** What is newer in all that is sent, each thing with its place. */
function newerIn({ name, place, text, isPlain = false }: Sent) {
  const found =
    place === 'document'
      ? newerInDocument(text)
      : place === 'style'
        ? newerInStyle(text)
        : newerInScript(text, isPlain ? 'script' : 'module');
  return found.map((one) => ({ ...one, name, place }));
}

test('nothing that browsers are sent is newer than the floor, unless it is asked for before or changes nothing', () => {
  // What pages bring along is not newer in them.
  const left = newer.filter(({ what, place }) => place !== 'page' || !providedInPages().has(what));
  const { refused, unneeded } = judged(left);
  expect(refused, 'newer than Chromium 86, Safari 14.1 or Firefox 91').toEqual([]);
  expect(unneeded, 'entries of allowed.ts that nothing needs any more').toEqual([]);
});

test('what is looked at is all of it: every page, worker, loader and style', () => {
  const names = sent.map(
    ({ name, place }) => `${place} ${basename(name).replace(/-[\w-]{8}(\.\w+)$/, '$1')}`,
  );
  for (const part of [
    'viewer',
    'judge',
    'desk',
    'organiser',
    'screen',
    'remote',
    'enter',
    'embed',
    'embed-code',
    'house',
    'fairness-worker',
  ])
    expect(names).toContain(`page ${part}.js`);
  for (const part of ['embed-loader', 'offline-sw', 'push-sw', 'guard'])
    expect(names).toContain(`alone ${part}.js`);
  for (const url of ['push-sw.js', 'judge-sw.js', 'desk-sw.js', 'screen-sw.js', 'embed.js'])
    expect(names).toContain(`alone ${url}`);
  for (const part of [
    'viewer',
    'judge',
    'desk',
    'organiser',
    'screen',
    'remote',
    'enter',
    'house',
    'tours',
    'embed',
    'archive',
  ])
    expect(names).toContain(`style ${part}.css`);
  expect(names).toEqual(expect.arrayContaining(['page archive.js', 'page data.js', 'document index.html']));
  const documents = sent.filter(({ place }) => place === 'document');
  const withGuard = documents.filter(({ text }) => /<script data-page=/.test(text)).map(({ name }) => name);
  for (const url of [
    '/',
    '/t/tour',
    '/enter',
    '/organiser/tour',
    '/house',
    '/screen/tour',
    '/remote/tour',
    '/judge/tour',
    '/desk/tour',
    '/embed/tour',
    '/embed/tour/code',
  ])
    expect(withGuard).toContain(url);
  expect(documents.length, 'documents of errors too').toBeGreaterThan(withGuard.length);
});

test('what pages bring along is used, and nothing else is brought along', () => {
  const used = new Set(newer.filter(({ place }) => place === 'page').map(({ what }) => what));
  expect([...providedInPages()].filter((what) => !used.has(what))).toEqual([]);
});
