import { PROTOCOL, type Snapshot, type TourPart, tourToPart } from '../../shared/protocol.ts';
import { emptyTour } from '../../shared/tour/state.ts';
import type { ServerTime } from './server-time.ts';
import type { TourStore } from './tour-store.svelte.ts';

/** What a device remembers of a tour: shown at once, with or without signal. */
export interface Remembered {
  readonly snapshot: Snapshot;
  /** Server time minus the device's, ms. */
  readonly offsetMs: number;
  /** The build of the page that folded it; older ones did not say. */
  readonly build?: string;
}

/** Nothing known yet: what a role's page begins with, until the device's memory or the server tells more. */
export const NOTHING: Snapshot = {
  protocol: PROTOCOL,
  epoch: '',
  seq: 0,
  digits: [],
  tour: tourToPart(emptyTour, 0),
  latest: {
    position: null,
    track: { version: 0, from: 0, count: 0, line: '' },
    standings: { mode: 'hidden' },
    viewers: { present: 0, views: 0 },
    likes: {},
    health: 'ok',
  },
};

/** What a page is to remember: where it stands, with `tour` as what it shows of it. */
export function toRemember(
  { following }: TourStore,
  time: ServerTime,
  build: string,
  tour: TourPart,
): Remembered {
  const { epoch, seq, digits, latest } = following;
  const snapshot = { protocol: PROTOCOL, epoch, seq, digits, tour, latest };
  return { snapshot, offsetMs: time.now() - Date.now(), build };
}

/**
 * What is remembered, as a page of this build begins with it. What another build has folded it may show until the
 * server answers, but not go on from: events that the other did not know have left nothing in it. Without digits the
 * server is asked for all of it.
 */
export function recalled({ snapshot, build: foldedBy }: Remembered, build: string): Snapshot {
  const digits = foldedBy === build ? (snapshot.digits ?? []) : [];
  return { ...snapshot, digits, latest: { ...NOTHING.latest, ...snapshot.latest } };
}

/** The clock goes on as the server's did when it was last heard. */
export function recallTime(time: ServerTime, store: TourStore, { offsetMs }: Remembered): void {
  const now = Date.now();
  time.learn(new Headers({ 'lalian-time': String(now + offsetMs) }), now);
  store.nowUnixMs = time.now();
}

/** Nothing of the tour, but its newest values: what somebody else was shown on this device goes. */
export const forgotten = ({ snapshot }: Remembered): Snapshot => ({
  ...NOTHING,
  latest: { ...NOTHING.latest, ...snapshot.latest },
});
