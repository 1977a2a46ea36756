import { describe, expect, test } from 'vitest';
import { suggest } from '../../../server/newsroom/moment-words.ts';
import { momentsByRule } from '../../../server/newsroom/told-by-rule.ts';
import { publicStandings } from '../../../shared/scoring/standings.ts';
import { proposedMoments } from '../../../shared/tour/posts/moments.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { sampleSetup } from '../../support/sample-tour.ts';
import {
  BEGIN_UNIX_MS,
  editor,
  given,
  happened,
  judge,
  NOW_UNIX_MS,
  onTour,
  organiser,
  refused,
  type Step,
  setUp,
  when,
} from './scenario.ts';

const HOUR_MS = 3_600_000;
/** The sample tour's minute of the day: Shanghai has no summer time. */
const minuteOfDay = (unixMs: number) => Math.floor((unixMs / 60_000 + 480) % 1440);
const proposed = (tour: Tour, now = NOW_UNIX_MS) => proposedMoments(tour, now, minuteOfDay);
const ids = (tour: Tour, now?: number) => proposed(tour, now).map(({ feature }) => feature.momentId);
const begin: Step = [organiser, { type: 'beginDay', day: 1 }];
const end: Step = [organiser, { type: 'endDay', day: 1 }];
const at = (stopId: string, status: 'on-the-way' | 'arrived' | 'left'): Step => [
  organiser,
  { type: 'markStop', stopId, status },
];
const words = (tour: Tour, momentId: string) => {
  const found = proposed(tour).find(({ feature }) => feature.momentId === momentId);
  if (found === undefined) throw new Error(`${momentId} is not proposed`);
  return suggest(found, { tour, setup: tour.setup ?? sampleSetup, standings: publicStandings(tour) });
};

describe('the rule for moments', () => {
  const rule = { type: 'setMomentRule', outletId: 'qinchu', kinds: ['arrival'] } as const;

  test('holds from when it was set, under an outlet of the tour; only the organiser sets it', () => {
    expect(when(onTour(), organiser, { ...rule, kinds: ['arrival'] }, 7)).toEqual(
      happened({ type: 'moments.ruled', rule: { outletId: 'qinchu', kinds: ['arrival'], sinceUnixMs: 7 } }),
    );
    expect(when(onTour(), organiser, { ...rule, kinds: [], outletId: 'sina' })).toEqual(
      refused('outlet.unknown', { outlet: 'sina' }),
    );
    expect(when(onTour(), editor(), { ...rule, kinds: [] })).toMatchObject({ code: 'role.forbidden' });
  });

  test('takes what happened since, of its kinds, and what nobody ever told', () => {
    const ruled: Step = [organiser, { ...rule, kinds: ['arrival', 'departure'] }];
    const due = (...steps: Step[]) => {
      const tour = onTour(...steps);
      const moments = proposed(tour).map((one) => ({ ...one, title: '', text: '' }));
      return momentsByRule(tour, moments).map(({ feature }) => feature.momentId);
    };
    expect(due(begin, at('s1', 'arrived'))).toEqual([]);
    expect(due(begin, at('s1', 'arrived'), ruled, at('s1', 'left'))).toEqual(['departure.s1']);
    const feature = { kind: 'moment', momentId: 'arrival.s1', what: 'arrival' } as const;
    const told: Step = [
      editor(),
      { type: 'publishPost', postId: 'post-0001', text: '', pictures: [], feature },
    ];
    const back: Step = [editor(), { type: 'withdrawPost', postId: 'post-0001', reason: '误报' }];
    expect(due(ruled, at('s1', 'arrived'), told)).toEqual([]);
    // Proposed to people again, but not published by itself.
    expect(ids(onTour(ruled, at('s1', 'arrived'), told, back))).toContain('arrival.s1');
    expect(due(ruled, at('s1', 'arrived'), told, back)).toEqual([]);
  });
});

describe('proposed moments', () => {
  test('are those that happened, in the order in which they happened', () => {
    expect(ids(onTour())).toEqual([]);
    expect(
      ids(
        onTour(
          begin,
          at('s2', 'on-the-way'),
          at('s2', 'arrived'),
          at('s2', 'left'),
          at('s1', 'arrived'),
          end,
        ),
      ),
    ).toEqual(['day-begins.1', 'arrival.s2', 'departure.s2', 'arrival.s1', 'day-ends.1']);
  });

  test('a road-show is one once its planned minute has come, or its day is over', () => {
    // Day one begins at 09:00:02 in Shanghai.
    const talk = {
      id: 't1',
      name: { zh: '房县路演' },
      areaId: 'fang',
      day: 1,
      plannedAt: '11:00',
      rubricId: 'all',
    };
    const setup: Step = [
      organiser,
      { type: 'setUpTour', setup: { ...sampleSetup, talks: [talk] }, basedOnVersion: 1 },
    ];
    const tour = given([...setUp, setup, begin]);
    const begun = BEGIN_UNIX_MS + 3_000;
    const planned = begun + 2 * HOUR_MS;
    expect(ids(tour, planned - 60_000)).toEqual(['day-begins.1']);
    expect(proposed(tour, planned).at(-1)).toMatchObject({
      ...{ feature: { what: 'road-show', momentId: 'road-show.t1' }, at: planned, areaId: 'fang', day: 1 },
    });
    expect(ids(given([...setUp, setup, begin, end]), begun + 60_000)).toContain('road-show.t1');
    expect(words(given([...setUp, setup, begin, end]), 'road-show.t1')).toMatchObject({
      title: '路演 · 房县',
      text: '按日程，11:00 轮到房县登台路演：房县路演。',
    });
  });

  test('a result is one when every day is over and viewers see the standings', () => {
    const over: Step[] = [
      begin,
      end,
      [organiser, { type: 'beginDay', day: 2 }],
      [organiser, { type: 'endDay', day: 2 }],
    ];
    expect(ids(onTour(begin, end))).not.toContain('result.final');
    expect(ids(onTour(...over))).toContain('result.final');
    const hide = (visibility: { mode: 'hidden' } | { mode: 'frozen'; fromUnixMs: number }): Step => [
      organiser,
      { type: 'setVisibility', visibility },
    ];
    expect(ids(onTour(...over, hide({ mode: 'hidden' })))).not.toContain('result.final');
    expect(ids(onTour(...over, hide({ mode: 'frozen', fromUnixMs: 1 })))).not.toContain('result.final');
  });
});

describe('their words', () => {
  const OVER: Step[] = [
    begin,
    end,
    [organiser, { type: 'beginDay', day: 2 }],
    [organiser, { type: 'endDay', day: 2 }],
  ];

  test('say where, when and what comes next', () => {
    const tour = onTour(begin, at('s1', 'arrived'), at('s1', 'left'), end);
    expect(words(tour, 'day-begins.1')).toMatchObject({
      title: '第 1 天 · 出发',
      text: '7月7日 09:00，示例车队出发，开始第 1 天的行程。今天计划走访 2 个点位，第一站是竹溪县水坪镇实践所（第 1 站）。',
    });
    expect(words(tour, 'departure.s1')).toMatchObject({
      title: '离开第 1 站 · 水坪镇实践所',
      text: '09:00，车队离开竹溪县水坪镇实践所（第 1 站）。下一站：房县好人广场（第 2 站）。',
    });
    expect(words(tour, 'day-ends.1').text).toContain('当天走访 1 个点位');
  });

  test('a result names the first areas, and without public scores none', () => {
    expect(words(onTour(...OVER), 'result.final').text).toBe('全部行程已经结束，成绩见排行榜。');
    const cast = (id: string, itemId: string, work: string): Step => [
      judge(id),
      { type: 'castBallot', itemId, marks: { work, show: '9' } },
    ];
    const scored = onTour(
      ...['s1', 's2', 's3'].flatMap((stop, n) =>
        ['j1', 'j2', 'j3'].map((id) => cast(id, stop, String(9 - n))),
      ),
      ...OVER,
    );
    expect(words(scored, 'result.final').text).toBe(
      '全部行程已经结束，按总分排名：\n第 1 名：竹溪县，90.00 分\n第 2 名：房县，81.00 分\n完整名次见排行榜。',
    );
  });

  test('never say what viewers may not see', () => {
    const tour = onTour(
      [judge('j1'), { type: 'castBallot', itemId: 's1', marks: { work: '9', show: '9' } }],
      [judge('j2'), { type: 'castBallot', itemId: 's1', marks: { work: '9', show: '9' } }],
      ...OVER,
    );
    const moment = proposed(tour).find(({ feature }) => feature.what === 'result');
    if (moment === undefined) throw new Error('no result');
    const hidden = suggest(moment, { tour, setup: sampleSetup, standings: { mode: 'hidden' } });
    expect(hidden.text).toBe('全部行程已经结束，成绩见排行榜。');
  });
});
