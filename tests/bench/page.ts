import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { halfOfTheDemo } from './support/demo-tour.ts';
import { limit, type Peer, progress, report } from './support/figure.ts';
import { HttpConnection, httpRequest } from './support/http-connection.ts';
import { distFolder, startLalian } from './support/processes.ts';
import { prepare, TOUR } from './support/tour-writer.ts';

/*
 * Page: bytes of the viewer's page before its pictures, on the demo's tour with half of its ballots (40 stops,
 * outlines, roads, 52 judges), as the server itself sends them, body by body, once to a browser that takes gzip and
 * once to one that takes Brotli.
 *
 * - First: the HTML with the state in it, and the style sheets, scripts and preloads that it names. With these the
 *   page is read, hydrated and polls.
 * - In all: also what it loads afterwards by itself: the socket client, the map's code and style, and the map's
 *   lines. The viewer for large pictures is left out: it comes when a picture is opened.
 * - The snapshot's address, as a page fetches it that was away for long.
 *
 * The peer for the scripts is a published figure, not measured here: Sourcefabric's Live Blog theme.
 */
const MOST_FIRST_KB = 64;
const MOST_IN_ALL_KB = 115;
const MOST_SNAPSHOT_KB = 30;
const SOURCEFABRIC: Peer = { name: 'Sourcefabric Live Blog theme, JS, 122 KB published (gzip)', value: 122 };

/** What a page loads later by itself, by the sources that the build's manifest names. */
const LOADED_LATER = [/client\/map\/map\.ts$/, /socket\.io-client\/.*\.js$/];

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
}

/** A part of the page: its path and the bytes of its body on the wire. */
interface Part {
  readonly path: string;
  readonly bytes: number;
}

async function weigh(
  port: number,
  path: string,
  encoding: 'gzip' | 'br',
): Promise<Part & { readonly body: Buffer }> {
  const connection = new HttpConnection(port);
  const answer = await connection.send(httpRequest('GET', path, { 'accept-encoding': encoding }));
  connection.close();
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}`);
  return { path, bytes: answer.body.length, body: answer.body };
}

/** Everything that the page's head names. */
async function namedInHead(port: number): Promise<readonly string[]> {
  const html = await (await fetch(`http://127.0.0.1:${port}/t/${TOUR}`)).text();
  const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(
    (match) => match[1] ?? '',
  );
  return [...new Set(paths)];
}

function loadedLater(): readonly string[] {
  const manifest = JSON.parse(
    readFileSync(join(distFolder(), 'client/.vite/manifest.json'), 'utf8'),
  ) as Record<string, ManifestEntry>;
  return LOADED_LATER.flatMap((pattern) => {
    const entry = Object.entries(manifest).find(([source]) => pattern.test(source))?.[1];
    if (entry === undefined) throw new Error(`The build has no ${pattern}`);
    return [entry.file, ...(entry.css ?? [])].map((file) => `/${file}`);
  });
}

const kilobytes = (parts: readonly Part[]): number => parts.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;

async function weighPage(port: number, encoding: 'gzip' | 'br'): Promise<void> {
  const weighAll = (paths: readonly string[]) =>
    Promise.all(paths.map((path) => weigh(port, path, encoding)));
  const named = await namedInHead(port);
  const first = await weighAll([`/t/${TOUR}`, ...named]);
  const later = await weighAll([
    ...loadedLater().filter((path) => !named.includes(path)),
    `/live/${TOUR}/map-1.json`,
  ]);
  for (const { path, bytes } of [...first, ...later])
    progress(`${encoding} ${(bytes / 1024).toFixed(1).padStart(6)} KB  ${path}`);
  const scripts = [...first, ...later].filter(({ path }) => path.endsWith('.js'));
  report('page', `first, to read and follow (${encoding})`, kilobytes(first), 'KB', limit(MOST_FIRST_KB));
  report(
    'page',
    `in all, with map and socket client (${encoding})`,
    kilobytes([...first, ...later]),
    'KB',
    limit(MOST_IN_ALL_KB),
  );
  report('page', `scripts in all (${encoding})`, kilobytes(scripts), 'KB', SOURCEFABRIC);
  const snapshot = await weigh(port, `/live/${TOUR}/snapshot.json`, encoding);
  report(
    'page',
    `snapshot.json of the demo's tour (${encoding})`,
    kilobytes([snapshot]),
    'KB',
    limit(MOST_SNAPSHOT_KB),
  );
}

/** Runs the benchmark. */
export async function page(): Promise<void> {
  const demo = halfOfTheDemo(Date.now() - 60_000);
  const prepared = await prepare(demo.writer, { series: demo.series });
  const server = await startLalian(prepared.env);
  progress(`${demo.writer.tour.feed.length} posts, ${demo.series.length} positions`);
  for (const encoding of ['gzip', 'br'] as const) await weighPage(server.port, encoding);
  await server.stop();
  await prepared.remove();
}
