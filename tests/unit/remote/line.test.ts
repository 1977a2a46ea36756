import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outcome, Send } from '../../../client/outbox/commands.ts';
import { Line } from '../../../client/remote/line.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const LATER: Outcome<never> = { kind: 'later', retryAfterSeconds: 0 };

/** A server whose clock is `apartMs` from this page's, behind a line that may be cut. */
function aLine(apartMs = 0) {
  const news: { readonly reached: boolean; readonly atMs: number }[] = [];
  const state = { cut: false, ended: 0 };
  const sent: { readonly path: string; readonly init: RequestInit }[] = [];
  const send = (async (path: string, init: RequestInit, timeoutMs = 0): Promise<Outcome<unknown>> => {
    sent.push({ path, init });
    if (!state.cut) return { kind: 'taken', body: { nowMs: performance.now() + apartMs, step: 4 } };
    // Nothing comes back, not even that nothing does.
    await new Promise((resolve) => setTimeout(resolve, timeoutMs));
    return LATER;
  }) as Send;
  const line = new Line(send, 'zh-CN', {
    onBeat: (reached) => news.push({ reached, atMs: performance.now() }),
    onEnded: () => {
      state.ended += 1;
    },
  });
  return { line, news, state, sent };
}

describe('the line of a remote', () => {
  test('that is cut is told within two seconds, whenever it is cut', async () => {
    for (let cutAfterMs = 0; cutAfterMs < 1_400; cutAfterMs += 100) {
      const { line, news, state } = aLine();
      line.start();
      await vi.advanceTimersByTimeAsync(5_000 + cutAfterMs);
      state.cut = true;
      const cutMs = performance.now();
      await vi.advanceTimersByTimeAsync(2_000);
      const said = news.find(({ reached }) => !reached);
      expect(said, `cut after ${cutAfterMs} ms`).toBeDefined();
      expect((said?.atMs ?? 0) - cutMs).toBeLessThanOrEqual(2_000);
      line.stop();
    }
  });

  test('sends a press once, answered or not, and until when it is meant', async () => {
    const { line, state, sent } = aLine(500_000);
    line.start();
    await vi.advanceTimersByTimeAsync(2_000);
    line.stop();
    state.cut = true;
    sent.length = 0;
    const given = line.give('stepCeremony', { seenStep: 4, go: 'next' });
    await vi.advanceTimersByTimeAsync(1_800);
    expect(await given).toEqual(LATER);
    state.cut = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.map(({ path }) => path)).toEqual(['/commands/stepCeremony']);
    const until = Number(new Headers(sent[0]?.init.headers).get('lalian-until'));
    const meant = performance.now() - 61_800 + 500_000;
    expect(until).toBeGreaterThan(meant + 1_800);
    expect(until).toBeLessThanOrEqual(meant + 3_001);
  });

  test('sends nothing before it has heard the server, nor asks while it is stopped', async () => {
    const { line, sent } = aLine();
    expect((await line.give('stepCeremony', {})).kind).toBe('later');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual([]);
    line.start();
    await vi.advanceTimersByTimeAsync(0);
    line.stop();
    sent.length = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual([]);
  });
});
