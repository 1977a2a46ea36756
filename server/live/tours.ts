import type { ClockTrouble } from '../../shared/tour/clock-trouble.ts';
import { type Head, LogDamaged, type Store, StoreUnavailable } from '../store/port.ts';
import { clockTroubleFor } from './clock-trouble.ts';
import { frontOf, isAmbiguous } from './front.ts';
import { checkLog, measured } from './log/log-damage.ts';
import { fromBody } from './log/logged.ts';
import { type Shut, ShutTours } from './shut-tours.ts';
import { isThere, isTourId, listRealTours, listTours, TOURS, tourIn } from './tour-records.ts';
import { type RoomOptions, TourRoom } from './tour-room.ts';

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

/** Whether nobody gets at a tour that is shut so. */
const isNowhere = (shut: Shut | undefined): boolean => shut === 'deleted' || shut === 'making';

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
  /** Which of them their host has shut. */
  readonly shut: ShutTours;
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
  #isFrontAmbiguous = false;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.shut = new ShutTours(options.store);
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

  /** The tour's room, or undefined where there is no such tour, or it is deleted or being made. Throws StoreUnavailable, as {@link LogDamaged} where its log is damaged. */
  async find(id: string): Promise<TourRoom | undefined> {
    if (!isTourId(id) || isNowhere(await this.shut.of(id))) return undefined;
    const open = this.#open.get(id);
    if (open !== undefined) return open;
    const opening = this.#rooms.get(id);
    if (opening !== undefined) return opening;
    const head = await this.#headOf(id);
    if (head === undefined) return this.#withoutLog(id);
    const known = this.#damaged.get(id);
    if (known?.epoch === head.epoch && performance.now() - known.at < DAMAGED_MS) throw known.error;
    const wiped = () =>
      void this.forget(id).catch((error: unknown) =>
        this.#options.warn('a rehearsal that was wiped could not be let go of', {
          tour: id,
          err: String(error),
        }),
      );
    const own = { ...this.#options, shut: () => this.shut.known(id) };
    const room = this.#rooms.get(id) ?? TourRoom.open(id, head.epoch, own, wiped);
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

  /** There is no such tour; or there is, and its log is gone, which is another thing to tell but of a rehearsal half wiped. */
  async #withoutLog(id: string): Promise<undefined> {
    const record = await this.#options.store.getRecord(TOURS, id);
    if (record === undefined || tourIn(record).rehearsalOf !== undefined) return undefined;
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

  /** Looks which open tours are shut by now, and lets go of those that were deleted, wherever. Throws StoreUnavailable. */
  async lookAtShut(): Promise<void> {
    await this.shut.look([...this.#rooms.keys()]);
    for (const { id } of this.open) if (isNowhere(this.shut.known(id))) await this.forget(id);
  }

  /** Looks, without reading them, whether each log is what its head says; notes those that are not, or are not there. */
  async lookAtEnds(): Promise<void> {
    const listed = await listTours(this.#options.store);
    const real = listed.filter(({ rehearsalOf }) => rehearsalOf === undefined);
    await this.#forgetWiped(new Set(real.map(({ id }) => id)));
    // What is being made has no log yet, and of what was deleted it may be gone.
    for (const { id } of listed.filter(isThere)) {
      const room = this.#open.get(id);
      await (room === undefined ? this.#lookAtEnd(id) : room.lookAtLog()).catch(unlessAway);
    }
  }

  /** What another process wiped is no damage: it was a rehearsal. */
  async #forgetWiped(real: ReadonlySet<string>): Promise<void> {
    for (const { id } of this.open)
      if (!real.has(id) && (await this.#options.store.head(id)) === undefined) await this.forget(id);
  }

  /** Lets go of a tour that is no more; whoever follows it is cut off. */
  async forget(id: string): Promise<void> {
    const room = this.#open.get(id);
    this.#open.delete(id);
    this.#rooms.delete(id);
    this.#damaged.delete(id);
    this.#endedAt.delete(id);
    if (this.#frontId === id) this.#frontId = undefined;
    await room?.close();
    room?.hub.cutOff();
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

  /** What `/` shows: that tour, or a list, where more than one could be meant. Throws as {@link Tours.front}. */
  async frontPage(): Promise<TourRoom | 'list' | undefined> {
    const room = await this.front();
    return this.#isFrontAmbiguous ? 'list' : room;
  }

  async #chooseFront(): Promise<string | undefined> {
    const all = await listRealTours(this.#options.store);
    const current = all.filter(({ archivedAtUnixMs }) => archivedAtUnixMs === undefined);
    const listed = (current.length > 0 ? current : all).slice(-MOST_LOOKED_AT);
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
    const now = this.#options.clock.nowUnixMs();
    const hasCurrent = choices.some(({ tour }) => tour.setup !== null);
    // Where nothing is set up yet, those of before are all that there is to see.
    this.#isFrontAmbiguous = isAmbiguous(choices, now) || (!hasCurrent && all.length > listed.length);
    return frontOf(choices, now)?.id;
  }

  /** Finishes and closes every tour. */
  async close(): Promise<void> {
    await Promise.all(this.open.map((room) => room.close()));
  }
}
