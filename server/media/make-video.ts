import { copyFile, type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import { BOX_HEAD_BYTES, type Box, boxAt, boxesIn } from './boxes.ts';
import type { Made } from './jobs.ts';

/** A film's table of contents is some megabytes even after hours. */
const MOST_MOOV_BYTES = 64 * 1024 * 1024;
const MOST_BOXES = 100_000;
/** Boxes in which cameras and phones write places, names and makers; no player needs them. */
const TELLING = new Set(['udta', 'meta', 'uuid']);
/** Brands of mp4, as the first box says them: iso2, isom, mp41, mp42, avc1, M4V and their kin. */
const MP4_BRAND = /^(iso[a-z0-9]|mp4[0-9]|avc1|M4V |MSNV|dash)$/;

/**
 * Checks an mp4 by its boxes (ISO/IEC 14496-12): that it is one, whole, and holds moving pictures; and copies
 * it to `film.mp4` in `into` without what the camera wrote of place and owner. It is not encoded anew.
 */
export async function makeVideo(file: string, id: string, into: string): Promise<Made> {
  const read = await open(file);
  let size: number;
  let telling: readonly Box[];
  try {
    ({ size } = await read.stat());
    const found = await tellingBoxes(read, size);
    if ('ok' in found) return found;
    telling = found;
  } finally {
    await read.close();
  }
  const copy = join(into, 'film.mp4');
  await copyFile(file, copy);
  const written = await open(copy, 'r+');
  try {
    for (const box of telling) await blank(written, box);
  } finally {
    await written.close();
  }
  return { ok: true, video: { id, bytes: size } };
}

/** Boxes to be blanked, of a file that is a whole mp4 with moving pictures. */
async function tellingBoxes(file: FileHandle, size: number): Promise<readonly Box[] | Refusal> {
  const top = await topBoxes(file, size);
  const [first] = top ?? [];
  const moov = top?.find(({ type }) => type === 'moov');
  if (first?.type !== 'ftyp' || moov === undefined || !top?.some(({ type }) => type === 'mdat'))
    return refuse('video.unreadable');
  if (!(await isMp4(file, first)) || moov.to - moov.from > MOST_MOOV_BYTES) return refuse('video.unreadable');
  const bytes = await bytesOf(file, moov.from, moov.to);
  const inside = [...boxesIn(bytes, moov.contentFrom - moov.from, bytes.length)];
  const tracks = inside.filter(({ type }) => type === 'trak');
  const inTracks = tracks.map((track) => [...boxesIn(bytes, track.contentFrom, track.to)]);
  if (!inTracks.some((track) => showsPictures(bytes, track))) return refuse('video.unreadable');
  const below = [...inside, ...inTracks.flat()].map((box) => ({
    ...box,
    from: box.from + moov.from,
    contentFrom: box.contentFrom + moov.from,
    to: box.to + moov.from,
  }));
  return [...top, ...below].filter(({ type }) => TELLING.has(type));
}

/** The boxes at the top of a file, undefined where they do not fill it exactly: it is cut off, or no mp4. */
async function topBoxes(file: FileHandle, size: number): Promise<Box[] | undefined> {
  const boxes: Box[] = [];
  let at = 0;
  while (at < size) {
    const box = boxAt(await bytesOf(file, at, Math.min(size, at + BOX_HEAD_BYTES)), at, size);
    if (box === undefined || boxes.length >= MOST_BOXES) return undefined;
    boxes.push(box);
    at = box.to;
  }
  return boxes;
}

async function isMp4(file: FileHandle, { contentFrom, to }: Box): Promise<boolean> {
  const bytes = await bytesOf(file, contentFrom, Math.min(to, contentFrom + 256));
  const brands: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) brands.push(bytes.toString('latin1', at, at + 4));
  return brands.some((brand, index) => index !== 1 && MP4_BRAND.test(brand));
}

/** Whether a track's handler is that of moving pictures (`vide`). */
function showsPictures(bytes: Buffer, track: readonly Box[]): boolean {
  const media = track.find(({ type }) => type === 'mdia');
  if (media === undefined) return false;
  const handler = [...boxesIn(bytes, media.contentFrom, media.to)].find(({ type }) => type === 'hdlr');
  if (handler === undefined) return false;
  return bytes.toString('latin1', handler.contentFrom + 8, handler.contentFrom + 12) === 'vide';
}

async function bytesOf(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}

/** Makes a box an empty one of the same size: nothing else in the file moves. */
async function blank(file: FileHandle, { from, contentFrom, to }: Box): Promise<void> {
  await file.write('free', from + 4, 'latin1');
  const step = Buffer.alloc(64 * 1024);
  for (let at = contentFrom; at < to; at += step.length)
    await file.write(step, 0, Math.min(step.length, to - at), at);
}
