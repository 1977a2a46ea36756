/** Whether this browser may see the organiser's page. `unknown`: nobody answered. */
export type Access = 'asking' | 'in' | 'none' | 'no-tour' | 'unknown';

/** Asks the server whether there is an organiser's session for the tour. */
export async function askAccess(tourId: string): Promise<Access> {
  try {
    const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/as/organiser`, {
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.ok) return 'in';
    if (answer.status === 404) return 'no-tour';
    return answer.status === 401 || answer.status === 403 ? 'none' : 'unknown';
  } catch {
    return 'unknown';
  }
}
