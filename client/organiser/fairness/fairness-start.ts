/** Starts a worker that draws panels beside the page; a plain script, for Firefox knows no other workers before 114. */
export const startFairness = (): Worker => new Worker(new URL('./fairness-worker.ts', import.meta.url));
