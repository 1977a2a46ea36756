import type { Alarm } from '../../../shared/alarms.ts';
import type { Audience } from '../../../shared/audience.ts';
import type { RecentFailures } from '../../../shared/page-failures.ts';
import type {
  DressRehearsal,
  Latest,
  Likes,
  ScreenSign,
  TrackPart,
  Viewers,
} from '../../../shared/protocol.ts';
import { cueOf } from '../../../shared/tour/ceremony/cue.ts';
import type { ClockTrouble } from '../../../shared/tour/clock-trouble.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import type { Drawn } from '../../../shared/track/drawn.ts';
import { encodePolyline } from '../../../shared/track/polyline.ts';
import type { Convoy } from './convoy.ts';
import type { StandingsOfTour } from './standings-of-tour.ts';

/** How much of the driven road somebody has. */
export type TrackKnown = Pick<TrackPart, 'version' | 'count'>;

/** The driven road from a point on. A follower of another version, or with more points, gets all of it. */
export function trackPart(drawn: Drawn, known: TrackKnown): TrackPart {
  const from = known.version === drawn.version && known.count <= drawn.points.length ? known.count : 0;
  const points = drawn.points.slice(from);
  return { version: drawn.version, from, count: points.length, line: encodePolyline(points) };
}

interface Now {
  readonly tour: Tour;
  readonly convoy: Convoy;
  readonly standings: StandingsOfTour;
  readonly viewers: Viewers;
  readonly likes: Likes;
  readonly healthy: boolean;
  readonly pageFailures: RecentFailures;
  readonly alarms: readonly Alarm[];
  readonly clock: ClockTrouble | null;
  readonly screens: readonly ScreenSign[];
  readonly rehearsal: DressRehearsal | null;
}

/** The newest values that are the organiser's alone. */
export type Organisers = Pick<Latest, 'fullStandings' | 'pageFailures' | 'alarms' | 'clock'>;
/** The newest values of who leads a ceremony: presenters and the organiser. */
export type Presenters = Pick<Latest, 'cue' | 'screens'>;
/** The newest values of the hall: screens, presenters and the organiser. */
export type Hall = Pick<Latest, 'rehearsal'>;
/** The newest values that everybody sees, but for those that are sent in parts. */
export type Everybodys = Omit<Latest, 'track' | 'likes' | keyof Organisers | keyof Presenters | keyof Hall>;

/** The {@link Everybodys} of now: frames send what is new of them, and pages are made anew when one of them is another. */
export const everybodys = (
  of: Omit<Now, 'likes' | 'pageFailures' | 'alarms' | 'clock' | 'screens' | 'rehearsal'>,
): Everybodys => ({
  position: of.convoy.position(of.tour),
  standings: of.standings.shown(of.tour),
  viewers: of.viewers,
  health: of.healthy ? 'ok' : 'waiting',
});

/** The newest values that are the organiser's alone. */
export const organisers = (
  of: Pick<Now, 'tour' | 'standings' | 'pageFailures' | 'alarms' | 'clock'>,
): Organisers => ({
  fullStandings: of.standings.full(of.tour),
  pageFailures: of.pageFailures,
  alarms: of.alarms,
  clock: of.clock,
});

/** The newest values of who leads a ceremony. */
export const presenters = (of: Pick<Now, 'tour' | 'screens'>): Presenters => ({
  cue: cueOf(of.tour) ?? null,
  screens: of.screens,
});

/** Whether an audience leads the ceremony. */
export const leadsCeremony = (audience: Audience): boolean =>
  audience === 'organiser' || audience === 'presenter';

/** The newest values of the hall. */
export const hallsOwn = ({ rehearsal }: Pick<Now, 'rehearsal'>): Hall => ({ rehearsal });

/** Whether an audience is in the hall, or over it. */
export const isOfHall = (audience: Audience): boolean => audience === 'screen' || leadsCeremony(audience);

/** Every value of which only the newest matters, for one audience; the track from its first point. */
export function latestFor(audience: Audience, of: Now): Latest {
  const { position, ...rest } = everybodys(of);
  return {
    position,
    track: trackPart(of.convoy.drawn, { version: -1, count: 0 }),
    ...(audience === 'organiser' ? organisers(of) : {}),
    ...(leadsCeremony(audience) ? presenters(of) : {}),
    ...(isOfHall(audience) ? hallsOwn(of) : {}),
    ...rest,
    likes: of.likes,
  };
}
