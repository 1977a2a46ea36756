import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { renderPicture } from '../../server/demo/pictures/pictures.ts';
import { posts } from '../../server/demo/posts/posts.ts';
import { halfOfTheDemo, publishing } from './support/demo-tour.ts';
import { limit, median, progress, report } from './support/figure.ts';
import type { Answered, Question } from './support/get-load.ts';
import { HttpConnection, httpRequest } from './support/http-connection.ts';
import { cpuSeconds, type Server, startLalian, startLoad, startPeer } from './support/processes.ts';
import { enter, prepare, TOUR } from './support/tour-writer.ts';

/*
 * Polled: what the two addresses for everybody who polls cost, straight from the process without any cache in front,
 * on the demo's tour with half of its ballots.
 *
 * - Requests a second from 64 keep-alive connections: the snapshot and the frames as gzip, and the frames when
 *   nothing is new (304). The floor in turn with them: an empty GET route on a bare Fastify server. Medians of seven
 *   rounds. Lalian adds its headers for security, its bound on requests, and the ETag.
 * - Bytes of one poll, as they come over the wire, head and body: when nothing is new, and after one post of the
 *   demo (a title, a text, a picture) was published in a minute in which nothing else happened.
 */
const CONNECTIONS = 64;
const ROUNDS = 7;
const ROUND_SECONDS = 1;
const MOST_BYTES_FOR_A_POST = 2048;
/** Longer ago than the frames' address remembers. */
const QUIET_MS = 90_000;

const FRAMES = `/live/${TOUR}/frames.json`;
const SNAPSHOT = `/live/${TOUR}/snapshot.json`;
const OUTLET = 'qinchu';
const POST_ID = 'bench-polled-post';
const GZIP = { 'accept-encoding': 'gzip' };

async function get(server: Server, path: string, headers: Readonly<Record<string, string>>) {
  const connection = new HttpConnection(server.port);
  const answer = await connection.send(httpRequest('GET', path, headers));
  connection.close();
  return answer;
}

async function etagOf(server: Server, path: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers: GZIP });
  await answer.arrayBuffer();
  return answer.headers.get('etag') ?? '';
}

async function requestsPerSecond(ours: Server): Promise<void> {
  const floor = await startPeer(new URL('./peers/empty-route.mjs', import.meta.url));
  const load = startLoad(new URL('./support/get-load.ts', import.meta.url));
  const etag = await etagOf(ours, FRAMES);
  const cases = [
    { name: 'empty GET route on bare Fastify', server: floor, path: '/', headers: {}, status: 200 },
    { name: 'snapshot', server: ours, path: SNAPSHOT, headers: GZIP, status: 200 },
    { name: 'frames', server: ours, path: FRAMES, headers: GZIP, status: 200 },
    {
      name: 'frames, nothing new',
      server: ours,
      path: FRAMES,
      headers: { ...GZIP, 'if-none-match': etag },
      status: 304,
    },
  ];
  const rates = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, server, ...asked } of cases) {
      const question: Question = {
        ...asked,
        port: server.port,
        connections: CONNECTIONS,
        seconds: ROUND_SECONDS,
      };
      const cpuBefore = cpuSeconds(server.pid);
      const { answers, seconds } = await load.ask<Answered>(question);
      const cpuMicroseconds = ((cpuSeconds(server.pid) - cpuBefore) / answers) * 1e6;
      progress(
        `round ${round}, ${name}: ${(answers / seconds).toFixed(0)}/s, ${cpuMicroseconds.toFixed(0)} µs of CPU each`,
      );
      // The first round warms up.
      if (round > 0) rates.set(name, [...(rates.get(name) ?? []), answers / seconds]);
    }
  }
  await load.stop();
  await floor.stop();
  const [empty, ...measured] = cases.map(({ name }) => ({ name, value: median(rates.get(name) ?? []) }));
  for (const { name, value } of measured)
    if (empty) report('polled', `requests, ${name}`, value, '1/s', empty);
}

async function bytesOfAPoll(ours: Server, editorCode: string): Promise<void> {
  const token = await enter(ours.port, editorCode);
  const floorBytes = (await get(ours, '/healthz', {})).bytes;
  const unchanged = await get(ours, FRAMES, { ...GZIP, 'if-none-match': await etagOf(ours, FRAMES) });
  if (unchanged.status !== 304) throw new Error(`Something is new after all: ${unchanged.status}`);
  report('polled', 'bytes of a poll when nothing is new', unchanged.bytes, 'B', {
    name: 'the shortest answer of the same server (/healthz)',
    value: floorBytes,
  });

  await publish(ours, token);
  let answer = await get(ours, FRAMES, GZIP);
  while (!gunzipSync(answer.body).includes(POST_ID)) {
    await delay(20);
    answer = await get(ours, FRAMES, GZIP);
  }
  report('polled', 'bytes of a poll with one post', answer.bytes, 'B', limit(MOST_BYTES_FOR_A_POST));
}

/** Publishes a post of the demo with its picture, as an editor's page does. */
async function publish(ours: Server, token: string): Promise<void> {
  const post = posts.find(({ outletId, pictures }) => outletId === OUTLET && pictures.length === 1);
  const picture = post?.pictures[0];
  if (post === undefined || picture === undefined) throw new Error('The demo has no post with one picture');
  const sendTo = async (path: string, type: string, body: string | Uint8Array<ArrayBuffer>) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': type };
    const answer = await fetch(`http://127.0.0.1:${ours.port}/api/tours/${TOUR}/${path}`, {
      method: 'POST',
      headers,
      body,
    });
    if (!answer.ok) throw new Error(`The post was refused: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as object;
  };
  const kept = await sendTo('pictures', 'image/jpeg', new Uint8Array(await renderPicture(picture.scene)));
  const pictures = [{ ...kept, alt: picture.alt.zh, altEn: picture.alt.en }];
  const { type, ...members } = publishing(post, POST_ID).command;
  await sendTo(
    `commands/${type}`,
    'application/json',
    JSON.stringify({ ...members, commandId: POST_ID, pictures }),
  );
  progress(
    `the post: a title, ${post.text.length} characters of Chinese, a picture with its words in two languages`,
  );
}

/** Runs the benchmark. */
export async function polled(): Promise<void> {
  const demo = halfOfTheDemo(Date.now() - QUIET_MS);
  const prepared = await prepare(demo.writer, {
    series: demo.series,
    invites: [{ role: 'editor', id: OUTLET }],
  });
  const ours = await startLalian(prepared.env);
  await requestsPerSecond(ours);
  await bytesOfAPoll(ours, prepared.codes[0] ?? '');
  await ours.stop();
  await prepared.remove();
}
