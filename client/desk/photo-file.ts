const MOST_BYTES = 20 * 1024 * 1024;
/** Larger than any phone's camera makes: shrunk to this many pixels a side. */
const MOST_PIXELS_A_SIDE = 6000;
const PREVIEW_PIXELS = 480;

/** A picture that may be attached, or why not. */
export type Attachable =
  | { readonly ok: true; readonly original: Blob; readonly preview?: Blob }
  | { readonly ok: false; readonly why: 'not-picture' | 'too-large' };

/** Whether the first bytes are those of a picture that the server reads; a name proves nothing. */
export function isPicture(head: Uint8Array): boolean {
  const ascii = (from: number, to: number): string => String.fromCharCode(...head.subarray(from, to));
  if (head[0] === 0xff && head[1] === 0xd8) return true;
  if (head[0] === 0x89 && ascii(1, 4) === 'PNG') return true;
  if (ascii(0, 4) === 'GIF8') return true;
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return true;
  return ascii(4, 8) === 'ftyp' && /^(avi[fs]|hei[csmx]|hev[cmsx]|mif1|msf1)$/.test(ascii(8, 12));
}

/**
 * Looks at a file that is to be attached, and makes a small picture of it where the browser can. The file stays as
 * it is, for what the camera wrote into it; only what is enormous is made smaller here.
 */
export async function attachable(file: Blob): Promise<Attachable> {
  if (!isPicture(new Uint8Array(await file.slice(0, 16).arrayBuffer())))
    return { ok: false, why: 'not-picture' };
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  try {
    if (file.size > MOST_BYTES) {
      const smaller = bitmap && (await drawn(bitmap, MOST_PIXELS_A_SIDE, 0.88));
      if (bitmap === undefined || smaller === undefined || smaller.size > MOST_BYTES)
        return { ok: false, why: 'too-large' };
      return { ok: true, original: smaller, ...(await previewOf(bitmap)) };
    }
    return { ok: true, original: file, ...(bitmap && (await previewOf(bitmap))) };
  } finally {
    bitmap?.close();
  }
}

async function previewOf(bitmap: ImageBitmap): Promise<{ readonly preview?: Blob }> {
  const preview = await drawn(bitmap, PREVIEW_PIXELS, 0.8);
  return preview === undefined ? {} : { preview };
}

async function drawn(bitmap: ImageBitmap, mostPixels: number, quality: number): Promise<Blob | undefined> {
  const scale = Math.min(1, mostPixels / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  return made ?? undefined;
}

/** The SHA-256 of a file in hexadecimal, so that the server may find that it has it already; undefined on plain HTTP. */
export async function sha256Of(file: Blob): Promise<string | undefined> {
  if (crypto.subtle === undefined) return undefined;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
