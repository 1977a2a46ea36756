import { runInThisContext } from 'node:vm';
import { expect, test } from 'vitest';
import { oldWorld, providedInPages } from '../../support/floor/provided.ts';
import { seeded } from '../../support/seeded.ts';

const world = oldWorld();
const lacking = world.run('typeof [].at + typeof "".at + typeof Object.hasOwn + typeof URL.canParse');
world.provide();

/** What an expression comes to in the old world and in this one, as JSON. */
const both = (expression: string) => [
  world.run(`JSON.stringify(${expression})`),
  runInThisContext(`JSON.stringify(${expression})`),
];

test('an old world lacks them, and has them afterwards', () => {
  expect(lacking).toBe('undefinedundefinedundefinedundefined');
  expect([...providedInPages()].sort()).toEqual(
    expect.arrayContaining(['.at()', '.hasOwn()', 'URL.canParse']),
  );
});

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'they do what the language’s own do (seed %i)',
  (seed) => {
    const random = seeded(seed);
    const below = (most: number): number => Math.floor(random() * most);
    const list = JSON.stringify(Array.from({ length: below(8) }, () => below(9)));
    const [at, passes, count] = [below(20) - 10, below(9), below(4)];
    for (const expression of [
      `${list}.at(${at})`,
      `"拉练直播ab".at(${at})`,
      `${list}.findLast((one) => one > ${passes})`,
      `${list}.findLastIndex((one) => one > ${passes})`,
      `${list}.toReversed()`,
      `${list}.toSorted()`,
      `${list}.toSorted((one, other) => other - one)`,
      `${list}.toSpliced(${at}, ${count}, 7, 8)`,
      `((list) => [list.toSorted(), list.toReversed(), list.toSpliced(0, 1), list][3])(${list})`,
      `Object.hasOwn({ a${at < 0 ? 'b' : ''}: undefined }, 'a')`,
    ]) {
      const [here, there] = both(expression);
      expect(here, expression).toBe(there);
    }
  },
);

test.each(['http://a.b/c', '/c', '', 'a b', 'http://', 'HTTPS://[::1]:8/'])(
  'an address may be one: %s',
  (text) => {
    const [here, there] = both(
      `[URL.canParse(${JSON.stringify(text)}), URL.canParse(${JSON.stringify(text)}, "http://a.b")]`,
    );
    expect(here).toBe(there);
  },
);

test('they are invisible to loops, and what a browser has of its own stays', () => {
  expect(world.run('const names = []; for (const name in [1]) names.push(name); JSON.stringify(names)')).toBe(
    '["0"]',
  );
  const newer = oldWorld();
  newer.run('Array.prototype.at = function () { return "own"; }');
  newer.provide();
  expect(newer.run('[1].at(0)')).toBe('own');
});

test('a signal of a time ends what waits for it', async () => {
  const signal = world.run('AbortSignal.timeout(1)') as AbortSignal;
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect(signal.aborted).toBe(true);
});
