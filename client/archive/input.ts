import type { MapLines, Snapshot } from '../../shared/protocol.ts';

/** The convoy's way with its times, as an archive keeps it. */
export interface KeptTrack {
  /** Polyline of precision 5. */
  readonly line: string;
  /** When the first point was passed, and after how many seconds each further one. */
  readonly startUnixMs: number;
  readonly secondsAfter: readonly number[];
}

/** Everything that an archive shows: what the public may see of a tour, whole. */
export interface ArchiveInput {
  readonly tourId: string;
  readonly snapshot: Snapshot;
  readonly map: MapLines;
  readonly track: KeptTrack;
  /** When the last thing happened that is in it. */
  readonly asOfUnixMs: number;
}

/** The name under which `data.js` leaves the input for the page's script. */
export const DATA_NAME = 'LALIAN_ARCHIVE';
/** The id of the element that the page is rendered into. */
export const ROOT_ELEMENT = 'lalian';
/** The page in each language, beside each other in one folder. */
export const FILES = { zh: 'index.html', en: 'en.html' } as const;
