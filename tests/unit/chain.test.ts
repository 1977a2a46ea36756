import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chainHash, verifyChain } from '../../server/store/chain.ts';
import type { LogLine } from '../../server/store/port.ts';

function chainOf(bodies: readonly string[]): LogLine[] {
  let hash = '';
  return bodies.map((body, index) => {
    hash = chainHash(hash, body);
    return { seq: index + 1, hash, body };
  });
}

async function* chunks(lines: readonly LogLine[], size = 2): AsyncGenerator<readonly LogLine[]> {
  for (let at = 0; at < lines.length; at += size) yield lines.slice(at, at + size);
}

const bodies = ['{"a":1}', '{"b":"评"}', '[]', '"x"', '{"c":{"d":null}}'];

describe('the hash chain', () => {
  test('a hash is SHA-256 over the previous hash, a newline and the UTF-8 body', () => {
    const first = createHash('sha256').update('\n{"a":"评"}', 'utf8').digest('hex');
    expect(chainHash('', '{"a":"评"}')).toBe(first);
    expect(chainHash(first, '[]')).toBe(createHash('sha256').update(`${first}\n[]`).digest('hex'));
  });

  test('a log as it was written is sound, also an empty one, however it is cut into chunks', async () => {
    const lines = chainOf(bodies);
    for (const size of [1, 2, 5, 100]) {
      expect(await verifyChain(chunks(lines, size))).toEqual({ ok: true, seq: 5, hash: lines[4]?.hash });
    }
    expect(await verifyChain(chunks([]))).toEqual({ ok: true, seq: 0, hash: '' });
  });

  test('a changed body is found at its line, with both hashes', async () => {
    const lines = chainOf(bodies);
    const edited = lines.map((line) => (line.seq === 3 ? { ...line, body: '[1]' } : line));
    expect(await verifyChain(chunks(edited))).toEqual({
      ok: false,
      atSeq: 3,
      reason: 'hash',
      expected: chainHash(lines[1]?.hash ?? '', '[1]'),
      found: lines[2]?.hash,
      sound: { seq: 2, hash: lines[1]?.hash },
    });
  });

  test('a body changed together with its hash is found at the next line', async () => {
    const lines = chainOf(bodies);
    const hash = chainHash(lines[1]?.hash ?? '', '[1]');
    const edited = lines.map((line) => (line.seq === 3 ? { ...line, body: '[1]', hash } : line));
    expect(await verifyChain(chunks(edited))).toMatchObject({ ok: false, atSeq: 4, reason: 'hash' });
  });

  test('a dropped, repeated or swapped line is a gap at the place where the next one should be', async () => {
    const [a, b, c, d] = chainOf(bodies);
    if (!a || !b || !c || !d) throw new Error('five lines were made');
    const gap = { ok: false, reason: 'gap' };
    expect(await verifyChain(chunks([a, c]))).toEqual({
      ...{ ...gap, atSeq: 2, expected: '2', found: '3' },
      sound: { seq: 1, hash: a.hash },
    });
    expect(await verifyChain(chunks([a, b, b]))).toMatchObject({ ...gap, atSeq: 3, found: '2' });
    expect(await verifyChain(chunks([a, c, b, d]))).toMatchObject({ ...gap, atSeq: 2, found: '3' });
  });

  test('a body that is not canonical JSON is named even where its hash fits', async () => {
    for (const body of ['{"b":1,"a":2}', '{ }', '{', '']) {
      const verdict = await verifyChain(chunks(chainOf(['{"a":1}', body])));
      expect(verdict).toMatchObject({ ok: false, atSeq: 2, reason: 'not-canonical', found: body });
    }
  });
});
