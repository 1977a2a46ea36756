import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Sending } from '../../../client/outbox/sending.ts';
import { waitMs } from '../../../client/outbox/waiting-times.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('what throws in mid-send stops nothing: it is tried again, by itself and when woken', async () => {
  const throws = [true, true, false, true, false];
  let runs = 0;
  const sending = new Sending({
    async sendAll() {
      runs += 1;
      if (throws.shift()) throw new DOMException('The database connection is closing', 'InvalidStateError');
      return true;
    },
    onChange: () => undefined,
  });
  sending.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect([runs, sending.state]).toEqual([1, 'waiting']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([runs, sending.state]).toEqual([2, 'waiting']);
  await vi.advanceTimersByTimeAsync(4_000);
  expect([runs, sending.state]).toEqual([3, 'idle']);
  sending.wake();
  await vi.advanceTimersByTimeAsync(0);
  sending.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect([runs, sending.state]).toEqual([5, 'idle']);
});

test('what one server asked for is not waited for after the next failure', async () => {
  let runs = 0;
  const sending: Sending = new Sending({
    async sendAll() {
      runs += 1;
      return runs === 1 ? sending.later({ kind: 'later', retryAfterSeconds: 3600 }) : false;
    },
    onChange: () => undefined,
  });
  sending.wake();
  await vi.advanceTimersByTimeAsync(0);
  sending.wake();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(runs).toBe(3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toBeGreaterThan(4);
});

test('what stops everything on the way is told while it lasts, and tried again all the same', async () => {
  let stoppedBy: number | undefined = 403;
  const told: (number | undefined)[] = [];
  const sending: Sending = new Sending({
    async sendAll() {
      sending.begun();
      if (stoppedBy === undefined) return true;
      return sending.later({ kind: 'later', retryAfterSeconds: 0, stoppedBy });
    },
    onChange: () => told.push(sending.stoppedBy),
  });
  sending.wake();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(new Set(told.slice(1))).toEqual(new Set([403]));
  stoppedBy = undefined;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([sending.stoppedBy, sending.state]).toEqual([undefined, 'idle']);
});

test('nobody can make a phone wait for days, or not at all', () => {
  // A timer of more than 2^31 ms ends at once: it would ask without a pause, for ever.
  for (const asked of [2_147_484, 1e12, Number.POSITIVE_INFINITY]) expect(waitMs(1, asked)).toBe(600_000);
  expect(waitMs(1, 120)).toBe(120_000);
  expect(waitMs(3, -5)).toBe(8_000);
});
