import type { Readable } from 'node:stream';

/** Part of a file: its bytes from `from` up to and including `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Where pictures and films are kept. Keys are paths of plain names with slashes, such as
 * `pictures/TOUR/ID-480.webp`. Two adapters, a folder and an S3-compatible store, pass one contract suite.
 * Every method may throw {@link FilesUnavailable} or {@link DiskFull}.
 */
export interface Files {
  readonly kind: 'disk' | 's3';
  /** Keeps a local file under a key, whole before anybody sees it; what was there is replaced. The local file may be gone then. */
  put(key: string, file: string, type: string): Promise<void>;
  /** Size of a file, or undefined where there is none. */
  size(key: string): Promise<number | undefined>;
  /** The bytes of a file, or of a part that lies within it; undefined where there is none. */
  read(key: string, range?: Range): Promise<Readable | undefined>;
  /** Removes files; those that are not there are no error. */
  remove(keys: readonly string[]): Promise<void>;
  /** Keys that begin so, sorted. The prefix ends with a slash. */
  list(prefix: string): Promise<readonly string[]>;
  /** How many files that are whose keys begin so, and how large together. */
  weigh(prefix: string): Promise<{ readonly files: number; readonly bytes: number }>;
}

/** The place of files does not answer. Try again later. */
export class FilesUnavailable extends Error {
  override readonly name = 'FilesUnavailable';
}

/** There is no room left for what was to be written. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull';
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether the system's code of a failed write says that there is no room. */
export const saysFull = (code: unknown): boolean => typeof code === 'string' && FULL.has(code);

/** Key of a picture in one width. */
export const pictureKey = (tour: string, id: string, width: number): string =>
  `pictures/${tour}/${id}-${width}.webp`;
/** Key of a film. */
export const videoKey = (tour: string, id: string): string => `videos/${tour}/${id}.mp4`;
