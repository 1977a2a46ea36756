import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { Picture } from '../../shared/tour/posts.ts';
import type { Store } from '../store/port.ts';

/** A picture without the words that the editor gives it. */
export type KeptPicture = Omit<Picture, 'alt' | 'altEn'>;

/** Widths for a phone's column, a phone's full width or a desktop's column, and the large view. */
const WIDTHS = [480, 960, 1920];
/** More pixels than any phone's camera makes; a decompression bomb ends here. */
const MOST_PIXELS = 50_000_000;
const FORMATS = new Set(['jpeg', 'png', 'webp', 'heif', 'gif']);
/** Decoding is what costs memory: about 4 bytes a pixel each. */
const MOST_AT_ONCE = 2;

/** Loaded with the first picture: a server that starts again is back sooner. */
const imaging = async () => (await import('sharp')).default;

/** Name of a tour's collection of pictures. */
export const picturesOf = (tour: string): string => `pictures.${tour}`;

/** Keeps the pictures of posts: as files in a folder, by content, in several widths. */
export class Pictures {
  /** The folder that is served under /pictures. */
  readonly dir: string;
  readonly #store: Store;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(store: Store, dataDir: string) {
    this.#store = store;
    this.dir = join(dataDir, 'pictures');
  }

  /** A picture that was uploaded before, or undefined. */
  async find(tour: string, id: string): Promise<KeptPicture | undefined> {
    const record = await this.#store.getRecord(picturesOf(tour), id);
    return record === undefined ? undefined : (JSON.parse(record.body) as KeptPicture);
  }

  /**
   * Takes an upload: checked by its content, turned upright, freed of EXIF and place, and kept as WebP.
   * The same bytes again are the same picture. Refuses what is no picture or has too many pixels.
   */
  async add(tour: string, bytes: Buffer): Promise<KeptPicture | Refusal> {
    const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
    const known = await this.find(tour, id);
    if (known !== undefined) return known;
    await this.#turn();
    try {
      return await this.#make(tour, id, bytes);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#running >= MOST_AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
  }

  async #make(tour: string, id: string, bytes: Buffer): Promise<KeptPicture | Refusal> {
    const sharp = await imaging();
    const size = await sizeOf(bytes);
    if ('ok' in size) return size;
    const widths = WIDTHS.filter((width) => width < size.width);
    if (widths.length < WIDTHS.length)
      widths.push(Math.min(size.width, WIDTHS[WIDTHS.length - 1] ?? size.width));
    const dir = join(this.dir, tour);
    await mkdir(dir, { recursive: true });
    let colour: string;
    try {
      const upright = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).rotate();
      for (const width of widths) {
        const webp = await upright.clone().resize({ width }).webp({ quality: 76, effort: 3 }).toBuffer();
        await writeWhole(join(dir, `${id}-${width}.webp`), webp);
      }
      const pixel = await upright
        .clone()
        .resize(1, 1, { fit: 'cover' })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .raw()
        .toBuffer();
      colour = `#${[0, 1, 2].map((channel) => (pixel[channel] ?? 128).toString(16).padStart(2, '0')).join('')}`;
    } catch (error) {
      if (isDiskError(error)) throw error;
      return refuse('picture.unreadable');
    }
    const kept: KeptPicture = { id, ...size, widths, colour };
    await this.#store.putRecord(picturesOf(tour), id, JSON.stringify(kept));
    return kept;
  }
}

/** The picture's size as it is seen, after turning it upright. */
async function sizeOf(bytes: Buffer): Promise<{ readonly width: number; readonly height: number } | Refusal> {
  const sharp = await imaging();
  try {
    const {
      width,
      height,
      format,
      orientation = 1,
    } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (!FORMATS.has(format)) return refuse('picture.unreadable');
    if (width * height > MOST_PIXELS || width > 20_000 || height > 20_000)
      return refuse('picture.too-large', { limit: `${MOST_PIXELS / 1_000_000} MP` });
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return refuse('picture.unreadable');
  }
}

/** Writes a file so that nobody ever sees half of it. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  await writeFile(part, bytes);
  await rename(part, path);
}

const isDiskError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;
