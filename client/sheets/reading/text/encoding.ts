/** So much of a file tells what it is written in. */
const LOOKED_AT = 65_536;
/** A text in UTF-16 without a mark has a zero in every other byte wherever it is Latin, digits or separators. */
const HALF_ZERO = 0.2;

/** Shares of zero bytes at even and at odd places. */
function zeros(bytes: Uint8Array): readonly [even: number, odd: number] {
  let [even, odd] = [0, 0];
  const length = Math.min(bytes.length, LOOKED_AT);
  for (let at = 0; at < length; at += 1) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  return [(2 * even) / Math.max(1, length), (2 * odd) / Math.max(1, length)];
}

const REPLACED = /\ufffd/g;
const damage = (text: string): number => text.match(REPLACED)?.length ?? 0;

/** Whether bytes are no text in any encoding: they have zeros, and not as UTF-16 has them. */
export function isBinary(bytes: Uint8Array): boolean {
  if (isMarked16(bytes)) return false;
  const [even, odd] = zeros(bytes);
  return even + odd > 0 && !(even < 0.01 && odd > HALF_ZERO) && !(odd < 0.01 && even > HALF_ZERO);
}

const isMarked16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

/**
 * The text of a file: by its mark, else as UTF-16 by its zeros, else in UTF-8 or GB18030 (which holds GBK and GB2312),
 * whichever it is with less damage. A single torn character makes no UTF-8 into something else.
 */
export function textIn(bytes: Uint8Array): string {
  const as = (encoding: string): string => new TextDecoder(encoding).decode(bytes);
  if (isMarked16(bytes)) return as(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be');
  const [even, odd] = zeros(bytes);
  if (odd > HALF_ZERO && even < 0.01) return as('utf-16le');
  if (even > HALF_ZERO && odd < 0.01) return as('utf-16be');
  const utf8 = as('utf-8');
  const harm = damage(utf8);
  if (harm === 0) return utf8;
  const chinese = as('gb18030');
  return damage(chinese) < harm ? chinese : utf8;
}
