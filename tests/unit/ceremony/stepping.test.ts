import { describe, expect, test } from 'vitest';
import type { Command } from '../../../shared/commands.ts';
import { cueOf } from '../../../shared/tour/ceremony/cue.ts';
import type { Setup } from '../../../shared/tour/setup/setup.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import { ceremonySetup } from '../../support/ceremony-tour.ts';
import { given, refused, when } from '../decide/scenario.ts';
import { begun, by, finalTour, led, stepped } from './meeting.ts';

const FOUR = { a: '99', b: '98', c: '97', d: '96' };
/** The set-up once area d competes no more: what was scored there is another's. */
const withoutD: Setup = {
  ...ceremonySetup(['a', 'b', 'c']),
  stops: ceremonySetup(['a', 'b', 'c', 'd']).stops.map((stop) =>
    stop.areaId === 'd' ? { ...stop, areaId: 'a' } : stop,
  ),
};
const sceneOf = (tour: Tour) => tour.ceremony?.picture.scene.id;
const next = (tour: Tour, seenStep = tour.ceremony?.step ?? 0): Command => ({
  ...{ type: 'stepCeremony', seenStep, go: 'next' },
});

describe('a step', () => {
  test('of two presenters at once is made once: the other is told that the hall is there already', () => {
    const tour = begun(FOUR);
    const command = next(tour);
    const then = led(tour, command);
    expect(when(then, by.presenter, command)).toEqual(refused('ceremony.already-there', { step: 2 }));
    expect(then.ceremony?.step).toBe(2);
  });

  test('pressed twenty times from one place is one step', () => {
    let tour = begun(FOUR);
    const command = next(tour);
    for (let press = 0; press < 20; press += 1) {
      const decision = when(tour, by.presenter, command);
      if (decision.ok) tour = led(tour, command);
    }
    expect(tour.ceremony?.step).toBe(2);
  });

  test('there and back again shows the same pictures, over the whole programme', () => {
    let tour = begun(FOUR);
    const pictures = [tour.ceremony?.picture];
    for (;;) {
      if (!when(tour, by.presenter, next(tour)).ok) break;
      tour = stepped(tour, 'next');
      pictures.push(tour.ceremony?.picture);
    }
    expect(when(tour, by.presenter, next(tour))).toEqual(refused('ceremony.at-end'));
    // Opening, replay, wall, four stories, 16 parts of the reveal after its opening, podium, thanks.
    expect(pictures.length).toBe(3 + 4 + 17 + 2);
    const back = [tour.ceremony?.picture];
    while (when(tour, by.presenter, { ...next(tour), go: 'back' } as Command).ok) {
      tour = stepped(tour, 'back');
      back.unshift(tour.ceremony?.picture);
    }
    expect(back).toEqual(pictures);
  });

  test('to a scene and back to the reveal finds it as it was left', () => {
    let tour = stepped(begun(FOUR), { sceneId: 'reveal' });
    for (let times = 0; times < 6; times += 1) tour = stepped(tour, 'next');
    const left = tour.ceremony?.picture;
    expect(left?.revealed.length).toBe(2);
    tour = stepped(stepped(tour, { sceneId: 'wall' }), { sceneId: 'reveal' });
    expect(tour.ceremony?.picture).toEqual(left);
  });

  test('takes away what lay over the picture', () => {
    const veiled = led(begun(FOUR), { type: 'veilHall', veil: 'black' });
    expect(veiled.ceremony?.veil).toBe('black');
    expect(stepped(veiled, 'next').ceremony?.veil).toBeNull();
  });

  test('to a scene that is not there is refused', () => {
    const tour = begun(FOUR);
    const command = { ...next(tour), go: { sceneId: 'nowhere' } } as Command;
    expect(when(tour, by.presenter, command)).toEqual(refused('scene.unknown', { scene: 'nowhere' }));
  });
});

describe('a ceremony cannot begin', () => {
  test('before the result is final', () => {
    const open = given([[by.organiser, { type: 'reopenResult', reason: '核对' }]], finalTour(FOUR));
    expect(when(open, by.presenter, { type: 'beginCeremony' })).toEqual(refused('result.not-final'));
  });

  test('where the public sees the totals already', () => {
    const live = given(
      [[by.organiser, { type: 'setVisibility', visibility: { mode: 'live' } }]],
      finalTour(FOUR),
    );
    expect(when(live, by.presenter, { type: 'beginCeremony' })).toEqual(refused('ceremony.result-is-public'));
  });
});

describe('while it runs', () => {
  test('the public is shown no more than before', () => {
    const command = { type: 'setVisibility', visibility: { mode: 'live' } } as const;
    expect(when(begun(FOUR), by.organiser, command)).toEqual(refused('ceremony.running'));
  });

  test('nothing is planned that would open the result by itself once it ends or is stopped', () => {
    const live = { visibility: { mode: 'live' as const }, atUnixMs: 4_000_000_000_000 };
    const command = { type: 'planVisibility', ...live } as const;
    expect(when(begun(FOUR), by.organiser, command)).toEqual(refused('ceremony.running'));
    const planned = given([[by.organiser, command]], finalTour(FOUR));
    expect(planned.visibilityPlan).toEqual(live);
    expect(led(planned, { type: 'beginCeremony' }).visibilityPlan).toBeNull();
  });

  test('a mark is not corrected', () => {
    const command: Command = { type: 'scoreRoutine', scores: [{ areaId: 'a', score: '1' }] };
    expect(when(begun(FOUR), by.organiser, command)).toEqual(refused('result.final'));
  });

  test('reopening the result stops it, with the reason for the hall and for everybody', () => {
    const tour = given(
      [[by.organiser, { type: 'reopenResult', reason: '漏计一票' }]],
      stepped(stepped(begun(FOUR), { sceneId: 'reveal' }), 'next'),
    );
    expect(tour.ceremony).toMatchObject({ state: 'stopped', reason: '漏计一票' });
    expect(tour.told).toMatchObject({ state: 'stopped', reason: '漏计一票', revealed: [] });
    expect(tour.final).toBeNull();
    expect(when(tour, by.presenter, next(tour))).toEqual(refused('ceremony.not-running'));
  });

  test('the programme may be put right, but neither what is on nor the grain', () => {
    const tour = begun(FOUR);
    const { version, ...programme } = tour.programme ?? { version: 0, ...finalTour(FOUR).programme };
    const set = (changed: object) =>
      when(tour, by.organiser, {
        ...{ type: 'setProgramme', basedOnVersion: version },
        programme: { ...programme, ...changed },
      } as Command);
    expect(set({ delaySeconds: 30 })).toMatchObject({ ok: true });
    expect(set({ grain: 'prize' })).toEqual(refused('programme.is-on', { scene: 'opening' }));
    expect(set({ scenes: [{ id: 'other', kind: 'black' }] })).toEqual(
      refused('programme.is-on', { scene: 'opening' }),
    );
  });
});

describe('the cue', () => {
  test('says what the next step shows, and of nothing behind it', () => {
    const tour = stepped(stepped(begun(FOUR), { sceneId: 'reveal' }), 'next');
    const cue = cueOf(tour);
    expect(cue?.next?.reveals).toEqual({
      ...{ rank: 4, sharedBy: 1, prizeId: 'third' },
      areas: [{ areaId: 'd' }],
    });
    expect(cue?.steps).toEqual({ done: 1, of: 16 });
    expect(JSON.stringify(cue)).not.toMatch(/"areaId":"[abc]"/);
  });

  test('tells of ties, prizes that do not come out, areas without one, and stories that are gone', () => {
    const tied = finalTour({ a: '99', b: '99', c: '97', d: '96' }, [
      { id: 'first', name: { zh: '一等奖' }, places: 1 },
      { id: 'second', name: { zh: '二等奖' }, places: 1 },
      { id: 'third', name: { zh: '三等奖' }, places: 1 },
    ]);
    expect(cueOf(tied)?.notices).toEqual([
      { kind: 'tie', rank: 1, areas: 2 },
      { kind: 'prize-unused', prizeId: 'second' },
      { kind: 'without-prize', areas: 1 },
    ]);
    const open = given([[by.organiser, { type: 'reopenResult', reason: '退出' }]], tied);
    const gone = given([[by.organiser, { type: 'setUpTour', setup: withoutD, basedOnVersion: 1 }]], open);
    expect(cueOf(gone)?.notices).toEqual([{ kind: 'not-final' }, { kind: 'story-gone', sceneId: 'story-4' }]);
  });

  test('an area that withdraws is passed over, has no place, and its prize goes to the next', () => {
    const open = given([[by.organiser, { type: 'reopenResult', reason: '退出' }]], finalTour(FOUR));
    const why = { reason: { zh: '防汛' }, isReasonPublic: true };
    const again = given(
      [
        [by.organiser, { type: 'withdrawArea', areaId: 'a', ...why }],
        [by.organiser, { type: 'finaliseResult', reason: '核对无误' }],
      ],
      open,
    );
    expect(again.final?.rows.map(({ areaId, rank, prizeId }) => [areaId, rank, prizeId])).toEqual([
      ['b', 1, 'first'],
      ['c', 2, 'second'],
      ['d', 3, 'second'],
    ]);
    expect(cueOf(again)?.notices).toEqual([
      { kind: 'prize-unused', prizeId: 'third' },
      { kind: 'story-gone', sceneId: 'story-1' },
    ]);
    let tour = led(again, { type: 'beginCeremony' });
    const shown: string[] = [];
    for (let steps = 0; steps < 60 && cueOf(tour)?.next !== null; steps += 1) {
      shown.push(tour.ceremony?.picture.scene.id ?? '');
      tour = stepped(tour, 'next');
    }
    expect(shown).not.toContain('story-1');
    expect(shown).toContain('story-2');
    expect(JSON.stringify(tour.ceremony?.picture)).not.toContain('"areaId":"a"');
    expect(tour.ceremony?.picture.revealed.map(({ rank }) => rank)).toEqual([3, 2, 1]);
  });

  test('an area that was withdrawn after the programme was made is passed over', () => {
    const open = given([[by.organiser, { type: 'reopenResult', reason: '退出' }]], finalTour(FOUR));
    const again = given(
      [
        [by.organiser, { type: 'setUpTour', setup: withoutD, basedOnVersion: 1 }],
        [by.organiser, { type: 'finaliseResult', reason: '核对无误' }],
      ],
      open,
    );
    let tour = stepped(led(again, { type: 'beginCeremony' }), { sceneId: 'story-3' });
    tour = stepped(tour, 'next');
    expect(sceneOf(tour)).toBe('reveal');
  });
});
