import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import { Busy, FairTurns } from '../bounds/fair-turns.ts';
import { type Card, cardVersion } from '../syndication/card.ts';
import type { Delivery, Order } from './worker.ts';

/** A share picture that is ready. */
export interface SharePicture {
  readonly version: string;
  readonly png: Buffer;
}

/** Most that is kept ready, bytes; the one that was painted longest ago goes first. */
const MOST_KEPT_BYTES = 32 * 1024 * 1024;
/** Most pictures that wait for the painter. */
const MOST_WAITING = 40;
/** A painter that takes longer is ended, and one that has nothing to do as well: its fonts hold memory. */
const PAINTED_WITHIN_MS = 20_000;
const IDLE_MS = 60_000;
/** A painter whose memory grows over this is ended by Node; the next picture starts another. */
const MOST_HEAP_MB = 256;

/** Paints share pictures, one at a time, in a thread of its own; each is painted once for what is on it. */
export class Painter {
  readonly #file: string;
  readonly #kept = new Map<string, SharePicture>();
  readonly #making = new Map<string, Promise<SharePicture | Refusal>>();
  readonly #turns = new FairTurns(MOST_WAITING, 0);
  #bytes = 0;
  #worker: Worker | undefined;
  #orders = 0;
  #idle: NodeJS.Timeout | undefined;

  /** `distDir`: what the build filled; the thread runs what is in there. */
  constructor(distDir: string) {
    this.#file = join(distDir, 'server', 'card-worker.js');
  }

  /**
   * The share picture of that name with this on it, for an address; `photo` reads the card's photograph. Refuses where
   * too many wait. Rejects where it cannot be painted.
   */
  async get(
    name: string,
    card: Card,
    photo: () => Promise<Uint8Array | undefined>,
    who: string,
  ): Promise<SharePicture | Refusal> {
    const version = cardVersion(card);
    const known = this.#kept.get(name);
    if (known?.version === version) return known;
    const key = `${name} ${version}`;
    const making = this.#making.get(key);
    if (making !== undefined) return making;
    const made = this.#turns
      .take(who, async () => this.#paint({ id: ++this.#orders, card, ...(await taken(photo)) }))
      .then((png) => (png instanceof Busy ? refuse('share.busy') : this.#keep(name, { version, png })))
      .finally(() => this.#making.delete(key));
    this.#making.set(key, made);
    return made;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #keep(name: string, picture: SharePicture): SharePicture {
    this.#bytes += picture.png.length - (this.#kept.get(name)?.png.length ?? 0);
    this.#kept.delete(name);
    this.#kept.set(name, picture);
    for (const [oldest, { png }] of this.#kept) {
      if (this.#bytes <= MOST_KEPT_BYTES) break;
      this.#kept.delete(oldest);
      this.#bytes -= png.length;
    }
    return picture;
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB } });
    worker.unref();
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    this.#worker = worker;
    return worker;
  }

  #paint(order: Order): Promise<Buffer> {
    clearTimeout(this.#idle);
    const worker = this.#worker ?? this.#start();
    return new Promise<Buffer>((resolve, reject) => {
      const late = setTimeout(() => void worker.terminate(), PAINTED_WITHIN_MS);
      const done = () => {
        clearTimeout(late);
        worker.off('message', delivered).off('error', failed).off('exit', ended);
        this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
      };
      const delivered = (delivery: Delivery) => {
        if (delivery.id !== order.id) return;
        done();
        if ('png' in delivery) resolve(Buffer.from(delivery.png));
        else reject(new Error(`a share picture could not be painted: ${delivery.error}`));
      };
      const failed = (error: Error) => {
        done();
        reject(error);
      };
      const ended = () => failed(new Error('the painter of share pictures ended before it was done'));
      worker.on('message', delivered).on('error', failed).on('exit', ended);
      worker.postMessage(order);
    });
  }
}

/** The photograph, where it can be read. */
async function taken(photo: () => Promise<Uint8Array | undefined>): Promise<{ readonly photo?: Uint8Array }> {
  const bytes = await photo().catch(() => undefined);
  return bytes === undefined ? {} : { photo: bytes };
}
