import { Parser } from 'saxen';
import { UnreadableFile } from '../book.ts';
import type { Budget } from '../limits.ts';
import { unpack, type ZipEntry, zipEntries } from './zip.ts';

/** The attributes of an element by their names without prefixes, as they stand: see {@link decoded}. */
export type Attributes = () => Readonly<Record<string, string>>;

/** What takes an XML file in as it is unpacked; names are without prefixes. */
export interface XmlReader {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** The files of a workbook. */
export interface Package {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Reads an XML file; nothing where it is not there. */
  read(name: string, reader: XmlReader): void;
}

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const LAST_CHARACTER = 0x10ffff;

/** A text of XML with its entities as characters, those beyond 16 bits too. */
export const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        return code > LAST_CHARACTER ? whole : String.fromCodePoint(code);
      })
    : text;

/** A name without its prefix: producers call the same element `c` and `x:c`. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function withoutPrefixes(attributes: Record<string, string>): Record<string, string> {
  for (const name of Object.keys(attributes))
    if (name.includes(':') && !name.startsWith('xmlns')) attributes[local(name)] ??= attributes[name] ?? '';
  return attributes;
}

function parserOf({ open, close, text }: XmlReader): Parser {
  const parser = new Parser();
  parser.on('error', () => {
    throw new UnreadableFile('damaged');
  });
  parser.on('openTag', (name, attributes) => open(local(name), () => withoutPrefixes(attributes() || {})));
  if (close !== undefined) parser.on('closeTag', (name) => close(local(name)));
  if (text !== undefined) {
    parser.on('text', (part) => text(decoded(part)));
    parser.on('cdata', text);
  }
  return parser;
}

const isUtf16 = (piece: Uint8Array): string | undefined =>
  piece[0] === 0xff && piece[1] === 0xfe
    ? 'utf-16le'
    : piece[0] === 0xfe && piece[1] === 0xff
      ? 'utf-16be'
      : undefined;

/** Opens an archive. Names are found whatever their case: some producers write `xl/worksheets/Sheet1.xml`. */
export function openPackage(bytes: Uint8Array, budget: Budget): Package {
  const entries = new Map<string, ZipEntry>();
  const names = zipEntries(bytes).map((entry) => {
    entries.set(entry.name.toLowerCase(), entry);
    return entry.name;
  });
  return {
    names,
    has: (name) => entries.has(name.toLowerCase()),
    read(name, reader) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) return;
      const parser = parserOf(reader);
      let decoder: TextDecoder | undefined;
      unpack(bytes, entry, budget, (piece) => {
        decoder ??= new TextDecoder(isUtf16(piece) ?? 'utf-8');
        parser.write(decoder.decode(piece, { stream: true }));
      });
      parser.write(decoder?.decode() ?? '');
      parser.end();
    },
  };
}
