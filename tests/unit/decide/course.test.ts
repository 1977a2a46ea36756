import { describe, expect, test } from 'vitest';
import { currentDay } from '../../../shared/tour/setup/days.ts';
import {
  BEGIN_UNIX_MS,
  given,
  happened,
  judge,
  NOW_UNIX_MS,
  onTour,
  organiser,
  refused,
  type Step,
  when,
} from './scenario.ts';

const begin = (day: number): Step => [organiser, { type: 'beginDay', day }];
const end = (day: number): Step => [organiser, { type: 'endDay', day }];
const markAs = (stopId: string, status: 'planned' | 'on-the-way' | 'arrived' | 'left') =>
  ({ type: 'markStop', stopId, status }) as const;
const marked = (...of: Parameters<typeof markAs>): Step => [organiser, markAs(...of)];

describe('days', () => {
  test('a day begins, and ends', () => {
    expect(when(onTour(), ...begin(1))).toEqual(happened({ type: 'day.begun', day: 1 }));
    expect(when(onTour(begin(1)), ...end(1))).toEqual(happened({ type: 'day.ended', day: 1 }));
  });

  test('what is so already changes nothing', () => {
    expect(when(onTour(begin(1)), ...begin(1))).toEqual(happened());
    expect(when(onTour(begin(1), end(1)), ...end(1))).toEqual(happened());
  });

  test('the day must be in the itinerary', () => {
    expect(when(onTour(), ...begin(3))).toEqual(refused('day.unknown', { day: 3 }));
    expect(when(given([]), ...begin(1))).toEqual(refused('day.unknown', { day: 1 }));
  });

  test('one day runs at a time', () => {
    expect(when(onTour(begin(1)), ...begin(2))).toEqual(
      refused('day.other-running', { day: 2, running: '1' }),
    );
  });

  test('what has not begun does not end', () => {
    expect(when(onTour(), ...end(1))).toEqual(refused('day.not-begun', { day: 1 }));
  });

  test('a day that was ended by mistake goes on from its own beginning', () => {
    const tour = onTour(begin(1), end(1), begin(1));
    expect(tour.days[1]).toEqual({ begunAt: BEGIN_UNIX_MS + 2_000 });
    expect(currentDay(tour)).toEqual({ day: 1, running: true });
  });

  test('the current day is the running one, else the last that ended, else none', () => {
    expect(currentDay(onTour())).toBeUndefined();
    expect(currentDay(onTour(begin(1), end(1)))).toEqual({ day: 1, running: false });
    expect(currentDay(onTour(begin(1), end(1), begin(2)))).toEqual({ day: 2, running: true });
  });
});

describe('stops', () => {
  test('a mark without a time happens now', () => {
    expect(when(onTour(), organiser, markAs('s1', 'arrived'))).toEqual(
      happened({ type: 'stop.marked', stopId: 's1', status: 'arrived', occurredAtUnixMs: NOW_UNIX_MS }),
    );
  });

  test('a mark may be reported later than it happened', () => {
    const occurredAtUnixMs = NOW_UNIX_MS - 600_000;
    expect(when(onTour(), organiser, { ...markAs('s1', 'left'), occurredAtUnixMs })).toEqual(
      happened({ type: 'stop.marked', stopId: 's1', status: 'left', occurredAtUnixMs }),
    );
  });

  test('a clock that is a minute ahead is borne, more is refused', () => {
    const at = (ms: number) => ({ ...markAs('s1', 'left'), occurredAtUnixMs: NOW_UNIX_MS + ms });
    expect(when(onTour(), organiser, at(60_000))).toMatchObject({ ok: true });
    expect(when(onTour(), organiser, at(90_000))).toEqual(refused('clock.ahead', { seconds: 90 }));
  });

  test('the stop must exist', () => {
    expect(when(onTour(), organiser, markAs('s9', 'left'))).toEqual(refused('stop.unknown', { stop: 's9' }));
    expect(when(given([]), organiser, markAs('s1', 'left'))).toEqual(refused('stop.unknown', { stop: 's1' }));
  });

  test('the convoy is on the way to one stop and at one stop at most', () => {
    for (const status of ['on-the-way', 'arrived'] as const) {
      expect(when(onTour(marked('s1', status)), organiser, markAs('s2', status))).toEqual(
        refused('stop.other-active', { stop: 's2', other: 's1' }),
      );
    }
    expect(when(onTour(marked('s1', 'arrived')), organiser, markAs('s2', 'on-the-way'))).toMatchObject({
      ok: true,
    });
  });

  test('several stops may have been left', () => {
    expect(when(onTour(marked('s1', 'left')), organiser, markAs('s2', 'left'))).toMatchObject({ ok: true });
  });

  test('what is so already changes nothing', () => {
    expect(when(onTour(), organiser, markAs('s1', 'planned'))).toEqual(happened());
    expect(when(onTour(marked('s1', 'left')), organiser, markAs('s1', 'left'))).toEqual(happened());
  });

  test('going back in the course forgets the later times', () => {
    const through = [marked('s1', 'on-the-way'), marked('s1', 'arrived'), marked('s1', 'left')] as const;
    const [headedForAt, arrivedAt, leftAt] = [2, 3, 4].map((n) => BEGIN_UNIX_MS + n * 1_000);
    expect(onTour(...through).stops.s1).toEqual({ status: 'left', headedForAt, arrivedAt, leftAt });
    expect(onTour(...through, marked('s1', 'on-the-way')).stops.s1).toEqual({
      status: 'on-the-way',
      headedForAt: BEGIN_UNIX_MS + 5_000,
    });
    expect(onTour(...through, marked('s1', 'planned')).stops.s1).toEqual({ status: 'planned' });
  });
});

describe('locks', () => {
  const lock = { type: 'lockItem', itemId: 's1' } as const;
  const reopen = { type: 'reopenItem', itemId: 's1', reason: '补录' } as const;

  test('a stop is locked and reopened, with the reasons', () => {
    expect(when(onTour(), organiser, { ...lock, reason: '统分' })).toEqual(
      happened({ type: 'item.locked', itemId: 's1', reason: '统分' }),
    );
    expect(when(onTour([organiser, lock]), organiser, reopen)).toEqual(
      happened({ type: 'item.reopened', itemId: 's1', reason: '补录' }),
    );
  });

  test('what is so already changes nothing', () => {
    expect(when(onTour([organiser, lock]), organiser, lock)).toEqual(happened());
    expect(when(onTour(), organiser, reopen)).toEqual(happened());
    expect(when(onTour([organiser, lock], [organiser, reopen]), organiser, reopen)).toEqual(happened());
  });

  test('the stop must exist', () => {
    for (const command of [lock, reopen])
      expect(when(onTour(), organiser, { ...command, itemId: 's9' })).toEqual(
        refused('stop.unknown', { stop: 's9' }),
      );
  });

  test('the reason of the last change is kept with the lock', () => {
    const tour = onTour([organiser, { ...lock, reason: '统分' }], [organiser, reopen]);
    expect(tour.locks.s1).toEqual({
      ...{ locked: false, at: BEGIN_UNIX_MS + 3_000, reason: '补录' },
      // A result of an earlier instant rests on what held then.
      earlier: [{ locked: true, at: BEGIN_UNIX_MS + 2_000 }],
    });
  });
});

describe('roles', () => {
  test('whoever may not give a command is told so before anything else is looked at', () => {
    expect(when(given([]), judge(), markAs('s9', 'left'))).toEqual(
      refused('role.forbidden', { role: 'judge', command: 'markStop' }),
    );
  });
});
