import { type Refusal, refuse } from '../../shared/tour/outcome.ts';

const MEGABYTE = 1024 * 1024;

/**
 * Phones make pictures of 12, 48 to 50 (8192 × 6144) and 108 (12000 × 9000) megapixels; a decompression bomb ends
 * here. What cannot be read in parts may end earlier, at {@link MOST_CHILD_BYTES}.
 */
export const MOST_PIXELS = 110_000_000;
/** Longest side in pixels: a panorama has more than 20,000. */
export const MOST_SIDE = 40_000;
/** Largest picture and largest film, bytes. */
export const MOST_BYTES = { picture: 40 * MEGABYTE, video: 300 * MEGABYTE } as const;
/** Largest piece of an upload, bytes: what is lost at most when the signal is. */
export const MOST_PIECE_BYTES = 4 * MEGABYTE;
/** Uploads of one invite that are not finished yet, and their bytes together: 30 pictures from two devices, or some films. */
export const MOST_OPEN_UPLOADS = 64;
export const MOST_OPEN_BYTES = 1200 * MEGABYTE;
/** What an upload must leave free on the disk: the log needs it more. */
export const BYTES_LEFT_FREE = 256 * MEGABYTE;
/** Or this share of a small disk. */
export const SHARE_LEFT_FREE = 0.05;
/** An upload that nothing was added to for so long is forgotten, ms. */
export const UPLOAD_KEPT_MS = 24 * 3_600_000;

/** What was uploaded, and no post, problem or draft refers to for so long, is deleted, ms. */
export const UNUSED_KEPT_MS = 7 * 24 * 3_600_000;

/** The refusal of a picture with too many pixels. */
export const tooLarge = (): Refusal =>
  refuse('picture.too-large', { limit: `${MOST_PIXELS / 1_000_000} MP` });

/** The refusal of a picture with a side that is too long. */
export const tooLong = (): Refusal => refuse('picture.too-long', { limit: MOST_SIDE });

/** A number of bytes in words: `300 MB`. */
export const inMegabytes = (bytes: number): string => `${Math.floor(bytes / MEGABYTE)} MB`;

/** Most memory of the process that makes pictures: what takes more is a bomb. */
export const MOST_CHILD_BYTES = 1024 * MEGABYTE;
