// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { Connection, type ConnectionKind } from '../../client/live/connection.ts';
import type { LineHandlers } from '../../client/live/transport.ts';
import type { Frame, Snapshot } from '../../shared/protocol.ts';
import { fakeClock } from './fake-clock.ts';

const FRAME = { epoch: 'e', from: 0, to: 1, events: [], digits: ['a', 'b'], latest: {} } as Frame;
const SNAPSHOT = { epoch: 'e', seq: 3 } as Snapshot;

/** A connection on fake ends: lines that the test opens and breaks, polls that succeed or not. */
function setUp() {
  const clock = fakeClock();
  const lines: { handlers: LineHandlers; afresh: boolean; closed: boolean }[] = [];
  const said: ConnectionKind[] = [];
  const ends = { polls: 0, reached: true, fits: true, snapshots: 0 };
  let afresh = false;
  const connection = new Connection({
    clock,
    open(_hello, handlers) {
      const line = { handlers, afresh, closed: false };
      lines.push(line);
      return {
        close() {
          line.closed = true;
        },
      };
    },
    hello(wanted) {
      afresh = wanted;
      return { tour: 't', protocol: 1 };
    },
    takeFrame: () => ends.fits,
    takeSnapshot() {
      ends.snapshots += 1;
    },
    async poll() {
      ends.polls += 1;
      return ends.reached;
    },
    onState: ({ kind }) => said.push(kind),
    onBuild() {},
  });
  const line = () => {
    const last = lines.at(-1);
    if (last === undefined) throw new Error('No line was opened');
    return last;
  };
  return { clock, connection, ends, line, lines, said };
}

describe('a connection', () => {
  test('is live with the first frame that fits', () => {
    const { connection, line } = setUp();
    connection.start();
    expect(connection.state.kind).toBe('connecting');
    line().handlers.frame(FRAME);
    expect(connection.state.kind).toBe('live');
  });

  test('polls when no socket gets through in six seconds, and goes on trying for one', async () => {
    const { clock, connection, ends, lines, line } = setUp();
    connection.start();
    await clock.pass(5_900);
    expect(ends.polls).toBe(0);
    await clock.pass(200);
    expect(ends.polls).toBe(1);
    expect(connection.state.kind).toBe('polling');
    await clock.pass(20_000);
    expect(ends.polls).toBeGreaterThanOrEqual(5);
    expect(lines.length).toBeGreaterThan(2);
    line().handlers.frame(FRAME);
    expect(connection.state.kind).toBe('live');
    const { polls } = ends;
    await clock.pass(20_000);
    expect(ends.polls).toBe(polls);
  });

  test('polls no faster than every 2 s', async () => {
    const { clock, connection, ends } = setUp();
    connection.start();
    await clock.pass(6_000);
    await clock.pass(30_000);
    expect(ends.polls).toBeLessThanOrEqual(16);
  });

  test('polls at once after the second failure in a row', async () => {
    const { clock, connection, ends, line } = setUp();
    connection.start();
    line().handlers.frame(FRAME);
    line().handlers.closed();
    expect(connection.state.kind).toBe('catching-up');
    expect(ends.polls).toBe(0);
    await clock.pass(2_000);
    line().handlers.closed();
    await clock.pass(0);
    expect(ends.polls).toBe(1);
  });

  test('asks for a snapshot when a frame leaves a gap', () => {
    const { connection, ends, line, lines } = setUp();
    connection.start();
    line().handlers.frame(FRAME);
    ends.fits = false;
    line().handlers.frame(FRAME);
    expect(connection.state.kind).toBe('catching-up');
    expect(lines).toHaveLength(2);
    expect(lines[0]?.closed).toBe(true);
    expect(line().afresh).toBe(true);
    line().handlers.snapshot(SNAPSHOT);
    expect(ends.snapshots).toBe(1);
    expect(connection.state.kind).toBe('live');
  });

  test('does not hammer a server whose frames never fit', async () => {
    const { clock, connection, ends, line, lines } = setUp();
    ends.fits = false;
    connection.start();
    for (let round = 0; round < 40; round += 1) {
      if (!line().closed) line().handlers.frame(FRAME);
      await clock.pass(1_000);
    }
    expect(lines.length).toBeLessThan(12);
  });

  test('lets go of the line after 15 s hidden, and catches up when looked at', async () => {
    const { clock, connection, line, lines } = setUp();
    connection.start();
    line().handlers.frame(FRAME);
    connection.setHidden(true);
    await clock.pass(14_000);
    expect(line().closed).toBe(false);
    await clock.pass(2_000);
    expect(line().closed).toBe(true);
    await clock.pass(600_000);
    expect(lines).toHaveLength(1);
    connection.setHidden(false);
    expect(connection.state.kind).toBe('catching-up');
    expect(lines).toHaveLength(2);
  });

  test('keeps the line when the reader is back within 15 s', async () => {
    const { clock, connection, line, lines } = setUp();
    connection.start();
    line().handlers.frame(FRAME);
    connection.setHidden(true);
    await clock.pass(10_000);
    connection.setHidden(false);
    await clock.pass(60_000);
    expect(lines).toHaveLength(1);
    expect(line().closed).toBe(false);
  });

  test('says since when it is offline: since the server was last heard', async () => {
    const { clock, connection, ends, line } = setUp();
    connection.start();
    await clock.pass(1_000);
    line().handlers.frame(FRAME);
    const heardUnixMs = clock.now();
    ends.reached = false;
    line().handlers.closed();
    for (let round = 0; round < 20; round += 1) {
      await clock.pass(1_000);
      if (!line().closed) line().handlers.closed();
    }
    expect(connection.state).toEqual({ kind: 'offline', sinceUnixMs: heardUnixMs });
    ends.reached = true;
    await clock.pass(15_000);
    expect(connection.state.kind).toBe('polling');
  });

  test('is offline as soon as a hint proves true, and comes back by itself', async () => {
    const { clock, connection, ends, line, lines } = setUp();
    connection.start();
    line().handlers.frame(FRAME);
    ends.reached = false;
    connection.hint();
    await clock.pass(0);
    expect(connection.state.kind).toBe('offline');
    expect(line().closed).toBe(true);
    ends.reached = true;
    await clock.pass(1_000);
    connection.hint();
    expect(lines).toHaveLength(2);
    line().handlers.frame(FRAME);
    expect(connection.state.kind).toBe('live');
  });

  test('keeps a line that carries, whatever the browser hints', async () => {
    const { clock, connection, line, lines, said } = setUp();
    connection.start();
    line().handlers.frame(FRAME);
    for (let round = 0; round < 20; round += 1) {
      connection.hint();
      await clock.pass(700);
    }
    expect(lines).toHaveLength(1);
    expect(line().closed).toBe(false);
    expect(said).toEqual(['live']);
  });

  test('goes on polling, and trying for a socket, whatever the browser hints', async () => {
    const { clock, connection, ends, lines } = setUp();
    connection.start();
    await clock.pass(7_000);
    expect(connection.state.kind).toBe('polling');
    connection.hint();
    const { polls } = ends;
    const opened = lines.length;
    await clock.pass(60_000);
    expect(connection.state.kind).toBe('polling');
    expect(ends.polls).toBeGreaterThan(polls + 20);
    expect(lines.length).toBeGreaterThan(opened);
  });

  test('does not hammer a server while the browser hints without end', async () => {
    const { clock, connection, ends, line } = setUp();
    connection.start();
    line().handlers.frame(FRAME);
    for (let round = 0; round < 1_000; round += 1) {
      connection.hint();
      await clock.pass(10);
    }
    expect(ends.polls).toBeLessThanOrEqual(12);
    expect(ends.polls).toBeGreaterThanOrEqual(9);
  });

  test('tries a line anew that slept with the page, and one that broke behind its back', async () => {
    const { clock, connection, ends, line, lines } = setUp();
    connection.start();
    line().handlers.frame(FRAME);
    connection.setHidden(true);
    await clock.pass(10_000);
    ends.reached = false;
    connection.setHidden(false);
    await clock.pass(0);
    expect(connection.state.kind).toBe('offline');
    expect(lines[0]?.closed).toBe(true);
    ends.reached = true;
    await clock.pass(5_000);
    line().handlers.frame(FRAME);
    connection.setHidden(true);
    clock.sleep(3_600_000);
    const opened = lines.length;
    connection.setHidden(false);
    expect(lines).toHaveLength(opened + 1);
  });

  test('comes back after a good-bye, not before the server asked for', async () => {
    const { clock, connection, line, lines } = setUp();
    connection.start();
    line().handlers.frame(FRAME);
    line().handlers.bye(3_000);
    await clock.pass(2_900);
    expect(lines).toHaveLength(1);
    await clock.pass(3_200);
    expect(lines).toHaveLength(2);
  });

  test('is silent once stopped', async () => {
    const { clock, connection, ends, line, lines } = setUp();
    connection.start();
    await clock.pass(7_000);
    connection.stop();
    const { polls } = ends;
    const opened = lines.length;
    await clock.pass(600_000);
    expect([ends.polls, lines.length]).toEqual([polls, opened]);
    expect(line().closed).toBe(true);
  });
});
