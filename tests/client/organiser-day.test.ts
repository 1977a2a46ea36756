import { describe, expect, test } from 'vitest';
import { courseOf, laterBy, lineOf } from '../../client/organiser/day/course.ts';
import {
  ballotsOf,
  freshJudgeId,
  joiningTouches,
  leavingTouches,
} from '../../client/organiser/day/touches.ts';
import { PLAIN_RULE } from '../../shared/tour/judging/scoring-rule.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { sampleJudges, sampleSetup } from '../support/sample-tour.ts';
import { castAll, organiser, panelOf, ruled, scoredTour } from '../support/scored-tour.ts';

const tour: Tour = {
  ...emptyTour,
  setup: sampleSetup,
  judges: Object.fromEntries(sampleJudges.map((judge) => [judge.id, judge])),
  panel: Object.fromEntries(sampleJudges.map(({ id }) => [id, [{ from: 0 }]])),
};
const onDay1: Tour = { ...tour, days: { 1: { begunAt: 1 } } };
const next = (some: Partial<Tour>) => courseOf({ ...onDay1, ...some })?.next;
const out = [{ at: 1, value: { isReasonPublic: true } }];

describe('what comes next in a day', () => {
  test('it sets out, goes from stop to stop, and ends', () => {
    expect(courseOf(tour)).toMatchObject({ day: 1, running: false, next: { kind: 'begin', day: 1 } });
    expect(next({})).toEqual({ kind: 'mark', stopId: 's1', status: 'on-the-way' });
    expect(next({ stops: { s1: { status: 'on-the-way' } } })).toMatchObject({
      stopId: 's1',
      status: 'arrived',
    });
    expect(next({ stops: { s1: { status: 'arrived' } } })).toMatchObject({ stopId: 's1', status: 'left' });
    expect(next({ stops: { s1: { status: 'left' } } })).toMatchObject({ stopId: 's2', status: 'on-the-way' });
    expect(next({ stops: { s1: { status: 'left' }, s2: { status: 'left' } } })).toEqual({
      kind: 'end',
      day: 1,
    });
    const over = { 1: { begunAt: 1, endedAt: 2 } };
    expect(courseOf({ ...tour, days: over })).toMatchObject({ day: 2, next: { kind: 'begin', day: 2 } });
    expect(courseOf({ ...tour, days: { ...over, 2: { begunAt: 3, endedAt: 4 } } })?.next).toBeUndefined();
    expect(courseOf(emptyTour)).toBeUndefined();
  });

  test('what fell out is passed over; where the convoy is comes before where it goes', () => {
    expect(next({ cancellations: { s1: out } })).toMatchObject({ stopId: 's2' });
    expect(next({ withdrawals: { zhuxi: out } })).toMatchObject({ stopId: 's2' });
    const both = { s1: { status: 'arrived' }, s2: { status: 'on-the-way' } } as const;
    expect(next({ stops: both })).toMatchObject({ stopId: 's2', status: 'arrived' });
  });

  test('of every stop: one can be set out for, what was left can be locked, and what is locked is done', () => {
    const rows = (some: Partial<Tour>) => lineOf({ ...onDay1, ...some }, 1).map(({ step }) => step?.kind);
    expect(rows({})).toEqual(['mark', undefined]);
    expect(rows({ stops: { s1: { status: 'left' } } })).toEqual(['lock', 'mark']);
    const locks = { s1: { locked: true, at: 1 } };
    expect(rows({ stops: { s1: { status: 'left' } }, locks })).toEqual([undefined, 'mark']);
    expect(rows({ stops: { s1: { status: 'left' } }, cancellations: { s1: out } })).toEqual([
      undefined,
      'mark',
    ]);
    // No day runs: there is nowhere to set out for.
    expect(lineOf(tour, 1).map(({ step }) => step)).toEqual([undefined, undefined]);
  });
});

test('a planned time is moved within its day', () => {
  expect([laterBy('09:00', 15), laterBy('09:50', 30), laterBy('23:50', 60)]).toEqual([
    '09:15',
    '10:20',
    '23:59',
  ]);
});

describe('what a step touches', () => {
  const given = [...castAll('a1', ['80', '90']), ...castAll('b1', ['70', '60'])];

  test('a judge who leaves: ballots that stay, and items that are awaited no more', () => {
    const scored = scoredTour(panelOf(2), given);
    expect(leavingTouches(scored, 'j1')).toEqual({ kept: 2, awaited: 4 });
    expect(leavingTouches(scored, 'nobody')).toEqual({ kept: 0, awaited: 0 });
  });

  test('a judge who joins: items that would fall below their quorum', () => {
    expect(joiningTouches(scoredTour(panelOf(2), [ruled({ quorumPercent: 100 }), ...given]), 300)).toEqual([
      'a1',
      'b1',
    ]);
    expect(joiningTouches(scoredTour(panelOf(2), [ruled(PLAIN_RULE), ...given]), 300)).toEqual([]);
  });

  test('an item: its ballots; and a new judge has an id that nobody ever had', () => {
    const scored = scoredTour(panelOf(2), [
      ...given,
      [organiser, { type: 'dismissJudge', judgeId: 'j2', leavesBallots: true }, 200],
    ]);
    expect(ballotsOf(scored, ['a1', 'a2', 'b1'])).toBe(4);
    expect(freshJudgeId(scored)).toBe('j3');
    expect(freshJudgeId({ panel: {} })).toBe('j1');
    expect(freshJudgeId({ panel: { j052: [], chair: [] } })).toBe('j53');
  });
});
