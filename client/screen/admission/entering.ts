const TIMEOUT_MS = 10_000;

/**
 * Takes an invite out of the address of a screen: `/screen/TOUR#TOUR.SECRET` is one that lets itself in, in a mixer where
 * nobody presses a button. What it returns exchanges the invite for a session; true where that opened one. An invite that
 * was refused is not tried again, one whose answer did not come is.
 */
export function inviteInAddress(tourId: string): () => Promise<boolean> {
  let secret = location.hash.slice(1);
  if (!secret.startsWith(`${tourId}.`)) return async () => false;
  history.replaceState(history.state, '', location.pathname + location.search);
  return async () => {
    if (secret === '') return false;
    try {
      const answer = await fetch('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret, tour: tourId }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) secret = '';
      return answer.ok;
    } catch {
      return false;
    }
  };
}
