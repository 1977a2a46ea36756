/** Starts a worker that draws panels beside the page. */
export const startFairness = (): Worker =>
  new Worker(new URL('./fairness-worker.ts', import.meta.url), { type: 'module' });
