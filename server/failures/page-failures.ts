import {
  GUARDED_PAGES,
  type GuardedPage,
  MOST_WORST,
  type RecentFailures,
} from '../../shared/page-failures.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Store } from '../store/port.ts';

/** Counts by page and kernel of one stretch of time. */
type Counts = Record<string, number>;
/** What a process keeps in the store: its counts of the last hour, by the number of the stretch. */
type Kept = Record<string, Counts>;

const STRETCH_MS = 300_000;
/** An hour, and what has begun of the next stretch. */
const STRETCHES = 12;
/** Between page and kernel: in the name of neither. */
const BETWEEN = ' ';

/**
 * The failures of a tour's pages within the last hour, over all processes: each keeps one record of its own, and all
 * read those of the others, so that nothing is lost by a restart or by which of them was told. What may be in a record
 * is bounded: pages, kernels and stretches are few. By the machine's clock.
 */
export class PageFailures {
  readonly #room: TourRoom;
  readonly #store: Store;
  readonly #processId: string;
  readonly #machineUnixMs: () => number;
  #own: Kept = {};
  #isWritten = true;

  constructor(room: TourRoom, store: Store, processId: string, machineUnixMs: () => number) {
    this.#room = room;
    this.#store = store;
    this.#processId = processId;
    this.#machineUnixMs = machineUnixMs;
  }

  /** A page failed; the organiser is told with the next beat. */
  noted(page: GuardedPage, kernel: string): void {
    const stretch = String(this.#stretch());
    const what = `${page}${BETWEEN}${kernel}`;
    const counts = this.#own[stretch] ?? {};
    this.#own = { ...this.#own, [stretch]: { ...counts, [what]: (counts[what] ?? 0) + 1 } };
    this.#isWritten = false;
  }

  /** Writes what was noted here, reads what was elsewhere, and tells the organiser. Throws StoreUnavailable; what was noted is kept. */
  async beat(): Promise<void> {
    const since = this.#stretch() - STRETCHES;
    this.#own = Object.fromEntries(Object.entries(this.#own).filter(([stretch]) => Number(stretch) >= since));
    if (!this.#isWritten) {
      this.#isWritten = true;
      await this.#store
        .putRecord(this.#collection, this.#processId, JSON.stringify(this.#own))
        .catch((error: unknown) => {
          this.#isWritten = false;
          throw error;
        });
    }
    const all: Counts = {};
    for (const { key, body } of await this.#store.listRecords(this.#collection)) {
      const recent = Object.entries(JSON.parse(body) as Kept).filter(([stretch]) => Number(stretch) >= since);
      if (recent.length === 0 && this.#isGone(key, body, since))
        await this.#store.deleteRecord(this.#collection, key);
      for (const [, counts] of recent)
        for (const [what, count] of Object.entries(counts)) all[what] = (all[what] ?? 0) + count;
    }
    this.#room.hub.newest.setPageFailures(told(all));
  }

  /** Each process removes its own record in time; one that lies there longer belongs to none any more. */
  #isGone(key: string, body: string, since: number): boolean {
    return (
      key === this.#processId ||
      Object.keys(JSON.parse(body) as Kept).every((one) => Number(one) < since - STRETCHES)
    );
  }

  #stretch(): number {
    return Math.floor(this.#machineUnixMs() / STRETCH_MS);
  }

  get #collection(): string {
    return `page-failures.${this.#room.id}`;
  }
}

function told(all: Counts): RecentFailures {
  const worst = Object.entries(all)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .flatMap(([what, count]) => {
      const [name, kernel = ''] = what.split(BETWEEN);
      const page = GUARDED_PAGES.find((one) => one === name);
      return page === undefined ? [] : [{ page, kernel, count }];
    });
  const count = worst.reduce((sum, one) => sum + one.count, 0);
  return { count, worst: worst.slice(0, MOST_WORST) };
}
