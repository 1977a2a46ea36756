import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Entry, entryOf, type Line } from '../../client/organiser/log/book.ts';
import { checkLines, UNCHECKED } from '../../client/organiser/log/check.ts';
import { isWanted, kindOf } from '../../client/organiser/log/filter.ts';
import { type Names, said } from '../../client/organiser/log/saying.ts';
import { sayingsEn } from '../../client/organiser/log/sayings-en.ts';
import { sayingsZh } from '../../client/organiser/log/sayings-zh.ts';
import { EVENTS } from '../../shared/tour/events.ts';

const OLD_LOGS = join(process.cwd(), 'tests/fixtures/old-logs');

const names: Names = {
  item: (id) => `<${id}>`,
  area: (id) => `<${id}>`,
  judge: (id) => `<${id}>`,
  outlet: (id) => `<${id}>`,
  post: (id) => `<${id}>`,
  time: (at) => `<${at}>`,
  marks: (marks) => Object.values(marks).join(),
};

/** Lines as a server chains them. */
function chained(bodies: readonly string[]): Line[] {
  let hash = '';
  return bodies.map((body, index) => {
    hash = createHash('sha256').update(`${hash}\n${body}`).digest('hex');
    return { seq: index + 1, hash, body };
  });
}
const lines = chained(['{"a":1}', '{"b":"二"}', '{"c":"😀"}', '{"d":4}']);
const checked = (some: readonly Line[]) => checkLines(UNCHECKED, some);
const changed = (at: number, change: Partial<Line>) =>
  lines.map((line, index) => (index === at ? { ...line, ...change } : line));

describe('the chain, computed by a browser', () => {
  test('is that of the server', async () => {
    expect(await checked(lines)).toEqual({ ok: true, seq: 4, hash: lines[3]?.hash });
  });
  test('goes on where it was, page by page', async () => {
    const half = await checked(lines.slice(0, 2));
    expect(half.ok && (await checkLines(half, lines.slice(2)))).toEqual(await checked(lines));
  });
  test.each([
    ['changed', changed(1, { body: '{"b":"三"}' }), 2],
    ['left out', lines.filter(({ seq }) => seq !== 3), 3],
    ['moved', [lines[1], lines[0], lines[2], lines[3]].flatMap((line) => line ?? []), 1],
    ['given another hash', changed(3, { hash: 'f'.repeat(64) }), 4],
    ['repeated', [...lines, ...lines.slice(3)], 5],
  ])('breaks at a line that was %s', async (_what, some, atSeq) => {
    expect(await checked(some)).toEqual({ ok: false, atSeq });
  });
});

describe('a line of the log', () => {
  test.each(Object.keys(EVENTS))('has a sentence in both languages: %s', (type) => {
    expect([Object.hasOwn(sayingsZh, type), Object.hasOwn(sayingsEn, type)]).toEqual([true, true]);
  });

  test('reads in words whatever a released log holds, with nothing left open', () => {
    const files = readdirSync(OLD_LOGS).filter((name) => name.endsWith('.lalian.gz'));
    let read = 0;
    for (const name of files)
      for (const text of gunzipSync(readFileSync(join(OLD_LOGS, name)))
        .toString()
        .split('\n')) {
        const event = eventIn(text);
        if (event === undefined) continue;
        read += 1;
        for (const sayings of [sayingsZh, sayingsEn])
          expect([event.type, said(sayings, event, names)]).toEqual([
            event.type,
            expect.not.stringMatching(/undefined|\[object|NaN|^$/),
          ]);
      }
    expect(read).toBeGreaterThan(100);
  });

  test('of a newer server is named as it is', () => {
    expect(said(sayingsZh, { type: 'moon.landed' } as never, names)).toBe('moon.landed');
  });
});

/** The event in a line of a kept log, whatever else stands in its file. */
function eventIn(text: string): Entry['event'] | undefined {
  try {
    const value = JSON.parse(text) as { body?: string; event?: Entry['event'] };
    const inner = typeof value.body === 'string' ? (JSON.parse(value.body) as typeof value) : value;
    return inner.event;
  } catch {
    return undefined;
  }
}

describe('what is looked for', () => {
  const entry = entryOf({
    seq: 7,
    hash: '',
    body: '{"at":5,"by":"judge:j07","commandId":"x","event":{"type":"ballot.cast"},"via":"3fa2b1c0 iphone wechat"}',
  });
  const everything = { kind: '', who: '', text: '' };
  const said7 = () => '7 评委 张三 给 第 7 站 打分 iPhone 微信';
  test('is found by kind, by person or role, and by words in any order', () => {
    expect(kindOf(entry)).toBe('ballot');
    for (const wanted of [
      everything,
      { ...everything, kind: 'ballot' },
      { ...everything, who: 'judge' },
      { ...everything, who: 'judge:j07' },
      { ...everything, text: '微信  张三' },
      { ...everything, text: 'IPHONE' },
    ])
      expect([wanted, isWanted(entry, wanted, said7)]).toEqual([wanted, true]);
  });
  test('is not found where one of them does not fit', () => {
    for (const wanted of [
      { ...everything, kind: 'post' },
      { ...everything, who: 'judge:j08' },
      { ...everything, text: '微信 李四' },
    ])
      expect([wanted, isWanted(entry, wanted, said7)]).toEqual([wanted, false]);
  });
});
