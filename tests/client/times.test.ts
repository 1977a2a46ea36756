// @vitest-environment happy-dom
import { beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../client/i18n/en.ts';
import { bigCount, kilometres, scoreParts } from '../../client/i18n/numbers.ts';
import {
  calendarDate,
  clockTime,
  isSameDay,
  timeAgo,
  timeLeft,
  timeOrDate,
} from '../../client/i18n/times.ts';
import { learnEnglish } from '../../client/i18n/words.ts';

const ZONE = 'Asia/Shanghai';
const NOW = Date.parse('2022-07-08T14:05:00+08:00');
const MINUTE = 60_000;

beforeAll(() => learnEnglish(en));

describe('when something was', () => {
  test.each([
    [0, '刚刚', 'just now'],
    [59_000, '刚刚', 'just now'],
    [MINUTE, '1 分钟前', '1 min ago'],
    [59 * MINUTE, '59 分钟前', '59 min ago'],
    [60 * MINUTE, '13:05', '13:05'],
    [14 * 60 * MINUTE, '00:05', '00:05'],
    [15 * 60 * MINUTE, '7月7日 23:05', '7 July 23:05'],
  ])('%i ms ago is %s', (elapsedMs, zh, english) => {
    expect(timeAgo(NOW - elapsedMs, NOW, ZONE, 'zh')).toBe(zh);
    expect(timeAgo(NOW - elapsedMs, NOW, ZONE, 'en')).toBe(english);
  });

  test('a post from slightly ahead of this clock is just now, never minus one minute ago', () => {
    expect(timeAgo(NOW + 30_000, NOW, ZONE, 'zh')).toBe('刚刚');
    expect(timeAgo(NOW + 5 * MINUTE, NOW, ZONE, 'zh')).toBe('14:10');
  });

  test('every time is the tour’s own, wherever the reader is', () => {
    expect(clockTime(Date.parse('2022-07-07T23:30:00Z'), ZONE)).toBe('07:30');
    expect(isSameDay(Date.parse('2022-07-07T16:30:00Z'), NOW, ZONE)).toBe(true);
    expect(clockTime(Date.parse('2022-07-07T16:00:00Z'), ZONE)).toBe('00:00');
  });

  test('a correction’s time is a time, never “minutes ago”', () => {
    expect(timeOrDate(NOW - MINUTE, NOW, ZONE, 'zh')).toBe('14:04');
  });
});

test('the way left is told in minutes, and in hours when it is long', () => {
  expect(timeLeft(12 * MINUTE, 'zh')).toBe('约 12 分钟');
  expect(timeLeft(20_000, 'zh')).toBe('即将到达');
  expect(timeLeft(89 * MINUTE, 'zh')).toBe('约 89 分钟');
  expect(timeLeft(102 * MINUTE, 'zh')).toBe('约 1 小时 40 分');
  expect(timeLeft(118 * MINUTE, 'zh')).toBe('约 2 小时');
  expect(timeLeft(12 * MINUTE, 'en')).toBe('about 12 min');
});

test('a calendar date has its weekday', () => {
  expect(calendarDate('2022-07-08', 'zh')).toEqual({ date: '7月8日', weekday: '星期五' });
  expect(calendarDate('2022-07-08', 'en')).toEqual({ date: '8 July', weekday: 'Friday' });
});

test('large counts are told as the reader says them', () => {
  expect(bigCount(198_421, 'zh')).toEqual({ figure: '19.8', unit: '万' });
  expect(bigCount(9_999, 'zh')).toEqual({ figure: '9,999', unit: '' });
  expect(bigCount(198_421, 'en')).toEqual({ figure: '198,421', unit: '' });
});

test('kilometres have a digit only while they are few', () => {
  expect(kilometres(9_940, 'zh')).toBe('9.9');
  expect(kilometres(1_032_400, 'zh')).toBe('1,032');
});

test('a score is split at its point', () => {
  expect(scoreParts('93.42')).toEqual({ whole: '93', decimals: '.42' });
  expect(scoreParts('93')).toEqual({ whole: '93', decimals: '' });
});
