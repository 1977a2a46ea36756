import type { Alarm } from '../../../shared/alarms.ts';
import type { Audience } from '../../../shared/audience.ts';
import type { RecentFailures } from '../../../shared/page-failures.ts';
import type { DressRehearsal, Latest, Likes, ScreenSign, Viewers } from '../../../shared/protocol.ts';
import type { ClockTrouble } from '../../../shared/tour/clock-trouble.ts';
import type { Fold } from '../log/fold.ts';
import type { Convoy } from './convoy.ts';
import {
  type Everybodys,
  everybodys,
  type Hall,
  hallsOwn,
  latestFor,
  type Organisers,
  organisers,
  type Presenters,
  presenters,
} from './latest.ts';
import { LikeCounts } from './like-counts.ts';
import { StandingsOfTour } from './standings-of-tour.ts';

/** What the newest values are made of, beside what is set here. */
interface Sources {
  readonly fold: () => Fold;
  readonly convoy: () => Convoy;
  /** A value is another one. */
  readonly onChange: () => void;
}

/** The values of a tour of which only the newest matters, and the number of what the public sees. */
export class Newest {
  readonly standings = new StandingsOfTour();
  readonly likes = new LikeCounts();
  readonly #sources: Sources;
  #viewers: Viewers = { present: 0, views: 0 };
  #pageFailures: RecentFailures = { count: 0, worst: [] };
  #alarms: readonly Alarm[] = [];
  #healthy = true;
  #clock: ClockTrouble | null = null;
  #screens: readonly ScreenSign[] = [];
  #rehearsal: DressRehearsal | null = null;
  #version = 0;
  /** What the public saw at that version, and whether nothing has changed since. */
  #face = '';
  #faceIsNew = false;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /**
   * Goes up when what the public sees has changed, and only then: that a page or a body was made anew
   * must not tell anybody that something hidden happened.
   */
  get version(): number {
    if (this.#faceIsNew) return this.#version;
    this.#faceIsNew = true;
    const face = this.#publicFace();
    if (face !== this.#face) this.#version += 1;
    this.#face = face;
    return this.#version;
  }

  #publicFace(): string {
    const { publicVersion } = this.#sources.fold();
    const { drawn } = this.#sources.convoy();
    return JSON.stringify([
      publicVersion,
      [drawn.version, drawn.points.length],
      this.likes.version,
      this.everybodys(),
    ]);
  }

  /** Something changed: whether the public sees it is looked at when somebody asks. */
  changed(): void {
    this.#faceIsNew = false;
  }

  #now() {
    return {
      tour: this.#sources.fold().tour,
      convoy: this.#sources.convoy(),
      standings: this.standings,
      viewers: this.#viewers,
      healthy: this.#healthy,
      pageFailures: this.#pageFailures,
      alarms: this.#alarms,
      clock: this.#clock,
      screens: this.#screens,
      rehearsal: this.#rehearsal,
    };
  }

  /** What everybody sees, but for what is sent in parts. */
  everybodys(): Everybodys {
    return everybodys(this.#now());
  }

  /** What the organiser alone sees. */
  organisers(): Organisers {
    return organisers(this.#now());
  }

  /** What presenters and the organiser see of a ceremony. */
  presenters(): Presenters {
    return presenters(this.#now());
  }

  /** What screens, presenters and the organiser see. */
  hall(): Hall {
    return hallsOwn(this.#now());
  }

  /** Everything that the audience may see now, beside the tour itself; of the likes those that are given. */
  latest(audience: Audience, likes: Likes): Latest {
    return latestFor(audience, { ...this.#now(), likes });
  }

  /** The newest count of viewers. */
  setViewers(viewers: Viewers): void {
    if (viewers.present === this.#viewers.present && viewers.views === this.#viewers.views) return;
    this.#viewers = viewers;
    this.#sources.onChange();
  }

  /** How pages failed of late; the organiser is told where it is another count. */
  setPageFailures(failures: RecentFailures): void {
    if (JSON.stringify(failures) === JSON.stringify(this.#pageFailures)) return;
    this.#pageFailures = failures;
    this.#sources.onChange();
  }

  /** What is wrong while the tour goes on: the organiser is told. */
  setAlarms(alarms: readonly Alarm[]): void {
    if (JSON.stringify(alarms) === JSON.stringify(this.#alarms)) return;
    this.#alarms = alarms;
    this.#sources.onChange();
  }

  /** The hall's screens: who leads the ceremony is told where one is another or shows another step. */
  setScreens(screens: readonly ScreenSign[]): void {
    if (JSON.stringify(screens) === JSON.stringify(this.#screens)) return;
    this.#screens = screens;
    this.#sources.onChange();
  }

  /** The tour's dress rehearsal, or what it is one of: the hall is told. */
  setRehearsal(rehearsal: DressRehearsal | null): void {
    if (JSON.stringify(rehearsal) === JSON.stringify(this.#rehearsal)) return;
    this.#rehearsal = rehearsal;
    this.#sources.onChange();
  }

  /** Counts of likes that are new: a frame goes out if one differs. */
  setLikes(counts: ReadonlyMap<string, number>): void {
    if (this.likes.take(counts)) this.#sources.onChange();
  }

  /** Whether the store answers; followers are told while it does not. */
  setHealthy(healthy: boolean): void {
    if (healthy === this.#healthy) return;
    this.#healthy = healthy;
    this.#sources.onChange();
  }

  /** What is wrong with the clock: the organiser is told. False where it is what it was. */
  setClock(trouble: ClockTrouble | null): boolean {
    if (JSON.stringify(trouble) === JSON.stringify(this.#clock)) return false;
    this.#clock = trouble;
    this.#sources.onChange();
    return true;
  }
}
