import { BOX_HEAD_BYTES, type Box, boxAt, lettersAt } from './boxes.ts';
import { codecsOf } from './film-codec.ts';

/** A film of which all or only the beginning is at hand. */
export interface FilmFile {
  /** Length of the whole. */
  readonly bytes: number;
  /** Bytes `from` to `to`; fewer where they have not come yet. */
  readonly read: (from: number, to: number) => Promise<Uint8Array>;
}

/** What may be said to whoever sends a film that is taken. */
export type FilmWarning = 'video.hevc' | 'video.silent';

/** What can be said of a film by what is at hand. */
export type FilmLook =
  /** Nothing speaks against it so far; its table of contents has not come yet. */
  | { readonly kind: 'unseen' }
  /** It plays. `boxes` are those at the top as far as they are at hand, `moov` the table of contents. */
  | {
      readonly kind: 'plays';
      readonly warnings: readonly FilmWarning[];
      readonly boxes: readonly Box[];
      readonly moov: Uint8Array;
    }
  /** It is broken, of another kind of file, or of a codec that browsers do not play. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'other-kind'; readonly what: string }
  | { readonly kind: 'other-codec'; readonly codec: string };

/** A film's table of contents is some megabytes even after hours. */
const MOST_MOOV_BYTES = 64 * 1024 * 1024;
const MOST_BOXES = 100_000;
/** Brands of MP4, as the first box says them (iso2, isom, mp42, avc1, M4V, 3gp5 and their kin), and that of MOV. */
const FILM_BRAND = /^(iso[a-z0-9]|mp4[0-9]|avc1|M4V[ HP]|MSNV|dash|3g[gp2][0-9a-z]|XAVC|qt {2}|f4v )$/;

/** Beginnings of other kinds of films, in Latin-1, and what people call them. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['RIFF', 'AVI'],
  ['\x1aE\xdf\xa3', 'WebM / MKV'],
  ['FLV', 'FLV'],
  ['0&\xb2u', 'WMV'],
  ['\0\0\x01\xb3', 'MPEG'],
  ['\0\0\x01\xba', 'MPEG'],
  ['.RMF', 'RMVB'],
  ['GIF8', 'GIF'],
  ['\xff\xd8\xff', 'JPEG'],
  ['\x89PNG', 'PNG'],
];
/** A packet of an MPEG transport stream has so many bytes and begins with a G. */
const TS_PACKET_BYTES = 188;
/** First boxes of QuickTime films from before they said what they are. */
const OLD_QUICKTIME = /^(moov|mdat|wide|skip|free|pnot)$/;

/**
 * Looks at a film by its boxes (ISO/IEC 14496-12, QuickTime File Format): whether it is MP4 or MOV, whole, with
 * moving pictures of a codec that is played. Of a film that is still coming, by as much as is at hand.
 */
export async function lookAtFilm(film: FilmFile): Promise<FilmLook> {
  const { bytes } = film;
  const boxes: Box[] = [];
  let moov: Uint8Array | undefined;
  let at = 0;
  while (at < bytes) {
    const most = Math.min(bytes, at + BOX_HEAD_BYTES);
    const head = await film.read(at, most);
    if (head.length < most - at) break;
    const box = boxAt(head, at, bytes);
    if (at === 0 && box?.type !== 'ftyp') return otherKind(film);
    if (box === undefined || boxes.length >= MOST_BOXES) return { kind: 'broken' };
    if (at === 0) {
      const brands = await brandsOf(film, box);
      if (brands === undefined) return { kind: 'unseen' };
      if (!brands.some((brand) => FILM_BRAND.test(brand)))
        return { kind: 'other-kind', what: named(brands[0] ?? '') };
    }
    if (box.type === 'moov' && moov === undefined) {
      if (box.to - box.from > MOST_MOOV_BYTES) return { kind: 'broken' };
      const read = await film.read(box.from, box.to);
      if (read.length < box.to - box.from) break;
      moov = read;
    }
    boxes.push(box);
    at = box.to;
  }
  const isWhole = at >= bytes;
  const hasPictures = boxes.some(({ type }) => type === 'mdat');
  if (isWhole && (moov === undefined || !hasPictures)) return { kind: 'broken' };
  return moov === undefined ? { kind: 'unseen' } : judged(moov, boxes);
}

function judged(moov: Uint8Array, boxes: readonly Box[]): FilmLook {
  const codecs = codecsOf(moov);
  if (codecs === undefined) return { kind: 'broken' };
  if (typeof codecs.picture === 'object') return { kind: 'other-codec', codec: codecs.picture.other };
  const warnings: FilmWarning[] = [];
  if (codecs.picture === 'hevc') warnings.push('video.hevc');
  if (!codecs.isHeard) warnings.push('video.silent');
  return { kind: 'plays', warnings, boxes, moov };
}

/** The brands of the first box, the major one first; undefined where they have not come. */
async function brandsOf(film: FilmFile, { contentFrom, to }: Box): Promise<readonly string[] | undefined> {
  const end = Math.min(to, contentFrom + 256);
  const bytes = await film.read(contentFrom, end);
  if (bytes.length < end - contentFrom) return undefined;
  const brands: string[] = [];
  // The second number is the version of the first.
  for (let at = 0; at + 4 <= bytes.length; at += 4) if (at !== 4) brands.push(lettersAt(bytes, at));
  return brands;
}

const named = (brand: string): string =>
  /^(hei|hev|mif|avi)/.test(brand) ? 'HEIC' : brand.replace(/[^ -~]/g, '?').trim() || '?';

async function otherKind(film: FilmFile): Promise<FilmLook> {
  const head = String.fromCharCode(...(await film.read(0, Math.min(film.bytes, 256))));
  const what =
    OTHERS.find(([start]) => head.startsWith(start))?.[1] ??
    (head[0] === 'G' && head[TS_PACKET_BYTES] === 'G' ? 'MPEG-TS' : undefined) ??
    (OLD_QUICKTIME.test(head.slice(4, 8)) ? 'QuickTime (1991)' : undefined);
  return what === undefined ? { kind: 'broken' } : { kind: 'other-kind', what };
}
