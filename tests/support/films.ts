/** A box of an mp4 (ISO/IEC 14496-12). */
function box(type: string, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
};
const fullBox = (type: string, ...content: readonly (Buffer | string)[]) =>
  box(type, Buffer.alloc(4), ...content);

/** A track of one chunk of one sample at `at`; switched on, with the sample entry of a codec. */
const track = (
  handler: string,
  entry: Buffer,
  {
    at = 0,
    bytes = 0,
    more = [],
  }: { readonly at?: number; readonly bytes?: number; readonly more?: readonly Buffer[] } = {},
) =>
  box(
    'trak',
    box('tkhd', u32(1), Buffer.alloc(80)),
    box(
      'mdia',
      fullBox('hdlr', Buffer.alloc(4), handler, Buffer.alloc(13)),
      box(
        'minf',
        box(
          'stbl',
          fullBox('stsd', u32(1), entry),
          fullBox('stsc', u32(1, 1, 1, 1)),
          fullBox('stsz', u32(bytes, 1)),
          fullBox('stco', u32(1, at)),
        ),
      ),
    ),
    ...more,
  );

/** Where a phone says that a film was made; it must be nowhere in what is published. */
export const FILM_PLACE = '+32.6333+110.7833/';

/** A film as a phone makes it, with place and maker, and a track of places beside pictures and sound. */
export interface FilmForm {
  readonly brand?: string;
  readonly handler?: string;
  readonly bytes?: number;
  readonly fill?: string;
  /** Sample entries of pictures and sound. */
  readonly codec?: string;
  readonly sound?: string;
  /** Profile of H.264; 100 is High. */
  readonly profile?: number;
  /** The table of contents comes before the pictures. */
  readonly isFast?: boolean;
}

/** The boxes of such a film; what plays in it is left out. */
export function film({
  brand = 'isom',
  handler = 'vide',
  bytes = 2000,
  fill = 'frames ',
  codec = 'avc1',
  sound = 'mp4a',
  profile = 100,
  isFast = false,
}: FilmForm = {}): Buffer {
  const place = box('udta', box('\xa9xyz', Buffer.from([0, 18, 0x15, 0xc7]), FILM_PLACE));
  const ftyp = box(
    'ftyp',
    brand,
    Buffer.from([0, 0, 2, 0]),
    `${brand}iso2mp41`.slice(0, brand === 'isom' ? 12 : 4),
  );
  const pictures = box(codec, Buffer.alloc(78), box('avcC', Buffer.from([1, profile, 0, 31])));
  const moov = (placesAt: number) =>
    box(
      'moov',
      fullBox('mvhd', Buffer.alloc(96)),
      track(handler, pictures, { more: [box('meta', 'SecretCam')] }),
      track('soun', box(sound, Buffer.alloc(28))),
      track('meta', box('gpmd', Buffer.alloc(8)), { at: placesAt, bytes: FILM_PLACE.length }),
      place,
    );
  const mdat = box('mdat', Buffer.alloc(bytes, fill), FILM_PLACE);
  const uuid = box('uuid', Buffer.alloc(16), FILM_PLACE);
  const before = ftyp.length + (isFast ? moov(0).length : 0);
  const table = moov(before + 8 + bytes);
  return Buffer.concat(isFast ? [ftyp, table, mdat, uuid] : [ftyp, mdat, table, uuid]);
}
