import type { Desk } from '../desk.svelte.ts';
import { askLines } from './book.ts';
import type { Verdict } from './check.ts';
import { startCheck } from './check-start.ts';

/** How far a check is, or what came of it. */
export type Checking =
  | { readonly kind: 'not-yet' | 'impossible' | 'failed' }
  | { readonly kind: 'running'; readonly done: number; readonly all: number }
  | { readonly kind: 'sound'; readonly seq: number; readonly hash: string }
  | { readonly kind: 'broken'; readonly seq: number }
  | { readonly kind: 'seal-broken'; readonly day: number; readonly seq: number };

/** Browsers keep their hashing for pages that nobody on the way can change. */
const canHash = (): boolean => typeof crypto !== 'undefined' && crypto.subtle !== undefined;

/** Checks the log from its first line on, in a worker, by what the server sends now. */
export async function checkLog(desk: Desk, tell: (checking: Checking) => void): Promise<void> {
  if (!canHash()) return tell({ kind: 'impossible' });
  const worker = startCheck();
  const seals = Object.values(desk.tour.seals);
  try {
    let seq = 0;
    for (;;) {
      const page = await askLines(desk.store.tourId, seq);
      if (page === undefined) return tell({ kind: 'failed' });
      const verdict = await checkedBy(worker, page.lines);
      if (!verdict.ok) return tell({ kind: 'broken', seq: verdict.atSeq });
      for (const line of page.lines) {
        const seal = seals.find((one) => one.seq === line.seq);
        if (seal !== undefined && seal.hash !== line.hash)
          return tell({ kind: 'seal-broken', day: seal.day, seq: seal.seq });
      }
      seq = page.lines.at(-1)?.seq ?? seq;
      if (page.lines.length === 0 && seq !== page.seq) return tell({ kind: 'broken', seq: seq + 1 });
      if (seq === page.seq)
        return tell(
          verdict.hash === page.hash
            ? { kind: 'sound', seq, hash: verdict.hash }
            : { kind: 'broken', seq: page.seq },
        );
      tell({ kind: 'running', done: seq, all: page.seq });
    }
  } catch {
    tell({ kind: 'failed' });
  } finally {
    worker.terminate();
  }
}

/** What the worker makes of some lines; rejects where it cannot run. */
const checkedBy = (worker: Worker, lines: readonly unknown[]): Promise<Verdict> =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Verdict>) => resolve(data);
    worker.onerror = () => reject(new Error('The worker did not run'));
    worker.postMessage({ lines });
  });
