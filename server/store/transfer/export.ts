import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { ChainEnd } from '../chain.ts';
import type { Head, Store } from '../port.ts';
import type { TourFiles } from './files.ts';
import { encodeLine, type TransferLine } from './format.ts';

/** What belongs to a tour beside its log and series. */
export interface ExportExtras {
  /** Collections whose records all belong to this tour. Never name those that hold secrets in the clear. */
  readonly collections: readonly string[];
  /** Single records that belong to it, of other collections. */
  readonly records?: readonly { readonly collection: string; readonly key: string; readonly body: string }[];
  /** Its counters. */
  readonly counters?: readonly { readonly name: string; readonly value: number }[];
  /** This tour's pictures and films, and nothing else. */
  readonly files: TourFiles;
}

/** 192 KiB of picture make 256 KiB of base64; a multiple of 3, so that no padding stands inside. */
const PICTURE_CHUNK_BYTES = 196_608;

/**
 * A whole tour as the bytes of one gzipped file (see `format.ts`), as the log is at this moment;
 * nothing is held in memory. The stream fails if the log is replaced or a file changes while it is read.
 * Throws where there is no such log. With `end` it holds the log only so far: of a damaged one, the sound part.
 */
export async function exportTour(
  store: Store,
  log: string,
  extras: ExportExtras,
  end?: ChainEnd,
): Promise<Readable> {
  const told = await store.head(log);
  if (told === undefined) throw new Error(`There is no tour ${log}`);
  const head = { ...told, ...end };
  const gzip = createGzip();
  // An error reaches whoever reads the stream, because pipeline destroys it with that error.
  pipeline(Readable.from(fileBytes(store, log, head, extras)), gzip, () => {});
  return gzip;
}

async function* fileBytes(
  store: Store,
  log: string,
  head: Head,
  extras: ExportExtras,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const counts = { log: 0, series: 0, records: 0, pictures: 0 };
  let counters = 0;
  for await (const line of tourLines(store, log, head, extras)) {
    if (line.type === 'log') counts.log += 1;
    else if (line.type === 'series') counts.series += 1;
    else if (line.type === 'record') counts.records += 1;
    else if (line.type === 'picture') counts.pictures += 1;
    else if (line.type === 'counter') counters += 1;
    const bytes = encodeLine(line);
    hash.update(bytes);
    yield bytes;
  }
  yield encodeLine({
    ...{ type: 'end', ...counts },
    ...(extras.counters !== undefined && { counters }),
    sha256: hash.digest('hex'),
  });
}

async function* tourLines(
  store: Store,
  log: string,
  head: Head,
  { collections, records = [], counters, files }: ExportExtras,
): AsyncGenerator<TransferLine> {
  const { epoch, seq, hash } = head;
  yield {
    type: 'meta',
    format: 'lalian-tour',
    version: counters === undefined ? 1 : 2,
    log,
    epoch,
    seq,
    hash,
  };
  if (seq > 0) yield* logLines(store, log, seq);
  for await (const chunk of store.readSeries(log, 0)) {
    for (const { body } of chunk) yield { type: 'series', body };
  }
  for (const collection of collections) {
    for (const { key, body } of await store.listRecords(collection)) {
      yield { type: 'record', collection, key, body };
    }
  }
  for (const record of records) yield { type: 'record', ...record };
  for (const counter of counters ?? []) yield { type: 'counter', ...counter };
  for (const name of await files.list()) yield* pictureLines(files, name);
}

/** Up to the head at the start: what comes meanwhile belongs to the next export. */
async function* logLines(store: Store, log: string, lastSeq: number): AsyncGenerator<TransferLine> {
  for await (const chunk of store.readLog(log, 0)) {
    for (const { seq, hash, body } of chunk) {
      yield { type: 'log', seq, hash, body };
      if (seq === lastSeq) return;
    }
  }
  throw new Error(`The log ${log} ended before ${lastSeq} while it was exported`);
}

async function* pictureLines(files: TourFiles, name: string): AsyncGenerator<TransferLine> {
  const size = await files.size(name);
  const content = await files.read(name);
  // Withdrawn since the list was made.
  if (size === undefined || content === undefined) return;
  yield { type: 'picture', name, bytes: size };
  let read = 0;
  for await (const bytes of inChunks(content)) {
    read += bytes.length;
    yield { type: 'bytes', base64: bytes.toString('base64') };
  }
  if (read !== size) throw new Error(`The picture ${name} changed while it was exported`);
}

/** The bytes of a stream in pieces of one size, the last one shorter. */
async function* inChunks(content: Readable): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  for await (const part of content) {
    waiting = Buffer.concat([waiting, part as Buffer]);
    for (; waiting.length >= PICTURE_CHUNK_BYTES; waiting = waiting.subarray(PICTURE_CHUNK_BYTES))
      yield waiting.subarray(0, PICTURE_CHUNK_BYTES);
  }
  if (waiting.length > 0) yield waiting;
}
