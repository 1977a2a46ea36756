import type { Readable } from 'node:stream';

/** A tour's pictures and films as export and import see them, by names of their own (relative paths with slashes). */
export interface TourFiles {
  /** Names of all, sorted. */
  list(): Promise<readonly string[]>;
  size(name: string): Promise<number | undefined>;
  read(name: string): Promise<Readable | undefined>;
  /** Keeps a local file, which may be gone then. */
  put(name: string, file: string): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
}
