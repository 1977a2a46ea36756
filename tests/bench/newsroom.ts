import { POLL_MS } from '../../client/live/connection.ts';
import type { Changed } from './support/fanout-load.ts';
import { limit, progress, quantile, report } from './support/figure.ts';
import { startNews } from './support/news-traffic.ts';
import { startLoad } from './support/processes.ts';

/*
 * From an editor's phone to every open page: how long until a post, and its correction, is at the viewers, with
 * 2,000 of them on one server process; once all by socket, once all by polling as often as a page does. Half of
 * the 60 changes are posts, half corrections of them, two a second. Counted from the moment at which the editor
 * gave the command, so the acknowledgement's time is in it; at 200 reading viewers.
 */
const VIEWERS = 2_000;
const READING = 200;
const CHANGES = 60;
const PER_SECOND = 2;
const LIMITS_MS = { pushed: 1_000, polled: 3_000 } as const;
const LOADS = {
  pushed: new URL('./support/fanout-load.ts', import.meta.url),
  polled: new URL('./support/polling-load.ts', import.meta.url),
} as const;

/** Runs the benchmark. */
export async function newsroom(): Promise<void> {
  for (const way of ['pushed', 'polled'] as const) {
    const { server, coming, changes, end } = await startNews(CHANGES);
    const load = startLoad(LOADS[way]);
    try {
      await load.ask({ do: 'come', coming, viewers: VIEWERS, reading: READING, everyMs: POLL_MS });
      const { fromGivenMs } = await load.ask<Changed>({
        ...{ do: 'change', port: server.port, changes, perSecond: PER_SECOND },
      });
      for (const [kind, place] of [
        ['post', 0],
        ['correction', 1],
      ] as const) {
        // For each reading viewer the times of all changes, in their order: posts and corrections take turns.
        const times = fromGivenMs.filter((_ms, index) => index % 2 === place);
        const p95 = quantile(times, 0.95);
        progress(`${way}, ${kind}: median ${quantile(times, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`);
        const figure = `p95 from a given ${kind} to a viewer's page, ${way}, ${VIEWERS} viewers`;
        report('newsroom', figure, p95, 'ms', limit(LIMITS_MS[way]));
      }
    } finally {
      await load.stop();
      await end();
    }
  }
}
