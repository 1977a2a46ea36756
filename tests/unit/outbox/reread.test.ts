import { expect, test } from 'vitest';
import { reread } from '../../../client/outbox/reread.ts';

const of = (values: Record<string, string>) => new Map(Object.entries(values));

test('what another tab wrote, sent or began is taken over', () => {
  const before = of({ a: '1', b: '1' });
  expect(reread(of({ a: '2', c: '1' }), before, before)).toEqual(of({ a: '2', c: '1' }));
});

test('what was typed, begun or sent here while it was read is newer', () => {
  const before = of({ a: '1', b: '1', d: '1' });
  const now = of({ a: 'typed', c: 'begun', d: '1' });
  expect(reread(of({ a: '2', b: '2', d: '2' }), before, now)).toEqual(of({ a: 'typed', c: 'begun', d: '2' }));
});
