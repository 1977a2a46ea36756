import type { Role } from '../../shared/tour/actor.ts';

/** Whether this browser has a session for the page of a role. `unknown`: nobody answered. */
export type Access = 'asking' | 'in' | 'none' | 'no-tour' | 'unknown';

/** Asks the server whether there is a session of the role for the tour. */
export async function askAccess(role: Role, tourId: string): Promise<Access> {
  try {
    const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/as/${role}`, {
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.ok) return 'in';
    if (answer.status === 404 || answer.status === 410) return 'no-tour';
    return answer.status === 401 || answer.status === 403 ? 'none' : 'unknown';
  } catch {
    return 'unknown';
  }
}
