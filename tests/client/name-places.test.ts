import { describe, expect, test } from 'vitest';
import { namePlaces } from '../../client/organiser/fairness/name-places.ts';
import { seeded } from '../support/seeded.ts';

const chart = { width: 640, height: 260, font: 13 };

describe('names in a chart', () => {
  test('lie within it and never on each other, however long they are and close together', () => {
    const random = seeded(3);
    const names = ['张三', '阿卜杜勒·热合曼·买买提依明', 'Wolfgang Amadeus Theophilus Mozart', '欧阳娜娜'];
    for (let round = 0; round < 100; round += 1) {
      const dots = Array.from({ length: 1 + Math.floor(random() * 14) }, (_, index) => ({
        ...{ id: String(index), name: names[index % names.length] ?? '' },
        ...{ x: 20 + random() * 600 * (round % 2 === 0 ? 1 : 0.2), y: 20 + random() * 220 },
      }));
      const placed = namePlaces(dots, chart).map((one) => ({
        ...one,
        half: ([...one.text].reduce((em, letter) => em + (letter > '\u2e80' ? 1 : 0.6), 0) * 13) / 2,
      }));
      for (const one of placed) {
        expect(one.x - one.half).toBeGreaterThanOrEqual(0);
        expect(one.x + one.half).toBeLessThanOrEqual(640);
        expect(one.y).toBeGreaterThan(11);
        expect(one.y).toBeLessThan(260);
        for (const other of placed) {
          if (other === one || Math.abs(one.y - other.y) >= 13) continue;
          expect(Math.abs(one.x - other.x)).toBeGreaterThanOrEqual(one.half + other.half - 1);
        }
      }
    }
  });

  test('stand above their dots where there is room, and at the edge lean inwards', () => {
    expect(namePlaces([{ id: 'a', x: 320, y: 130, name: '张三' }], chart)).toEqual([
      { id: 'a', text: '张三', x: 320, y: 119 },
    ]);
    const [edge] = namePlaces([{ id: 'a', x: 634, y: 8, name: '诸葛亮亮' }], chart);
    expect(edge?.x).toBe(640 - 6 - 26);
    expect(edge?.y).toBe(30);
  });

  test('are cut by characters', () => {
    const [placed] = namePlaces([{ id: 'a', x: 320, y: 130, name: '𠮷'.repeat(20) }], chart);
    expect(placed?.text).toBe(`${'𠮷'.repeat(11)}…`);
  });
});
