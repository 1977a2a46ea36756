import '../../floor/functions.ts';
import type { Line } from './book.ts';
import { type Checked, checkLines, UNCHECKED, type Verdict } from './check.ts';

/** Lines that follow those before; the answer is how far the chain holds. */
export interface CheckAsk {
  readonly lines: readonly Line[];
}

/** Checks the log beside the page, page by page in the order in which they come. */
let checked: Checked = UNCHECKED;
let broken: Verdict | undefined;
let before: Promise<unknown> = Promise.resolve();

const take = async ({ lines }: CheckAsk): Promise<void> => {
  const verdict = broken ?? (await checkLines(checked, lines));
  if (verdict.ok) checked = verdict;
  else broken = verdict;
  postMessage(verdict);
};

addEventListener('message', ({ data }: MessageEvent<CheckAsk>) => {
  before = before.then(() => take(data));
});
