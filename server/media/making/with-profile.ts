import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** Pixels as they are: 8 bits, red, green and blue. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * The same pixels in sRGB, where they were meant in the colours of an ICC profile. The imaging library takes
 * a profile from a file only, so they are handed to it as a PNG (RFC 2083) with an `iCCP` chunk. A profile that
 * it cannot use changes nothing.
 */
export async function toSrgb(pixels: Pixels, icc: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(pngOf(pixels, icc), { limitInputPixels: false })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function pngOf({ data, width, height }: Pixels, icc: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a channel, red, green and blue.
  header.set([8, 2], 8);
  // Each line says first how it is filtered: not at all.
  const line = width * 3;
  const lines = Buffer.alloc((line + 1) * height);
  for (let at = 0; at < height; at += 1) data.copy(lines, at * (line + 1) + 1, at * line, (at + 1) * line);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(icc)])),
    chunk('IDAT', deflateSync(lines, { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([head.subarray(0, 4), body, head.subarray(4)]);
}
