import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import { MOST_PIXELS, tooLarge } from './bounds.ts';

/** Pixels as they are: 8 bits, red, green, blue and alpha. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * The first picture of a HEIC file, already upright (libheif heeds `irot` and `imir`). Blocks this process
 * for seconds, which is why it has one of its own. Refuses what is cut off or has too many pixels.
 */
export async function decodeHeic(bytes: Buffer): Promise<Pixels | Refusal> {
  // 8 MB of libheif, loaded with the first HEIC.
  const { default: decode } = await import('heic-decode');
  try {
    const pictures = await decode.all({ buffer: bytes });
    try {
      const [first] = pictures;
      if (first === undefined) return refuse('picture.unreadable');
      // Known before anything is decoded.
      if (first.width * first.height > MOST_PIXELS) return tooLarge();
      const { data, width, height } = await first.decode();
      return { data: Buffer.from(data.buffer, data.byteOffset, data.byteLength), width, height };
    } finally {
      pictures.dispose();
    }
  } catch {
    return refuse('picture.unreadable');
  }
}
