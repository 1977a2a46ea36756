import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Store } from '../store/port.ts';

const COLLECTION = 'likes';
const KEY = 'devices';
const NAME = /^[A-Za-z0-9_-]{8,64}$/;

/** A device as it says who it is. `known`: this server has named it before. */
interface Device {
  readonly name: string;
  readonly known: boolean;
}

/**
 * The names of devices that like, signed: of two phones behind one address that of a reader who was here before is
 * told from one that a program has just made up. The key is made at first use, the same for all processes of a store.
 */
export class DeviceNames {
  readonly #store: Store;
  #key: Promise<Buffer> | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Who comes with this cookie; undefined where it holds no name. Throws StoreUnavailable. */
  async read(cookie: string | undefined): Promise<Device | undefined> {
    const [name = '', seal] = (cookie ?? '').split('.');
    if (!NAME.test(name)) return undefined;
    return { name, known: seal !== undefined && isSame(seal, await this.#sealOf(name)) };
  }

  /** What the device keeps. Throws StoreUnavailable. */
  async cookieFor(name: string): Promise<string> {
    return `${name}.${await this.#sealOf(name)}`;
  }

  async #sealOf(name: string): Promise<string> {
    this.#key ??= this.#readKey();
    try {
      const key = await this.#key;
      return createHmac('sha256', key).update(name).digest('base64url').slice(0, 22);
    } catch (error) {
      this.#key = undefined;
      throw error;
    }
  }

  async #readKey(): Promise<Buffer> {
    for (;;) {
      const known = await this.#store.getRecord(COLLECTION, KEY);
      if (known !== undefined) return Buffer.from(JSON.parse(known.body) as string, 'base64url');
      // Of several processes that make a key at once one wins, and the others take its key.
      const made = JSON.stringify(randomBytes(32).toString('base64url'));
      await this.#store.putRecord(COLLECTION, KEY, made, 0);
    }
  }
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
