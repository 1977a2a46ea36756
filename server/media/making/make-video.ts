import { copyFile, type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type FilmLook, lookAtFilm } from '../../../shared/media/film.ts';
import { type Part, tellingBoxes, tellingSamples } from '../../../shared/media/film-traces.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { MadeVideo } from './jobs.ts';

/**
 * Checks a film by its boxes: that it is an MP4 or MOV, whole, with pictures that browsers play; and copies it to
 * `film.mp4` in `into` as an MP4, without what the camera wrote of place and owner. It is not encoded anew.
 */
export async function makeVideo(file: string, into: string): Promise<MadeVideo | Refusal> {
  const read = await open(file);
  let size: number;
  let look: FilmLook;
  try {
    ({ size } = await read.stat());
    look = await lookAtFilm({ bytes: size, read: (from, to) => bytesOf(read, from, to) });
  } finally {
    await read.close();
  }
  if (look.kind !== 'plays') return refusalOf(look) ?? refuse('video.unreadable');
  const { boxes, moov, warnings } = look;
  const copy = join(into, 'film.mp4');
  await copyFile(file, copy);
  const written = await open(copy, 'r+');
  try {
    for (const part of tellingSamples(moov))
      await clear(written, { from: part.from, to: Math.min(part.to, size) });
    for (const { from, contentFrom, to } of tellingBoxes(boxes, moov)) {
      // An empty box of the same size: nothing else in the file moves.
      await written.write('free', from + 4, 'latin1');
      await clear(written, { from: contentFrom, to });
    }
    await nameMp4(written, boxes[0]?.contentFrom ?? 0);
  } finally {
    await written.close();
  }
  return { ok: true, video: { bytes: size }, ...(warnings.length > 0 && { warnings }) };
}

/** Why a film is not taken, where that can be said already; undefined where nothing speaks against it. */
export function refusalOf(look: FilmLook): Refusal | undefined {
  switch (look.kind) {
    case 'unseen':
    case 'plays':
      return undefined;
    case 'broken':
      return refuse('video.unreadable');
    case 'other-kind':
      return refuse('video.kind', { what: look.what });
    case 'other-codec':
      return refuse('video.codec', { codec: look.codec });
  }
}

/** The refusal of a film of which the first bytes are in a file; undefined while nothing speaks against it. */
export async function filmRefusedByBeginning(file: string, bytes: number): Promise<Refusal | undefined> {
  const read = await open(file);
  try {
    return refusalOf(await lookAtFilm({ bytes, read: (from, to) => bytesOf(read, from, to) }));
  } finally {
    await read.close();
  }
}

async function bytesOf(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}

/** A MOV's boxes are an MP4's; players that go by its name play it as one. */
async function nameMp4(file: FileHandle, brandAt: number): Promise<void> {
  const brand = (await bytesOf(file, brandAt, brandAt + 4)).toString('latin1');
  if (brand === 'qt  ') await file.write('mp42', brandAt, 'latin1');
}

async function clear(file: FileHandle, { from, to }: Part): Promise<void> {
  const step = Buffer.alloc(64 * 1024);
  for (let at = from; at < to; at += step.length)
    await file.write(step, 0, Math.min(step.length, to - at), at);
}
