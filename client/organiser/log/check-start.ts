/** Starts a worker that checks the log beside the page; a plain script, for Firefox knows no other workers before 114. */
export const startCheck = (): Worker => new Worker(new URL('./check-worker.ts', import.meta.url));
