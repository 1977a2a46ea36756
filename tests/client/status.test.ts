// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { dayShown, statusOf, toSee } from '../../client/coverage/status.ts';
import { statusWords } from '../../client/coverage/status-words.ts';
import type { ConvoyPosition } from '../../shared/protocol.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { NOW, setup } from './sample.ts';

const HOUR = 3_600_000;
const running: Tour = {
  ...emptyTour,
  setup,
  days: { 1: { begunAt: NOW - 30 * HOUR, endedAt: NOW - 20 * HOUR }, 2: { begunAt: NOW - 7 * HOUR } },
};
const at = (
  next: Partial<NonNullable<ConvoyPosition['next']>> = {},
  fixedAtUnixMs = NOW,
): ConvoyPosition => ({
  latitude: 32,
  longitude: 110,
  fixedAtUnixMs,
  drivenMetres: 1000,
  next: { stopId: 's3', remainingMetres: 23_400, ...next },
});
const said = (tour: Tour, position: ConvoyPosition | null = null, nowUnixMs = NOW): string => {
  const { kicker, main, more } = statusWords(statusOf(tour, position), nowUnixMs, setup.timeZone, 'zh');
  return [...(kicker ? [kicker] : []), main, ...more].join(' · ');
};

describe('the status reads like a sentence', () => {
  test('before anything is set up', () => {
    expect(said(emptyTour)).toBe('这场拉练尚未设置');
  });
  test('before the first day', () => {
    expect(said({ ...emptyTour, setup })).toBe('尚未开始 · 7月7日 09:00 出发 · 首站 水坪镇实践所');
  });
  test('what fell out is neither the first stop nor the next one', () => {
    const out = [{ at: 1, value: { isReasonPublic: false } }];
    const [first] = [...setup.stops].sort((a, b) => a.number - b.number);
    expect(first?.name.zh).toBe('水坪镇实践所');
    expect(said({ ...emptyTour, setup, cancellations: { [first?.id ?? '']: out } })).not.toContain('水坪镇');
    expect(said({ ...emptyTour, setup, withdrawals: { [first?.areaId ?? '']: out } })).not.toContain(
      '水坪镇',
    );
    expect(
      toSee({ ...emptyTour, setup, cancellations: { [first?.id ?? '']: out } }, setup.stops),
    ).toHaveLength(setup.stops.length - 1);
  });
  test('on the way, with the time left', () => {
    const tour: Tour = { ...running, stops: { s3: { status: 'on-the-way' } } };
    expect(said(tour, at({ expectedAtUnixMs: NOW + 12 * 60_000 }))).toBe(
      '第 2 天 · 7月8日 · 正前往诗经里好人街 · 约 12 分钟',
    );
  });
  test('on the way, in kilometres where no time can be said', () => {
    const tour: Tour = { ...running, stops: { s3: { status: 'on-the-way' } } };
    expect(said(tour, at())).toBe('第 2 天 · 7月8日 · 正前往诗经里好人街 · 还有 23 公里');
  });
  test('in a tunnel it says how old the position is', () => {
    const tour: Tour = { ...running, stops: { s3: { status: 'on-the-way' } } };
    expect(said(tour, at({}, NOW - 10 * 60_000))).toContain('位置更新于 13:55');
  });
  test('a forecast for another stop is not used', () => {
    const tour: Tour = { ...running, stops: { s2: { status: 'on-the-way' } } };
    expect(said(tour, at({ expectedAtUnixMs: NOW + 60_000 }))).toBe('第 2 天 · 7月8日 · 正前往桃花溪实践点');
  });
  test('at a stop', () => {
    const tour: Tour = { ...running, stops: { s2: { status: 'arrived', arrivedAt: NOW - 5 * 60_000 } } };
    expect(said(tour)).toBe('第 2 天 · 7月8日 · 正在桃花溪实践点 · 14:00 到达');
  });
  test('between stops', () => {
    expect(said({ ...running, stops: { s2: { status: 'left' } } })).toBe(
      '第 2 天 · 7月8日 · 行进中 · 下一站 诗经里好人街，计划 15:00',
    );
  });
  test('after a day, with what comes next', () => {
    const tour: Tour = {
      ...emptyTour,
      setup,
      days: { 1: { begunAt: NOW - 30 * HOUR, endedAt: NOW - 18 * HOUR } },
    };
    expect(said(tour, null, NOW - 17 * HOUR)).toBe(
      '第 1 天 · 7月7日 · 今日行程结束 · 第 2 天 7月8日 10:00 出发 · 首站 桃花溪实践点',
    );
    expect(said(tour)).toBe('第 1 天行程结束 · 第 2 天 7月8日 10:00 出发 · 首站 桃花溪实践点');
  });
  test('after the last day', () => {
    const tour: Tour = {
      ...running,
      days: { 2: { begunAt: NOW - 7 * HOUR, endedAt: NOW } },
      stops: { s1: { status: 'left' }, s2: { status: 'left' }, s3: { status: 'left' } },
    };
    expect(said(tour)).toBe('全程结束 · 2 个县（市、区），3 个点位全部走完');
  });
});

describe('the day in the sentence is that of the itinerary', () => {
  const MIDNIGHT_PASSED = Date.parse('2022-07-08T16:20:00Z');

  test('after midnight too, while the convoy is still on its way', () => {
    const tour: Tour = { ...running, stops: { s3: { status: 'on-the-way' } } };
    expect(said(tour, null, MIDNIGHT_PASSED)).toContain('第 2 天 · 7月8日');
  });
  test('and when it came back after midnight', () => {
    const days = { 1: { begunAt: NOW - 7 * HOUR, endedAt: MIDNIGHT_PASSED } };
    expect(said({ ...running, days }, null, MIDNIGHT_PASSED + HOUR)).toContain('第 1 天 · 7月7日');
  });
  test('wherever the tour is', () => {
    const far = { ...setup, timeZone: 'Pacific/Auckland' };
    const { kicker } = statusWords(
      statusOf({ ...running, setup: far }, null),
      Date.parse('2022-07-08T13:00:00Z'),
      far.timeZone,
      'zh',
    );
    expect(kicker).toBe('第 2 天 · 7月8日');
  });
  test('where the convoy stayed overnight is no stop of the new day', () => {
    const stops: Tour['stops'] = { s1: { status: 'arrived', arrivedAt: NOW - 21 * HOUR } };
    expect(said({ ...running, stops })).not.toContain('水坪镇实践所');
    const back: Tour['stops'] = { s1: { status: 'arrived', arrivedAt: NOW - HOUR } };
    expect(said({ ...running, stops: back })).toContain('正在水坪镇实践所');
  });
  test('between days the itinerary opens at the day that the sentence tells of', () => {
    const days = { 1: { begunAt: NOW - 30 * HOUR, endedAt: NOW - 20 * HOUR } };
    expect(dayShown({ ...running, days }, NOW - 19.5 * HOUR)).toBe(1);
    expect(dayShown({ ...running, days }, NOW)).toBe(2);
    expect(dayShown(running, NOW)).toBe(2);
    expect(dayShown({ ...emptyTour, setup }, NOW)).toBe(1);
  });
});
