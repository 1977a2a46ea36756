import { isThere, listTours } from '../live/tour-records.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Tours } from '../live/tours.ts';
import { LogDamaged, type Store } from '../store/port.ts';
import { Drafts } from './drafts.ts';
import type { Newsroom } from './newsroom.ts';

/** What the publisher needs from the server around it. */
interface PublisherOptions {
  readonly store: Store;
  readonly tours: Tours;
  readonly newsroom: (room: TourRoom) => Newsroom;
  readonly nowUnixMs: () => number;
  readonly warn: (message: string, details: Record<string, unknown>) => void;
}

const TICK_MS = 1_000;
/** How often it is looked for tours that nobody has opened in this process. */
const LOOK_MS = 5_000;

/** Publishes what is due on every tour, also while nobody has a page of it open. */
export interface Publisher {
  /** Ends when what was begun is done. */
  stop(): Promise<void>;
}

/** A damaged log was told when it was found; the other tours go on. */
function unlessDamaged(error: unknown): void {
  if (!(error instanceof LogDamaged)) throw error;
}

/** Starts to look every second. Every process does: the log lets each thing happen once. */
export function startPublisher({ store, tours, newsroom, nowUnixMs, warn }: PublisherOptions): Publisher {
  const closed = new Map<string, Drafts>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  /** Opens the tour in front, and each that has something due. */
  async function look(): Promise<void> {
    lookedAt = performance.now();
    await tours.front().catch(unlessDamaged);
    const open = new Set(tours.open.map(({ id }) => id));
    for (const record of await listTours(store)) {
      const { id, archivedAtUnixMs } = record;
      if (open.has(id) || !isThere(record) || archivedAtUnixMs !== undefined) continue;
      const drafts = closed.get(id) ?? new Drafts(store, id);
      closed.set(id, drafts);
      const now = nowUnixMs();
      const isDue = (await drafts.all()).drafts.some(
        ({ state, scheduledAtUnixMs = now }) => state === 'scheduled' && scheduledAtUnixMs <= now,
      );
      if (isDue) await tours.find(id).catch(unlessDamaged);
    }
  }

  async function tick(): Promise<void> {
    if (performance.now() - lookedAt >= LOOK_MS) await look();
    // What is due on a tour that is shut stays due.
    for (const room of tours.open.filter(({ refusal }) => refusal === undefined))
      await newsroom(room).publishDue().catch(unlessDamaged);
  }

  const timer = setInterval(() => {
    running ??= tick()
      .catch((error: unknown) => {
        // The store is away, mostly: whatever is due stays due.
        warn('publishing what is due failed', { err: error });
      })
      .finally(() => {
        running = undefined;
      });
  }, TICK_MS);
  timer.unref();

  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
