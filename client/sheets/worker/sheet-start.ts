/** Starts a worker that reads sheets; a plain script, for Firefox knows no other workers before 114. */
export const startSheets = (): Worker => new Worker(new URL('./sheet-worker.ts', import.meta.url));
