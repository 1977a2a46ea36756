import type { Alarm } from '../../shared/alarms.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Store } from '../store/port.ts';
import type { Heard } from './heard.ts';
import type { MachineWatch } from './machine.ts';
import { type News, takeAlarms } from './standing.ts';
import { alarmsOfTour } from './tour-alarms.ts';

/** What a tour is watched with. */
export interface WatchParts {
  readonly store: Store;
  readonly heard: Heard;
  readonly machine: MachineWatch;
  readonly backups: { alarmsOf(tour: string): Promise<readonly Alarm[]> };
  readonly nowUnixMs: () => number;
  readonly machineUnixMs: () => number;
}

/** Looks after one tour: the organiser is told what is wrong, until it is over. */
export class Watch {
  readonly #room: TourRoom;
  readonly #parts: WatchParts;

  constructor(room: TourRoom, parts: WatchParts) {
    this.#room = room;
    this.#parts = parts;
  }

  /** Looks once. `ofMachine`: what is wrong with this machine. Answers what began and ended by it. Throws StoreUnavailable. */
  async look(ofMachine: readonly Alarm[]): Promise<News> {
    const { store, heard, machine, backups, nowUnixMs, machineUnixMs } = this.#parts;
    const { tour } = this.#room.fold;
    const watched = {
      tour,
      heard: await heard.beat(Object.keys(tour.judges)),
      fixedAtUnixMs: this.#room.convoy.position(tour)?.fixedAtUnixMs,
      nowUnixMs: nowUnixMs(),
      machineUnixMs: machineUnixMs(),
    };
    const { host } = machine;
    const clock: readonly Alarm[] = this.#room.clockTrouble === undefined ? [] : [{ kind: 'clock', host }];
    const seen = [
      ...ofMachine,
      ...clock,
      ...(await backups.alarmsOf(this.#room.id)),
      ...alarmsOfTour(watched),
    ];
    const now = { host, machineUnixMs: machineUnixMs() };
    const news = await takeAlarms(store, this.#room.id, seen, now);
    this.#room.hub.newest.setAlarms(news.standing);
    return news;
  }
}
