import { createHash, randomBytes } from 'node:crypto';
import type { FilmWarning } from '../../../shared/media/film.ts';
import type { Refusal } from '../../../shared/tour/outcome.ts';
import type { StoredRecord } from '../../store/port.ts';
import type { KeptPicture, KeptVideo, Taken } from '../making/jobs.ts';

/** What is uploaded. */
export type UploadKind = 'picture' | 'video';

/** A file that somebody is about to upload. */
export interface Announced {
  readonly kind: UploadKind;
  readonly bytes: number;
  /** SHA-256 of the whole, hex. */
  readonly sha256?: string;
}

/** What became of an upload: a picture with what its camera told, a film, or why not. */
export type UploadResult = (KeptPicture & { readonly taken?: Taken }) | KeptVideo;

/** An upload as it is stored; how much has arrived, its file says. */
export interface UploadRecord extends Announced {
  /** Whose it is: the invite's hash. Nobody else learns of it. */
  readonly owner: string;
  readonly startedAtUnixMs: number;
  readonly result?: UploadResult;
  readonly warnings?: readonly FilmWarning[];
  readonly refusal?: Refusal;
}

/** Name of the collection of a tour's uploads. Never exported. */
export const uploadsOf = (tour: string): string => `uploads.${tour}`;

/** The upload that a record holds. */
export const uploadIn = (record: StoredRecord): UploadRecord => JSON.parse(record.body) as UploadRecord;

/** Whether an upload is still on its way. */
export const isOpen = ({ result, refusal }: UploadRecord): boolean =>
  result === undefined && refusal === undefined;

/** Form of an upload's id; part of a file's name. */
export const UPLOAD_ID = '^[0-9a-f]{32}$';

/**
 * The id of an upload: the same for the same file of the same invite, so that whoever lost the answer finds
 * the upload again; a random one where no checksum says what the file is.
 */
export function uploadIdOf(owner: string, { kind, bytes, sha256 }: Announced): string {
  if (sha256 === undefined) return randomBytes(16).toString('hex');
  return createHash('sha256').update([owner, kind, bytes, sha256].join(' ')).digest('hex').slice(0, 32);
}
