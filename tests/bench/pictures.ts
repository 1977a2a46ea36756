import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { halfOfTheDemo } from './support/demo-tour.ts';
import { limit, median, progress, quantile, report } from './support/figure.ts';
import { HttpConnection, httpRequest } from './support/http-connection.ts';
import { residentBytes, type Server, startLalian } from './support/processes.ts';
import { enter, prepare, TOUR } from './support/tour-writer.ts';

/*
 * Pictures: how long a phone's picture takes into the feed, and whether thirty at once hold up viewers. The
 * server and the process that makes pictures have both cores, as in use; the load is this process.
 *
 * - Seconds from the last byte of a 12 MP JPEG, sent in pieces, until a follower's poll has it: median of nine.
 * - While thirty such pictures are sent at once and made: the 99th percentile of viewers' answers (a GET of the
 *   snapshot every 10 ms on four connections), and the most memory of the server and of the other process.
 */
const OUTLET = 'qinchu';
const SINGLE = 9;
const AT_ONCE = 30;
const PIECE_BYTES = 1024 * 1024;
const MOST_SECONDS = 3;
const MOST_P99_MS = 200;
const MOST_MEGABYTES = 1024;
const VIEWERS = 4;
const PAUSE_MS = 10;
const SNAPSHOT = `/live/${TOUR}/snapshot.json`;
const FRAMES = `/live/${TOUR}/frames.json`;

/** A 12 MP picture with as much in it as a photograph has, each another one. */
async function photo(number: number): Promise<Buffer> {
  const grain = { type: 'gaussian' as const, mean: 110 + number, sigma: 40 };
  const small = await sharp({
    create: { width: 500, height: 375, channels: 3, background: '#808080', noise: grain },
  })
    .png()
    .toBuffer();
  return sharp(small).resize(4000, 3000, { kernel: 'cubic' }).jpeg({ quality: 90 }).toBuffer();
}

interface Status {
  readonly uploadId: string;
  readonly received: number;
  readonly result?: Record<string, unknown>;
  readonly code?: string;
}

/** What an editor's page asks for. */
function desk(server: Server, token: string) {
  const ask = async (
    method: string,
    path: string,
    type?: string,
    body?: string | Uint8Array<ArrayBuffer>,
  ) => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/tours/${TOUR}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(type && { 'content-type': type }) },
      ...(body !== undefined && { body }),
    });
    const status = (await answer.json()) as Status;
    if (!answer.ok) throw new Error(`${path} was refused: ${answer.status} ${JSON.stringify(status)}`);
    return status;
  };
  const command = (type: string, body: object) =>
    ask('POST', `commands/${type}`, 'application/json', JSON.stringify(body));
  /** Sends a file in pieces; answers its picture and when the last piece was sent. */
  const upload = async (file: Buffer) => {
    const sha256 = createHash('sha256').update(file).digest('hex');
    const announced = JSON.stringify({ kind: 'picture', bytes: file.length, sha256 });
    let status = await ask('POST', 'uploads', 'application/json', announced);
    const { uploadId } = status;
    let lastSentAt = performance.now();
    for (let from = 0; from < file.length; from += PIECE_BYTES) {
      lastSentAt = performance.now();
      const piece = new Uint8Array(file.subarray(from, from + PIECE_BYTES));
      status = await ask('PUT', `uploads/${uploadId}?from=${from}`, 'application/octet-stream', piece);
    }
    while (status.result === undefined) {
      await delay(50);
      status = await ask('GET', `uploads/${uploadId}`);
    }
    const { taken: _taken, ...picture } = { taken: undefined, ...status.result };
    return { picture: { ...picture, alt: '车队' }, id: String(status.result.id), lastSentAt };
  };
  return { command, upload };
}

async function untilSeen(server: Server, id: string): Promise<void> {
  const connection = new HttpConnection(server.port);
  for (;;) {
    const { body } = await connection.send(httpRequest('GET', FRAMES, {}));
    if (body.includes(id)) break;
    await delay(5);
  }
  connection.close();
}

/** The process that makes pictures. */
const childOf = (pid: number): number | undefined =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)[0];

async function single(server: Server, editor: ReturnType<typeof desk>): Promise<void> {
  const seconds: number[] = [];
  for (let round = 0; round <= SINGLE; round += 1) {
    const file = await photo(round);
    const postId = `bench-single-${round}`;
    const words = { commandId: postId, postId, text: '图片稍后', pictures: [], awaitedPictures: 1 };
    await editor.command('publishPost', words);
    const { picture, id, lastSentAt } = await editor.upload(file);
    await editor.command('attachPicture', { commandId: `${postId}-p`, postId, picture });
    await untilSeen(server, id);
    const took = (performance.now() - lastSentAt) / 1000;
    progress(`picture ${round}, ${(file.length / 1e6).toFixed(1)} MB: ${took.toFixed(2)} s`);
    // The first one starts the process that makes pictures.
    if (round > 0) seconds.push(took);
  }
  report('pictures', '12 MP JPEG, last byte to seen', median(seconds), 's', limit(MOST_SECONDS));
}

async function manyAtOnce(server: Server, editor: ReturnType<typeof desk>): Promise<void> {
  const files = await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => photo(50 + at)));
  const latencies: number[] = [];
  const peaks = { server: 0, child: 0 };
  let running = true;
  const viewers = Array.from({ length: VIEWERS }, async () => {
    const connection = new HttpConnection(server.port);
    const request = httpRequest('GET', SNAPSHOT, { 'accept-encoding': 'gzip' });
    while (running) {
      const askedAt = performance.now();
      await connection.send(request);
      latencies.push(performance.now() - askedAt);
      await delay(PAUSE_MS);
    }
    connection.close();
  });
  const looking = setInterval(() => {
    peaks.server = Math.max(peaks.server, residentBytes(server.pid));
    const child = childOf(server.pid);
    if (child !== undefined) peaks.child = Math.max(peaks.child, residentBytes(child));
  }, 20);
  const startedAt = performance.now();
  await Promise.all(
    files.map(async (file, at) => {
      const { picture } = await editor.upload(file);
      const postId = `bench-many-${at}`;
      await editor.command('publishPost', { commandId: postId, postId, text: '', pictures: [picture] });
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  running = false;
  await Promise.all(viewers);
  clearInterval(looking);
  const megabytes = (bytes: number) => bytes / 1024 / 1024;
  report('pictures', '30 at once, all published', seconds, 's', limit(AT_ONCE * MOST_SECONDS));
  report(
    'pictures',
    '30 at once, viewers’ answers, p99',
    quantile(latencies, 0.99),
    'ms',
    limit(MOST_P99_MS),
  );
  report('pictures', '30 at once, most memory, server', megabytes(peaks.server), 'MB', limit(MOST_MEGABYTES));
  report(
    'pictures',
    '30 at once, most memory, process that makes pictures',
    megabytes(peaks.child),
    'MB',
    limit(MOST_MEGABYTES),
  );
}

/** Runs the benchmark. */
export async function pictures(): Promise<void> {
  const demo = halfOfTheDemo(Date.now());
  const prepared = await prepare(demo.writer, {
    series: demo.series,
    invites: [{ role: 'editor', id: OUTLET }],
  });
  const server = await startLalian(prepared.env, 'anywhere');
  const editor = desk(server, await enter(server.port, prepared.codes[0] ?? ''));
  await single(server, editor);
  await manyAtOnce(server, editor);
  await server.stop();
  await prepared.remove();
}
