const TIMEOUT_MS = 10_000;

/**
 * Loads the page again where the network has it; false where not: the page stays as it is. What the browser says of its
 * network is not asked: it is wrong both ways, and an error page in the place of a page that was there helps nobody.
 */
export async function reloadIfReached(): Promise<boolean> {
  try {
    const answer = await fetch(location.href, {
      cache: 'no-cache',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) return false;
  } catch {
    return false;
  }
  location.reload();
  return true;
}
