import { describe, expect, test } from 'vitest';
import { eventFor, viewOf } from '../../../shared/audience.ts';
import type { Command } from '../../../shared/commands.ts';
import { isCancelled, isWithdrawn, offBecause, whyOut } from '../../../shared/tour/conduct/falling-out.ts';
import { evolve } from '../../../shared/tour/fold.ts';
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

const reason = { zh: '山体滑坡，道路中断', en: 'A landslide closed the road' };
const cancel = (itemId: string, isReasonPublic = true) =>
  ({ type: 'cancelStop', itemId, reason, isReasonPublic }) as const;
const withdraw = (areaId: string, isReasonPublic = true) =>
  ({ type: 'withdrawArea', areaId, reason, isReasonPublic }) as const;
const restore = (itemId: string) => ({ type: 'restoreStop', itemId }) as const;
const readmit = (areaId: string) => ({ type: 'readmitArea', areaId }) as const;
const by = (command: Step[1]): Step => [organiser, command];
const marks = { work: '9', show: '8' };

describe('a stop that falls out', () => {
  test('is cancelled with a reason, and restored', () => {
    const { type: _type, ...why } = cancel('s1');
    expect(when(onTour(), organiser, cancel('s1'))).toEqual(happened({ type: 'stop.cancelled', ...why }));
    const tour = onTour(by(cancel('s1')));
    expect([isCancelled(tour, 's1'), isCancelled(tour, 's2')]).toEqual([true, false]);
    expect(when(tour, organiser, restore('s1'))).toEqual(happened({ type: 'stop.restored', itemId: 's1' }));
    expect(isCancelled(onTour(by(cancel('s1')), by(restore('s1'))), 's1')).toBe(false);
  });

  test('is there: an item that nobody knows is neither cancelled nor restored', () => {
    expect(when(onTour(), organiser, cancel('s9'))).toEqual(refused('stop.unknown', { stop: 's9' }));
    expect(when(onTour(), organiser, restore('s9'))).toEqual(refused('stop.unknown', { stop: 's9' }));
    expect(when(given([]), organiser, cancel('s1'))).toEqual(refused('stop.unknown', { stop: 's1' }));
  });

  test('of two organisers who press at once the second changes nothing; another reason replaces the first', () => {
    const tour = onTour(by(cancel('s1')));
    expect(when(tour, organiser, cancel('s1'))).toEqual(happened());
    expect(when(onTour(), organiser, restore('s1'))).toEqual(happened());
    const put = given([by({ ...cancel('s1'), reason: { zh: '暴雨' } })], tour);
    expect(whyOut(put.cancellations, 's1')?.reason).toEqual({ zh: '暴雨' });
  });

  test('the convoy that heads for it heads for it no more, and cannot be sent there', () => {
    const heading = onTour(by({ type: 'markStop', stopId: 's1', status: 'on-the-way' }));
    expect(when(heading, organiser, cancel('s1'))).toMatchObject({
      events: [
        { type: 'stop.marked', stopId: 's1', status: 'planned', occurredAtUnixMs: NOW_UNIX_MS },
        { type: 'stop.cancelled' },
      ],
    });
    const tour = onTour(by(cancel('s1')));
    for (const status of ['on-the-way', 'arrived'] as const)
      expect(when(tour, organiser, { type: 'markStop', stopId: 's1', status })).toEqual(
        refused('stop.cancelled', { stop: 's1' }),
      );
    expect(when(tour, organiser, { type: 'markStop', stopId: 's1', status: 'left' })).toMatchObject({
      ok: true,
    });
  });

  test('that was visited keeps its times, and a ballot that comes late is kept', () => {
    const tour = onTour(by({ type: 'markStop', stopId: 's1', status: 'arrived' }), by(cancel('s1')));
    expect(tour.stops.s1).toMatchObject({ status: 'arrived' });
    expect(when(tour, judge('j1'), { type: 'castBallot', itemId: 's1', marks })).toMatchObject({ ok: true });
  });

  test('its judges are not reminded of it', () => {
    const remind: Command = { type: 'remindJudges', judgeIds: ['j1'], itemIds: ['s1', 's2'] };
    expect(when(onTour(by(cancel('s1'))), organiser, remind)).toEqual(
      happened({ type: 'judge.reminded', judgeId: 'j1', itemIds: ['s2'] }),
    );
    expect(when(onTour(by(withdraw('fang'))), organiser, remind)).toEqual(
      happened({ type: 'judge.reminded', judgeId: 'j1', itemIds: ['s1'] }),
    );
    const both = onTour(by(withdraw('fang')), by(cancel('s1')));
    expect(when(both, organiser, remind)).toEqual(happened());
  });

  test('a reason that is not public is the organiser’s alone', () => {
    const tour = onTour(by(cancel('s1', false)), by(withdraw('fang', false)));
    expect(whyOut(tour.cancellations, 's1')?.reason).toEqual(reason);
    for (const audience of ['public', 'judge:j1', 'screen', 'editor:qinchu'] as const) {
      const seen = viewOf(tour, audience);
      expect(isCancelled(seen, 's1') && isWithdrawn(seen, 'fang')).toBe(true);
      expect(JSON.stringify(seen)).not.toContain('滑坡');
    }
    const event = { type: 'stop.cancelled' as const, itemId: 's1', reason, isReasonPublic: false };
    expect(eventFor('public', event)).toEqual({
      type: 'stop.cancelled',
      itemId: 's1',
      isReasonPublic: false,
    });
    expect(eventFor('organiser', event)).toBe(event);
    expect(JSON.stringify(viewOf(onTour(by(cancel('s1'))), 'public'))).toContain('滑坡');
  });
});

describe('an area that withdraws', () => {
  test('is out with a reason, and readmitted', () => {
    const { type: _type, ...why } = withdraw('fang');
    expect(when(onTour(), organiser, withdraw('fang'))).toEqual(happened({ type: 'area.withdrawn', ...why }));
    const tour = onTour(by(withdraw('fang')));
    expect(when(tour, organiser, withdraw('fang'))).toEqual(happened());
    expect(when(tour, organiser, readmit('fang'))).toEqual(
      happened({ type: 'area.readmitted', areaId: 'fang' }),
    );
    expect(when(onTour(), organiser, readmit('fang'))).toEqual(happened());
    expect(when(onTour(), organiser, withdraw('nowhere'))).toEqual(
      refused('area.unknown', { area: 'nowhere' }),
    );
    expect(isWithdrawn(onTour(by(withdraw('fang')), by(readmit('fang'))), 'fang')).toBe(false);
  });

  test('the convoy goes to its stops no more, nor to one that is cancelled', () => {
    const tour = onTour(by(withdraw('fang')), by(cancel('s1')));
    const why = Object.fromEntries(tour.setup?.stops.map((stop) => [stop.id, offBecause(tour, stop)]) ?? []);
    expect(why).toEqual({ s1: 'cancelled', s2: 'withdrawn', s3: 'withdrawn' });
  });
});

test('a clock that is settled dates what lay ahead anew: also what fell out', () => {
  const tour = onTour(by(cancel('s1')), by(withdraw('fang')));
  const settled = evolve(tour, { type: 'clock.settled' }, BEGIN_UNIX_MS - 1);
  expect(settled.cancellations.s1?.[0]?.at).toBe(BEGIN_UNIX_MS - 1);
  expect(settled.withdrawals.fang?.[0]?.at).toBe(BEGIN_UNIX_MS - 1);
});
