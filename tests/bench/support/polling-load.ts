import { setTimeout as delay } from 'node:timers/promises';
import type { Change, Changed } from './fanout-load.ts';
import { HttpConnection, httpRequest } from './http-connection.ts';
import { answerQuestions } from './processes.ts';
import { TOUR } from './tour-writer.ts';

/** What the parent asks for: that viewers come who poll, and that changes are given. */
type Question =
  | {
      readonly do: 'come';
      readonly coming: { readonly port: number };
      readonly viewers: number;
      readonly reading: number;
      readonly everyMs: number;
    }
  | {
      readonly do: 'change';
      readonly port: number;
      readonly changes: readonly Change[];
      readonly perSecond: number;
    };

const PATH = `/live/${TOUR}/frames.json`;
const tally = { frames: 0, bytes: 0 };
/** When each reading viewer had which mark. */
const readers: Map<string, number>[] = [];
let awaited: readonly string[] = [];
let everyMs = 0;

async function come(question: Extract<Question, { do: 'come' }>): Promise<object> {
  everyMs = question.everyMs;
  const readingEvery = Math.ceil(question.viewers / question.reading);
  for (let viewer = 0; viewer < question.viewers; viewer += 1) {
    const seen = viewer % readingEvery === 0 ? new Map<string, number>() : undefined;
    if (seen !== undefined) readers.push(seen);
    // Spread over the interval, as pages are that were opened at any time.
    void follow(question.coming.port, (viewer / question.viewers) * everyMs, seen);
  }
  await delay(2 * everyMs);
  return { ...tally };
}

/** One viewer, who polls for as long as this process lives: the pause begins when the answer is there. */
async function follow(port: number, firstMs: number, seen: Map<string, number> | undefined): Promise<void> {
  // Who reads takes the text as it is; the others take what a phone takes.
  const request = Buffer.from(
    httpRequest('GET', PATH, seen === undefined ? { 'accept-encoding': 'br' } : {}),
  );
  await delay(firstMs);
  const connection = new HttpConnection(port);
  for (;;) {
    const answer = await connection.send(request);
    if (answer.status !== 200) throw new Error(`A poll was answered ${answer.status}`);
    tally.frames += 1;
    tally.bytes += answer.bytes;
    const at = performance.now();
    for (const id of seen === undefined ? [] : awaited)
      if (!seen?.has(id) && answer.body.includes(`"${id}"`)) seen?.set(id, at);
    await delay(everyMs);
  }
}

async function change({ port, changes, perSecond }: Extract<Question, { do: 'change' }>): Promise<Changed> {
  const before = { ...tally };
  const ids = changes.map(({ mark }) => (mark.kind === 'id' ? mark.id : ''));
  awaited = ids;
  const connection = new HttpConnection(port);
  const startedAt = performance.now();
  const givenAt: number[] = [];
  const acknowledgedAt: number[] = [];
  for (const [index, { path, headers, body }] of changes.entries()) {
    await delay(Math.max(0, startedAt + (index * 1000) / perSecond - performance.now()));
    givenAt.push(performance.now());
    const answer = await connection.send(httpRequest('POST', path, headers, body));
    if (answer.status !== 200) throw new Error(`A change was refused: ${answer.status} ${answer.body}`);
    acknowledgedAt.push(performance.now());
  }
  await delay(4 * everyMs);
  connection.close();
  const times = (from: readonly number[]) =>
    readers.flatMap((seen) =>
      ids.map((id, index) => {
        const at = seen.get(id);
        if (at === undefined) throw new Error(`A viewer never got ${id}`);
        return Math.max(0, at - (from[index] ?? 0));
      }),
    );
  return {
    frames: tally.frames - before.frames,
    bytes: tally.bytes - before.bytes,
    fromAcknowledgedMs: times(acknowledgedAt),
    fromGivenMs: times(givenAt),
    givenAtUnixMs: givenAt.map((at) => performance.timeOrigin + at),
  };
}

answerQuestions<Question>((question) => (question.do === 'come' ? come(question) : change(question)));
