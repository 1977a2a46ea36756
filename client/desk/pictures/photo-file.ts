import { FORMAT_BYTES, formatOf } from '../../../shared/media/picture-format.ts';
import { openUpright, type UprightPicture } from '../../floor/upright.ts';

/** Larger ones are made smaller here, if they can be: a signal is slow. */
const MOST_BYTES = 20 * 1024 * 1024;
/** The server takes no larger ones. */
const MOST_TAKEN_BYTES = 40 * 1024 * 1024;
/** Larger than any phone's camera makes: shrunk to this many pixels a side. */
const MOST_PIXELS_A_SIDE = 6000;
const PREVIEW_PIXELS = 480;

/** A picture that may be attached, or why not. */
export type Attachable =
  | { readonly ok: true; readonly original: Blob; readonly preview?: Blob }
  | { readonly ok: false; readonly why: 'not-picture' | 'too-large' | 'unreadable' }
  | { readonly ok: false; readonly why: 'other-kind'; readonly what: string };

/**
 * Looks at a file that is to be attached, and makes a small picture of it where the browser can. The file stays as
 * it is, for what the camera wrote into it; only what is enormous is made smaller here.
 */
export async function attachable(file: Blob): Promise<Attachable> {
  // A name proves nothing.
  const format = formatOf(new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer()));
  if (format === undefined) return { ok: false, why: 'not-picture' };
  if (typeof format === 'object') return { ok: false, why: 'other-kind', what: format.other };
  const bitmap = await openUpright(file).catch(() => undefined);
  try {
    if (file.size > MOST_BYTES) {
      const smaller = bitmap && (await drawn(bitmap, MOST_PIXELS_A_SIDE, 0.88));
      // A phone may lack the memory to open what its own camera made.
      const original = smaller !== undefined && smaller.size < file.size ? smaller : file;
      if (original.size > MOST_TAKEN_BYTES) return { ok: false, why: 'too-large' };
      return { ok: true, original, ...(bitmap && (await previewOf(bitmap))) };
    }
    return { ok: true, original: file, ...(bitmap && (await previewOf(bitmap))) };
  } finally {
    bitmap?.close();
  }
}

async function previewOf(bitmap: UprightPicture): Promise<{ readonly preview?: Blob }> {
  const preview = await drawn(bitmap, PREVIEW_PIXELS, 0.8);
  return preview === undefined ? {} : { preview };
}

async function drawn(bitmap: UprightPicture, mostPixels: number, quality: number): Promise<Blob | undefined> {
  const scale = Math.min(1, mostPixels / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap.image, 0, 0, canvas.width, canvas.height);
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  return made ?? undefined;
}

/** The SHA-256 of a file in hexadecimal, so that the server may find that it has it already; undefined on plain HTTP. */
export async function sha256Of(file: Blob): Promise<string | undefined> {
  if (crypto.subtle === undefined) return undefined;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
