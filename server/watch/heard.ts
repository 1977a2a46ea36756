import type { TourRoom } from '../live/tour-room.ts';
import type { Store } from '../store/port.ts';

/** By judge: when the phone was last heard of, ms by the machine's clock. */
export type HeardAt = Readonly<Record<string, number>>;

/** So much later is news; who is connected is heard of all the time. */
const REWRITE_MS = 30_000;
/** A process that wrote nothing for so long is gone, and what it heard is old. */
const GONE_MS = 24 * 3_600_000;

/**
 * When each judge's phone was last heard of, over all processes: each keeps one record of its own and reads those of the
 * others. A phone is heard of while it is connected, and whenever it asks or sends something.
 */
export class Heard {
  readonly #room: TourRoom;
  readonly #store: Store;
  readonly #processId: string;
  readonly #machineUnixMs: () => number;
  readonly #own = new Map<string, number>();
  #written: HeardAt = {};

  constructor(room: TourRoom, store: Store, processId: string, machineUnixMs: () => number) {
    this.#room = room;
    this.#store = store;
    this.#processId = processId;
    this.#machineUnixMs = machineUnixMs;
  }

  /** A judge's phone has asked or sent something. */
  note(judgeId: string): void {
    this.#own.set(judgeId, this.#machineUnixMs());
  }

  /** Looks who is connected, keeps what is news, and answers when each was heard of anywhere. Throws StoreUnavailable. */
  async beat(judgeIds: readonly string[]): Promise<HeardAt> {
    for (const id of judgeIds) if (this.#room.hub.count(`judge:${id}`) > 0) this.note(id);
    const isNews = [...this.#own].some(([id, at]) => at - (this.#written[id] ?? 0) > REWRITE_MS);
    if (isNews) {
      const body = Object.fromEntries(this.#own);
      await this.#store.putRecord(this.#collection, this.#processId, JSON.stringify(body));
      this.#written = body;
    }
    const all: Record<string, number> = Object.fromEntries(this.#own);
    for (const { key, body } of await this.#store.listRecords(this.#collection)) {
      const told = JSON.parse(body) as HeardAt;
      const newest = Math.max(0, ...Object.values(told));
      if (key !== this.#processId && this.#machineUnixMs() - newest > GONE_MS)
        await this.#store.deleteRecord(this.#collection, key);
      for (const [id, at] of Object.entries(told)) all[id] = Math.max(all[id] ?? 0, at);
    }
    return all;
  }

  get #collection(): string {
    return `heard.${this.#room.id}`;
  }
}
