import { hash } from 'node:crypto';
import { canonicalJson } from '../../shared/canonical.ts';
import type { LogLine } from './port.ts';

/**
 * The hash of a log line: lower-case hex SHA-256 over the previous line's hash ('' before the first), a
 * newline and the canonical body. Whoever changes, drops or reorders a line changes every later hash.
 */
export function chainHash(previousHash: string, body: string): string {
  return hash('sha256', `${previousHash}\n${body}`, 'hex');
}

/** What {@link verifyChain} found: the end of a sound log, or the first line that is not as it was written. */
export type ChainVerdict =
  | { readonly ok: true; readonly seq: number; readonly hash: string }
  | {
      readonly ok: false;
      /** The sequence number where the first unsound line should stand. */
      readonly atSeq: number;
      /** `gap`: a line is missing or repeated; `hash`: it was changed; `not-canonical`: not what we write. */
      readonly reason: 'hash' | 'gap' | 'not-canonical';
      readonly expected: string;
      readonly found: string;
    };

/**
 * Reads a log from its first line to its end and checks that the sequence is dense from 1, that every hash
 * follows from the line before and its body, and that every body is canonical JSON. Reports the first fault.
 */
export async function verifyChain(lines: AsyncIterable<readonly LogLine[]>): Promise<ChainVerdict> {
  let seq = 0;
  let last = '';
  for await (const chunk of lines) {
    for (const line of chunk) {
      seq += 1;
      if (line.seq !== seq) return fault(seq, 'gap', String(seq), String(line.seq));
      const expected = chainHash(last, line.body);
      if (line.hash !== expected) return fault(seq, 'hash', expected, line.hash);
      const canonical = canonicalForm(line.body);
      if (canonical !== line.body) return fault(seq, 'not-canonical', canonical, line.body);
      last = expected;
    }
  }
  return { ok: true, seq, hash: last };
}

function fault(
  atSeq: number,
  reason: 'hash' | 'gap' | 'not-canonical',
  expected: string,
  found: string,
): ChainVerdict {
  return { ok: false, atSeq, reason, expected, found };
}

function canonicalForm(body: string): string {
  try {
    return canonicalJson(JSON.parse(body));
  } catch {
    return 'JSON';
  }
}
