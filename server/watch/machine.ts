import { statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Alarm } from '../../shared/alarms.ts';
import type { Store } from '../store/port.ts';

/** How much of a disk is free, bytes. */
export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** The disk that a folder is on, as whoever is not root may use it. */
export async function diskSpaceOf(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

const MEGABYTE = 1024 * 1024;
/** A day's pictures, films and log need less. */
const LEAST_FREE_BYTES = 1024 * MEGABYTE;
/** On a large disk a little is much: then the share does not matter. */
const ENOUGH_BYTES = 20 * 1024 * MEGABYTE;
const LEAST_FREE_SHARE = 0.05;
/** A store answers in a few milliseconds; a group of ballots waits for several answers. */
const SLOW_MS = 500;
/** So many looks at the store are looked at together: one that was slow is no alarm. */
const LOOKS = 5;

/** What is wrong with the machine of this process. */
export class MachineWatch {
  readonly #folder: string;
  readonly #store: Pick<Store, 'ping'>;
  readonly #steadyMs: () => number;
  readonly #space: (folder: string) => Promise<DiskSpace>;
  readonly #answers: number[] = [];
  readonly host = hostname();

  constructor(
    folder: string,
    store: Pick<Store, 'ping'>,
    steadyMs: () => number,
    space: (folder: string) => Promise<DiskSpace> = diskSpaceOf,
  ) {
    this.#folder = folder;
    this.#store = store;
    this.#steadyMs = steadyMs;
    this.#space = space;
  }

  /** Looks at disk and store. Throws StoreUnavailable. */
  async look(): Promise<readonly Alarm[]> {
    const { host } = this;
    const begun = this.#steadyMs();
    await this.#store.ping();
    this.#answers.push(this.#steadyMs() - begun);
    if (this.#answers.length > LOOKS) this.#answers.shift();
    // Until there are enough looks, one slow answer would be half of them.
    const median = [...this.#answers].sort((a, b) => a - b)[LOOKS >> 1] ?? 0;
    const answersInMs = this.#answers.length < LOOKS ? 0 : Math.round(median);
    const space = await this.#space(this.#folder).catch(() => undefined);
    return [
      ...(space !== undefined && isShort(space)
        ? [{ kind: 'disk', host, freeMegabytes: Math.floor(space.freeBytes / MEGABYTE) } as const]
        : []),
      ...(answersInMs >= SLOW_MS ? [{ kind: 'store-slow', host, answersInMs } as const] : []),
    ];
  }
}

const isShort = ({ freeBytes, totalBytes }: DiskSpace): boolean =>
  freeBytes < LEAST_FREE_BYTES || (freeBytes < ENOUGH_BYTES && freeBytes < totalBytes * LEAST_FREE_SHARE);
