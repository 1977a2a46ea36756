import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { LogLine, Tail } from '../../server/store/port.ts';
import { all, appendNow, linesAfter, seeded } from '../support/append.ts';
import { type Recorder, recorder, soon } from '../support/recorder.ts';
import { type Bench, LOG } from './bench.ts';

const START = { epoch: 'e1', seq: 0, group: 0, seriesId: 0 };

/** What every adapter promises about following a log. */
export function tailContract(bench: Bench): void {
  async function following(
    from: Partial<typeof START> = {},
    on = bench.store,
  ): Promise<Recorder & { tail: Tail }> {
    const heard = recorder();
    return Object.assign(heard, { tail: await on.tail(LOG, { ...START, ...from }, heard) });
  }

  describe('tail', () => {
    test('tells what is there already, then what comes, from any process', async () => {
      const second = await bench.another();
      await bench.store.openLog(LOG, 'e1');
      await appendNow(bench.store, LOG, ['1', '2']);
      await bench.store.appendSeries(LOG, ['"a"']);
      const heard = await following();
      await heard.reached(2);
      await appendNow(second, LOG, ['3']);
      await second.appendSeries(LOG, ['"b"']);
      await appendNow(bench.store, LOG, ['4']);
      await heard.reached(4);
      await soon(() => heard.series.length === 2);
      expect(heard.lines.map((line) => line.body)).toEqual(['1', '2', '3', '4']);
      expect(heard.series).toEqual([
        { id: 1, body: '"a"' },
        { id: 2, body: '"b"' },
      ]);
      expect(heard.groups.at(-1)).toBe(3);
      expect(heard.health).toEqual([]);
    });

    test('leaves out at most what the listener says that it knows', async () => {
      await bench.store.openLog(LOG, 'e1');
      const heard = Object.assign(recorder(), { known: () => ({ seq: 2, group: 2, hash: '' }) });
      await bench.store.tail(LOG, START, heard);
      for (const body of ['1', '2', '3', '4']) await appendNow(bench.store, LOG, [body]);
      await heard.reached(4);
      expect(['1', '2', '3', '4'].join()).toMatch(
        new RegExp(`${heard.lines.map((line) => line.body).join()}$`),
      );
      expect(heard.lines.map((line) => line.seq)).toEqual(expect.arrayContaining([3, 4]));
    });

    test('leaves out at most what the listener itself is appending, never another line in its place', async () => {
      await bench.store.openLog(LOG, 'e1');
      const first = await appendNow(bench.store, LOG, ['1']);
      const own = linesAfter(first, ['"own"']).at(-1);
      const seqUnderWay = (hash: string) => (hash === own?.hash ? own.seq : undefined);
      const heard = Object.assign(recorder(), { seqUnderWay });
      await bench.store.tail(LOG, { ...first, seriesId: 0 }, heard);
      await appendNow(bench.store, LOG, ['"own"']);
      await appendNow(bench.store, LOG, ['3']);
      await heard.reached(3);
      expect(heard.lines.map((line) => line.body).filter((body) => body !== '"own"')).toEqual(['3']);

      const before = await appendNow(bench.store, LOG, ['4']);
      const lost = linesAfter(before, ['"lost"']).at(-1);
      const other = Object.assign(recorder(), {
        seqUnderWay: (hash: string) => (hash === lost?.hash ? lost.seq : undefined),
      });
      await bench.store.tail(LOG, { ...before, seriesId: 0 }, other);
      await appendNow(bench.store, LOG, ['"another"']);
      await other.reached(5);
      expect(other.lines.map((line) => line.body)).toEqual(['"another"']);
    });

    test.each([1, 2, 3, 4])(
      'keeps nothing of others from an appender who thinks that he is alone, seed %i',
      async (seed) => {
        const random = seeded(seed);
        const second = await bench.another();
        let ended = await bench.store.openLog(LOG, 'e1');
        let underWay: LogLine | undefined;
        const known = new Set<number>();
        const gaps: number[] = [];
        const know = (lines: readonly LogLine[], group: number) => {
          for (const { seq } of lines) known.add(seq);
          const last = lines.at(-1);
          if (last !== undefined && last.seq > ended.seq) ended = { ...ended, ...last, group };
        };
        const heard = Object.assign(recorder(), {
          appendsAlone: () => true,
          known: () => ended,
          seqUnderWay: (hash: string) => (hash === underWay?.hash ? underWay.seq : undefined),
          onLog(lines: readonly LogLine[], group: number) {
            const first = lines[0]?.seq ?? 0;
            if (first > ended.seq + 1) gaps.push(first);
            know(lines, group);
          },
        });
        await bench.store.tail(LOG, { ...ended, seriesId: 0 }, heard);
        const appendOwn = async (bodies: readonly string[]) => {
          for (;;) {
            const lines = linesAfter(ended, bodies);
            underWay = lines.at(-1);
            const outcome = await bench.store.append(LOG, ended, lines);
            underWay = undefined;
            if (outcome.ok) return know(lines, outcome.head.group);
            const head = await bench.store.head(LOG);
            const lacking = await all(bench.store.readLog(LOG, ended.seq));
            know(
              lacking.filter(({ seq }) => seq <= (head?.seq ?? 0)),
              head?.group ?? 0,
            );
          }
        };
        for (let round = 0; round < 150; round++) {
          const bodies = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, at) => `${round}.${at}`);
          if (random() < 0.85) await appendOwn(bodies);
          else await appendNow(second, LOG, bodies);
          if (random() < 0.1) await delay(random() * 25);
        }
        const { seq: last } = await appendNow(second, LOG, ['"last"']);
        await soon(() => known.has(last));
        expect(known.size).toBe(last);
        expect(gaps).toEqual([]);
        await second.replaceLog(LOG, 'e2', linesAfter({ epoch: '', seq: 0, group: 0, hash: '' }, ['9']), []);
        await soon(() => heard.resets === 1);
      },
    );

    test('starts after the place it is given', async () => {
      await bench.store.openLog(LOG, 'e1');
      const head = await appendNow(bench.store, LOG, ['1', '2']);
      await bench.store.appendSeries(LOG, ['"a"', '"b"']);
      const heard = await following({ seq: head.seq, group: head.group, seriesId: 1 });
      await appendNow(bench.store, LOG, ['3']);
      await heard.reached(3);
      await soon(() => heard.series.length > 0);
      expect(heard.lines.map((line) => line.seq)).toEqual([3]);
      expect(heard.series.map((line) => line.id)).toEqual([2]);
    });

    test('the number it tells is that of the group in which the last line stands', async () => {
      await bench.store.openLog(LOG, 'e1');
      const heard = await following();
      for (let n = 0; n < 5; n++) {
        const head = await appendNow(bench.store, LOG, ['1', '2', '3']);
        await heard.reached(head.seq);
        expect(heard.groups.at(-1)).toBe(head.group);
      }
    });

    test.each([1, 2, 3, 4])('tells every line once and in order, seed %i', async (seed) => {
      const random = seeded(seed);
      const second = await bench.another();
      await bench.store.openLog(LOG, 'e1');
      const heard = [await following()];
      let written = 0;
      for (let round = 0; round < 40; round++) {
        const size = 1 + Math.floor(random() * (random() < 0.1 ? 300 : 8));
        const on = random() < 0.5 ? bench.store : second;
        const head = await appendNow(
          on,
          LOG,
          Array.from({ length: size }, () => `${++written}`),
        );
        if (random() < 0.2) await on.appendSeries(LOG, [`${round}`]);
        if (random() < 0.1) {
          heard.push(
            await following({ seq: head.seq, group: head.group }, random() < 0.5 ? bench.store : second),
          );
        }
        if (random() < 0.1) await heard[0]?.reached(head.seq);
      }
      await appendNow(bench.store, LOG, [`${++written}`]);
      const lines = await all(bench.store.readLog(LOG, 0));
      const series = await all(bench.store.readSeries(LOG, 0));
      expect(lines.map((line) => line.body)).toEqual(Array.from({ length: written }, (_, i) => `${i + 1}`));
      for (const one of heard) {
        await one.reached(written);
        await soon(() => (one.series.at(-1)?.id ?? 0) === series.length);
        expect(one.lines).toEqual(lines.slice(-one.lines.length));
        expect(one.series).toEqual(series);
      }
      expect(heard[0]?.lines).toHaveLength(written);
    });

    test('says once that the log was removed', async () => {
      const second = await bench.another();
      await bench.store.openLog(LOG, 'e1');
      const heard = await following();
      await appendNow(bench.store, LOG, ['1']);
      await heard.reached(1);
      await second.removeLog(LOG);
      await soon(() => heard.resets > 0);
      expect(heard.resets).toBe(1);
    });

    test('says once that the log was replaced, and tells nothing of the other one', async () => {
      const second = await bench.another();
      await bench.store.openLog(LOG, 'e1');
      const heard = await following();
      await appendNow(bench.store, LOG, ['1', '2']);
      await heard.reached(2);
      await second.replaceLog(
        LOG,
        'e2',
        linesAfter({ epoch: '', seq: 0, group: 0, hash: '' }, ['9', '8', '7']),
        [],
      );
      await soon(() => heard.resets > 0);
      await appendNow(bench.store, LOG, ['6']);
      const next = await following({ epoch: 'e2' });
      await next.reached(4);
      expect(heard.resets).toBe(1);
      expect(heard.lines.map((line) => line.body)).toEqual(['1', '2']);
      expect(next.lines.map((line) => line.body)).toEqual(['9', '8', '7', '6']);
    });

    test('a place that the log does not have is a reset: other epoch, beyond the end, no log', async () => {
      const none = await following();
      await soon(() => none.resets === 1);
      await bench.store.openLog(LOG, 'e1');
      await appendNow(bench.store, LOG, ['1']);
      for (const from of [{ epoch: 'e0' }, { seq: 2, group: 2 }, { seriesId: 1 }]) {
        const heard = await following(from);
        await soon(() => heard.resets === 1);
        expect(heard.lines).toEqual([]);
      }
    });

    test('is silent once it is stopped, and stopping twice does no harm', async () => {
      await bench.store.openLog(LOG, 'e1');
      const stopped = await following();
      const other = await following();
      await stopped.tail.stop();
      await stopped.tail.stop();
      await appendNow(bench.store, LOG, ['1']);
      await other.reached(1);
      expect(stopped.lines).toEqual([]);
    });
  });
}
