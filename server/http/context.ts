import type { Sessions } from '../access/sessions.ts';
import type { Pace } from '../bounds/pace.ts';
import type { Config } from '../config.ts';
import type { PageFailures } from '../failures/page-failures.ts';
import type { Polled } from '../live/polled.ts';
import type { Presence } from '../live/presence.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Tours } from '../live/tours.ts';
import type { KeptMedia } from '../media/kept-media.ts';
import type { Uploads } from '../media/uploads.ts';
import type { Metrics } from '../metrics.ts';
import type { Newsroom } from '../newsroom/newsroom.ts';
import type { Pages } from '../render/pages.ts';
import type { Store } from '../store/port.ts';

/** What the routes work with. */
export interface Context {
  readonly config: Config;
  readonly store: Store;
  readonly tours: Tours;
  readonly sessions: Sessions;
  /** Wrong secrets by address: only who has none is slowed down, whoever else comes from there. */
  readonly guesses: Pace;
  /** Pictures and films. */
  readonly media: KeptMedia;
  readonly uploads: Uploads;
  readonly pages: Pages;
  readonly metrics: Metrics;
  readonly polled: (room: TourRoom) => Polled;
  readonly presence: (room: TourRoom) => Presence;
  readonly newsroom: (room: TourRoom) => Newsroom;
  readonly pageFailures: (room: TourRoom) => PageFailures;
  /** What time it is for the tour, and on the machine. */
  readonly nowUnixMs: () => number;
  readonly machineUnixMs: () => number;
  /** For all that lasts so long: a clock that nobody sets. */
  readonly steadyMs: () => number;
  /** What this process calls itself. */
  readonly instance: string;
  /** True from the first sign that the server is to stop. */
  readonly stopping: () => boolean;
  /** How many records were found that nobody can read. */
  readonly unreadableRecords: () => number;
}
