import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { remembering } from '../../../client/outbox/remembering.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is shown first is written at once', () => {
  const write = vi.fn(() => true);
  const memory = remembering(write);
  memory.changed();
  vi.advanceTimersByTime(0);
  expect(write).toHaveBeenCalledOnce();
});

test('changes that come without end put nothing off, and do not write each time', () => {
  const write = vi.fn(() => true);
  const memory = remembering(write);
  for (let ms = 0; ms < 10_000; ms += 100) {
    memory.changed();
    vi.advanceTimersByTime(100);
  }
  expect(write.mock.calls.length).toBeGreaterThan(15);
  expect(write.mock.calls.length).toBeLessThan(30);
});

test('as long as there was nothing to write, the first is still written at once', () => {
  let known = false;
  const written: boolean[] = [];
  const memory = remembering(() => {
    written.push(known);
    return known;
  });
  memory.changed();
  vi.advanceTimersByTime(0);
  known = true;
  memory.changed();
  vi.advanceTimersByTime(0);
  expect(written).toEqual([false, true]);
});
