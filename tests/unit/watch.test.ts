import { describe, expect, test } from 'vitest';
import { MachineWatch } from '../../server/watch/machine.ts';
import { alarmsOfTour, type Watched } from '../../server/watch/tour-alarms.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { sampleJudges, sampleSetup } from '../support/sample-tour.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2022, 6, 7, 2);
const tour: Tour = {
  ...emptyTour,
  setup: sampleSetup,
  judges: Object.fromEntries(sampleJudges.map((judge) => [judge.id, judge])),
  panel: Object.fromEntries(sampleJudges.map(({ id }) => [id, [{ from: 0 }]])),
  days: { 1: { begunAt: NOW - 60 * MINUTE } },
  stops: { s1: { status: 'arrived', arrivedAt: NOW - 10 * MINUTE } },
};
const heard = { j1: NOW - 20 * MINUTE, j2: NOW - MINUTE };
const alarms = (some: Partial<Watched> = {}) =>
  alarmsOfTour({ tour, heard, fixedAtUnixMs: undefined, nowUnixMs: NOW, machineUnixMs: NOW, ...some });
const withTour = (some: Partial<Tour>) => alarms({ tour: { ...tour, ...some } });
const ballot = { version: 1, marks: {}, castAt: 1, earlier: [] };

describe('a judge’s phone', () => {
  test('is missed where it was heard of today, is silent for long, and an open stop lacks its ballot', () => {
    expect(alarms()).toEqual([{ kind: 'judges-silent', stopId: 's1', judgeIds: ['j1'] }]);
  });

  test('is not missed where nothing is asked of it', () => {
    expect(withTour({ ballots: { s1: { j1: ballot } } })).toEqual([]);
    expect(withTour({ locks: { s1: { locked: true, at: 1 } } })).toEqual([]);
    expect(withTour({ stops: { s1: { status: 'left', leftAt: NOW } } })).toEqual([]);
    expect(withTour({ stops: { s1: { status: 'arrived', arrivedAt: NOW - MINUTE } } })).toEqual([]);
    expect(withTour({ cancellations: { s1: [{ at: 1, value: { isReasonPublic: true } }] } })).toEqual([]);
    // Who never came with a phone, or not since yesterday, is missed elsewhere.
    expect(alarms({ heard: { j1: NOW - 25 * 60 * MINUTE } })).toEqual([]);
  });
});

describe('a tracker', () => {
  const driving = { ...tour, stops: { s1: { status: 'on-the-way' } as const } };
  test('is missed after ten minutes on the road, and after an hour where the convoy stands', () => {
    expect(alarms({ tour: driving, fixedAtUnixMs: NOW - 9 * MINUTE })).toEqual([]);
    const fixedAtUnixMs = NOW - 11 * MINUTE;
    expect(alarms({ tour: driving, fixedAtUnixMs })).toEqual([{ kind: 'tracker-silent', fixedAtUnixMs }]);
    expect(alarms({ heard: {}, fixedAtUnixMs })).toEqual([]);
    const longAgo = NOW - 100 * MINUTE;
    expect(alarms({ heard: {}, fixedAtUnixMs: longAgo })).toMatchObject([{ kind: 'tracker-silent' }]);
  });

  test('is not missed where there never was one, before the day has gone on for a while, or after its end', () => {
    expect(alarms({ tour: driving })).toEqual([]);
    const justBegun = { ...driving, days: { 1: { begunAt: NOW - MINUTE } } };
    expect(alarms({ tour: justBegun, fixedAtUnixMs: NOW - 600 * MINUTE })).toEqual([]);
    const over = { ...driving, days: { 1: { begunAt: 1, endedAt: NOW } } };
    expect(alarms({ tour: over, fixedAtUnixMs: NOW - 600 * MINUTE })).toEqual([]);
  });
});

describe('a machine', () => {
  const GIGABYTE = 2 ** 30;
  const disk = (freeGigabytes: number, totalGigabytes: number) =>
    new MachineWatch(
      '/data',
      { ping: async () => undefined },
      () => 0,
      async () => ({
        freeBytes: freeGigabytes * GIGABYTE,
        totalBytes: totalGigabytes * GIGABYTE,
      }),
    ).look();

  test('has a disk that fills where little is left, or little of much; a large disk has enough', async () => {
    expect(await disk(0.5, 10)).toMatchObject([{ kind: 'disk', freeMegabytes: 512 }]);
    expect(await disk(3, 100)).toMatchObject([{ kind: 'disk' }]);
    expect(await disk(3, 10)).toEqual([]);
    expect(await disk(40, 2_000)).toEqual([]);
  });

  test('has a slow store where that is slow again and again, not once', async () => {
    let now = 0;
    const takes = [5, 5, 900, 5, 900, 900];
    const ping = async () => {
      now += takes.shift() ?? 5;
    };
    const watch = new MachineWatch(
      '/',
      { ping },
      () => now,
      async () => ({ freeBytes: 2 ** 50, totalBytes: 2 ** 50 }),
    );
    const looks = [];
    for (let look = 0; look < 6; look += 1) looks.push((await watch.look()).map(({ kind }) => kind));
    expect(looks).toEqual([[], [], [], [], [], ['store-slow']]);
  });

  test('whose disk cannot be asked says nothing of it', async () => {
    const broken = new MachineWatch(
      '/',
      { ping: async () => undefined },
      () => 0,
      async () => {
        throw new Error('no such folder');
      },
    );
    expect(await broken.look()).toEqual([]);
  });
});
