import { setTimeout as delay } from 'node:timers/promises';
import type { Change, Changed } from './support/fanout-load.ts';
import { limit, type Peer, progress, quantile, report } from './support/figure.ts';
import { changesForPeers, startOurs, type UnderTraffic } from './support/peak-traffic.ts';
import { collected, cpuSeconds, heldBytes, startLoad, startPeer } from './support/processes.ts';

/*
 * Fan-out: what a viewer costs one server process while a tour is at its peak, with 20 changes a second for 20 s:
 * 12 ballots (each changes the standings), 5 positions, 3 posts. Measured for Lalian, for a plain Socket.IO server
 * that emits every change to everyone, and for a bare ws broadcast; each alone on its core, viewers and changes from
 * the other core. The peers neither store nor check anything, and emit the very values that Lalian sends: the
 * standings, the position, the post.
 *
 * - CPU: the server's own (user and system) from the first change until everything was delivered, so that a
 *   saturated server is not flattered, divided by viewers and by the minutes for which changes came.
 * - p99: from the acknowledgement of a change, as the one who sent it reads it, to its frame at 40 reading viewers.
 *   Peers acknowledge before they emit. A saturated server acknowledges late, so the same from the moment at which
 *   a change was given is told as well.
 * - Memory: growth from the 100th viewer to the last of a second crowd, after collections and before any change, of
 *   what lives in the heap and of all that is resident beside it. The plain resident set would add how many empty
 *   pages V8 keeps.
 *
 * All viewers are raw sockets that count frames by their heads, except the reading ones.
 */
const VIEWERS = [2000, 5000];
const PER_SECOND = 20;
const MEASURED_SECONDS = 20;
/**
 * A tour runs for hours: what counts is code that is compiled already, which takes thousands of changes, a hundred
 * frames to the crowd, and each viewer's pings.
 */
const WARM_UP = { changes: 8_000, perSecond: 300 };
const CROWD_WARM_UP_CHANGES = 1_200;
const READING = 40;
const FIRST_VIEWERS = 100;
/** Longer than the count of viewers takes to settle, which is a change of its own. */
const CROWD_SETTLES_MS = 5_000;
/** What must be reached: of what plain Socket.IO takes, and of the time. */
const MOST_CPU = 1 / 5;
const MOST_MEMORY = 1;
const MOST_P99_MS = 500;

interface Measured {
  readonly cpuMsPerViewerMinute: number;
  readonly p99Ms: number;
  readonly p99FromGivenMs: number;
  readonly kilobytesPerViewer: number;
}

/** What is measured, by its name. */
interface System {
  readonly name: string;
  start(): Promise<UnderTraffic>;
}

const BEFORE = WARM_UP.changes + CROWD_WARM_UP_CHANGES;
const CHANGES = BEFORE + MEASURED_SECONDS * PER_SECOND;

/** What each viewer adds to a server on which nothing happens, KB. */
async function memoryPerViewer({ start }: System, viewers: number): Promise<number> {
  const { server, coming, end } = await start();
  const crowd = () => startLoad(new URL('./support/fanout-load.ts', import.meta.url));
  const those = crowd();
  const load = crowd();
  try {
    const come = async (many: number, by = load) =>
      by.ask({ do: 'come', coming: await coming(), viewers: many, reading: 0 });
    // As many come and go before: what is compiled and reserved for the first crowd is not a viewer's.
    await come(viewers, those);
    await those.stop();
    await come(FIRST_VIEWERS);
    await delay(1_000);
    const before = await heldBytes(server);
    await come(viewers - FIRST_VIEWERS);
    await delay(CROWD_SETTLES_MS);
    return ((await heldBytes(server)) - before) / 1024 / (viewers - FIRST_VIEWERS);
  } finally {
    await those.stop();
    await load.stop();
    await end();
  }
}

async function measure(system: System, viewers: number): Promise<Measured> {
  const kilobytesPerViewer = await memoryPerViewer(system, viewers);
  const { server, coming, changes, end } = await system.start();
  const load = startLoad(new URL('./support/fanout-load.ts', import.meta.url));
  try {
    const traffic = { do: 'change', port: server.port };
    await load.ask({ do: 'come', coming: await coming(), viewers: FIRST_VIEWERS, reading: READING });
    const warmUp = changes.slice(0, WARM_UP.changes);
    await load.ask({ ...traffic, perSecond: WARM_UP.perSecond, changes: warmUp });
    // What such a rate leaves behind would be collected among what is measured, on either side.
    await collected(server);
    await load.ask({ do: 'come', coming: await coming(), viewers: viewers - FIRST_VIEWERS, reading: 0 });
    await delay(CROWD_SETTLES_MS);
    const toTheCrowd = changes.slice(WARM_UP.changes, BEFORE);
    await load.ask({ ...traffic, perSecond: PER_SECOND, changes: toTheCrowd });
    const cpuBefore = cpuSeconds(server.pid);
    const { frames, bytes, fromAcknowledgedMs, fromGivenMs } = await load.ask<Changed>({
      ...{ ...traffic, perSecond: PER_SECOND },
      changes: changes.slice(BEFORE),
    });
    const cpuMs = (cpuSeconds(server.pid) - cpuBefore) * 1000;
    const measured = {
      cpuMsPerViewerMinute: cpuMs / viewers / (MEASURED_SECONDS / 60),
      p99Ms: quantile(fromAcknowledgedMs, 0.99),
      p99FromGivenMs: quantile(fromGivenMs, 0.99),
      kilobytesPerViewer,
    };
    progress(
      `${system.name}, ${viewers} viewers: ${(cpuMs / MEASURED_SECONDS / 10).toFixed(0)} % of a core, ` +
        `${(frames / viewers / MEASURED_SECONDS).toFixed(1)} frames/s and ${(bytes / viewers / MEASURED_SECONDS / 1024).toFixed(1)} KB/s each, ` +
        `p99 ${measured.p99Ms.toFixed(0)} ms (${measured.p99FromGivenMs.toFixed(0)} ms from given), ${kilobytesPerViewer.toFixed(1)} KB each`,
    );
    return measured;
  } finally {
    await load.stop();
    await end();
  }
}

/** A peer's server with its changes. */
const peer = (
  name: string,
  source: URL,
  changes: readonly Change[],
  path: string,
  auth?: object,
): System => ({
  name,
  async start() {
    const server = await startPeer(source);
    const coming = async () => ({ port: server.port, path, ...(auth && { auth }) });
    return { server, changes, end: server.stop, coming };
  },
});

/** Says whether what must be reached was. */
function tellWhetherReached(viewers: number, ours: Measured, socketIo: Measured): void {
  const reached =
    ours.cpuMsPerViewerMinute <= MOST_CPU * socketIo.cpuMsPerViewerMinute &&
    ours.kilobytesPerViewer <= MOST_MEMORY * socketIo.kilobytesPerViewer &&
    ours.p99Ms <= MOST_P99_MS;
  progress(`${viewers} viewers: ${reached ? 'reached' : 'MISSED'}`);
}

/** Runs the benchmark. */
export async function fanout(): Promise<void> {
  const changes = await changesForPeers(CHANGES);
  const socketIo = peer(
    'plain Socket.IO 4.8',
    new URL('./peers/socket-io.mjs', import.meta.url),
    changes,
    '/socket.io/?EIO=4&transport=websocket',
    {},
  );
  const ws = peer('bare ws broadcast', new URL('./peers/ws.mjs', import.meta.url), changes, '/');
  for (const viewers of VIEWERS) {
    const ours = await measure({ name: 'Lalian', start: () => startOurs(CHANGES) }, viewers);
    for (const system of [socketIo, ws]) {
      const theirs = await measure(system, viewers);
      const compared = (figure: string, unit: string, pick: (measured: Measured) => number) => {
        const against: Peer = { name: system.name, value: pick(theirs) };
        report('fanout', `${figure}, ${viewers} viewers`, pick(ours), unit, against);
      };
      compared('server CPU per viewer and minute', 'ms', (measured) => measured.cpuMsPerViewerMinute);
      compared('p99 from acknowledged command to delivered frame', 'ms', (measured) => measured.p99Ms);
      compared('p99 from given command to delivered frame', 'ms', (measured) => measured.p99FromGivenMs);
      compared('memory per viewer', 'KB', (measured) => measured.kilobytesPerViewer);
      if (system === socketIo) tellWhetherReached(viewers, ours, theirs);
    }
    const figure = `p99 from acknowledged command to delivered frame, ${viewers} viewers`;
    report('fanout', figure, ours.p99Ms, 'ms', limit(MOST_P99_MS));
  }
}
