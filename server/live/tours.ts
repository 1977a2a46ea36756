import { randomBytes } from 'node:crypto';
import { type Head, LogDamaged, type Store, StoreUnavailable } from '../store/port.ts';
import { frontOf } from './front.ts';
import { type RoomOptions, TourRoom } from './tour-room.ts';

/** A tour's own record: that it exists, and since when. */
export interface TourRecord {
  readonly id: string;
  readonly createdAtUnixMs: number;
}

/** Name of the collection that lists the tours. */
export const TOURS = 'tours';

/** A name for a log that nobody had before: 96 random bits. */
export const newEpoch = (): string => randomBytes(12).toString('hex');

/** Makes a tour if there is none of that name. */
export async function createTour(store: Store, id: string, nowUnixMs: number): Promise<void> {
  await store.openLog(id, newEpoch());
  const record: TourRecord = { id, createdAtUnixMs: nowUnixMs };
  await store.putRecord(TOURS, id, JSON.stringify(record), 0);
}

/** All tours, oldest first. */
export async function listTours(store: Store): Promise<readonly TourRecord[]> {
  const records = await store.listRecords(TOURS);
  return records
    .map((record) => JSON.parse(record.body) as TourRecord)
    .sort((a, b) => a.createdAtUnixMs - b.createdAtUnixMs);
}

/** How long, ms, a damaged log is not read again: whoever asks for its tour must not keep the others waiting. */
const DAMAGED_MS = 10_000;

/** How long a tour may take to appear at `/`, ms. */
const FRONT_MS = 2_000;
/** So many of the newest tours may be the one that `/` shows. */
const MOST_LOOKED_AT = 12;

/** What is damaged was noted; a store that does not answer is for the caller. */
function unlessAway(error: unknown): void {
  if (!(error instanceof LogDamaged)) throw error;
}

/** Whether the last line is the one that the head names. */
async function endsAt(store: Store, log: string, head: Head): Promise<boolean> {
  try {
    for await (const [first] of store.readLog(log, head.seq - 1))
      return first?.seq === head.seq && first.hash === head.hash;
    return false;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    // The store's own form of the line is broken.
    return false;
  }
}

/** The tours of this process; each is read when it is first asked for. */
export class Tours {
  readonly #rooms = new Map<string, Promise<TourRoom>>();
  readonly #open = new Map<string, TourRoom>();
  readonly #options: RoomOptions;
  readonly #damaged = new Map<
    string,
    { readonly error: LogDamaged; readonly at: number; readonly epoch: string }
  >();
  #frontId: string | undefined;
  #frontAt = 0;

  constructor(options: RoomOptions) {
    this.#options = options;
  }

  /** Tours that are open now. */
  get open(): readonly TourRoom[] {
    return [...this.#open.values()];
  }

  /** Tours whose log was found damaged, with what is wrong. */
  get damaged(): readonly LogDamaged[] {
    return [...this.#damaged.values()].map(({ error }) => error);
  }

  /** The tour's room, or undefined where there is no such tour. Throws StoreUnavailable, as {@link LogDamaged} where its log is damaged. */
  async find(id: string): Promise<TourRoom | undefined> {
    const open = this.#open.get(id);
    if (open !== undefined) return open;
    if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) return undefined;
    const opening = this.#rooms.get(id);
    if (opening !== undefined) return opening;
    const head = await this.#options.store.head(id);
    if (head === undefined) return this.#withoutLog(id);
    const known = this.#damaged.get(id);
    if (known?.epoch === head.epoch && performance.now() - known.at < DAMAGED_MS) throw known.error;
    const room = this.#rooms.get(id) ?? TourRoom.open(id, head.epoch, this.#options);
    this.#rooms.set(id, room);
    try {
      this.#open.set(id, await room);
      this.#damaged.delete(id);
    } catch (error) {
      this.#rooms.delete(id);
      if (error instanceof LogDamaged) this.#note(error, head.epoch);
      throw error;
    }
    return room;
  }

  /** There is no such tour; or there is, and its log is gone, which is another thing to tell. */
  async #withoutLog(id: string): Promise<undefined> {
    if ((await this.#options.store.getRecord(TOURS, id)) === undefined) return undefined;
    // Made between the two questions.
    if ((await this.#options.store.head(id)) !== undefined) return undefined;
    const error = new LogDamaged(id, 0, 'the tour is listed, and its log is not there');
    this.#note(error, '');
    throw error;
  }

  #note(error: LogDamaged, epoch: string): void {
    if (this.#damaged.get(error.log)?.error.message !== error.message)
      this.#options.warn(error.message, { tour: error.log });
    this.#damaged.set(error.log, { error, at: performance.now(), epoch });
  }

  /** Looks, without reading them, whether each log ends where its head says; notes those that do not, or are not there. */
  async lookAtEnds(): Promise<void> {
    const { store } = this.#options;
    for (const { id } of await listTours(store)) {
      const head = await store.head(id);
      if (head === undefined) await this.#withoutLog(id).catch(unlessAway);
      else if (head.seq > 0 && !(await endsAt(store, id, head)))
        this.#note(
          new LogDamaged(id, 0, `it does not end at event ${head.seq}, as its head says`),
          head.epoch,
        );
    }
  }

  /**
   * The tour that `/` shows, see {@link frontOf}; while the store is away, the one that it showed. A damaged one is
   * shown only where there is no other.
   */
  async front(): Promise<TourRoom | undefined> {
    const now = performance.now();
    if (this.#frontId === undefined || now - this.#frontAt > FRONT_MS) {
      try {
        this.#frontId = await this.#chooseFront();
      } catch (error) {
        if (this.#frontId === undefined) throw error;
      }
      this.#frontAt = now;
    }
    return this.#frontId === undefined ? undefined : this.find(this.#frontId);
  }

  async #chooseFront(): Promise<string | undefined> {
    const listed = (await listTours(this.#options.store)).slice(-MOST_LOOKED_AT);
    const rooms: TourRoom[] = [];
    let damaged: LogDamaged | undefined;
    for (const { id } of listed) {
      try {
        const room = await this.find(id);
        if (room !== undefined) rooms.push(room);
      } catch (error) {
        unlessAway(error);
        damaged = error as LogDamaged;
      }
    }
    if (rooms.length === 0 && damaged !== undefined) throw damaged;
    const choices = rooms.map(({ id, fold }) => ({ id, tour: fold.tour }));
    return frontOf(choices, this.#options.clock.nowUnixMs())?.id;
  }

  /** Finishes and closes every tour. */
  async close(): Promise<void> {
    await Promise.all(this.open.map((room) => room.close()));
  }
}
