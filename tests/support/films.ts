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

const fullBox = (type: string, ...content: readonly (Buffer | string)[]) =>
  box(type, Buffer.alloc(4), ...content);
const track = (handler: string, ...more: readonly Buffer[]) =>
  box('trak', box('mdia', fullBox('hdlr', Buffer.alloc(4), handler, Buffer.alloc(13))), ...more);

/** Where a phone says that a film was made; it must be nowhere in what is published. */
export const FILM_PLACE = '+32.6333+110.7833/';

/** The boxes of a film as a phone makes it, with place and maker; what plays in it is left out. */
export function film({ brand = 'isom', handler = 'vide', bytes = 2000, fill = 'frames ' } = {}): Buffer {
  const place = box('udta', box('\xa9xyz', Buffer.from([0, 18, 0x15, 0xc7]), FILM_PLACE));
  return Buffer.concat([
    box('ftyp', brand, Buffer.from([0, 0, 2, 0]), `${brand}iso2mp41`.slice(0, brand === 'isom' ? 12 : 4)),
    box('mdat', Buffer.alloc(bytes, fill)),
    box(
      'moov',
      fullBox('mvhd', Buffer.alloc(96)),
      track(handler, box('meta', 'SecretCam')),
      track('soun'),
      place,
    ),
    box('uuid', Buffer.alloc(16), FILM_PLACE),
  ]);
}
