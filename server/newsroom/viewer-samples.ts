import type { Dashboard } from '../../shared/desk.ts';
import type { Store } from '../store/port.ts';

/** An hour of samples: viewers present, by the minute of the hour. */
type Hour = Readonly<Record<string, number>>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Hours that are kept: longer than any tour. */
const MOST_HOURS = 14 * 24;
/** What is shown: the last three days, in at most so many points. */
const SHOWN_HOURS = 72;
const MOST_POINTS = 720;

/** How many viewers were there, minute by minute: one sample for all processes together, a record an hour. */
export class ViewerSamples {
  readonly #store: Store;
  readonly #collection: string;
  #minute = -1;
  #hour = -1;

  constructor(store: Store, tour: string) {
    this.#store = store;
    this.#collection = `viewers.${tour}`;
  }

  /** Keeps the first sample of a minute, whichever process brings it. Throws StoreUnavailable. */
  async take(nowUnixMs: number, present: () => Promise<number>): Promise<void> {
    const minute = Math.floor(nowUnixMs / MINUTE_MS);
    if (minute === this.#minute) return;
    const hour = Math.floor(nowUnixMs / HOUR_MS);
    const key = String(hour).padStart(8, '0');
    const record = await this.#store.getRecord(this.#collection, key);
    const known = record === undefined ? {} : (JSON.parse(record.body) as Hour);
    const ofHour = String(minute % 60);
    if (known[ofHour] === undefined) {
      const body = JSON.stringify({ ...known, [ofHour]: await present() });
      // Another process may have been faster: its sample is as good.
      await this.#store.putRecord(this.#collection, key, body, record?.version ?? 0);
    }
    this.#minute = minute;
    if (hour !== this.#hour) await this.#forgetBefore(hour - MOST_HOURS);
    this.#hour = hour;
  }

  /** Every sample of the last days, oldest first; of many, the highest of each stretch. */
  async shown(): Promise<Dashboard['viewers']> {
    const hours = (await this.#store.listRecords(this.#collection)).slice(-SHOWN_HOURS);
    const all = hours.flatMap(({ key, body }) =>
      Object.entries(JSON.parse(body) as Hour)
        .map(([minute, present]) => ({
          atUnixMs: Number(key) * HOUR_MS + Number(minute) * MINUTE_MS,
          present,
        }))
        .sort((a, b) => a.atUnixMs - b.atUnixMs),
    );
    const stretch = Math.ceil(all.length / MOST_POINTS);
    const highest: (typeof all)[number][] = [];
    for (let at = 0; at < all.length; at += stretch)
      highest.push(
        all.slice(at, at + stretch).reduce((most, one) => (one.present > most.present ? one : most)),
      );
    return highest;
  }

  async #forgetBefore(hour: number): Promise<void> {
    for (const { key } of await this.#store.listRecords(this.#collection))
      if (Number(key) < hour) await this.#store.deleteRecord(this.#collection, key);
  }
}
