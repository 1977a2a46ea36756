import type { Course } from '../../shared/house/wire.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { LogDamaged, type Store } from '../store/port.ts';
import { Fold } from './log/fold.ts';
import { foldStretches } from './log/read-log.ts';
import type { Tours } from './tours.ts';

/** How far the road of a tour is. */
export type Road = Extract<Course, 'planned' | 'under-way' | 'over'>;

/** What is said of a tour where several are listed: what it is called, when it is, how far, and how much there is of it. */
export interface Summary {
  readonly course: Course;
  /** How far it is for everybody: by its days alone, whatever its organisers have made final. */
  readonly road?: Road;
  readonly name?: { readonly zh: string; readonly en?: string };
  readonly firstDate?: string;
  readonly lastDate?: string;
  readonly areas?: number;
  readonly stops?: number;
  readonly posts?: number;
}

function roadOf(setup: Setup, days: Tour['days']): Road {
  if (Object.keys(days).length === 0) return 'planned';
  return setup.days.every(({ number }) => days[number]?.endedAt !== undefined) ? 'over' : 'under-way';
}

/** The summary of a tour. */
export function summaryOf(tour: Tour): Summary {
  const { setup, days, final, feed, posts } = tour;
  if (setup === null) return { course: 'not-set-up' };
  const road = roadOf(setup, days);
  const { name } = setup;
  const dates = setup.days.map(({ date }) => date).sort();
  return {
    ...{ course: final === null ? road : 'final', road },
    name: { zh: name.zh, ...(name.en !== undefined && { en: name.en }) },
    ...(dates[0] !== undefined && { firstDate: dates[0] }),
    ...(dates.length > 0 && { lastDate: dates[dates.length - 1] ?? '' }),
    areas: setup.areas.length,
    stops: setup.stops.length,
    posts: feed.filter((id) => valueAt(posts, id)?.withdrawn === undefined).length,
  };
}

/**
 * Summaries of tours, also of those that nobody has open here: such a log is read once after each change, and nothing but
 * its summary is kept. One is read after another, so that a long list never takes the memory of all its tours.
 */
export class Summaries {
  readonly #store: Store;
  readonly #tours: Pick<Tours, 'open'>;
  readonly #known = new Map<string, { readonly at: string; readonly summary: Summary }>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Store, tours: Pick<Tours, 'open'>) {
    this.#store = store;
    this.#tours = tours;
  }

  /** The summary of a tour; `damaged` where its log cannot be read, or is gone. Throws StoreUnavailable. */
  of(id: string): Promise<Summary> {
    const room = this.#tours.open.find((one) => one.id === id);
    if (room !== undefined) return Promise.resolve(summaryOf(room.fold.tour));
    const summary = this.#last.then(() => this.#read(id));
    this.#last = summary.catch(() => undefined);
    return summary;
  }

  async #read(id: string): Promise<Summary> {
    try {
      const head = await this.#store.head(id);
      if (head === undefined) return { course: 'damaged' };
      const at = `${head.epoch} ${head.seq} ${head.hash}`;
      const known = this.#known.get(id);
      if (known?.at === at) return known.summary;
      const fold = new Fold(head.epoch);
      await foldStretches(this.#store, id, fold);
      const summary = summaryOf(fold.tour);
      this.#known.set(id, { at, summary });
      return summary;
    } catch (error) {
      if (error instanceof LogDamaged) return { course: 'damaged' };
      throw error;
    }
  }
}
