import { setTimeout as delay } from 'node:timers/promises';

/** A machine with other work to do may be slow; what takes longer than this does not come. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 5;

/**
 * Waits until something is so: looks at once and then every few ms. Answers what `isSo` answered, or
 * fails with what was waited for.
 */
export async function until<T>(
  isSo: () => T | Promise<T>,
  what: string,
  patienceMs = PATIENCE_MS,
): Promise<Exclude<T, undefined | null | false>> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await isSo();
    if (found !== undefined && found !== null && found !== false)
      return found as Exclude<T, undefined | null | false>;
    if (performance.now() > end) throw new Error(`Waited ${patienceMs} ms in vain: ${what}`);
    await delay(LOOK_AGAIN_MS);
  }
}
