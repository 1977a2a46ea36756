import { randomBytes } from 'node:crypto';
import type { ClockTrouble } from '../../shared/tour/clock-trouble.ts';
import { type Head, LogDamaged, type Store, type StoredRecord, StoreUnavailable } from '../store/port.ts';
import { isDocument } from '../store/record-documents.ts';
import { clockTroubleFor } from './clock-trouble.ts';
import { frontOf } from './front.ts';
import { checkLog, measured } from './log-damage.ts';
import { fromBody } from './logged.ts';
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
  return records.map(tourIn).sort((a, b) => a.createdAtUnixMs - b.createdAtUnixMs);
}

/** What a tour's record says; that it exists, where that cannot be read: the log says all else. */
function tourIn({ key, body }: StoredRecord): TourRecord {
  const known = isDocument(body) ? (JSON.parse(body) as Partial<TourRecord>) : {};
  const { createdAtUnixMs } = known;
  return { id: key, createdAtUnixMs: typeof createdAtUnixMs === 'number' ? createdAtUnixMs : 0 };
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

/** When the last event of a log happened; 0 where there is none, or it cannot be read. */
async function endedAt(store: Store, log: string, { seq }: Head): Promise<number> {
  if (seq === 0) return 0;
  try {
    for await (const [last] of store.readLog(log, seq - 1)) return last ? fromBody(last.body).at : 0;
  } catch (error) {
    if (error instanceof StoreUnavailable && !(error instanceof LogDamaged)) throw error;
  }
  return 0;
}

/** The tours of this process; each is read when it is first asked for. */
export class Tours {
  readonly #rooms = new Map<string, Promise<TourRoom>>();
  readonly #open = new Map<string, TourRoom>();
  readonly #options: RoomOptions;
  readonly #damaged = new Map<
    string,
    { readonly error: LogDamaged; readonly noticed: string; readonly at: number; readonly epoch: string }
  >();
  /** When the last event happened of a tour that was looked at and not read. */
  readonly #endedAt = new Map<string, number>();
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
    return [...this.unshown, ...this.open.flatMap((room) => room.damage ?? [])];
  }

  /** Those of them that cannot be shown; the others were read before. */
  get unshown(): readonly LogDamaged[] {
    return [...this.#damaged.values()].map(({ error }) => error);
  }

  /** What is wrong with the clock, for any of the tours, also of those that nobody has asked for. */
  get clockTrouble(): ClockTrouble | undefined {
    const { clock } = this.#options;
    const unread = [...this.#endedAt].filter(([id]) => !this.#open.has(id)).map(([, at]) => at);
    const troubles = [
      ...this.open.map((room) => room.clockTrouble),
      ...unread.map((at) => clockTroubleFor(clock, at)),
    ];
    return troubles.find((trouble) => trouble !== undefined) ?? clockTroubleFor(clock, 0);
  }

  /** The tour's room, or undefined where there is no such tour. Throws StoreUnavailable, as {@link LogDamaged} where its log is damaged. */
  async find(id: string): Promise<TourRoom | undefined> {
    const open = this.#open.get(id);
    if (open !== undefined) return open;
    if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) return undefined;
    const opening = this.#rooms.get(id);
    if (opening !== undefined) return opening;
    const head = await this.#headOf(id);
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
      throw error instanceof LogDamaged ? await this.#note(error, head.epoch) : error;
    }
    return room;
  }

  async #headOf(id: string): Promise<Head | undefined> {
    try {
      return await this.#options.store.head(id);
    } catch (error) {
      throw error instanceof LogDamaged ? await this.#note(error, '') : error;
    }
  }

  /** There is no such tour; or there is, and its log is gone, which is another thing to tell. */
  async #withoutLog(id: string): Promise<undefined> {
    if ((await this.#options.store.getRecord(TOURS, id)) === undefined) return undefined;
    // Made between the two questions.
    if ((await this.#options.store.head(id)) !== undefined) return undefined;
    throw await this.#note(new LogDamaged(id, 0, 'the tour is listed, and its log is not there'), '');
  }

  /** Tells what is wrong, once, and how far the log is sound; answers the error that says so. */
  async #note(error: LogDamaged, epoch: string): Promise<LogDamaged> {
    const { store, warn } = this.#options;
    const { message: noticed, log } = error;
    const known = this.#damaged.get(log);
    const isKnown = known?.noticed === noticed && known.epoch === epoch;
    const exact = isKnown ? known.error : await measured(store, error);
    if (known?.error.message !== exact.message) warn(exact.message, { tour: log });
    this.#damaged.set(log, { error: exact, noticed, at: performance.now(), epoch });
    return exact;
  }

  /** Looks, without reading them, whether each log is what its head says; notes those that are not, or are not there. */
  async lookAtEnds(): Promise<void> {
    for (const { id } of await listTours(this.#options.store)) {
      const room = this.#open.get(id);
      await (room === undefined ? this.#lookAtEnd(id) : room.lookAtLog()).catch(unlessAway);
    }
  }

  async #lookAtEnd(id: string): Promise<void> {
    const { store } = this.#options;
    const known = this.#damaged.get(id);
    const head = await this.#headOf(id);
    if (head === undefined) return this.#withoutLog(id);
    try {
      await checkLog(store, id);
    } catch (error) {
      throw error instanceof LogDamaged ? await this.#note(error, head.epoch) : error;
    }
    this.#endedAt.set(id, await endedAt(store, id, head));
    // What is another log by now is not the damaged one; what nobody reads again is looked at no more.
    if (known !== undefined && known.epoch !== head.epoch) this.#damaged.delete(id);
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
