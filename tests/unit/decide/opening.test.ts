import { describe, expect, test } from 'vitest';
import { viewOf } from '../../../shared/audience.ts';
import type { Command } from '../../../shared/commands.ts';
import { given, happened, judge, onTour, organiser, refused, type Step, when } from './scenario.ts';

const set = (opening: 'any-time' | 'on-arrival'): Step => [organiser, { type: 'setOpening', opening }];
const marked = (status: 'planned' | 'on-the-way' | 'arrived' | 'left'): Step => [
  organiser,
  { type: 'markStop', stopId: 's1', status },
];
const marks = { work: '9', show: '8' };
const cast: Command = { type: 'castBallot', itemId: 's1', marks };
const amend: Command = { type: 'amendBallot', itemId: 's1', marks, basedOnVersion: 1 };

describe('stops that open when the convoy arrives', () => {
  test('it is the organiser’s choice; without one they take ballots at any time', () => {
    expect(when(onTour(), judge(), cast)).toMatchObject({ ok: true });
    expect(when(onTour(), ...set('any-time'))).toEqual(happened());
    expect(when(onTour(), ...set('on-arrival'))).toEqual(
      happened({ type: 'opening.set', opening: 'on-arrival' }),
    );
    expect(when(onTour(set('on-arrival')), ...set('on-arrival'))).toEqual(happened());
  });

  test('take none before, and do once it is there or was there', () => {
    const waiting = onTour(set('on-arrival'));
    for (const tour of [waiting, given([marked('on-the-way')], waiting)])
      expect(when(tour, judge(), cast)).toEqual(refused('item.not-open', { stop: 's1' }));
    for (const status of ['arrived', 'left'] as const)
      expect(when(given([marked(status)], waiting), judge(), cast)).toMatchObject({ ok: true });
  });

  test('an arrival that was a slip closes it again: what was cast stays, and changes wait', () => {
    const tour = onTour(set('on-arrival'), marked('arrived'), [judge(), cast], marked('planned'));
    expect(tour.ballots.s1?.j1?.version).toBe(1);
    expect(when(tour, judge(), amend)).toEqual(refused('item.not-open', { stop: 's1' }));
    expect(when(given([marked('arrived')], tour), judge(), amend)).toMatchObject({ ok: true });
  });

  test('what the organiser enters from paper is taken: it was cast there', () => {
    const paper: Command = {
      ...{ type: 'enterPaperBallot', itemId: 's1', judgeId: 'j1', marks },
      ...{ basedOnVersion: 0, reason: '手机没电' },
    };
    expect(when(onTour(set('on-arrival')), organiser, paper)).toMatchObject({ ok: true });
  });

  test('a locked stop says that it is locked', () => {
    const tour = onTour(set('on-arrival'), [organiser, { type: 'lockItem', itemId: 's1' }]);
    expect(when(tour, judge(), cast)).toEqual(refused('item.locked', { stop: 's1' }));
  });

  test('judges know of it, and nobody else does', () => {
    const tour = onTour(set('on-arrival'));
    expect(viewOf(tour, 'judge:j1').opening).toBe('on-arrival');
    for (const audience of ['public', 'screen', 'editor:qinchu'] as const)
      expect(viewOf(tour, audience).opening).toBe('any-time');
  });
});
