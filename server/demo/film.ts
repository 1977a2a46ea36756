import sharp from 'sharp';
import { pictureSizes, pictureSvg, type SceneRef } from './pictures.ts';

/*
 * A short film without an encoder of films: an AVIF picture is a key frame of AV1, so a row of them in the boxes
 * of an mp4 (ISO/IEC 14496-12, and the AV1 codec's binding to it) is a film. It pans slowly over a picture.
 */

const SIZE = { width: 640, height: 360 } as const;
const FRAMES = 32;
const FRAMES_A_SECOND = 4;
const QUALITY = 45;
/** How much larger than the frame the picture is that the film pans over. */
const ROOM = 1.25;

const u16 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16BE(value, at * 2);
  return bytes;
};
const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
};
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A box: its size, its name, what is in it. */
function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(body.length + 8), ascii(type), body]);
}
/** A box with version 0 and these flags. */
const fullBox = (type: string, flags: number, ...content: readonly Buffer[]): Buffer =>
  box(type, u32(flags), ...content);

/** What lies in the first box of a name, wherever in the file: the pictures made here hold each name once. */
function contentOf(file: Buffer, type: string): Buffer {
  const at = file.indexOf(type, 0, 'latin1');
  if (at < 4) throw new Error(`The picture has no ${type}`);
  return file.subarray(at + 4, at - 4 + file.readUInt32BE(at - 4));
}

/** Neither turned nor scaled, in 16.16 and 2.30. */
const UPRIGHT = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** The film of key frames, all of one size and set-up. */
function filmOf(pictures: readonly Buffer[]): Buffer {
  const [first] = pictures;
  if (first === undefined) throw new Error('A film has a frame at least');
  const frames = pictures.map((picture) => contentOf(picture, 'mdat'));
  const setup = box('av1C', contentOf(first, 'av1C'));
  const { width, height } = SIZE;
  const ftyp = box('ftyp', ascii('isom'), u32(512), ascii('isomiso6av01mp41'));
  const sampleEntry = box(
    'av01',
    ...[Buffer.alloc(6), u16(1), Buffer.alloc(16), u16(width, height), u32(72 << 16, 72 << 16, 0)],
    ...[u16(1), Buffer.alloc(32), u16(24, 0xffff), setup],
  );
  const table = box(
    'stbl',
    fullBox('stsd', 0, u32(1), sampleEntry),
    fullBox('stts', 0, u32(1, frames.length, 1)),
    fullBox('stsc', 0, u32(1, 1, frames.length, 1)),
    fullBox('stsz', 0, u32(0, frames.length, ...frames.map(({ length }) => length))),
    fullBox('stco', 0, u32(1, ftyp.length + 8)),
  );
  const media = box(
    'mdia',
    fullBox('mdhd', 0, u32(0, 0, FRAMES_A_SECOND, frames.length), u16(0x55c4, 0)),
    fullBox('hdlr', 0, u32(0), ascii('vide'), Buffer.alloc(13)),
    box(
      'minf',
      fullBox('vmhd', 1, Buffer.alloc(8)),
      box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))),
      table,
    ),
  );
  const trackHead = fullBox(
    'tkhd',
    3,
    ...[u32(0, 0, 1, 0, frames.length, 0, 0), u16(0, 0, 0, 0), UPRIGHT, u32(width << 16, height << 16)],
  );
  const movieHead = fullBox(
    'mvhd',
    0,
    ...[u32(0, 0, FRAMES_A_SECOND, frames.length, 0x10000), u16(0x100), Buffer.alloc(10), UPRIGHT],
    ...[Buffer.alloc(24), u32(2)],
  );
  return Buffer.concat([ftyp, box('mdat', ...frames), box('moov', movieHead, box('trak', trackHead, media))]);
}

/** A film of eight seconds that pans over a picture; some hundred KB. */
export async function renderFilm(ref: SceneRef): Promise<Buffer> {
  const shape = pictureSizes[ref.shape];
  const wide = Math.round(SIZE.width * ROOM);
  const high = Math.round((wide * shape.height) / shape.width);
  const ground = await sharp(Buffer.from(pictureSvg(ref)))
    .flatten({ background: '#FAF8F4' })
    .resize(wide, high)
    .png()
    .toBuffer();
  const frames: Buffer[] = [];
  for (let at = 0; at < FRAMES; at += 1) {
    const left = Math.round(((wide - SIZE.width) * at) / (FRAMES - 1));
    const top = Math.round((high - SIZE.height) * (0.7 - (0.2 * at) / (FRAMES - 1)));
    frames.push(
      await sharp(ground)
        .extract({ left, top, ...SIZE })
        .avif({ quality: QUALITY, effort: 1, chromaSubsampling: '4:2:0' })
        .toBuffer(),
    );
  }
  return filmOf(frames);
}
