import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { inMegabytes, MOST_PIECE_BYTES } from '../bounds.ts';
import { DiskFull, saysFull } from '../files/files.ts';
import { sizeOf } from '../kept-media.ts';

/** So long a piece may be silent while another one of its file waits. */
const SILENT_MS = 2_000;

/** A piece that is being written. */
interface Writing {
  heardAtMs: number;
  readonly piece: Readable;
  ended: Promise<unknown>;
}

/** Files that arrive piece by piece: what is in them is the beginning of the whole. */
export class PartFiles {
  readonly #dir: string;
  readonly #writing = new Map<string, Writing>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /**
   * Writes a piece that begins at `from` into a file that is to have `bytes` bytes. While another piece of the
   * same file is coming this one waits; one that has fallen silent is cut off, for its sender has lost the
   * signal. Refuses a piece that does not begin where the file ends, or is too long; what of it was written
   * then is taken back. Throws {@link DiskFull}.
   */
  async write(file: string, from: number, bytes: number, piece: Readable): Promise<Refusal | undefined> {
    // Whoever waits here may find that yet another one has come.
    for (let other = this.#writing.get(file); other !== undefined; other = this.#writing.get(file))
      await endOf(other);
    const mine: Writing = { heardAtMs: performance.now(), piece, ended: Promise.resolve() };
    this.#writing.set(file, mine);
    const writing = this.#write(file, from, bytes, mine);
    mine.ended = writing.catch(() => undefined);
    try {
      return await writing;
    } finally {
      if (this.#writing.get(file) === mine) this.#writing.delete(file);
    }
  }

  /** When something was last written to a file; 0 where there is none. */
  async touchedAtUnixMs(file: string): Promise<number> {
    try {
      return (await stat(file)).mtimeMs;
    } catch {
      return 0;
    }
  }

  async #write(file: string, from: number, bytes: number, writing: Writing): Promise<Refusal | undefined> {
    const received = await sizeOf(file);
    if (from !== received) return refuse('upload.offset', { received });
    await mkdir(this.#dir, { recursive: true });
    const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      const chunks = writing.piece.iterator({ destroyOnReturn: false });
      try {
        return await this.#append(handle, from, bytes, writing, chunks);
      } finally {
        // Whoever reads the rest of a refused piece can.
        await chunks.return?.();
      }
    } catch (error) {
      if (saysFull((error as { readonly code?: unknown }).code))
        throw new DiskFull('The disk is full', { cause: error });
      throw error;
    } finally {
      await handle.close();
    }
  }

  /** Writes at its place and not at the end: another process that writes the same piece does no harm. */
  async #append(
    handle: FileHandle,
    from: number,
    bytes: number,
    writing: Writing,
    chunks: AsyncIterator<unknown>,
  ): Promise<Refusal | undefined> {
    let at = from;
    for (;;) {
      const chunk = await chunks.next().catch(() => undefined);
      writing.heardAtMs = performance.now();
      // The signal was lost: hardly anybody hears this, and what came stays.
      if (chunk === undefined) return refuse('upload.offset', { received: at });
      if (chunk.done) return undefined;
      const data = chunk.value as Buffer;
      const refused =
        at + data.length > bytes
          ? refuse('upload.overrun', { bytes })
          : at + data.length - from > MOST_PIECE_BYTES
            ? refuse('request.too-large', { limit: inMegabytes(MOST_PIECE_BYTES) })
            : undefined;
      if (refused !== undefined) {
        await handle.truncate(from);
        return refused;
      }
      for (let done = 0; done < data.length; ) {
        const { bytesWritten } = await handle.write(data, done, data.length - done, at + done);
        done += bytesWritten;
      }
      at += data.length;
    }
  }
}

/** Waits until a piece has ended; cuts it off once it is silent. */
async function endOf(writing: Writing): Promise<void> {
  const looking = setInterval(() => {
    if (performance.now() - writing.heardAtMs > SILENT_MS)
      writing.piece.destroy(new Error('another piece of the same file has come'));
  }, SILENT_MS / 10);
  await writing.ended;
  clearInterval(looking);
}
