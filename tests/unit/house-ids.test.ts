import { expect, test } from 'vitest';
import { faultOfId, proposeId, RESERVED_IDS } from '../../shared/house/ids.ts';

test.each([
  ['示例拉练', [], 'tour'],
  ['示例拉练', ['tour'], 'tour-2'],
  ['示例拉练', ['tour', 'tour-2'], 'tour-3'],
  ['2026年十堰市拉练', [], 'tour-2026'],
  ['第12届拉练', [], 'tour'],
  ['Shiyan Tour 2026', [], 'shiyan-tour-2026'],
  ['十堰 Live', [], 'tour-live'],
  ['ÀÉ çà', [], 'ae-ca'],
  ['api', [], 'tour-api'],
  ['spring-rehearsal', [], 'tour-spring'],
  ['😀 ——', [], 'tour'],
  ['x'.repeat(60), ['x'.repeat(40)], `${'x'.repeat(38)}-2`],
] as const)('%s, where %j are taken, is proposed as %s', (name, taken, id) => {
  expect(proposeId(name, taken)).toBe(id);
  expect(faultOfId(id)).toBeUndefined();
});

test('a year alone or a figure alone is no name that is proposed', () => {
  expect(proposeId('2026', [])).toBe('tour-2026');
  expect(proposeId('', [])).toBe('tour');
});

test.each([
  ['a'.repeat(41), 'form'],
  ['A', 'form'],
  ['-a', 'form'],
  ['', 'form'],
  ['a b', 'form'],
  ['../x', 'form'],
  ['拉练', 'form'],
  ['tour-rehearsal', 'reserved'],
  ...RESERVED_IDS.map((id) => [id, 'reserved'] as const),
] as const)('%s cannot be: %s', (id, fault) => {
  expect(faultOfId(id)).toBe(fault);
});
