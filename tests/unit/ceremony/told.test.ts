import { describe, expect, test } from 'vitest';
import { evolve } from '../../../shared/tour/fold.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { given, type Step, when } from '../decide/scenario.ts';
import { atStep, begun, by, finalTour, led, stepped } from './meeting.ts';

const FOUR = { a: '99', b: '98', c: '97', d: '96' };
const atReveal = (tour: Tour, steps: number): Tour =>
  Array.from({ length: steps }).reduce<Tour>(
    (now) => stepped(now, 'next'),
    stepped(tour, { sceneId: 'reveal' }),
  );
const ranksTold = (tour: Tour) => tour.told?.revealed.map(({ rank }) => rank);
/** The tour once the public was told what is due at an instant. */
function toldAt(tour: Tour, atUnixMs: number): Tour {
  const decision = when(tour, by.organiser, { type: 'tellCeremony' }, atUnixMs);
  if (!decision.ok || decision.events.length === 0) return tour;
  return {
    ...tour,
    told: decision.events.flatMap((event) => ('told' in event ? event.told : []))[0],
  } as Tour;
}

/** The same, as the log would have it. */
function toldOf(tour: Tour, atUnixMs: number): Tour {
  const decision = when(tour, by.organiser, { type: 'tellCeremony' }, atUnixMs);
  return decision.ok ? decision.events.reduce((now, event) => evolve(now, event, atUnixMs), tour) : tour;
}

describe('everybody', () => {
  test('is told at once where there is no delay', () => {
    const tour = atReveal(begun(FOUR, undefined, { grain: 'place' }), 2);
    expect(tour.told).toMatchObject({ state: 'running', steps: 2 });
    expect(ranksTold(tour)).toEqual([4, 3]);
    expect(tour.ceremony?.untold).toEqual([]);
  });

  test('is told nothing before the delay is over, and then what the hall saw by then', () => {
    const tour = atReveal(begun(FOUR, undefined, { grain: 'place', delaySeconds: 60 }), 2);
    expect(tour.told).toBeNull();
    // It begins at the first step; to the reveal is the second; the third shows a place.
    const dueAt = atStep(3) + 60_000;
    expect(toldAt(tour, dueAt - 1).told).toMatchObject({ state: 'running', steps: 0 });
    expect(ranksTold(toldAt(tour, dueAt))).toEqual([4]);
    expect(ranksTold(toldAt(tour, atStep(100)))).toEqual([4, 3]);
  });

  test('is never told of a step that was taken back within the delay', () => {
    const two = atReveal(begun(FOUR, undefined, { grain: 'place', delaySeconds: 60 }), 2);
    const back = stepped(stepped(two, 'back'), 'back');
    expect(ranksTold(toldAt(back, atStep(100)))).toEqual([]);
  });

  test('waits the whole delay for a step that was taken back and shown again', () => {
    const one = atReveal(begun(FOUR, undefined, { grain: 'place', delaySeconds: 60 }), 1);
    const again = stepped(stepped(one, 'back'), 'next');
    expect(ranksTold(toldAt(again, atStep(3) + 60_000))).toEqual([]);
    expect(ranksTold(toldAt(again, atStep(5) + 60_000 - 1))).toEqual([]);
    expect(ranksTold(toldAt(again, atStep(5) + 60_000))).toEqual([4]);
  });

  test('is not told that a ceremony goes on once it is told of its end, where the delay was made shorter', () => {
    for (const delaySeconds of [0, 5]) {
      const one = atReveal(begun(FOUR, undefined, { grain: 'place', delaySeconds: 120 }), 1);
      const { version = 0, ...programme } = one.programme ?? { version: 0 };
      if (!('scenes' in programme)) throw new Error('no programme');
      const shorter: Step = [
        by.organiser,
        { type: 'setProgramme', programme: { ...programme, delaySeconds }, basedOnVersion: version },
      ];
      const ended = led(given([shorter], one), { type: 'endCeremony' });
      const told = toldOf(ended, atStep(4) + 10_000);
      expect([told.told?.state, ranksTold(told)]).toEqual(['ended', [4]]);
      expect(toldOf(told, atStep(100)).told?.state).toBe('ended');
    }
  });

  test('waits the whole delay, also where the clock is put back and settled meanwhile', () => {
    const one = atReveal(begun(FOUR, undefined, { grain: 'place', delaySeconds: 60 }), 1);
    const settledAt = atStep(3) - 3_600_000;
    const settled = evolve(one, { type: 'clock.settled' }, settledAt);
    expect(ranksTold(toldAt(settled, settledAt + 59_999))).toEqual(undefined);
    expect(ranksTold(toldAt(settled, settledAt + 60_000))).toEqual([4]);
  });

  test('is not shown a place and then not: what was told stays when the hall goes back', () => {
    const tour = stepped(atReveal(begun(FOUR, undefined, { grain: 'place' }), 2), 'back');
    expect(tour.ceremony?.picture.revealed.length).toBe(1);
    expect(ranksTold(tour)).toEqual([4, 3]);
    expect(ranksTold(stepped(tour, 'next'))).toEqual([4, 3]);
  });

  test('sees the whole result once it is opened, and not while the ceremony runs', () => {
    const running = atReveal(begun(FOUR), 3);
    expect(when(running, by.organiser, { type: 'openResult' })).toMatchObject({ code: 'ceremony.running' });
    const open = given([[by.organiser, { type: 'openResult' }]], led(running, { type: 'endCeremony' }));
    expect(open.visibility).toEqual({ mode: 'live' });
    expect(open.told?.state).toBe('opened');
    expect(ranksTold(open)).toEqual([4, 3, 2, 1]);
  });

  test('may see it without any ceremony', () => {
    const open = given([[by.organiser, { type: 'openResult' }]], finalTour(FOUR));
    expect([open.visibility.mode, open.told?.state]).toEqual(['live', 'opened']);
  });

  test('is told of a second ceremony from its beginning', () => {
    const ended = led(atReveal(begun(FOUR), 16), { type: 'endCeremony' });
    const again = led(ended, { type: 'beginCeremony' });
    expect(again.told).toMatchObject({ state: 'running', steps: 0, revealed: [] });
  });

  test('is not told of a result that was opened again after the ceremony ended and before the delay was over', () => {
    const ended = led(atReveal(begun(FOUR, undefined, { grain: 'place', delaySeconds: 60 }), 2), {
      type: 'endCeremony',
    });
    const again = given(
      [
        [by.organiser, { type: 'reopenResult', reason: '漏计' }],
        [by.organiser, { type: 'finaliseResult', reason: '核对无误' }],
      ],
      ended,
    );
    expect(again.ceremony?.untold).toEqual([]);
    expect(when(again, by.organiser, { type: 'tellCeremony' }, atStep(100))).toEqual({
      ok: true,
      events: [],
    });
  });

  test('who has the whole result is not told of the end of the ceremony after it', () => {
    const ended = led(atReveal(begun(FOUR, undefined, { delaySeconds: 60 }), 2), { type: 'endCeremony' });
    const open = given([[by.organiser, { type: 'openResult' }]], ended);
    expect(open.ceremony?.untold).toEqual([]);
    expect(toldAt(open, atStep(100)).told?.state).toBe('opened');
  });
});
