import type { Snapshot } from '../../../shared/protocol.ts';
import type { Ceremony } from '../../../shared/tour/ceremony/ceremony.ts';
import { tabMemory } from '../../live/tab-memory.ts';

/*
 * The picture of the hall by itself, small, put down in the moment in which it comes. What is large and kept beside it
 * (disk.ts) comes a little later, and a browser may lose it where the page goes at that very moment.
 */

/** A picture of the hall, and where in its history it was. */
export interface LastPicture {
  readonly tour: string;
  readonly epoch: string;
  readonly seq: number;
  readonly ceremony: Ceremony | null;
}

const KEY = 'lalian-screen-picture';

/** Puts it down, in the place of the one before. */
export const keepPicture = (picture: LastPicture): void => tabMemory.keep(KEY, JSON.stringify(picture));

export const forgetPicture = (): void => tabMemory.keep(KEY, '');

/** What this tab has shown last; undefined where that is not known. */
function lastPicture(): LastPicture | undefined {
  try {
    return JSON.parse(tabMemory.read(KEY) || 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** What is kept of a tour with the picture that was shown last: where that is newer, it can be shown, but not gone on from. */
export function withLastPicture(snapshot: Snapshot, tour: string): Snapshot {
  const last = lastPicture();
  if (last?.tour !== tour || last.epoch !== snapshot.epoch || last.seq <= snapshot.seq) return snapshot;
  return { ...snapshot, digits: [], tour: { ...snapshot.tour, ceremony: last.ceremony } };
}
