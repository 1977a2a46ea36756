// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { countdownOf } from '../../../client/screen/parts/countdown.ts';
import { bestPhoto } from '../../../client/screen/reveal/area-photo.ts';
import { roomsOf } from '../../../client/screen/reveal/rooms.ts';
import { motionOf, scoreAt } from '../../../client/screen/reveal/view.ts';
import { fitSize, linesIn } from '../../../client/screen/stage/fit.ts';
import { noticeType } from '../../../client/screen/stage/notice.ts';
import { phrasesOf } from '../../../client/screen/stage/phrases.ts';
import { LARGER, RANGES, shapeOf, unitOf } from '../../../client/screen/stage/shape.ts';
import { widthInEm } from '../../../client/screen/stage/widths.ts';
import { post } from '../sample.ts';

const SIZES = [
  [1920, 1080],
  [3840, 2160],
  [2304, 768],
  [2304, 384],
  [1024, 768],
  [1080, 1920],
] as const;

test('a stage of any form has at least 177 by 100 units', () => {
  expect(SIZES.map(([width, height]) => shapeOf(width, height))).toEqual([
    'wide',
    'wide',
    'wall',
    'strip',
    'box',
    'tall',
  ]);
  for (const [width, height] of SIZES) {
    const u = unitOf(width, height);
    expect(width / u).toBeGreaterThan(177);
    expect(height / u).toBeGreaterThan(99.99);
  }
});

describe('the rooms of the reveal', () => {
  const ways = SIZES.flatMap(([width, height]) =>
    [true, false].flatMap((isFirst) =>
      [true, false].flatMap((isPrize) =>
        [1, 2, 3].map((digits) => {
          const u = unitOf(width, height);
          const shape = shapeOf(width, height);
          return {
            ...{ width, height, u, isFirst, isPrize },
            at: `${width}x${height} first ${isFirst} prize ${isPrize} digits ${digits}`,
            rooms: roomsOf({ width, height, u, shape, ranges: RANGES[shape] }, { isFirst, isPrize, digits }),
          };
        }),
      ),
    ),
  );

  test('lie on the stage, within its margins', () => {
    for (const { rooms, width, height, u, at } of ways) {
      const { ribbon, name, score, bars, rows, photo, map, column } = rooms;
      for (const room of [name, score, bars, rows, photo, map, column, ribbon]) {
        const where = `${at} ${JSON.stringify(room)}`;
        expect(room.left * u, where).toBeGreaterThan(width * 0.04);
        expect((room.left + room.width) * u, where).toBeLessThan(width * 0.96);
        expect(room.top * u, where).toBeGreaterThan(height * 0.04);
        expect((room.top + room.height) * u, where).toBeLessThan(height * 0.96);
        expect(Math.min(room.width, room.height), where).toBeGreaterThanOrEqual(room === ribbon ? 9 : 15);
      }
    }
  });

  test('of what is seen at once do not overlap', () => {
    for (const { rooms, isFirst, isPrize, at } of ways) {
      if (isPrize && isFirst) continue;
      const { ribbon, name, score, bars, rows, photo, map, column } = rooms;
      const own = isPrize ? [rows] : [name, score, bars];
      const seen = [ribbon, ...own, ...(isFirst ? [photo] : [map, column])];
      seen.forEach((one, index) => {
        for (const other of seen.slice(index + 1)) {
          const across =
            Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
          const down =
            Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
          expect(Math.min(across, down), `${at} ${JSON.stringify([one, other])}`).toBeLessThanOrEqual(0.001);
        }
      });
    }
  });
});

describe('a text', () => {
  const room = { width: 60, lines: 3, height: 24, most: 16, least: 2 };

  test('is as large as it may be, and stands in its room however long it is', () => {
    expect(fitSize('房县', room)).toBe(16);
    const long = '十'.repeat(40);
    const size = fitSize(long, room);
    expect(linesIn(long, 60 / size) * size * 1.25).toBeLessThanOrEqual(24);
    expect(size).toBeGreaterThan(2.8);
  });

  test('takes another line only where it gets much larger by it', () => {
    // One line at nearly 10 rather than two at 11; a text that fills its room takes the two.
    expect(fitSize('茅箭张湾郧阳', { ...room, most: 11 })).toBe(9.8);
    expect(fitSize('茅箭张湾郧阳', { ...room, height: 30, most: 11, worthALine: 1 })).toBe(11);
  });
});

describe('a line', () => {
  const broken = (text: string): string => phrasesOf(text).join('|');

  test('is broken between words, whole as they are: terms, names, figures with what they count', () => {
    expect(broken('武当山旅游经济特区')).toBe('武当山|旅游|经济|特区');
    expect(broken('十堰经济技术开发区')).toBe('十堰|经济|技术|开发区');
    expect(broken('丹江口市')).toBe('丹江口市');
    expect(broken('竹溪县水坪镇')).toBe('竹溪县|水坪镇');
    expect(broken('每一件红马甲')).toBe('每一件|红马甲');
    expect(broken('新时代文明实践暨“六个十堰”品牌')).toBe('新时代|文明|实践|暨“六个十堰”|品牌');
    expect(broken('十堰市2022年')).toBe('十堰市|2022年');
    expect(broken('她家有事我去过，我家有事她会来。')).toMatch(/我去过，\|.*。$/);
  });

  test('is broken at spaces in Latin, and never within a word', () => {
    expect(broken('Wudangshan Special Tourism Zone')).toBe('Wudangshan |Special |Tourism |Zone');
    expect(broken('a well-known “place” (so called)')).toBe('a |well-known |“place” |(so |called)');
  });

  test('is the text itself again, whatever it is', () => {
    for (const text of ['', ' ', '。', '“”', '甲\n乙', 'A县（B区）10 个', '（', '10%、20%', '🎉庆', '和'])
      expect(phrasesOf(text).join('')).toBe(text);
  });
});

describe('the notice at the foot', () => {
  const long =
    '演示数据：活动名称、日期、十个县市区、六个品牌、奖项和三个点位名称取自公开报道，其余均为虚构。'.repeat(
      2,
    );

  test.each(SIZES)(
    'of a screen of %i by %i is read from the last row, and takes little of it',
    (width, height) => {
      const screen = { width, height, u: unitOf(width, height), larger: LARGER[shapeOf(width, height)] };
      for (const text of ['示例', long]) {
        const { size, foot } = noticeType(text, screen);
        expect(size * screen.u).toBeGreaterThanOrEqual(0.0217 * Math.min(width, height));
        expect(foot * screen.u).toBeLessThan(height * 0.13);
      }
    },
  );

  test('is made smaller only where it is longer than three lines, and still ends on the screen', () => {
    const screen = { width: 1920, height: 1080, u: 10.8, larger: 1 };
    const { size, foot } = noticeType('字'.repeat(400), screen);
    expect(size).toBeGreaterThanOrEqual(1.3);
    expect(foot).toBeLessThan(14);
  });
});

test('a score counts up, whole figures first and its decimals last, and ends as itself', () => {
  expect(scoreAt('96.37', 0)).toEqual({ whole: '0', decimals: 0 });
  expect(scoreAt('96.37', 0.5).decimals).toBe(0);
  expect(scoreAt('96.37', 0.7).whole).toBe('96');
  expect(scoreAt('96.37', 1)).toEqual({ whole: '96', decimals: 3 });
  expect(scoreAt('100', 1)).toEqual({ whole: '100', decimals: 0 });
  const running = Array.from({ length: 50 }, (_, at) => Number(scoreAt('96.37', at / 50).whole));
  expect(running).toEqual([...running].sort((a, b) => a - b));
});

test('parts of a place move one after the other, and only those that are new', () => {
  expect(motionOf(0, 1)).toEqual({ rise: 0, restMs: 700 });
  expect(motionOf(2, 3)).toEqual({ score: 0, restMs: 1_050 });
  expect(motionOf(0, 4)).toEqual({ rise: 0, name: 700, score: 1_200, bars: 2_250, restMs: 2_850 });
  expect(motionOf(3, 3)).toEqual({ restMs: 0 });
});

test('a countdown is in whole seconds, and over at its end', () => {
  expect(countdownOf(65_000)).toEqual({ days: 0, clock: '01:05' });
  expect(countdownOf(3_661_000)).toEqual({ days: 0, clock: '1:01:01' });
  expect(countdownOf(2 * 86_400_000 + 1)).toEqual({ days: 2, clock: '0:00:01' });
  expect(countdownOf(0)).toBeUndefined();
});

test('the best photograph is of a key moment, lies, is large, and was never taken back', () => {
  const picture = (id: string, width: number, height: number) => ({
    ...{ id, width, height, widths: [480, width], colour: '#000000', alt: id },
  });
  const gone = post('gone', {
    withdrawn: { at: 1, reason: '误' },
    pictures: [picture('w', 4000, 2000)],
    keyAt: 1,
  });
  const tall = post('tall', { pictures: [picture('t', 1000, 2000)] });
  const wide = post('wide', { pictures: [picture('s', 800, 600), picture('l', 1900, 1200)] });
  const key = post('key', { pictures: [picture('k', 700, 500)], keyAt: 5 });
  expect(bestPhoto([gone, tall])?.picture.id).toBe('t');
  expect(bestPhoto([gone, tall, wide])?.picture.id).toBe('l');
  expect(bestPhoto([gone, tall, wide, key])?.picture.id).toBe('k');
  expect(bestPhoto([gone])).toBeUndefined();
});

test('a name of Latin letters is set so that none of its words is broken', () => {
  const room = { width: 62, lines: 2, most: 12, least: 4.4 };
  const size = fitSize('Danjiangkou City', room);
  expect(widthInEm('Danjiangkou') * size).toBeLessThanOrEqual(room.width);
  expect(fitSize('D'.repeat(80), room)).toBe(room.least);
});
