import type { KeptMedia } from './kept-media.ts';

/** So long a picture that went is still on the disk: a post that was on its way with it may have come to keep it. */
const GRACE_MS = 2_000;

/**
 * Deletes the files of pictures and films that are gone. Their addresses answer 410 without it, from the
 * log alone; this makes true that nothing is left of them. Every process does it, and does it again after
 * a restart: what is deleted already costs one look at its record.
 */
export class Withdrawals {
  readonly #media: Pick<KeptMedia, 'forget'>;
  readonly #warn: (message: string, details: Record<string, unknown>) => void;
  /** By tour and id: the event by which it went, and when it is to be deleted; 0 once it is. */
  readonly #known = new Map<string, { readonly goneSeq: number; dueMs: number }>();
  readonly #looking = new Set<string>();

  constructor(
    media: Pick<KeptMedia, 'forget'>,
    warn: (message: string, details: Record<string, unknown>) => void,
  ) {
    this.#media = media;
    this.#warn = warn;
  }

  /** Looks at what is gone of a tour, and deletes what has been gone for a while; `nowMs` is any steady clock. */
  async look(tour: string, gone: ReadonlyMap<string, number>, nowMs: number): Promise<void> {
    if (this.#looking.has(tour)) return;
    this.#looking.add(tour);
    try {
      for (const [id, goneSeq] of [...gone]) {
        const key = `${tour} ${id}`;
        const known = this.#known.get(key);
        if (known?.goneSeq !== goneSeq) this.#known.set(key, { goneSeq, dueMs: nowMs + GRACE_MS });
        else if (known.dueMs > 0 && known.dueMs <= nowMs && gone.get(id) === goneSeq) {
          await this.#media.forget(tour, id, goneSeq);
          known.dueMs = 0;
        }
      }
    } catch (error) {
      this.#warn('a withdrawn picture could not be deleted yet; trying again', { tour, err: String(error) });
    } finally {
      this.#looking.delete(tour);
    }
  }
}
