import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/port.ts';
import type { TourRoom } from '../tour-room.ts';

/** A visitor who polls counts as present for so long after the last sign. */
const POLLING_PRESENT_MS = 45_000;
/** A process that says nothing for so long is gone, and its viewers with it. */
const PROCESS_TTL_MS = 15_000;
/** What is less than this apart is one visit. */
const VISIT_MS = 30 * 60_000;
const MOST_REMEMBERED = 200_000;
/** Bounds the memory that invented visitors can take. */
const MOST_POLLING = 50_000;

/**
 * Counts a tour's viewers over all processes: connections and pollers now, and visits in all. Visits
 * are gathered in memory and added once a beat, so that a crowd costs one write a beat. Never by
 * the tour's clock: a rehearsal's may run a thousand times as fast, and people do not.
 */
export class Presence {
  readonly #room: TourRoom;
  readonly #store: Store;
  readonly #processId: string;
  readonly #clock: Pick<Clock, 'steadyMs' | 'machineUnixMs'>;
  readonly #lastSigns = new Map<string, number>();
  readonly #polling = new Map<string, number>();
  #visits = 0;

  constructor(
    room: TourRoom,
    store: Store,
    processId: string,
    clock: Pick<Clock, 'steadyMs' | 'machineUnixMs'>,
  ) {
    this.#room = room;
    this.#store = store;
    this.#processId = processId;
    this.#clock = clock;
  }

  /** A page was opened, or is still open: a visitor counts again after half an hour without a sign. */
  visited(visitor: string): void {
    const now = this.#clock.steadyMs();
    if ((this.#lastSigns.get(visitor) ?? Number.NEGATIVE_INFINITY) < now - VISIT_MS) this.#visits += 1;
    this.#lastSigns.delete(visitor);
    this.#lastSigns.set(visitor, now);
    const oldest = this.#lastSigns.keys().next();
    if (this.#lastSigns.size > MOST_REMEMBERED && !oldest.done) this.#lastSigns.delete(oldest.value);
  }

  /** A visitor who polls gave a sign. */
  polled(visitor: string): void {
    this.#polling.delete(visitor);
    if (this.#polling.size < MOST_POLLING) this.#polling.set(visitor, this.#clock.steadyMs());
  }

  /** Reports this process, reads all, and shows the sum. Throws StoreUnavailable; what was counted is kept. */
  async beat(): Promise<void> {
    const now = this.#clock.machineUnixMs();
    const steadyMs = this.#clock.steadyMs();
    for (const [visitor, at] of this.#polling) {
      if (at > steadyMs - POLLING_PRESENT_MS) break;
      this.#polling.delete(visitor);
    }
    const visits = this.#visits;
    const present = this.#room.hub.count('public') + this.#polling.size;
    await this.#store.reportPresence(this.#room.id, this.#processId, present, PROCESS_TTL_MS, now);
    const views =
      visits > 0
        ? await this.#store.addToCounter(`views:${this.#room.id}`, visits)
        : await this.#store.readCounter(`views:${this.#room.id}`);
    this.#visits -= visits;
    this.#room.hub.newest.setViewers({
      present: thinned(await this.#store.readPresence(this.#room.id, now)),
      views: thinned(views),
    });
  }
}

/** A crowd's number with three leading digits: of thousands nobody needs the last one, and each change is a frame for all. */
export function thinned(count: number): number {
  if (count < 1000) return count;
  const unit = 10 ** (Math.floor(Math.log10(count)) - 2);
  return Math.floor(count / unit) * unit;
}
