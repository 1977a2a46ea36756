import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A picture in which left and right differ: red and blue. */
export function drawing(width: number, height: number): Sharp {
  const red = {
    create: { width: Math.ceil(width / 2), height, channels: 3 as const, background: '#d03020' },
  };
  return sharp({ create: { width, height, channels: 3, background: '#2060d0' } }).composite([
    { input: red, left: 0, top: 0 },
  ]);
}

/** What the camera wrote into the pictures of {@link withCamera} and {@link phoneHeic}. */
export const TAKEN = { atUnixMs: Date.UTC(2022, 6, 7, 1, 12, 33), place: [32.633333, 110.783333] } as const;
/** What must never be found in anything that is published. */
export const TRACES = ['SecretCam', 'Wang', 'EXIF', 'Exif', 'GPS'];

/** A JPEG of a camera that writes down its maker, its owner, time and place. */
export const withCamera = (width: number, height: number): Promise<Buffer> =>
  drawing(width, height)
    .jpeg()
    .withExif({
      IFD0: { Make: 'SecretCam', Artist: 'Wang' },
      IFD2: { DateTimeOriginal: '2022:07:07 09:12:33' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '32/1 38/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '110/1 47/1 0/1',
      },
    })
    .toBuffer();

/** A HEIC as phones make them: 320 × 240 pixels held upright by `irot`, with the EXIF of {@link withCamera}. */
export const phoneHeic = (): Buffer => readFileSync(join(import.meta.dirname, '../fixtures/phone.heic'));

/** A HEIC whose colours are Display P3's, by its profile: 64 × 48 pixels, red on the left, green on the right. */
export const wideColours = (): Buffer =>
  readFileSync(join(import.meta.dirname, '../fixtures/wide-colours.heic'));

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([head.subarray(0, 4), body, head.subarray(4)]);
}

/** A PNG of a header that claims any size and some bytes of packed pixels behind it. */
export function pngClaiming(
  width: number,
  height: number,
  { pixels = Buffer.alloc(100), depth = 8, colours = 2, interlaced = false } = {},
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colours, 0, 0, interlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A lossless WebP (VP8L) of a header that claims a size of at most 16,384, and rubbish behind it. */
export function webpClaiming(width: number, height: number): Buffer {
  const data = Buffer.alloc(64);
  data[0] = 0x2f;
  data.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  const head = Buffer.from('RIFF\0\0\0\0WEBPVP8L\0\0\0\0', 'latin1');
  head.writeUInt32LE(data.length + 12, 4);
  head.writeUInt32LE(data.length, 16);
  return Buffer.concat([head, data]);
}

/** A GIF of a header that claims any size, and hardly any pixels behind it. */
export function gifClaiming(width: number, height: number): Buffer {
  const head = Buffer.from(
    'GIF89a\0\0\0\0\xf0\0\0\0\0\0\xff\xff\xff,\0\0\0\0\0\0\0\0\0\x02\x02D\x01\0;',
    'latin1',
  );
  for (const at of [6, 24]) {
    head.writeUInt16LE(width, at);
    head.writeUInt16LE(height, at + 2);
  }
  return head;
}
