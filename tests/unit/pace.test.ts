import { expect, test } from 'vitest';
import { networkOf } from '../../server/bounds/network.ts';
import { Pace } from '../../server/bounds/pace.ts';

test('so often within a while, then a wait until that is over', () => {
  const pace = new Pace(3, 10_000);
  expect([0, 1, 2, 3].map((at) => pace.wait('a', at * 1_000))).toEqual([0, 0, 0, 7]);
  expect(pace.wait('b', 3_000)).toBe(0);
  expect(pace.wait('a', 9_999)).toBe(1);
  expect(pace.wait('a', 10_000)).toBe(0);
});

test('who makes up a hundred thousand names gets no more than those, and helps none that came later', () => {
  const pace = new Pace(1, 1_000_000);
  pace.wait('first', 0);
  for (let at = 0; at < 99_999; at += 1) pace.wait(`name-${at}`, 1);
  pace.wait('last', 2);
  expect(pace.wait('last', 3)).toBeGreaterThan(0);
  expect(pace.wait('name-5', 3)).toBeGreaterThan(0);
  expect(pace.wait('first', 3)).toBe(0);
});

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:0:0:1:2:3:4', '2001:db8:0:0'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
