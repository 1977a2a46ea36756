import { lettersAt, numberAt } from './boxes.ts';

/** The formats of pictures that are taken. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'gif';

/** How many of a file's first bytes tell what it is. */
export const FORMAT_BYTES = 256;

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);
/** Pictures by the rules of HEIF without saying of which codec: what is in them decides. */
const HEIF_BRANDS = new Set(['mif1', 'mif2', 'msf1', 'miaf', 'heif']);

/** Beginnings of what is often sent for a picture, in Latin-1, and what people call it. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['II*\0', 'TIFF / RAW'],
  ['MM\0*', 'TIFF / RAW'],
  ['\xff\n', 'JPEG XL'],
  ['\0\0\0\fJXL ', 'JPEG XL'],
  ['\0\0\0\fjP  ', 'JPEG 2000'],
  ['\xffO\xffQ', 'JPEG 2000'],
  ['%PDF', 'PDF'],
  ['8BPS', 'PSD'],
  ['BM', 'BMP'],
  ['PK\x03\x04', 'ZIP'],
];
/** The same by the major brand of an ISO base media file. */
const OTHER_BRANDS: readonly (readonly [RegExp, string])[] = [
  [/^(qt {2}|iso.|mp4.|avc1|M4V |3g..)$/, 'MP4 / MOV'],
  [/^crx $/, 'RAW (CR3)'],
  [/^(avc[is]|jpeg|jpgs|j2ki|vvic|evbi)$/, 'HEIF'],
];
const SVG = /^(\xef\xbb\xbf)?\s*<(\?xml|svg|!DOCTYPE svg)/i;

/**
 * What a file is by its first bytes ({@link FORMAT_BYTES}), whatever it is called: a format that is read here, the
 * `other` name of one that is not, or undefined for what is no picture at all. HEIC and AVIF are told apart by
 * their brands (ISO/IEC 23008-12); a HEIF file that names no codec counts as HEIC.
 */
export function formatOf(bytes: Uint8Array): PictureFormat | { readonly other: string } | undefined {
  if (bytes.length < 16) return undefined;
  const head = String.fromCharCode(...bytes.subarray(0, 64));
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^RIFF....WEBP/s.test(head)) return 'webp';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (head.slice(4, 8) === 'ftyp') return ofBrands(bytes);
  const other = OTHERS.find(([start]) => head.startsWith(start))?.[1] ?? (SVG.test(head) ? 'SVG' : undefined);
  return other === undefined ? undefined : { other };
}

function ofBrands(bytes: Uint8Array): ReturnType<typeof formatOf> {
  const end = Math.min(numberAt(bytes, 0, 4), bytes.length, FORMAT_BYTES);
  const major = lettersAt(bytes, 8);
  const brands = [major];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(lettersAt(bytes, at));
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  if (brands.some((brand) => HEIC_BRANDS.has(brand))) return 'heic';
  const other = OTHER_BRANDS.find(([form]) => form.test(major))?.[1];
  if (other !== undefined) return { other };
  if (brands.some((brand) => HEIF_BRANDS.has(brand))) return 'heic';
  return { other: `HEIF (${major.replace(/[^ -~]/g, '?').trim()})` };
}
