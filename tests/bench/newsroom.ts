import { POLL_MS } from '../../client/live/connection.ts';
import { startBrowser } from '../support/browser.ts';
import type { Changed } from './support/fanout-load.ts';
import { limit, progress, quantile, report } from './support/figure.ts';
import { newsWords, startNews } from './support/news-traffic.ts';
import { openPage } from './support/open-page.ts';
import { startLoad } from './support/processes.ts';

/*
 * From an editor's phone to every open page: how long until a post, and its correction, is at the viewers, with
 * 2,000 of them on one server process; once all by socket, once all by polling as often as a page does. Half of
 * the 60 changes are posts, half corrections of them. Counted from the moment at which the editor gave the
 * command, so the acknowledgement's time is in it.
 *
 * - At 200 reading viewers: when the bytes are there.
 * - In one real browser beside them, which shares the load's core: when the words stand on the page.
 */
const VIEWERS = 2_000;
const READING = 200;
const CHANGES = 60;
/** Not a whole number of changes in a poll: they fall on every moment between two. */
const PER_SECOND = 1.9;
const LIMITS_MS = { pushed: 1_000, polled: 3_000 } as const;
const LOADS = {
  pushed: new URL('./support/fanout-load.ts', import.meta.url),
  polled: new URL('./support/polling-load.ts', import.meta.url),
} as const;

/** Runs the benchmark. */
export async function newsroom(): Promise<void> {
  const browser = await startBrowser();
  for (const way of ['pushed', 'polled'] as const) {
    const { server, coming, changes, end } = await startNews(CHANGES);
    const load = startLoad(LOADS[way]);
    try {
      await load.ask({
        do: 'come',
        coming: await coming(),
        viewers: VIEWERS,
        reading: READING,
        everyMs: POLL_MS,
      });
      const page = await openPage(browser, server.port, way);
      const { fromGivenMs, givenAtUnixMs } = await load.ask<Changed>({
        ...{ do: 'change', port: server.port, changes, perSecond: PER_SECOND },
      });
      const words = changes.map((_change, index) => newsWords(index));
      const seen = await page.seenAtUnixMs(words);
      await page.close();
      if (seen.size < words.length)
        throw new Error(`A page never showed ${words.length - seen.size} changes`);
      const shownMs = words.map((word, index) => (seen.get(word) ?? 0) - (givenAtUnixMs[index] ?? 0));
      for (const [kind, place] of [
        ['post', 0],
        ['correction', 1],
      ] as const) {
        // For each reading viewer the times of all changes, in their order: posts and corrections take turns.
        const times = fromGivenMs.filter((_ms, index) => index % 2 === place);
        const onPage = shownMs.filter((_ms, index) => index % 2 === place);
        for (const [where, ms] of [
          [`${VIEWERS} viewers`, times],
          [`visible on an open page beside ${VIEWERS} viewers`, onPage],
        ] as const) {
          const p95 = quantile(ms, 0.95);
          progress(`${way}, ${kind}, ${where}: median ${quantile(ms, 0.5).toFixed(0)} ms`);
          report('newsroom', `p95 from a given ${kind}, ${way}, ${where}`, p95, 'ms', limit(LIMITS_MS[way]));
        }
      }
    } finally {
      await load.stop();
      await end();
    }
  }
  await browser.close();
}
