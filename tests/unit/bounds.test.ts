import { describe, expect, test } from 'vitest';
import { Busy, FairTurns } from '../../server/bounds/fair-turns.ts';
import { addressOf } from '../../server/bounds/network.ts';
import { Newcomers } from '../../server/bounds/newcomers.ts';
import { Places } from '../../server/bounds/places.ts';
import { ReadyBodies } from '../../server/live/frames/ready-body.ts';
import { seeded } from '../support/seeded.ts';

describe('turns', () => {
  /** Work that notes when it is done. */
  const wanted = (turns: FairTurns, done: string[], who: string, count: number) =>
    Array.from({ length: count }, (_, at) => turns.take(who, () => done.push(`${who}${at}`)));

  test('go round between those who wait: who wants much waits for himself', async () => {
    const done: string[] = [];
    const turns = new FairTurns(100, 0);
    await Promise.all([
      ...wanted(turns, done, 'a', 5),
      ...wanted(turns, done, 'b', 2),
      ...wanted(turns, done, 'c', 1),
    ]);
    expect(done).toEqual(['a0', 'a1', 'b0', 'c0', 'a2', 'b1', 'a3', 'a4']);
  });

  test.each([1, 2, 3, 4, 5])(
    'turn away only whoever waits for most, and never more wait than may (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const most = 10;
      const turns = new FairTurns(most, 0);
      const results: Promise<{ who: string; result: unknown }>[] = [];
      // One floods; others want one thing each, less than their share in all.
      for (let at = 0; at < 60; at += 1) {
        const who = random() < 0.9 ? 'flood' : `reader-${at}`;
        results.push(turns.take(who, () => who).then((result) => ({ who, result })));
      }
      const all = await Promise.all(results);
      const readers = all.filter(({ who }) => who !== 'flood');
      if (readers.length < most) for (const { who, result } of readers) expect(result).toBe(who);
      expect(all.filter(({ result }) => !(result instanceof Busy)).length).toBeLessThanOrEqual(most + 1);
      expect(await turns.take('later', () => 'made')).toBe('made');
    },
  );

  test('say to who floods that it is him, and to one of a crowd that it is the crowd', async () => {
    const flooded = new FairTurns(4, 0);
    const flood = await Promise.all(Array.from({ length: 8 }, () => flooded.take('flood', () => 1)));
    expect(flood.filter((one) => one instanceof Busy).every((one) => one.yours)).toBe(true);
    const crowded = new FairTurns(4, 0);
    const crowd = await Promise.all(Array.from({ length: 8 }, (_, at) => crowded.take(`r${at}`, () => 1)));
    const away = crowd.filter((one) => one instanceof Busy);
    expect([away.length, away.some((one) => one.yours)]).toEqual([3, false]);
  });

  test('go on after work that failed, and tell who wanted it', async () => {
    const turns = new FairTurns(4, 0);
    const failed = turns.take('a', () => Promise.reject(new Error('broken')));
    const next = turns.take('a', () => 'made');
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('made');
  });
});

describe('bodies that are kept', () => {
  test('give way where nobody asked for them the longest, not all at once', async () => {
    const bodies = new ReadyBodies(0, 3);
    let made = 0;
    const get = async (name: string) => {
      await bodies.get(name, 1, () => {
        made += 1;
        return name;
      });
      return made;
    };
    for (const name of ['a', 'b', 'c']) await get(name);
    await get('a');
    expect(await get('d')).toBe(4);
    expect([await get('a'), await get('c'), await get('d')]).toEqual([4, 4, 4]);
    expect(await get('b')).toBe(5);
  });

  test('are made once for all who wait for the same one', async () => {
    const bodies = new ReadyBodies(0, 3);
    const turns = new FairTurns(2, 0);
    let made = 0;
    const make = () => {
      made += 1;
      return String(made);
    };
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, at) => bodies.getInTurn('a', 1, make, { turns, who: `r${at}` })),
    );
    expect(made).toBe(1);
    expect(new Set(all).size).toBe(1);
  });
});

describe('places', () => {
  test('a crowd, and one address, leave those of people with a session', () => {
    const places = new Places({ viewer: 5, role: 2 }, 3);
    const mine = [1, 2, 3, 4].map(() => places.take('viewer', 'hall'));
    expect(mine.map((leave) => leave !== undefined)).toEqual([true, true, true, false]);
    const others = [1, 2, 3].map((at) => places.take('viewer', `other-${at}`));
    expect(others.map((leave) => leave !== undefined)).toEqual([true, true, false]);
    const roles = [1, 2, 3].map(() => places.take('role', 'hall'));
    expect(roles.map((leave) => leave !== undefined)).toEqual([true, true, false]);
  });

  test.each([1, 2, 3])('given back once each, all are free again (seed %i)', (seed) => {
    const random = seeded(seed);
    const places = new Places({ viewer: 20, role: 4 }, 6);
    let held: (() => void)[] = [];
    for (let step = 0; step < 2_000; step += 1) {
      const who = random() < 0.8 ? 'viewer' : 'role';
      const leave = random() < 0.5 ? places.take(who, `a${Math.floor(random() * 5)}`) : undefined;
      if (leave !== undefined) held.push(leave);
      else if (held.length > 0) {
        const [gone] = held.splice(Math.floor(random() * held.length), 1);
        gone?.();
        gone?.();
      }
      expect(held.length).toBeLessThanOrEqual(24);
    }
    for (const leave of held) leave();
    held = [];
    const free = Array.from({ length: 30 }, (_, at) => places.take('viewer', `b${at % 4}`));
    expect(free.filter((leave) => leave !== undefined)).toHaveLength(20);
  });
});

test('new names from one place are bounded, those that were let in are not, and one that was not stays new', () => {
  let now = 0;
  const newcomers = new Newcomers(2, 1_000, () => now);
  expect([newcomers.wait('a', 'hall'), newcomers.wait('b', 'hall')]).toEqual([0, 0]);
  expect([newcomers.wait('c', 'hall'), newcomers.wait('c', 'hall')]).toEqual([1, 1]);
  expect([newcomers.wait('a', 'hall'), newcomers.wait('d', 'home')]).toEqual([0, 0]);
  now = 1_000;
  expect(newcomers.wait('c', 'hall')).toBe(0);
});

test.each([
  ['10.0.0.9', undefined, 0, '10.0.0.9'],
  ['10.0.0.9', '1.1.1.1', 0, '10.0.0.9'],
  ['10.0.0.9', '1.1.1.1', 1, '1.1.1.1'],
  ['10.0.0.9', '6.6.6.6, 1.1.1.1', 1, '1.1.1.1'],
  ['10.0.0.9', ['6.6.6.6', '1.1.1.1, 2.2.2.2'], 2, '1.1.1.1'],
  ['10.0.0.9', '', 1, '10.0.0.9'],
  ['10.0.0.9', '1.1.1.1', 5, '1.1.1.1'],
])('from %s by %s behind %i proxies comes %s', (remote, forwardedFor, proxies, address) => {
  expect(addressOf(remote, forwardedFor, proxies)).toBe(address);
});
