import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { MOST_PIXELS, tooLarge } from '../bounds.ts';
import { isWhole, primaryItemOf, whyNotHeif } from './heif-items.ts';

/** A picture that is held in the decoder's memory until it is let go. */
export interface DecodedHeic {
  /** Its pixels as they are: 8 bits, red, green, blue, in the colours of `icc`. */
  readonly image: Sharp;
  readonly width: number;
  readonly height: number;
  /** The profile that its colours are meant in; without one they are sRGB. */
  readonly icc?: Buffer;
  /** Gives the memory back: nothing of `image` may be read any more. */
  readonly release: () => void;
}

/** Numbers of Display P3's primaries (SMPTE EG 432-1) in ISO/IEC 23091-2. */
const P3_PRIMARIES = new Set([11, 12]);

/**
 * The picture that a HEIC file shows first, already upright (libheif heeds `irot` and `imir`). Blocks this process
 * for seconds, which is why it has one of its own. Refuses what is cut off, of a codec that is not read here,
 * or has too many pixels.
 */
export async function decodeHeic(bytes: Buffer): Promise<DecodedHeic | Refusal> {
  // The decoder fills what is missing with green.
  if (!isWhole(bytes)) return refuse('picture.unreadable');
  const primary = primaryItemOf(bytes);
  // 8 MB of libheif, loaded with the first HEIC. It tells its troubles on standard output, which is nobody's here.
  const { default: libheif } = await import('libheif-js/wasm-bundle.js');
  await libheif.ready;
  const decoder = new libheif.HeifDecoder();
  const letGo: (() => void)[] = [() => decoder.decoder && libheif.heif_context_free(decoder.decoder)];
  const release = (): void => {
    for (const one of letGo.splice(0).reverse()) one();
  };
  try {
    const pictures = decoder.decode(bytes);
    letGo.push(() => {
      for (const picture of pictures) picture.free();
    });
    const picture = pictures.find((one) => one.is_primary()) ?? pictures[0];
    if (picture === undefined) throw new Error('no picture in it');
    // Known before anything is decoded.
    const [width, height] = [picture.get_width(), picture.get_height()];
    if (width * height > MOST_PIXELS) {
      release();
      return tooLarge();
    }
    const decoded = await libheif.heif_js_decode_image2(
      picture.handle,
      libheif.heif_colorspace.heif_colorspace_RGB,
      libheif.heif_chroma.heif_chroma_interleaved_RGB,
    );
    if (decoded === undefined || decoded.code !== undefined) throw new Error('not to be decoded');
    letGo.push(() => libheif.heif_image_release(decoded.image));
    const lines = decoded.channels.find(({ id }) => id === libheif.heif_channel.heif_channel_interleaved);
    if (lines === undefined) throw new Error('no pixels in it');
    const icc = await profileOf(primary?.colours);
    return { image: pixelsOf(lines), width: lines.width, height: lines.height, ...(icc && { icc }), release };
  } catch {
    release();
    return whyNotHeif(bytes, 'HEIF', primary);
  }
}

/** Lines of pixels as the imaging library takes them; never copied where they stand without gaps. */
function pixelsOf(lines: {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly data: Uint8Array;
}): Sharp {
  const { width, height, stride, data } = lines;
  const wide = stride / 3;
  const whole = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const bound = { limitInputPixels: false as const };
  // Lines that end in a gap are read as wider ones where that comes out even, and cut.
  if (Number.isInteger(wide) && data.byteLength >= stride * height) {
    const image = sharp(whole.subarray(0, stride * height), {
      raw: { width: wide, height, channels: 3 },
      ...bound,
    });
    return wide === width ? image : image.extract({ left: 0, top: 0, width, height });
  }
  const packed = Buffer.alloc(width * 3 * height);
  for (let line = 0; line < height; line += 1)
    whole.copy(packed, line * width * 3, line * stride, line * stride + width * 3);
  return sharp(packed, { raw: { width, height, channels: 3 }, ...bound });
}

async function profileOf(
  colours: NonNullable<ReturnType<typeof primaryItemOf>>['colours'],
): Promise<Buffer | undefined> {
  if (colours === undefined) return undefined;
  if ('icc' in colours) return colours.icc;
  if (!P3_PRIMARIES.has(colours.primaries)) return undefined;
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000000' } });
  const { icc } = await sharp(await dot.withIccProfile('p3').png().toBuffer()).metadata();
  return icc;
}
