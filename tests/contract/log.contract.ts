import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../server/store/chain.ts';
import type { Head, Store } from '../../server/store/port.ts';
import { all, appendNow, linesAfter } from '../support/append.ts';
import { type Bench, LOG } from './bench.ts';

/** What every adapter promises about a log and its series. */
export function logContract(bench: Bench): void {
  describe('log', () => {
    test('is opened once: a second opening answers what is there', async () => {
      expect(await bench.store.head(LOG)).toBeUndefined();
      expect(await bench.store.openLog(LOG, 'e1')).toEqual({ epoch: 'e1', seq: 0, group: 0, hash: '' });
      const head = await appendNow(bench.store, LOG, ['{}']);
      expect(await bench.store.openLog(LOG, 'e2')).toEqual(head);
      expect(await bench.store.head(LOG)).toEqual({ epoch: 'e1', seq: 1, group: 1, hash: head.hash });
    });

    test('names are listed in order', async () => {
      for (const log of ['b', 'a-2', 'a']) await bench.store.openLog(log, 'e');
      expect(await bench.store.logs()).toEqual(['a', 'a-2', 'b']);
    });

    test('sequence numbers are dense over groups of any size, and the chain holds', async () => {
      await bench.store.openLog(LOG, 'e1');
      for (let group = 1; group <= 20; group++) {
        const head = await appendNow(
          bench.store,
          LOG,
          Array.from({ length: group }, (_, i) => `{"n":${i}}`),
        );
        expect(head.group).toBe(group);
      }
      const lines = await all(bench.store.readLog(LOG, 0));
      expect(lines.map((line) => line.seq)).toEqual(Array.from({ length: 210 }, (_, i) => i + 1));
      const end = await bench.store.head(LOG);
      expect(await verifyChain(bench.store.readLog(LOG, 0))).toEqual({ ok: true, seq: 210, hash: end?.hash });
    });

    test('reading starts after any line, inside a group too, and is empty at the end', async () => {
      await bench.store.openLog(LOG, 'e1');
      for (const size of [3, 1, 7, 2])
        await appendNow(
          bench.store,
          LOG,
          Array.from({ length: size }, () => '[]'),
        );
      for (let after = 0; after <= 14; after++) {
        const seqs = (await all(bench.store.readLog(LOG, after))).map((line) => line.seq);
        expect(seqs).toEqual(Array.from({ length: Math.max(0, 13 - after) }, (_, i) => after + i + 1));
      }
      expect(await all(bench.store.readLog('no-such-log', 0))).toEqual([]);
    });

    test('stretches hold the bodies of the same lines from any place on, and say where they end', async () => {
      await bench.store.openLog(LOG, 'e1');
      for (const size of [3, 1, 700, 2]) {
        const bodies = Array.from({ length: size }, (_, i) => `{"size":${size},"i":${i}}`);
        await appendNow(bench.store, LOG, bodies);
      }
      const lines = await all(bench.store.readLog(LOG, 0));
      for (const after of [0, 1, 3, 5, 499, 500, 705, 706, 707]) {
        let seq = after;
        for await (const stretch of bench.store.readStretches(LOG, after)) {
          const theirs = lines.slice(seq, stretch.seq);
          expect(stretch.bodies).toEqual(theirs.map((line) => line.body));
          expect(stretch.hash).toBe(theirs.at(-1)?.hash);
          seq = stretch.seq;
        }
        expect(seq).toBe(Math.max(after, 706));
      }
      for await (const stretch of bench.store.readStretches('no-such-log', 0))
        expect(stretch).toBeUndefined();
    });

    test('an append elsewhere than at the end is a conflict and writes nothing', async () => {
      const empty = await bench.store.openLog(LOG, 'e1');
      const head = await appendNow(bench.store, LOG, ['1', '2']);
      const wrong: Head[] = [
        empty,
        { ...head, epoch: 'e2' },
        { ...head, seq: 3 },
        { ...head, group: 2 },
        { ...head, hash: '0'.repeat(64) },
      ];
      for (const expected of wrong) {
        const outcome = await bench.store.append(LOG, expected, linesAfter(expected, ['3']));
        expect(outcome).toEqual({ ok: false, conflict: true });
      }
      expect(await bench.store.head(LOG)).toEqual(head);
      expect(await all(bench.store.readLog(LOG, 0))).toHaveLength(2);
    });

    test('an append to a log that does not exist is a conflict', async () => {
      const expected = { epoch: 'e1', seq: 0, group: 0, hash: '' };
      expect(await bench.store.append('none', expected, linesAfter(expected, ['1']))).toMatchObject({
        ok: false,
      });
      expect(await bench.store.head('none')).toBeUndefined();
    });

    test('lines that do not continue at the head are a bug, and refused as one', async () => {
      const head = await bench.store.openLog(LOG, 'e1');
      await expect(bench.store.append(LOG, head, [])).rejects.toThrow('seq 1');
      await expect(bench.store.append(LOG, head, [{ seq: 2, hash: 'h', body: '1' }])).rejects.toThrow(
        'seq 1',
      );
    });

    test('of many simultaneous writers exactly one wins, with its group whole', async () => {
      const second = await bench.another();
      const head = await bench.store.openLog(LOG, 'e1');
      const outcomes = await Promise.all(
        Array.from({ length: 24 }, (_, writer) =>
          (writer % 2 ? bench.store : second).append(
            LOG,
            head,
            linesAfter(head, [`[${writer},1]`, `[${writer},2]`]),
          ),
        ),
      );
      const winners = outcomes.flatMap((outcome, writer) => (outcome.ok ? [writer] : []));
      expect(winners).toHaveLength(1);
      const bodies = (await all(second.readLog(LOG, 0))).map((line) => line.body);
      expect(bodies).toEqual([`[${winners[0]},1]`, `[${winners[0]},2]`]);
    });

    test('writers that try again until they win lose nothing and repeat nothing', async () => {
      const second = await bench.another();
      await bench.store.openLog(LOG, 'e1');
      const writer = async (on: Store, name: string) => {
        for (let n = 0; n < 15; n++) await appendNow(on, LOG, [`["${name}",${n},0]`, `["${name}",${n},1]`]);
      };
      await Promise.all([
        writer(bench.store, 'a'),
        writer(second, 'b'),
        writer(bench.store, 'c'),
        writer(second, 'd'),
      ]);
      const bodies = (await all(bench.store.readLog(LOG, 0))).map((line) => line.body);
      expect(bodies).toHaveLength(120);
      for (let at = 0; at < bodies.length; at += 2)
        expect(bodies[at + 1]).toBe(bodies[at]?.replace(/0]$/, '1]'));
      expect(new Set(bodies).size).toBe(120);
      expect((await verifyChain(bench.store.readLog(LOG, 0))).ok).toBe(true);
    });

    test('bodies come back as they were: CJK, emoji, U+2028, escapes, 200 KB', async () => {
      await bench.store.openLog(LOG, 'e1');
      const bodies = ['好吃 🏆 \u2028\u2029', 'a\\u0000"b', '\ufeffx', "O'Neil; --", 'é\u0301'].map((text) =>
        JSON.stringify(text),
      );
      bodies.push(JSON.stringify('评'.repeat(70_000)));
      await appendNow(bench.store, LOG, bodies);
      await bench.store.appendSeries(LOG, bodies);
      await Promise.all(bodies.map((body, i) => bench.store.putRecord('texts', `键 ${i}`, body)));
      const after = await bench.reopened();
      expect((await all(after.readLog(LOG, 0))).map((line) => line.body)).toEqual(bodies);
      expect((await all(after.readSeries(LOG, 0))).map((line) => line.body)).toEqual(bodies);
      for (const [i, body] of bodies.entries()) {
        expect(await after.getRecord('texts', `键 ${i}`)).toEqual({ key: `键 ${i}`, version: 1, body });
      }
    });

    test('a long log is read in chunks, none of them the whole', async () => {
      await bench.store.openLog(LOG, 'e1');
      for (let group = 0; group < 120; group++) {
        await appendNow(
          bench.store,
          LOG,
          Array.from({ length: 100 }, (_, i) => `{"g":${group},"i":${i}}`),
        );
      }
      const sizes: number[] = [];
      let seq = 0;
      for await (const chunk of bench.store.readLog(LOG, 0)) {
        sizes.push(chunk.length);
        for (const line of chunk) expect(line.seq).toBe(++seq);
      }
      expect(seq).toBe(12_000);
      expect(sizes.length).toBeGreaterThan(1);
    });

    test('replacing puts other lines, another series and another epoch in its place', async () => {
      await bench.store.openLog(LOG, 'e1');
      const old = await appendNow(bench.store, LOG, ['"old"', '"older"']);
      await bench.store.appendSeries(LOG, ['"was here"']);
      const lines = linesAfter(
        { epoch: '', seq: 0, group: 0, hash: '' },
        Array.from({ length: 1_201 }, (_, i) => `${i}`),
      );
      await expect(bench.store.replaceLog(LOG, 'e1', lines, [])).rejects.toThrow('new epoch');
      expect(await bench.store.head(LOG)).toEqual(old);
      await bench.store.replaceLog(LOG, 'e2', lines, ['"p1"', '"p2"']);
      const head = await bench.store.head(LOG);
      expect(head).toMatchObject({ epoch: 'e2', seq: 1_201, hash: lines.at(-1)?.hash });
      expect(await all(bench.store.readLog(LOG, 0))).toEqual(lines);
      expect(await all(bench.store.readLog(LOG, 1_100))).toEqual(lines.slice(1_100));
      expect(await all(bench.store.readSeries(LOG, 0))).toEqual([
        { id: 1, body: '"p1"' },
        { id: 2, body: '"p2"' },
      ]);
      expect(await bench.store.append(LOG, old, linesAfter(old, ['1']))).toEqual({
        ok: false,
        conflict: true,
      });
      expect((await appendNow(bench.store, LOG, ['"goes on"'])).seq).toBe(1_202);
      expect((await bench.store.appendSeries(LOG, ['"p3"']))[0]?.id).toBe(3);
    });

    test('replacing makes a log where there was none, also an empty one', async () => {
      await bench.store.replaceLog('copy', 'e9', [], []);
      expect(await bench.store.head('copy')).toEqual({ epoch: 'e9', seq: 0, group: 0, hash: '' });
      expect(await bench.store.logs()).toEqual(['copy']);
    });

    test('a removed log leaves nothing, and no other one is touched', async () => {
      for (const log of [LOG, `${LOG}-copy`]) {
        await bench.store.openLog(log, 'e1');
        await appendNow(bench.store, log, ['1', '2']);
        await bench.store.appendSeries(log, ['"p"']);
      }
      const kept = await bench.store.head(LOG);
      await bench.store.removeLog(`${LOG}-copy`);
      await bench.store.removeLog('never-there');
      expect(await bench.store.head(`${LOG}-copy`)).toBeUndefined();
      expect(await bench.store.logs()).toEqual([LOG]);
      expect(await all(bench.store.readLog(`${LOG}-copy`, 0))).toEqual([]);
      expect(await all(bench.store.readSeries(`${LOG}-copy`, 0))).toEqual([]);
      expect(await bench.store.head(LOG)).toEqual(kept);
      expect(await all(bench.store.readSeries(LOG, 0))).toHaveLength(1);
      // The name is free again, under an epoch that was there before too.
      expect(await bench.store.openLog(`${LOG}-copy`, 'e1')).toMatchObject({ epoch: 'e1', seq: 0 });
      expect(await all(bench.store.readLog(`${LOG}-copy`, 0))).toEqual([]);
      expect(await all(bench.store.readSeries(`${LOG}-copy`, 0))).toEqual([]);
    });

    test('everything is there after closing and opening again', async () => {
      await bench.store.openLog(LOG, 'e1');
      const head = await appendNow(bench.store, LOG, ['1', '2']);
      await bench.store.appendSeries(LOG, ['"p"']);
      await bench.store.putRecord('c', 'k', '"v"');
      await bench.store.addToCounter('n', 3);
      const after = await bench.reopened();
      expect(await after.openLog(LOG, 'e2')).toEqual(head);
      expect(await all(after.readLog(LOG, 0))).toHaveLength(2);
      expect(await all(after.readSeries(LOG, 0))).toEqual([{ id: 1, body: '"p"' }]);
      expect(await after.getRecord('c', 'k')).toEqual({ key: 'k', version: 1, body: '"v"' });
      expect(await after.readCounter('n')).toBe(3);
    });
  });

  describe('series', () => {
    test('ids are dense from 1, whoever appends, and reading starts after any of them', async () => {
      const second = await bench.another();
      await bench.store.openLog(LOG, 'e1');
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          (n % 2 ? bench.store : second).appendSeries(LOG, [`[${n},0]`, `[${n},1]`]),
        ),
      );
      const lines = await all(bench.store.readSeries(LOG, 0));
      expect(lines.map((line) => line.id)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
      expect(answers.flat().sort((a, b) => a.id - b.id)).toEqual(lines);
      expect(await all(second.readSeries(LOG, 57))).toEqual(lines.slice(57));
      expect(await all(second.readSeries(LOG, 60))).toEqual([]);
    });

    test('belongs to a log: without one it is refused', async () => {
      await expect(bench.store.appendSeries('none', ['1'])).rejects.toThrow('no log none');
    });
  });
}
