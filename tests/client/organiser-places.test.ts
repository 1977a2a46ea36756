import { expect, test } from 'vitest';
import { en } from '../../client/organiser/en.ts';
import { pathOf, readAddress } from '../../client/organiser/places/address.ts';
import { PLACES } from '../../client/organiser/registry.ts';
import { zh } from '../../client/organiser/zh.ts';

const read = (address: string) => readAddress(new URL(address, 'https://tour.example'));

test('an address says place, what is below it, and a part', () => {
  expect(read('/organiser/tour')).toEqual({ place: undefined, rest: '', part: '' });
  expect(read('/organiser/tour/')).toEqual({ place: undefined, rest: '', part: '' });
  expect(read('/organiser/tour/setup/stops/s1?lang=en#name')).toEqual({
    place: 'setup',
    rest: 'stops/s1',
    part: 'name',
  });
  expect(read('/organiser/tour/setup/')).toEqual({ place: 'setup', rest: '', part: '' });
  // A screen's code leads to where screens are let in, and is that part's own.
  expect(read('/organiser/tour#screen=ABCD1234').part).toBe('screen');
});

test('a path comes back as it was made, whatever stands in it', () => {
  for (const rest of ['', 'stops', 'stops/第 1 站', 'a%2Fb', 'x?y#z'])
    expect(read(pathOf('tour', 'setup', rest))).toEqual({ place: 'setup', rest, part: '' });
  expect(read('/organiser/tour/%E4%B8').place).toBe('%E4%B8');
});

test('every place has a name in both languages, and no two have a part in common', () => {
  const ids = PLACES.map(({ id }) => id);
  for (const { places } of [zh, en]) expect(Object.keys(places).sort()).toEqual([...ids].sort());
  const parts = PLACES.flatMap((place) => place.parts);
  expect(new Set(parts).size).toBe(parts.length);
});
