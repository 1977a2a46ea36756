import { randomBytes } from 'node:crypto';
import type { Store } from '../store/port.ts';
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

/** How long a new tour may take to appear at `/`. */
const NEWEST_MS = 2_000;

/** The tours of this process; each is read when it is first asked for. */
export class Tours {
  readonly #rooms = new Map<string, Promise<TourRoom>>();
  readonly #open = new Map<string, TourRoom>();
  readonly #options: RoomOptions;
  #newestId: string | undefined;
  #newestAt = 0;

  constructor(options: RoomOptions) {
    this.#options = options;
  }

  /** Tours that are open now. */
  get open(): readonly TourRoom[] {
    return [...this.#open.values()];
  }

  /** The tour's room, or undefined where there is no such tour. Throws StoreUnavailable. */
  async find(id: string): Promise<TourRoom | undefined> {
    const open = this.#open.get(id);
    if (open !== undefined) return open;
    if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) return undefined;
    const opening = this.#rooms.get(id);
    if (opening !== undefined) return opening;
    const head = await this.#options.store.head(id);
    if (head === undefined) return undefined;
    const room = this.#rooms.get(id) ?? TourRoom.open(id, head.epoch, this.#options);
    this.#rooms.set(id, room);
    try {
      this.#open.set(id, await room);
    } catch (error) {
      this.#rooms.delete(id);
      throw error;
    }
    return room;
  }

  /** The tour that `/` shows: the newest one; while the store is away, the one that was newest. */
  async newest(): Promise<TourRoom | undefined> {
    const now = performance.now();
    if (this.#newestId === undefined || now - this.#newestAt > NEWEST_MS) {
      try {
        this.#newestId = (await listTours(this.#options.store)).at(-1)?.id;
      } catch (error) {
        if (this.#newestId === undefined) throw error;
      }
      this.#newestAt = now;
    }
    return this.#newestId === undefined ? undefined : this.find(this.#newestId);
  }

  /** Finishes and closes every tour. */
  async close(): Promise<void> {
    await Promise.all(this.open.map((room) => room.close()));
  }
}
