import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

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

  constructor(leastAgeMs: number, most: number) {
    this.#leastAgeMs = leastAgeMs;
    this.#most = most;
  }

  /** The body of that name; made with `make` where there is none that is new enough. Rejects as `make` throws. */
  get(name: string, version: string | number, make: () => string): Promise<ReadyBody> {
    const known = this.#kept.get(name);
    const now = performance.now();
    if (known !== undefined && (known.version === version || now - known.madeAt < this.#leastAgeMs))
      return known.body;
    const body = readyBody(make());
    if (this.#kept.size >= this.#most) this.#kept.clear();
    this.#kept.set(name, { version, madeAt: now, body });
    // A body that could not be made must not be what everybody gets from then on.
    body.catch(() => this.#kept.delete(name));
    return body;
  }
}
