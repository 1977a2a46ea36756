import { type Unreadable, UnreadableFile } from './book.ts';
import { isBinary } from './text/encoding.ts';

/** What a file is, as far as it is read. */
export type FileKind = 'xlsx' | 'text';

/** First bytes that tell what a file is, whatever it is called. */
const SIGNATURES: readonly (readonly [bytes: string, why: Unreadable])[] = [
  ['25504446', 'pdf'],
  ['ffd8ff', 'picture'],
  ['89504e47', 'picture'],
  ['47494638', 'picture'],
  ['424d', 'picture'],
  ['49492a00', 'picture'],
  ['4d4d002a', 'picture'],
  ['52617221', 'archive'],
  ['377abcaf', 'archive'],
  ['1f8b', 'archive'],
  ['0908', 'old-excel'],
  ['0904', 'old-excel'],
  ['0902', 'old-excel'],
];
const COMPOUND = 'd0cf11e0a1b11ae1';
const ZIP = /^504b(0304|0506|0708)/;
/** Names of what a compound file holds, in the order in which they tell: one that is encrypted holds only that. */
const STREAMS: readonly (readonly [name: string, why: Unreadable])[] = [
  ['EncryptedPackage', 'password'],
  ['Workbook', 'old-excel'],
  ['Book', 'old-excel'],
  ['WordDocument', 'word'],
  ['PowerPoint Document', 'slides'],
];

const hexOf = (bytes: Uint8Array): string =>
  [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether bytes hold a name as directories of compound files do: in UTF-16, with its length of 64 bytes filled up. */
function holds(bytes: Uint8Array, name: string): boolean {
  const wanted = [...`${name}\0`].flatMap((letter) => [letter.charCodeAt(0), 0]);
  // Entries of a directory begin at every 128 bytes.
  for (let at = 0; at + wanted.length <= bytes.length; at += 128)
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return true;
  return false;
}

/** Tells what a file is by what is in it. Throws for what is no table that can be read. */
export function kindOfFile(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) throw new UnreadableFile('empty');
  const first = hexOf(bytes);
  if (ZIP.test(first)) return 'xlsx';
  if (first === COMPOUND)
    throw new UnreadableFile(STREAMS.find(([name]) => holds(bytes, name))?.[1] ?? 'not-a-sheet');
  const known = SIGNATURES.find(([signature]) => first.startsWith(signature));
  if (known !== undefined) throw new UnreadableFile(known[1]);
  // Pictures and films of phones, sounds, and programs say what they are a little later, or not at all.
  if (/^.{8}66747970/.test(first)) throw new UnreadableFile('picture');
  if (first.startsWith('52494646')) throw new UnreadableFile('picture');
  if (isBinary(bytes)) throw new UnreadableFile('not-a-sheet');
  return 'text';
}
