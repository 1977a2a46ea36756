import { beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../../client/i18n/en.ts';
import { learnEnglish } from '../../../client/i18n/words.ts';
import {
  headlinesAfter,
  linesOnAir,
  placeOnAir,
  tickerSpeed,
} from '../../../client/screen/overlay/on-air.ts';
import { partsIn } from '../../../client/screen/overlay/parts.ts';
import { countedIn, countedTo, figureGrid } from '../../../client/screen/tour/figure.ts';
import { sizeOf } from '../../../client/screen/tour/size.ts';
import { inOneLine, whereabouts } from '../../../client/screen/tour/whereabouts.ts';
import type { Ceremony } from '../../../shared/tour/ceremony/ceremony.ts';
import { emptyTour, type Tour } from '../../../shared/tour/state.ts';
import { liveStandings, NOW, post, setup } from '../sample.ts';
import { FORTY } from './tour-sample.ts';

beforeAll(() => learnEnglish(en));

describe('figures', () => {
  test.each(['131', '2058', '1,280', '71.6', '98.6%', '约 3,761', '3761+', '0', '007', '二〇二二', '10/131'])(
    '%s ends exactly as it was typed',
    (value) => {
      expect(countedTo(value, 1)).toBe(value);
      expect(countedTo(value, 2)).toBe(value);
    },
  );

  test('count up in their own form', () => {
    expect(countedTo('1,280', 0.5)).toBe('640');
    expect(countedTo('12,800', 0.5)).toBe('6,400');
    expect(countedTo('71.6', 0.5)).toBe('35.8');
    expect(countedTo('约 3000 人', 0)).toBe('约 0 人');
    // Not numbers of anything.
    expect(countedTo('007', 0.5)).toBe('007');
    expect(countedTo('全覆盖', 0.5)).toBe('全覆盖');
    expect(countedIn('全覆盖')).toBeUndefined();
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 12])(
    '%i stand in the columns in which they become largest',
    (count) => {
      const figures = Array.from({ length: count }, (_, at) => ({
        value: `${at}31,000`,
        unit: '个',
        label: FORTY,
      }));
      for (const [width, height] of [
        [160, 81],
        [270, 81],
        [270, 35],
        [139, 95],
        [110, 190],
      ] as const) {
        const { columns, numeral } = figureGrid(figures, width, height);
        expect(columns).toBeLessThanOrEqual(count);
        expect(numeral).toBeGreaterThanOrEqual(5);
        expect(numeral).toBeLessThanOrEqual(30);
      }
      expect(figureGrid(figures, 600, 20).columns).toBeGreaterThanOrEqual(Math.min(count, 4));
      expect(figureGrid([], 160, 90).columns).toBe(1);
    },
  );
});

describe('the place of a scene', () => {
  test.each([
    [1728, 972, 'wide'],
    [3456, 1944, 'wide'],
    [2074, 691, 'wall'],
    [2074, 346, 'strip'],
    [922, 691, 'box'],
    [972, 1728, 'tall'],
  ] as const)('%i by %i is %s', (width, height, form) => {
    expect(sizeOf(width, height, 10).form).toBe(form);
  });

  test('one that cannot be measured is the usual one', () => {
    expect(sizeOf(0, 0, 0)).toMatchObject({ width: 1728, form: 'wide' });
  });
});

/** The second day, with these stops. */
const tourAt = (stops: Tour['stops']): Tour => ({
  ...emptyTour,
  setup,
  days: { 2: { begunAt: NOW - 7 * 3_600_000 } },
  stops,
});
const near = (stopId: string, next: { remainingMetres: number; expectedAtUnixMs?: number }) => ({
  ...{ latitude: 32, longitude: 110, fixedAtUnixMs: NOW, drivenMetres: 1 },
  next: { stopId, ...next },
});

describe('where the convoy is', () => {
  const way = tourAt({ s2: { status: 'on-the-way', headedForAt: NOW } });

  test('on its way: in minutes, in kilometres where no time is known or it is hours, and at last in words', () => {
    const at = (next: { remainingMetres: number; expectedAtUnixMs?: number }) =>
      whereabouts(way, near('s2', next), NOW, 'zh').ahead;
    expect(at({ remainingMetres: 9_000, expectedAtUnixMs: NOW + 12 * 60_000 })?.figure).toEqual({
      value: '12',
      unit: '分钟',
    });
    expect(at({ remainingMetres: 9_400 })?.figure).toEqual({ value: '9.4', unit: '公里' });
    expect(at({ remainingMetres: 99_000, expectedAtUnixMs: NOW + 3 * 3_600_000 })?.figure).toEqual({
      value: '99',
      unit: '公里',
    });
    expect(at({ remainingMetres: 100, expectedAtUnixMs: NOW + 10_000 })).toMatchObject({ line: '即将到达' });
    expect(at({ remainingMetres: 100, expectedAtUnixMs: NOW - 9e6 })?.figure?.unit).toBe('公里');
    expect(whereabouts(way, null, NOW, 'zh').ahead).toMatchObject({ line: '计划 10:00 到达' });
  });

  test('at a stop: which one comes next today', () => {
    const { sentence, ahead, here } = whereabouts(
      tourAt({ s2: { status: 'arrived', arrivedAt: NOW } }),
      null,
      NOW,
      'en',
    );
    expect([here?.id, ahead?.stop.id]).toEqual(['s2', 's3']);
    expect(sentence).toContain('Taohua Brook');
    expect(ahead?.line).toContain('15:00');
  });

  test('in one line it says where to only once', () => {
    const where = whereabouts(
      way,
      near('s2', { remainingMetres: 9_000, expectedAtUnixMs: NOW + 12 * 60_000 }),
      NOW,
      'zh',
    );
    expect(inOneLine(where, 'zh')).toEqual(['正前往桃花溪实践点', '还有 12 分钟']);
    const before = whereabouts({ ...emptyTour, setup }, null, NOW, 'zh');
    expect([before.underWay, before.ahead]).toEqual([false, undefined]);
    expect(inOneLine(before, 'zh')[0]).toBe('尚未开始');
  });
});

const ceremony = (kind: 'reveal' | 'podium' | 'map', more: Partial<Ceremony> = {}): Ceremony => ({
  ...{ state: 'running', begunAt: 1, step: 1, grain: 'part', veil: null, message: null, untold: [] },
  picture: {
    ...{ scene: { id: 'x', kind }, revealSteps: 2, hall: 'dark', calm: false },
    revealed: [
      { rank: 2, sharedBy: 1, prizeId: 'second', areas: [{ areaId: 'zhuxi', score: '91.10' }] },
      { rank: 1, sharedBy: 1, prizeId: 'first' },
    ],
  },
  ...more,
});

describe('on the air', () => {
  test('are the parts that the address asks for; all where it names none', () => {
    expect([...partsIn('?overlay=bug,ticker')].sort()).toEqual(['bug', 'ticker']);
    expect([...partsIn('?overlay=bug, ticker,nonsense')].sort()).toEqual(['bug', 'ticker']);
    expect(partsIn('?overlay=nonsense').size).toBe(0);
    expect(partsIn('?overlay').size).toBe(4);
    expect(partsIn('?overlay=').size).toBe(4);
  });

  test('is the place that the hall sees revealed, as far as it is', () => {
    expect(placeOnAir(ceremony('reveal'))).toEqual({ rank: 1, sharedBy: 1, prizeId: 'first' });
    expect(placeOnAir(ceremony('podium'))).toBeUndefined();
    expect(placeOnAir(ceremony('reveal', { veil: 'black' }))).toBeUndefined();
    expect(placeOnAir(ceremony('reveal', { state: 'stopped' }))).toBeUndefined();
    expect(placeOnAir(null)).toBeUndefined();
  });

  test('are three lines of what the public may see, and none while places are given out', () => {
    const row = (rank: number | null) => ({
      areaId: `a${rank}`,
      rank,
      score: '90',
      change: null,
      scoredStops: 1,
      stops: 1,
    });
    const standings = {
      ...liveStandings,
      mode: 'live' as const,
      by: 'on-site' as const,
      stops: {},
      rows: [row(1), row(2), row(3), row(4), row(null)],
    };
    expect(linesOnAir(standings, null).map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(linesOnAir(standings, ceremony('map'))).toHaveLength(3);
    expect(linesOnAir(standings, ceremony('reveal'))).toEqual([]);
    expect(linesOnAir(standings, ceremony('podium'))).toEqual([]);
    expect(linesOnAir({ mode: 'hidden' }, null)).toEqual([]);
  });

  test('are headlines of one line each, the newest six, and only those that came after what has passed', () => {
    const posts = Array.from({ length: 9 }, (_, at) =>
      post(`p${at}`, { publishedAt: at + 1, title: `头条 ${at}` }),
    );
    expect(headlinesAfter(posts, 0, 'zh').map(({ postId }) => postId)).toEqual([
      'p3',
      'p4',
      'p5',
      'p6',
      'p7',
      'p8',
    ]);
    expect(headlinesAfter(posts, 8, 'zh').map(({ postId }) => postId)).toEqual(['p8']);
    expect(headlinesAfter(posts, 9, 'zh')).toEqual([]);
    const withdrawn = post('w', { publishedAt: 50, withdrawn: { at: 51, reason: '有误' } });
    const { title: _title, ...untitled } = post('u', {
      publishedAt: 60,
      text: `\n第一行\n${'字'.repeat(500)}`,
    });
    const long = post('l', { publishedAt: 70, title: '长'.repeat(120) });
    const said = headlinesAfter([withdrawn, untitled, long], 0, 'zh').map(({ text }) => text);
    expect(said[0]).toBe('第一行');
    expect([...(said[1] ?? '')]).toHaveLength(60);
    expect(said).toHaveLength(2);
  });

  test('are headlines in English, where an editor said in English what the post shows', () => {
    const picture = { id: 'a', width: 3, height: 2, widths: [], colour: '#888888', alt: '红马甲' };
    const shown = headlinesAfter(
      [
        post('p1', {
          publishedAt: 1,
          title: '红马甲走进山村',
          pictures: [{ ...picture, altEn: 'Red vests reach a village' }],
        }),
        post('p2', { publishedAt: 2, title: '总结会开始', pictures: [picture] }),
        post('p3', {
          publishedAt: 3,
          title: '长',
          pictures: [{ ...picture, altEn: 'many words '.repeat(30) }],
        }),
      ],
      0,
      'en',
    );
    expect(shown.map(({ text, lang }) => [text, lang]).slice(0, 2)).toEqual([
      ['Red vests reach a village', undefined],
      ['总结会开始', 'zh-CN'],
    ]);
    // An English letter is half as wide as a Chinese one.
    expect([...(shown[2]?.text ?? '')]).toHaveLength(120);
  });

  test.each([3.84, 7.68, 10.8, 21.6, 100])(
    'headlines pass at no more than 160 px/s, with units of %d px',
    (unit) => {
      expect(tickerSpeed(unit)).toBeLessThanOrEqual(160);
      expect(tickerSpeed(unit)).toBeGreaterThan(0);
    },
  );
});
