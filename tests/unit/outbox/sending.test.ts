import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Sending } from '../../../client/outbox/sending.ts';

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
      return runs === 1 ? sending.later(3600) : false;
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
