import type { Line } from './book.ts';

/** What came of a check: the chain is whole up to there, or the first line that does not follow. */
export type Verdict =
  | { readonly ok: true; readonly seq: number; readonly hash: string }
  | { readonly ok: false; readonly atSeq: number };

/** Where a check stands. */
export interface Checked {
  readonly seq: number;
  readonly hash: string;
}

/** Nothing is checked yet. */
export const UNCHECKED: Checked = { seq: 0, hash: '' };

/** Lower-case hex. */
const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 of a text, by the browser. */
export const sha256 = async (text: string): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

/** Recomputes the chain over some lines that follow what was checked; each hash stands for all before it. */
export async function checkLines(before: Checked, lines: readonly Line[]): Promise<Verdict> {
  let { seq, hash } = before;
  for (const line of lines) {
    if (line.seq !== seq + 1) return { ok: false, atSeq: seq + 1 };
    const expected = await sha256(`${hash}\n${line.body}`);
    if (line.hash !== expected) return { ok: false, atSeq: line.seq };
    seq = line.seq;
    hash = expected;
  }
  return { ok: true, seq, hash };
}
