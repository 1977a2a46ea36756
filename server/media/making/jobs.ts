import type { FilmWarning } from '../../../shared/media/film.ts';
import type { Refusal } from '../../../shared/tour/outcome.ts';
import type { Picture } from '../../../shared/tour/posts/picture.ts';

/** A picture without the words that the editor gives it. */
export type KeptPicture = Pick<Picture, 'id' | 'width' | 'height' | 'widths' | 'colour' | 'placeholder'>;

/** What a camera wrote into a file: told to whoever uploads it, never published by itself. */
export interface Taken {
  readonly atUnixMs?: number;
  /** WGS-84 latitude and longitude, degrees. */
  readonly place?: readonly [number, number];
}

/** A film as posts refer to it. */
export interface KeptVideo {
  readonly id: string;
  readonly bytes: number;
}

/** A file that somebody uploaded, and what is to be made of it. */
export interface Job {
  readonly kind: 'picture' | 'video';
  /** Path of the uploaded file; it is only read. */
  readonly file: string;
  /** An empty folder for what is made: `WIDTH.webp` of a picture, `film.mp4` of a video. */
  readonly into: string;
  /** What the SHA-256 of the file should be, hex. */
  readonly sha256?: string;
  /** The tour's time zone: cameras often write their clock's time without one. */
  readonly timeZone: string;
}

/** What became of a job: what was made, or why nothing can be. */
export type Made =
  | ((MadePicture | MadeVideo) & { /** Of the uploaded file, hex. */ readonly sha256: string })
  | Refusal;

/** A picture that was made, yet without an id, and what its camera told. */
interface MadePicture {
  readonly ok: true;
  readonly picture: Omit<KeptPicture, 'id'>;
  readonly taken?: Taken;
}
/** A film that was made, yet without an id. */
export interface MadeVideo {
  readonly ok: true;
  readonly video: Omit<KeptVideo, 'id'>;
  readonly warnings?: readonly FilmWarning[];
}

/** A job on its way to the child, and its outcome on the way back. */
export interface JobMessage {
  readonly number: number;
  readonly job: Job;
}
export interface MadeMessage {
  readonly number: number;
  /** `fault`: the disk or the program failed, nothing is said of the file. `code` is the system's (ENOSPC). */
  readonly made: Made | { readonly fault: string; readonly code?: string };
}
