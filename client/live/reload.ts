const TIMEOUT_MS = 10_000;
/** A page that has not come by then does not come: before that it is not opened anew, or it would begin anew each time. */
export const COMES_WITHIN_MS = 20_000;

/**
 * Loads the page again where the network has it; false where not: the page stays as it is. What the browser says of its
 * network is not asked: it is wrong both ways, and an error page in the place of a page that was there helps nobody.
 */
export const reloadIfReached = (): Promise<boolean> => whereReached(location.href, () => location.reload());

/** Goes on to an address where the network has it; false where not. */
export async function whereReached(address: string, go: () => void): Promise<boolean> {
  try {
    const answer = await fetch(address, { cache: 'no-cache', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok) return false;
  } catch {
    return false;
  }
  go();
  return true;
}
