import type { Seen } from '../access/seen.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Backups } from '../backup/backups.ts';
import type { Pace } from '../bounds/pace.ts';
import type { Config } from '../config.ts';
import type { PageFailures } from '../failures/page-failures.ts';
import type { ScreenSigns } from '../hall/signs.ts';
import type { Polled } from '../live/frames/polled.ts';
import type { Presence } from '../live/frames/presence.ts';
import type { Summaries } from '../live/summaries.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Tours } from '../live/tours.ts';
import type { KeptMedia } from '../media/kept-media.ts';
import type { Uploads } from '../media/uploads/uploads.ts';
import type { Metrics } from '../metrics.ts';
import type { Newsroom } from '../newsroom/newsroom.ts';
import type { Pages } from '../render/pages.ts';
import type { Store } from '../store/port.ts';
import type { Heard } from '../watch/heard.ts';
import type { MachineWatch } from '../watch/machine.ts';
import type { Watch } from '../watch/watch.ts';

/** What the routes work with. */
export interface Context {
  readonly config: Config;
  readonly store: Store;
  readonly tours: Tours;
  /** What is said of tours where several are listed. */
  readonly summaries: Summaries;
  readonly sessions: Sessions;
  /** When whose device was there last. */
  readonly seen: Seen;
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
  readonly screenSigns: (room: TourRoom) => ScreenSigns;
  readonly pageFailures: (room: TourRoom) => PageFailures;
  readonly heard: (room: TourRoom) => Heard;
  readonly watch: (room: TourRoom) => Watch;
  /** The machine of this process. */
  readonly machine: MachineWatch;
  readonly backups: Backups;
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
