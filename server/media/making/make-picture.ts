import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { formatOf } from '../../../shared/media/picture-format.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { MOST_PIXELS, MOST_SIDE, tooLarge, tooLong } from '../bounds.ts';
import { decodeHeic } from './heic.ts';
import { whyNotHeif } from './heif-items.ts';
import type { KeptPicture } from './jobs.ts';
import { toSrgb } from './with-profile.ts';

/** For a phone's column, a phone's full width or a desktop's column, a desktop, and the big screen. */
const WIDTHS = [480, 960, 1920, 2560];
/** WebP has no longer side than 16,383. */
const MOST_WEBP_SIDE = 16_000;
/** A width of its own only where it shows more than the next smaller one. */
const WORTH_A_WIDTH = 1.15;
/** Sides of the placeholder, and how much base64 it may be: it is in every snapshot. */
const PLACEHOLDER_SIDES = [24, 16, 10, 6];
const MOST_PLACEHOLDER = 400;

// One core is for viewers; a cache would only hold on to memory.
sharp.concurrency(1);
sharp.cache(false);
// Whatever a file claims to be: nothing but these is ever read by the imaging library.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`),
});

/**
 * Makes the widths of a picture as WebP files in `into`, upright and without EXIF and place. Of what moves,
 * the first frame. Refuses what is no picture, is cut off, or has too many pixels.
 */
export async function makePicture(bytes: Buffer, into: string): Promise<Omit<KeptPicture, 'id'> | Refusal> {
  const upright = await uprightOf(bytes);
  if ('ok' in upright) return upright;
  const { width, height } = upright;
  const widths = widthsFor(width, height);
  let base: Sharp;
  const made: { readonly width: number; readonly webp: Buffer }[] = [];
  let colour: string;
  let placeholder: string | undefined;
  try {
    // Decoded once; every size is made of the largest.
    base = await baseOf(upright, widths.at(-1) ?? width);
    for (const wanted of widths) {
      const webp = await base.clone().resize({ width: wanted }).webp({ quality: 76, effort: 3 }).toBuffer();
      made.push({ width: wanted, webp });
    }
    const smallest = made[0]?.webp ?? Buffer.alloc(0);
    colour = await colourOf(smallest);
    placeholder = await placeholderOf(smallest);
  } catch {
    return refuse('picture.unreadable');
  } finally {
    upright.release?.();
  }
  for (const { width: of, webp } of made) await writeFile(join(into, `${of}.webp`), webp);
  return { width, height, widths, colour, ...(placeholder !== undefined && { placeholder }) };
}

interface Upright {
  readonly image: Sharp;
  /** As it is seen. */
  readonly width: number;
  readonly height: number;
  /** The profile of its colours where the imaging library does not know it. */
  readonly icc?: Buffer;
  /** Gives back what the picture was decoded into. */
  readonly release?: () => void;
}

/** The picture in its largest width and in sRGB, as pixels. */
async function baseOf({ image, icc }: Upright, width: number): Promise<Sharp> {
  const { data, info } = await image
    .resize({ width })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  if (icc === undefined || info.channels !== 3) return sharp(data, { raw });
  const colours = await toSrgb({ data, ...raw }, icc);
  return sharp(colours.data, { raw });
}

async function uprightOf(bytes: Buffer): Promise<Upright | Refusal> {
  const format = formatOf(bytes);
  if (format === undefined) return refuse('picture.unreadable');
  if (typeof format === 'object') return refuse('picture.kind', { what: format.other });
  if (format === 'heic') return decodeHeic(bytes);
  try {
    const { width, height, orientation = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MOST_PIXELS) return tooLarge();
    // What is 16,000 times as high as wide is nothing in any width.
    if (Math.max(width, height) > MOST_SIDE || height > width * MOST_WEBP_SIDE) return tooLong();
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient();
    return orientation >= 5 ? { image, width: height, height: width } : { image, width, height };
  } catch {
    return format === 'avif' ? whyNotHeif(bytes, 'AVIF') : refuse('picture.unreadable');
  }
}

/** Widths in which a picture of this size is kept, ascending; never wider than it is. */
function widthsFor(width: number, height: number): number[] {
  const most = Math.max(1, Math.min(width, Math.floor((MOST_WEBP_SIDE * width) / height)));
  const widths = WIDTHS.filter((wanted) => wanted <= most);
  const largest = widths.at(-1) ?? 0;
  if (widths.length < WIDTHS.length && most > largest * WORTH_A_WIDTH) widths.push(most);
  return widths;
}

/** The average colour, on white where one can see through. */
async function colourOf(webp: Buffer): Promise<string> {
  const pixel = await sharp(webp)
    .flatten({ background: '#ffffff' })
    .resize(1, 1, { fit: 'fill' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  return `#${[0, 1, 2].map((channel) => (pixel[channel] ?? 128).toString(16).padStart(2, '0')).join('')}`;
}

/** The picture at a glance, some hundred bytes of WebP in base64; undefined where even that is too much. */
async function placeholderOf(webp: Buffer): Promise<string | undefined> {
  for (const side of PLACEHOLDER_SIDES) {
    const tiny = await sharp(webp)
      .resize(side, side, { fit: 'inside' })
      .webp({ quality: 30, effort: 6, smartSubsample: false })
      .toBuffer();
    const base64 = tiny.toString('base64');
    if (base64.length <= MOST_PLACEHOLDER) return base64;
  }
  return undefined;
}
