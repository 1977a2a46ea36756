import type { TourEvent } from '../../../shared/tour/events.ts';

/** A line of the log as it is kept: what its hash is made of. */
export interface Line {
  readonly seq: number;
  readonly hash: string;
  readonly body: string;
}

/** A line, read. */
export interface Entry {
  readonly seq: number;
  /** Server time, ms. */
  readonly at: number;
  /** `role:id`. */
  readonly by: string;
  /** `session device app`; undefined where a server did it, or an older one kept it. */
  readonly via: string | undefined;
  readonly event: TourEvent;
}

/** A page of the log, and where the log ends. */
export interface LogPage {
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
  readonly lines: readonly Line[];
}

/** The lines after one; undefined where they were not to be had. */
export async function askLines(tourId: string, afterSeq: number): Promise<LogPage | undefined> {
  try {
    const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/log?after=${afterSeq}`);
    return answer.ok ? ((await answer.json()) as LogPage) : undefined;
  } catch {
    return undefined;
  }
}

/** A line as it is read. The log holds only what the server wrote, so its shape is known. */
export function entryOf({ seq, body }: Line): Entry {
  const { at, by, via, event } = JSON.parse(body) as Omit<Entry, 'seq'>;
  return { seq, at, by, via, event };
}
