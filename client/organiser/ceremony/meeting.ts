import type { Tour } from '../../../shared/tour/state.ts';

/** How far a summary meeting is: what the organiser has to do next follows from it. */
export type Meeting =
  /** The result lacks something. */
  | 'incomplete'
  /** Nothing is missing any more. */
  | 'complete'
  | 'final'
  | 'running'
  /** The ceremony is over, and the public sees no more of the result than it revealed. */
  | 'ended'
  /** Everybody sees the whole result. */
  | 'opened';

/** How far the meeting of a tour is; `isComplete`: nothing is missing for a final result. */
export function meetingOf(
  { final, ceremony, told }: Pick<Tour, 'final' | 'ceremony' | 'told'>,
  isComplete: boolean,
): Meeting {
  if (final === null) return isComplete ? 'complete' : 'incomplete';
  // What happened to a result before it was opened again is nothing of this one.
  if (told?.state === 'opened' && told.at >= final.at) return 'opened';
  if (ceremony === null || ceremony.begunAt < final.at || ceremony.state === 'stopped') return 'final';
  return ceremony.state;
}
