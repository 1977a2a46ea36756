import { describe, expect, test } from 'vitest';
import { DIVISIONS } from '../../../client/organiser/setup/areas/divisions.ts';
import { prefecturesFor } from '../../../shared/places/divisions.ts';

describe('a prefecture', () => {
  test.each(['十堰', '十堰市', '4203', '420300', '４２０３', ' 十堰 '])(
    'is found by %s, with all of its counties',
    (typed) => {
      const [found, ...more] = prefecturesFor(typed, DIVISIONS);
      expect(more).toEqual([]);
      expect(found).toMatchObject({ code: '420300', name: '十堰市' });
      expect(found?.parts).toEqual([
        ...[
          ['420302', '茅箭区'],
          ['420303', '张湾区'],
          ['420304', '郧阳区'],
          ['420322', '郧西县'],
          ['420323', '竹山县'],
          ['420324', '竹溪县'],
          ['420325', '房县'],
          ['420381', '丹江口市'],
        ].map(([code, name]) => ({ code, name })),
      ]);
    },
  );

  test('is none for what is too short, or nowhere; many are cut, those that begin so first', () => {
    for (const typed of ['', '市', '4', '9999', '好人广场'])
      expect(prefecturesFor(typed, DIVISIONS)).toEqual([]);
    expect(prefecturesFor('州市', DIVISIONS)).toHaveLength(8);
    expect(prefecturesFor('海南', DIVISIONS)[0]?.name).toMatch(/^海南/);
  });
});

describe('the list', () => {
  test('has every county once, each under its own prefecture, and no line that cannot be read', () => {
    const codes = new Set<string>();
    for (const line of DIVISIONS) {
      expect(line).toMatch(/^\d{4}[^\d：]+：(\d\d[^\d\s：]+)( \d\d[^\d\s：]+)*$/);
      const own = prefecturesFor(line.slice(0, 4), DIVISIONS).find(
        ({ code }) => code === `${line.slice(0, 4)}00`,
      );
      for (const { code } of own?.parts ?? []) {
        expect(codes.has(code)).toBe(false);
        codes.add(code);
      }
    }
    expect(codes.size).toBeGreaterThan(2800);
  });
});
