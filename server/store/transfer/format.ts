import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';

/*
 * A whole tour in one file: gzip of lines of JSON, each ended by a newline. First `meta`, then the log in
 * order, the series in order, the records, the counters, and the pictures, each followed by its bytes; last `end`,
 * with counts and the SHA-256 of every byte before it. A file without counters is of version 1, which older servers
 * read too; with them it is of version 2.
 */
/** The newest version that is read. */
const NEWEST = 2;
const Count = Type.Integer({ minimum: 0 });
const Hash = Type.String({ pattern: '^([0-9a-f]{64})?$' });

const Meta = Type.Object({
  type: Type.Literal('meta'),
  format: Type.Literal('lalian-tour'),
  version: Type.Union([Type.Literal(1), Type.Literal(NEWEST)]),
  log: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
  epoch: Type.String(),
  /** The head of the log at the moment of the export. */
  seq: Count,
  hash: Hash,
});
const Log = Type.Object({ type: Type.Literal('log'), seq: Count, hash: Hash, body: Type.String() });
const Series = Type.Object({ type: Type.Literal('series'), body: Type.String() });
const StoredDocument = Type.Object({
  type: Type.Literal('record'),
  collection: Type.String(),
  key: Type.String(),
  body: Type.String(),
});
const Counter = Type.Object({ type: Type.Literal('counter'), name: Type.String(), value: Type.Integer() });
/** Name: a relative path with slashes. The bytes follow in lines of their own. */
const Picture = Type.Object({ type: Type.Literal('picture'), name: Type.String(), bytes: Count });
const Bytes = Type.Object({ type: Type.Literal('bytes'), base64: Type.String() });
const End = Type.Object({
  type: Type.Literal('end'),
  log: Count,
  series: Count,
  records: Count,
  counters: Type.Optional(Count),
  pictures: Count,
  sha256: Hash,
});
const Line = Type.Union([Meta, Log, Series, StoredDocument, Counter, Picture, Bytes, End]);

/** One line of the file. */
export type TransferLine = Static<typeof Line>;

/** How much a file holds. */
export interface TransferCounts {
  readonly log: number;
  readonly series: number;
  readonly records: number;
  readonly counters: number;
  readonly pictures: number;
}

/** Why a file is not imported. */
export type RefusalCode = 'not-a-tour' | 'newer-version' | 'cut-off' | 'damaged' | 'unsafe' | 'exists';

/** Thrown inside the import only; {@link importTour} answers it as a value. */
export class TransferRefused extends Error {
  override readonly name = 'TransferRefused';
  readonly code: RefusalCode;
  constructor(code: RefusalCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** A line as bytes, with its newline. */
export function encodeLine(line: TransferLine): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

const checker = Compile(Line);

/** The line that these bytes are. Throws {@link TransferRefused}. */
export function decodeLine(bytes: Buffer, lineNumber: number): TransferLine {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    value = undefined;
  }
  if (checker.Check(value)) return value;
  if (lineNumber > 1) throw new TransferRefused('damaged', `Line ${lineNumber} of the file is damaged.`);
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format === 'lalian-tour' && typeof version === 'number' && version > NEWEST) {
    throw new TransferRefused(
      'newer-version',
      `The file is of version ${version}: update Lalian to import it.`,
    );
  }
  throw new TransferRefused('not-a-tour', 'This is not a tour that Lalian exported.');
}

/**
 * The lines of a stream without their newlines. Splits at the byte 0x0a alone (Node's readline would split at
 * U+2028 too). Throws {@link TransferRefused} where a line is too long to be ours or the last one has no end.
 */
export async function* splitLines(stream: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, end)]);
      rest = [];
      restBytes = 0;
      from = end + 1;
    }
    rest.push(chunk.subarray(from));
    restBytes += chunk.length - from;
    if (restBytes > maxBytes) throw new TransferRefused('damaged', 'The file has a line that is too long.');
  }
  if (restBytes > 0) throw new TransferRefused('cut-off', 'The file is cut off: its last line has no end.');
}

/** Whether a picture's name stays inside of the folder that it is put in, on any system. */
export function isSafeName(name: string): boolean {
  if (name.length === 0 || name.length > 500) return false;
  return name
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && PLAIN_PART.test(part));
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be in names.
const PLAIN_PART = /^[^\\:\u0000-\u001f\u007f]+$/;
