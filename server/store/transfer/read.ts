import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { verifyChain } from '../chain.ts';
import type { LogLine } from '../port.ts';
import {
  decodeLine,
  isSafeName,
  splitLines,
  type TransferCounts,
  type TransferLine,
  TransferRefused,
} from './format.ts';

/** A tour as a file holds it, checked to its end. Its pictures lie in the folder they were read into. */
export interface ReadTour {
  readonly log: string;
  readonly lines: readonly LogLine[];
  readonly series: readonly string[];
  readonly records: readonly { readonly collection: string; readonly key: string; readonly body: string }[];
  readonly counters: readonly { readonly name: string; readonly value: number }[];
  readonly counts: TransferCounts;
}

/** What a file about the tour `log` may bring beside its log: records of a collection (with their key), counters (without). */
export type MayBring = (log: string, name: string, key?: string) => boolean;

/** What the reader asks before it goes on after the first line. */
export interface ReadOptions {
  /** An empty folder for the pictures. */
  readonly into: string;
  /** Whether a file may bring records of that collection, under that key, or a counter; one that brings another is refused. */
  readonly mayBring: MayBring;
}

/** No line of ours is longer. */
export const MAX_LINE_BYTES = 16_777_216;

/**
 * Reads an exported file to its end and checks it: every line's form, the counts, the hash over the whole, the
 * chain of the log, names of pictures and collections. Throws {@link TransferRefused} at the first fault.
 */
export async function readTour(file: Readable, { into, mayBring }: ReadOptions): Promise<ReadTour> {
  const hash = createHash('sha256');
  const lines: LogLine[] = [];
  const series: string[] = [];
  const records: { collection: string; key: string; body: string }[] = [];
  const counters: { name: string; value: number }[] = [];
  const pictures = pictureWriter(into);
  let meta: { readonly log: string; readonly seq: number; readonly hash: string } | undefined;
  let end: Extract<TransferLine, { readonly type: 'end' }> | undefined;
  let lineNumber = 0;

  try {
    for await (const bytes of splitLines(unzipped(file), MAX_LINE_BYTES)) {
      lineNumber += 1;
      const line = decodeLine(bytes, lineNumber);
      if (end !== undefined || (line.type === 'meta') !== (lineNumber === 1))
        throw damaged(`line ${lineNumber}`);
      if (line.type !== 'end') hash.update(bytes).update('\n');
      if (line.type !== 'bytes') await pictures.finish();
      switch (line.type) {
        case 'meta':
          meta = line;
          break;
        case 'log':
          lines.push({ seq: line.seq, hash: line.hash, body: line.body });
          break;
        case 'series':
          series.push(line.body);
          break;
        case 'record':
          if (!mayBring(meta?.log ?? '', line.collection, line.key)) throw foreign(line.collection);
          records.push({ collection: line.collection, key: line.key, body: line.body });
          break;
        case 'counter':
          if (!mayBring(meta?.log ?? '', line.name)) throw foreign(line.name);
          counters.push({ name: line.name, value: line.value });
          break;
        case 'picture':
          await pictures.begin(line.name, line.bytes);
          break;
        case 'bytes':
          await pictures.write(Buffer.from(line.base64, 'base64'));
          break;
        case 'end':
          end = line;
          break;
        default:
          line satisfies never;
      }
    }
  } finally {
    await pictures.close();
  }

  if (meta === undefined || end === undefined) {
    throw cutOff();
  }
  if (end.sha256 !== hash.digest('hex')) throw damaged('its checksum does not fit');
  const counts = {
    log: lines.length,
    series: series.length,
    records: records.length,
    counters: counters.length,
    pictures: pictures.count,
  };
  for (const what of ['log', 'series', 'records', 'counters', 'pictures'] as const) {
    const announced = end[what] ?? 0;
    if (counts[what] !== announced)
      throw damaged(`${announced} ${what} were announced, ${counts[what]} are there`);
  }
  const verdict = await verifyChain(once(lines));
  if (!verdict.ok) throw damaged(`event ${verdict.atSeq} is not what was written (${verdict.reason})`);
  if (verdict.seq !== meta.seq || verdict.hash !== meta.hash)
    throw damaged('the log ends elsewhere than announced');
  return { log: meta.log, lines, series, records, counters, counts };
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

const foreign = (name: string): TransferRefused =>
  new TransferRefused('unsafe', `The file brings records for “${name}”, which a tour does not hold.`);

/** The refusal of a file without an end. */
export const cutOff = (): TransferRefused =>
  new TransferRefused('cut-off', 'The file is cut off: its end is missing.');

/** The refusal of a file that is not as it was written. */
export function damaged(what: string): TransferRefused {
  return new TransferRefused('damaged', `The file was changed or damaged: ${what}.`);
}

/** What a gzipped file holds. Throws {@link TransferRefused} where it is none, or cut off. */
export async function* unzipped(file: Readable): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  pipeline(file, gunzip, () => {});
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'Z_BUF_ERROR') throw new TransferRefused('cut-off', 'The file is cut off.');
    if (code === 'Z_DATA_ERROR') {
      throw new TransferRefused('not-a-tour', 'This is not a tour that Lalian exported, or it was damaged.');
    }
    throw error;
  }
}

/** Writes one picture after the other into a folder; none leaves it, and none is written twice. */
function pictureWriter(into: string) {
  let handle: FileHandle | undefined;
  let missing = 0;
  const writer = {
    count: 0,
    async begin(name: string, bytes: number): Promise<void> {
      if (!isSafeName(name)) {
        throw new TransferRefused(
          'unsafe',
          `The file brings a picture under a forbidden name: ${JSON.stringify(name)}.`,
        );
      }
      const path = join(into, name);
      try {
        await mkdir(dirname(path), { recursive: true });
        handle = await open(path, 'wx');
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (code === 'EEXIST' || code === 'ENOTDIR') throw damaged(`the picture ${name} is there twice`);
        throw error;
      }
      missing = bytes;
      writer.count += 1;
    },
    async write(bytes: Buffer): Promise<void> {
      if (handle === undefined || bytes.length > missing) throw damaged('a picture is longer than announced');
      missing -= bytes.length;
      await handle.writeFile(bytes);
    },
    /** Ends the picture that is being written, if there is one. */
    async finish(): Promise<void> {
      if (handle === undefined) return;
      if (missing !== 0) throw damaged('a picture is shorter than announced');
      await handle.sync();
      await writer.close();
    },
    async close(): Promise<void> {
      await handle?.close();
      handle = undefined;
    },
  };
  return writer;
}
