import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Busy, type FairTurns } from '../../bounds/fair-turns.ts';

/** A body that is ready to be sent to everybody who asks. */
export interface ReadyBody {
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
}

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

const BROTLI_QUALITY = 8;
/**
 * Brotli looks back 64 KB, over nearly all of any body here. With more it takes other tables, of 17 MB in each of
 * four threads that stay with the process, and twice the time, to save 1 %.
 */
const BROTLI_WINDOW_BITS = 16;

/** Compresses a body once, for all who will ask for it; for one that is asked for a long time brotli may try harder. */
export async function readyBody(text: string, brotliQuality = BROTLI_QUALITY): Promise<ReadyBody> {
  const plain = Buffer.from(text);
  const [gz, br] = await Promise.all([
    gzipped(plain, { level: 6 }),
    brotlied(plain, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [constants.BROTLI_PARAM_LGWIN]: BROTLI_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      },
    }),
  ]);
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { etag, plain, gzip: gz, br };
}

const MOST_TURNS_A_BODY = 4;

/** The first that is not turned away. */
const firstMade = (bodies: readonly Promise<ReadyBody | Busy>[]): Promise<ReadyBody | Busy> =>
  Promise.any(
    bodies.map(async (body) => {
      const made = await body;
      if (made instanceof Busy) throw new Error('turned away');
      return made;
    }),
  ).catch(() => new Busy(false));

interface Kept {
  readonly version: string | number;
  readonly madeAt: number;
  readonly body: Promise<ReadyBody>;
}

/**
 * Bodies by name, made when they are asked for: at most once for each version of what they show, and
 * not more often than every `leastAgeMs`, however fast versions follow each other.
 */
export class ReadyBodies {
  readonly #kept = new Map<string, Kept>();
  readonly #leastAgeMs: number;
  readonly #most: number;
  /** What waits for its turn, by name and version, and by who asked. */
  readonly #awaited = new Map<string, Map<string, Promise<ReadyBody | Busy>>>();

  constructor(leastAgeMs: number, most: number) {
    this.#leastAgeMs = leastAgeMs;
    this.#most = most;
  }

  /** The body of that name; made with `make` where there is none that is new enough. Rejects as `make` throws. */
  get(name: string, version: string | number, make: () => string): Promise<ReadyBody> {
    const known = this.#kept.get(name);
    const now = performance.now();
    if (known !== undefined && (known.version === version || now - known.madeAt < this.#leastAgeMs)) {
      this.#keep(name, known);
      return known.body;
    }
    const body = readyBody(make());
    this.#keep(name, { version, madeAt: now, body });
    // A body that could not be made must not be what everybody gets from then on.
    body.catch(() => this.#kept.delete(name));
    return body;
  }

  /**
   * The same for bodies of which there are many: made in turns between the addresses that ask. However many wait,
   * nobody gets an older one: what was withdrawn is gone.
   */
  getInTurn(
    name: string,
    version: string | number,
    make: () => string,
    { turns, who }: { readonly turns: FairTurns; readonly who: string },
  ): Promise<ReadyBody | Busy> {
    const known = this.#kept.get(name);
    if (
      known !== undefined &&
      (known.version === version || performance.now() - known.madeAt < this.#leastAgeMs)
    ) {
      this.#keep(name, known);
      return known.body;
    }
    const key = `${name} ${version}`;
    const awaited = this.#awaited.get(key) ?? new Map<string, Promise<ReadyBody | Busy>>();
    const mine = awaited.get(who);
    if (mine !== undefined) return mine;
    // Whoever floods may have asked first: others have a turn of their own, but a crowd not one for each.
    if (awaited.size >= MOST_TURNS_A_BODY) return firstMade([...awaited.values()]);
    const body = turns
      .take(who, () => this.get(name, version, make))
      .finally(() => {
        awaited.delete(who);
        if (awaited.size === 0) this.#awaited.delete(key);
      });
    awaited.set(who, body);
    this.#awaited.set(key, awaited);
    return body;
  }

  /** Keeps a body as the one that was asked for last; the one that nobody asked for the longest goes. */
  #keep(name: string, kept: Kept): void {
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
  }
}
