import type * as Parts from './parts.ts';

let parts = $state.raw<typeof Parts>();

/** What shows a ceremony; undefined until it is there. */
export const toldParts = (): typeof Parts | undefined => parts;

/** Makes it known, where it need not be fetched: on the server, and in an archive. */
export function knowToldParts(known: typeof Parts): void {
  parts = known;
}

/** Fetches it, once; where that fails, the page goes on without. */
export async function fetchToldParts(): Promise<void> {
  if (parts !== undefined) return;
  try {
    knowToldParts(await import('./parts.ts'));
  } catch {
    // The next word of the ceremony asks again.
  }
}
