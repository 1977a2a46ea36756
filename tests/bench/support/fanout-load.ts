import { setTimeout as delay } from 'node:timers/promises';
import { HttpConnection, httpRequest } from './http-connection.ts';
import { answerQuestions } from './processes.ts';
import { type Coming, RawViewer, type Tally } from './raw-viewer.ts';

/** How a change is known again in what viewers receive. Positions and standings may be overtaken by newer ones. */
export type Mark =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'position'; readonly fixedAtUnixMs: number }
  | { readonly kind: 'ballots'; readonly count: number };

/** A change: the request that brings it, and how it is known again. */
export interface Change {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly mark: Mark;
}

/** What the parent asks for. */
export type Question =
  | { readonly do: 'come'; readonly coming: Coming; readonly viewers: number; readonly reading: number }
  | {
      readonly do: 'change';
      readonly port: number;
      readonly changes: readonly Change[];
      readonly perSecond: number;
    };

/** What came of the changes. */
export interface Changed {
  readonly frames: number;
  readonly bytes: number;
  /** From a command's acknowledgement to its frame, for each change and reading viewer, ms. */
  readonly fromAcknowledgedMs: readonly number[];
  /** The same from the moment at which the command was given: a saturated server acknowledges late. */
  readonly fromGivenMs: readonly number[];
  /** When each command was given, by the wall clock. */
  readonly givenAtUnixMs: readonly number[];
}

/** What one reading viewer learned at one moment. */
interface Arrival {
  readonly at: number;
  readonly ids: readonly string[];
  readonly fixedAtUnixMs: number;
  readonly ballots: number;
}

const tally: Tally = { frames: 0, bytes: 0, lost: 0 };
const readers: Arrival[][] = [];
const CONNECTING_AT_ONCE = 50;
const QUIET_MS = 1_000;
const LONGEST_DRAIN_MS = 120_000;

/** What a message says, be it Lalian's frame (`42["f",{…}]`), a peer's event, or a bare WebSocket's text. */
function arrivalOf(text: string): Arrival | undefined {
  const at = performance.now();
  const json: unknown = JSON.parse(text.slice(Math.max(0, text.search(/[[{]/))));
  const body = (Array.isArray(json) ? json[1] : json) as {
    id?: string;
    events?: { event: { postId?: string; note?: string } }[];
    latest?: {
      position?: { fixedAtUnixMs: number } | null;
      standings?: { stops?: Record<string, { ballots: number }> };
    };
  };
  if (typeof body !== 'object' || body === null) return undefined;
  // A correction is known by its note: it speaks of a post that was there before.
  const ids =
    body.id === undefined
      ? (body.events ?? []).flatMap(({ event }) => event.note ?? event.postId ?? [])
      : [body.id];
  const ballots = Object.values(body.latest?.standings?.stops ?? {}).reduce(
    (sum, stop) => sum + stop.ballots,
    0,
  );
  return { at, ids, fixedAtUnixMs: body.latest?.position?.fixedAtUnixMs ?? 0, ballots };
}

async function come({ coming, viewers, reading }: Extract<Question, { do: 'come' }>): Promise<object> {
  for (let at = 0; at < viewers; at += CONNECTING_AT_ONCE) {
    const group = Array.from({ length: Math.min(CONNECTING_AT_ONCE, viewers - at) }, (_, index) => {
      if (at + index >= reading) return new RawViewer(coming, tally);
      const arrivals: Arrival[] = [];
      readers.push(arrivals);
      return new RawViewer(coming, tally, (text) => {
        const arrival = arrivalOf(text);
        if (arrival !== undefined) arrivals.push(arrival);
      });
    });
    await Promise.all(group.map((viewer) => viewer.joined));
  }
  return { ...tally };
}

const brings = (arrival: Arrival, mark: Mark): boolean => {
  switch (mark.kind) {
    case 'id':
      return arrival.ids.includes(mark.id);
    case 'position':
      return arrival.fixedAtUnixMs >= mark.fixedAtUnixMs;
    case 'ballots':
      return arrival.ballots >= mark.count;
  }
};

async function change({ port, changes, perSecond }: Extract<Question, { do: 'change' }>): Promise<Changed> {
  const before = { ...tally };
  for (const arrivals of readers) arrivals.length = 0;
  // A slow answer must not hold up the next change: a change takes a free connection, or a new one.
  const free = Array.from({ length: 10 }, () => new HttpConnection(port));
  const startedAt = performance.now();
  const givenAt = changes.map((_change, index) => startedAt + (index * 1000) / perSecond);
  const acknowledgedAt = await Promise.all(
    changes.map(async ({ path, headers, body }, index) => {
      await delay((givenAt[index] ?? 0) - performance.now());
      const connection = free.pop() ?? new HttpConnection(port);
      const answer = await connection.send(httpRequest('POST', path, headers, body));
      if (answer.status !== 200) throw new Error(`A change was refused: ${answer.status} ${answer.body}`);
      free.push(connection);
      return performance.now();
    }),
  );
  await drained();
  for (const connection of free) connection.close();
  if (tally.lost > 0) throw new Error(`${tally.lost} viewers lost their connection`);
  const deliveries = readers.flatMap((arrivals) =>
    changes.map(({ mark }, index) => {
      const arrival = arrivals.find((one) => brings(one, mark));
      if (arrival === undefined) throw new Error(`A viewer never got ${JSON.stringify(mark)}`);
      return { index, at: arrival.at };
    }),
  );
  return {
    frames: tally.frames - before.frames,
    bytes: tally.bytes - before.bytes,
    // A frame may be there before the acknowledgement is read.
    fromAcknowledgedMs: deliveries.map(({ index, at }) => Math.max(0, at - (acknowledgedAt[index] ?? 0))),
    fromGivenMs: deliveries.map(({ index, at }) => at - (givenAt[index] ?? 0)),
    givenAtUnixMs: givenAt.map((at) => performance.timeOrigin + at),
  };
}

/** Waits until nothing comes any more: a saturated server is still sending. */
async function drained(): Promise<void> {
  const deadline = performance.now() + LONGEST_DRAIN_MS;
  for (let seen = -1; seen !== tally.frames; ) {
    if (performance.now() > deadline) throw new Error('The server is still sending after two minutes');
    seen = tally.frames;
    await delay(QUIET_MS);
  }
}

answerQuestions<Question>((question) => (question.do === 'come' ? come(question) : change(question)));
