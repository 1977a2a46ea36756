import { createHmac, randomBytes } from 'node:crypto';
import type { Store } from '../store/port.ts';
import type { Job } from './making/jobs.ts';

const COLLECTION = 'media';
const KEY = 'ids';

/** Whose file it is, and what is in it. */
export interface Uploaded {
  readonly tour: string;
  /** The hash of the invite that it came by. */
  readonly owner: string;
  readonly kind: Job['kind'];
  /** SHA-256 of the file as it was uploaded, hex. */
  readonly sha256: string;
}

/**
 * The public ids of pictures and films. The same file of the same invite has the same id, on every process and after
 * any retry, so that it is kept once. Nobody else can tell the id from the file, or the file from the id: both go
 * through a key that only the store holds.
 */
export class MediaIds {
  readonly #store: Store;
  #key: Buffer | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The id of an uploaded file: 128 bits in hex. Throws StoreUnavailable. */
  async of({ tour, owner, kind, sha256 }: Uploaded): Promise<string> {
    this.#key ??= await keyOf(this.#store);
    const words = [tour, owner, kind, sha256].join(' ');
    return createHmac('sha256', this.#key).update(words).digest('hex').slice(0, 32);
  }
}

/** The key: made when it is first asked for, the same for all processes of a store from then on. */
async function keyOf(store: Store): Promise<Buffer> {
  const known = await store.getRecord(COLLECTION, KEY);
  if (known !== undefined) return Buffer.from(known.body, 'base64url');
  // Of several processes that make one at once one wins, and the others take its key.
  await store.putRecord(COLLECTION, KEY, randomBytes(32).toString('base64url'), 0);
  return keyOf(store);
}
