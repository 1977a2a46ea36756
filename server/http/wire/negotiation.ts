/** The codings in which a body is kept beside its plain form, the smallest first. */
const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/**
 * How much a reader wants a coding, 0 to 1 (RFC 9110, 12.5.3): what `Accept-Encoding` says of it, else what it says of
 * `*`; `x-gzip` is gzip. A value that cannot be read counts as 0: plain is never wrong.
 */
function wanted(header: string, coding: string): number {
  const said = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...params] = part.split(';').map((one) => one.trim());
    const q = params.find((one) => /^q\s*=/.test(one))?.replace(/^q\s*=\s*/, '');
    const weight = q === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q) ? Number(q) : 0;
    const known = name === 'x-gzip' ? 'gzip' : name;
    if (known !== '') said.set(known, Math.max(weight, said.get(known) ?? 0));
  }
  return said.get(coding) ?? said.get('*') ?? 0;
}

/**
 * The coding to answer in, of those that there are; undefined for the plain body, which is also what a reader gets who
 * takes nothing that there is: an answer that can be read badly is better than none.
 */
export function codingFor(
  header: string | undefined,
  there: readonly Coding[] = CODINGS,
): Coding | undefined {
  if (header === undefined) return undefined;
  let best: Coding | undefined;
  let most = 0;
  for (const coding of there) {
    const weight = wanted(header, coding);
    if (weight > most) [best, most] = [coding, weight];
  }
  const plain = /(^|[,\s])identity\b/i.test(header) ? wanted(header, 'identity') : 0;
  return plain > most ? undefined : best;
}

/**
 * Whether the reader has that body already (RFC 9110, 13.1.2): `If-None-Match` names its tag, weak or strong, among any
 * others, or is `*`, which every body that exists fits. Tags may hold commas.
 */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const strong = etag.replace(/^W\//, '');
  return [...header.matchAll(/"[^"]*"/g)].some(([tag]) => tag === strong);
}
