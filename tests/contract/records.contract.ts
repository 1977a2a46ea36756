import { describe, expect, test } from 'vitest';
import type { Bench } from './bench.ts';

/** What every adapter promises about records, counters and presence. */
export function recordsContract(bench: Bench): void {
  describe('records', () => {
    test('count their versions from 1, and from 1 again after they were removed', async () => {
      expect(await bench.store.getRecord('c', 'k')).toBeUndefined();
      expect(await bench.store.putRecord('c', 'k', '"one"')).toBe(1);
      expect(await bench.store.putRecord('c', 'k', '"two"')).toBe(2);
      expect(await bench.store.getRecord('c', 'k')).toEqual({ key: 'k', version: 2, body: '"two"' });
      expect(await bench.store.deleteRecord('c', 'k')).toBe(true);
      expect(await bench.store.deleteRecord('c', 'k')).toBe(false);
      expect(await bench.store.putRecord('c', 'k', '"three"')).toBe(1);
    });

    test('are written conditionally: 0 for a new one, else the version that was read', async () => {
      expect(await bench.store.putRecord('c', 'k', '1', 1)).toBeUndefined();
      expect(await bench.store.putRecord('c', 'k', '1', 0)).toBe(1);
      expect(await bench.store.putRecord('c', 'k', '2', 0)).toBeUndefined();
      expect(await bench.store.putRecord('c', 'k', '2', 1)).toBe(2);
      expect(await bench.store.putRecord('c', 'k', '3', 1)).toBeUndefined();
      expect((await bench.store.getRecord('c', 'k'))?.body).toBe('2');
    });

    test('are named where nobody can read them', async () => {
      const bodies = {
        bad: '{',
        empty: '',
        nothing: 'null',
        number: '0',
        text: '"x"',
        key: `${'a-_9'.repeat(10)}xyz`,
      };
      for (const [key, body] of Object.entries(bodies)) await bench.store.putRecord('unread', key, body);
      const found = (await bench.store.unreadableRecords()).filter(
        ({ collection }) => collection === 'unread',
      );
      expect(found.map(({ key }) => key).sort()).toEqual(['bad', 'empty', 'nothing']);
    });

    test('of many who write the same version one wins, and the others know', async () => {
      const second = await bench.another();
      await bench.store.putRecord('c', 'k', '"start"');
      const versions = await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 ? bench.store : second).putRecord('c', 'k', `${n}`, 1)),
      );
      expect(versions.filter((version) => version !== undefined)).toEqual([2]);
      expect((await second.getRecord('c', 'k'))?.body).toBe(`${versions.indexOf(2)}`);
    });

    test('and counters go with the log that they are named after, and with no other', async () => {
      const { store } = bench;
      const gone = ['invites.copy', 'push.told.copy'];
      const stay = ['invites.copy-2', 'invites.a-copy', 'copy', 'tours'];
      for (const collection of [...gone, ...stay]) await store.putRecord(collection, 'copy', '1');
      const goneToo = ['views:copy', 'tally:copy:views.post-0001', 'sessions-ended.copy'];
      const stayToo = ['views:copy-2', 'tally:other:copy', 'tally:other:views.copy', 'copy'];
      for (const name of [...goneToo, ...stayToo]) await store.addToCounter(name, 2);
      await store.reportPresence('copy', 'p1', 3, 60_000, 0);
      await store.reportPresence('other', 'p1', 4, 60_000, 0);
      await store.putRecord(gone[0] ?? '', 'another', '1');
      const named = await store.namedAfter('copy');
      expect(named.map(({ collection }) => collection)).toEqual(gone.toSorted());
      for (const { collection, records } of named) expect(records).toBe(collection === gone[0] ? 2 : 1);
      expect(await store.namedAfter('nobody')).toEqual([]);
      expect(await store.countersNamedAfter('copy')).toEqual(
        goneToo.toSorted().map((name) => ({ name, value: 2 })),
      );
      expect(await store.countersNamedAfter('nobody')).toEqual([]);
      await store.removeNamedAfter('copy');
      expect(await store.namedAfter('copy')).toEqual([]);
      for (const collection of gone) expect(await store.listRecords(collection), collection).toEqual([]);
      for (const collection of stay) expect(await store.listRecords(collection), collection).toHaveLength(1);
      for (const name of goneToo) expect(await store.readCounter(name), name).toBe(0);
      for (const name of stayToo) expect(await store.readCounter(name), name).toBe(2);
      expect(await store.readPresence('copy', 1)).toBe(0);
      expect(await store.readPresence('other', 1)).toBe(4);
    });

    test('are listed per collection, by the code units of their keys', async () => {
      const keys = ['b', 'a', '10', '9', 'Z', '\uff00', '\u{1f3c6}', '', 'a:1'];
      for (const key of keys) await bench.store.putRecord('c', key, JSON.stringify({ key }));
      await bench.store.putRecord('other', 'x', '1');
      const listed = await bench.store.listRecords('c');
      expect(listed.map((record) => record.key)).toEqual([
        '',
        '10',
        '9',
        'Z',
        'a',
        'a:1',
        'b',
        '\u{1f3c6}',
        '\uff00',
      ]);
      for (const { key, body, version } of listed) {
        expect(version).toBe(1);
        expect(body).toBe(JSON.stringify({ key }));
      }
      expect(await bench.store.listRecords('none')).toEqual([]);
    });
  });

  test('a counter adds up what all add, and is 0 before', async () => {
    const second = await bench.another();
    expect(await bench.store.readCounter('views')).toBe(0);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? bench.store : second).addToCounter('views', n)),
    );
    expect(await bench.store.addToCounter('views', -90)).toBe(100);
    expect(await second.readCounter('views')).toBe(100);
  });

  test('presence is the sum of reports that have not run out by the given clock', async () => {
    expect(await bench.store.readPresence('tour', 1_000)).toBe(0);
    await bench.store.reportPresence('tour', 'p1', 40, 500, 1_000);
    await bench.store.reportPresence('tour', 'p2', 2, 1_000, 1_000);
    await bench.store.reportPresence('other', 'p1', 7, 1_000, 1_000);
    expect(await bench.store.readPresence('tour', 1_000)).toBe(42);
    expect(await bench.store.readPresence('tour', 1_499)).toBe(42);
    expect(await bench.store.readPresence('tour', 1_500)).toBe(2);
    await bench.store.reportPresence('tour', 'p2', 5, 1_000, 1_900);
    expect(await bench.store.readPresence('tour', 2_100)).toBe(5);
    expect(await bench.store.readPresence('tour', 9_000)).toBe(0);
  });
}
