import { type Box, boxesIn, boxOf, lettersAt, numberAt } from '../../../shared/media/boxes.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';

/** The picture that a HEIF file shows first, by its boxes (ISO/IEC 23008-12, 14496-12). */
export interface PrimaryItem {
  /** How it is coded: `hvc1`, `grid` of tiles, `av01`, `jpeg` … */
  readonly type: string;
  /** Its colours: an ICC profile, or the number of its primaries (ISO/IEC 23091-2) where no profile says it. */
  readonly colours?: { readonly icc: Buffer } | { readonly primaries: number };
}

/** The primary item of a HEIF file; undefined where its boxes do not say. Never fails. */
export function primaryItemOf(bytes: Buffer): PrimaryItem | undefined {
  const file: Box = { type: '', from: 0, contentFrom: 0, to: bytes.length };
  const metaBox = boxOf(bytes, file, 'meta');
  if (metaBox === undefined) return undefined;
  // A full box: version and flags come first.
  const meta = { ...metaBox, contentFrom: metaBox.contentFrom + 4 };
  const pitm = boxOf(bytes, meta, 'pitm');
  if (pitm === undefined) return undefined;
  const isWide = numberAt(bytes, pitm.contentFrom, 1) > 0;
  const id = numberAt(bytes, pitm.contentFrom + 4, isWide ? 4 : 2);
  const types = typesOf(bytes, boxOf(bytes, meta, 'iinf'));
  const type = types.get(id);
  if (type === undefined) return undefined;
  const properties = boxOf(bytes, meta, 'iprp', 'ipco');
  const inOrder = properties ? [...boxesIn(bytes, properties.contentFrom, properties.to)] : [];
  const of = associationsOf(bytes, boxOf(bytes, meta, 'iprp', 'ipma'));
  const coloursOf = (item: number) => {
    const boxes = (of.get(item) ?? []).flatMap((index) => inOrder[index - 1] ?? []);
    return coloursIn(bytes, boxes);
  };
  // Some writers say it of the tiles, not of the grid that they make up.
  const tile = [...types].find(([, one]) => one === 'hvc1')?.[0];
  const colours = coloursOf(id) ?? (type === 'grid' && tile !== undefined ? coloursOf(tile) : undefined);
  return { type, ...(colours && { colours }) };
}

/** Whether the file has everything that its boxes say: one that was cut off ends within a box. */
export function isWhole(bytes: Buffer): boolean {
  let end = 0;
  for (const { to } of boxesIn(bytes, 0, bytes.length)) end = to;
  // Cameras leave behind the picture what is no box at all (Samsung's trailer); what it is made of is one.
  return !/^(ftyp|meta|moov|mdat)$/.test(lettersAt(bytes, end + 4));
}

/** How HEVC is named, alone or as tiles: what is coded so and cannot be read is broken. */
const HEVC = /^(hvc1|hev1|grid|iden|iovl)$/;
/** Brands of what moves: burst, animation, live picture (ISO/IEC 23008-12). */
const MOVES = /^(msf1|hevc|hevx|hevm|hevs|avis)$/;

/** Why a file of the HEIF family could not be read: it is broken, or of a kind that is not read here. */
export function whyNotHeif(bytes: Buffer, family: string, primary = primaryItemOf(bytes)): Refusal {
  if (!isWhole(bytes)) return refuse('picture.unreadable');
  const brand = lettersAt(bytes, 8);
  if (MOVES.test(brand)) return refuse('picture.kind', { what: `${family} (animation)` });
  const kind = primary === undefined ? brand : HEVC.test(primary.type) ? undefined : primary.type;
  if (kind === undefined) return refuse('picture.unreadable');
  return refuse('picture.kind', { what: `${family} (${kind.replace(/[^ -~]/g, '?').trim()})` });
}

/** How each item is coded. */
function typesOf(bytes: Buffer, iinf: Box | undefined): ReadonlyMap<number, string> {
  const types = new Map<number, string>();
  if (iinf === undefined) return types;
  const from = iinf.contentFrom + (numberAt(bytes, iinf.contentFrom, 1) === 0 ? 6 : 8);
  for (const { type, contentFrom } of boxesIn(bytes, from, iinf.to)) {
    const version = numberAt(bytes, contentFrom, 1);
    if (type !== 'infe' || version < 2) continue;
    const isWide = version > 2;
    const id = numberAt(bytes, contentFrom + 4, isWide ? 4 : 2);
    types.set(id, lettersAt(bytes, contentFrom + (isWide ? 10 : 8)));
  }
  return types;
}

/** The properties of each item, as numbers from 1 on. */
function associationsOf(bytes: Buffer, ipma: Box | undefined): ReadonlyMap<number, readonly number[]> {
  const of = new Map<number, number[]>();
  if (ipma === undefined) return of;
  const isWideId = numberAt(bytes, ipma.contentFrom, 1) > 0;
  const isWideIndex = (numberAt(bytes, ipma.contentFrom, 4) & 1) === 1;
  const items = numberAt(bytes, ipma.contentFrom + 4, 4);
  let at = ipma.contentFrom + 8;
  for (let item = 0; item < items && at < ipma.to; item += 1) {
    const id = numberAt(bytes, at, isWideId ? 4 : 2);
    at += isWideId ? 4 : 2;
    const count = numberAt(bytes, at, 1);
    at += 1;
    const indices: number[] = [];
    for (let one = 0; one < count && at < ipma.to; one += 1) {
      // The first bit says only whether a reader must understand the property.
      indices.push(numberAt(bytes, at, isWideIndex ? 2 : 1) & (isWideIndex ? 0x7fff : 0x7f));
      at += isWideIndex ? 2 : 1;
    }
    of.set(id, indices);
  }
  return of;
}

/** What colour boxes say; a profile before numbers. */
function coloursIn(bytes: Buffer, boxes: readonly Box[]): PrimaryItem['colours'] {
  const colr = boxes.filter(({ type }) => type === 'colr');
  for (const { contentFrom, to } of colr)
    if (/^(prof|rICC)$/.test(lettersAt(bytes, contentFrom)))
      return { icc: bytes.subarray(contentFrom + 4, to) };
  for (const { contentFrom } of colr)
    if (lettersAt(bytes, contentFrom) === 'nclx') return { primaries: numberAt(bytes, contentFrom + 4, 2) };
  return undefined;
}
