import { describe, expect, test } from 'vitest';
import { castBefore } from '../../../shared/tour/judging/ballots.ts';
import { given, happened, judge, onTour, organiser, refused, type Step, when } from './scenario.ts';

const marks = { work: '9.5', show: '8' };
const cast = { type: 'castBallot', itemId: 's1', marks } as const;
const amend = { type: 'amendBallot', itemId: 's1', basedOnVersion: 1, marks } as const;
const hasCast: Step = [judge(), cast];
const locked: Step = [organiser, { type: 'lockItem', itemId: 's1' }];

describe('casting a ballot', () => {
  test('the judge who casts it is in the event, not in the command', () => {
    expect(when(onTour(), judge(), { ...cast, comment: '讲解清楚' })).toEqual(
      happened({ type: 'ballot.cast', judgeId: 'j1', itemId: 's1', marks, comment: '讲解清楚' }),
    );
  });

  test('each judge has a ballot of his own', () => {
    expect(when(onTour(hasCast), judge('j2'), cast)).toMatchObject({ ok: true });
  });

  test('a second first ballot is refused and names the version there is', () => {
    expect(when(onTour(hasCast), judge(), cast)).toEqual(
      refused('ballot.exists', { stop: 's1', version: 1 }),
    );
  });

  test('the stop must exist', () => {
    expect(when(onTour(), judge(), { ...cast, itemId: 's9' })).toEqual(
      refused('stop.unknown', { stop: 's9' }),
    );
    expect(when(given([]), judge(), cast)).toEqual(refused('stop.unknown', { stop: 's1' }));
  });

  test('somebody who is not on the panel casts nothing', () => {
    expect(when(onTour(), judge('j9'), cast)).toEqual(refused('judge.unknown', { judge: 'j9' }));
  });

  test('a locked stop takes no ballot', () => {
    expect(when(onTour(locked), judge(), cast)).toEqual(refused('item.locked', { stop: 's1' }));
  });

  test('a reopened stop takes ballots again', () => {
    const reopened = onTour(locked, [organiser, { type: 'reopenItem', itemId: 's1', reason: '补录' }]);
    expect(when(reopened, judge(), cast)).toMatchObject({ ok: true });
  });

  test('every criterion needs a mark', () => {
    expect(when(onTour(), judge(), { ...cast, marks: { work: '9' } })).toEqual(
      refused('ballot.incomplete', { criterion: 'show' }),
    );
  });

  test('a mark for something that the rubric does not have is refused', () => {
    expect(when(onTour(), judge(), { ...cast, marks: { ...marks, charm: '9' } })).toEqual(
      refused('criterion.unknown', { criterion: 'charm' }),
    );
  });

  test.each(['10.5', '11', '999999.999999'])('mark %s is out of range', (work) => {
    expect(when(onTour(), judge(), { ...cast, marks: { ...marks, work } })).toEqual(
      refused('mark.out-of-range', { criterion: 'work', mark: work, min: '0', max: '10' }),
    );
  });

  test.each(['9.1', '0.000001', '9.999999'])('mark %s is off the step of 0.5', (work) => {
    expect(when(onTour(), judge(), { ...cast, marks: { ...marks, work } })).toEqual(
      refused('mark.off-step', { criterion: 'work', mark: work, step: '0.5' }),
    );
  });

  test.each(['0', '0.5', '9.50', '10', '10.000000'])('mark %s is taken', (work) => {
    expect(when(onTour(), judge(), { ...cast, marks: { ...marks, work } })).toMatchObject({ ok: true });
  });
});

describe('amending a ballot', () => {
  test('replaces the marks and remembers those before', () => {
    const amended = onTour(hasCast, [judge(), { ...amend, marks: { work: '7', show: '7' } }]);
    expect(amended.ballots.s1?.j1).toMatchObject({
      version: 2,
      marks: { work: '7', show: '7' },
      earlier: [{ marks }],
    });
  });

  test('a comment that is left out is gone', () => {
    const amended = onTour([judge(), { ...cast, comment: '早先的话' }], [judge(), amend]);
    expect(amended.ballots.s1?.j1).not.toHaveProperty('comment');
  });

  test('there must be a ballot to amend', () => {
    expect(when(onTour(), judge(), amend)).toEqual(refused('ballot.unknown', { stop: 's1' }));
  });

  test('an older device is told so instead of overwriting', () => {
    const amended = onTour(hasCast, [judge(), amend]);
    expect(when(amended, judge(), amend)).toEqual(refused('ballot.stale', { version: 2, basedOn: 1 }));
  });

  test('a version that does not exist yet is refused', () => {
    expect(when(onTour(hasCast), judge(), { ...amend, basedOnVersion: 2 })).toEqual(
      refused('ballot.stale', { version: 1, basedOn: 2 }),
    );
  });

  test('a locked stop takes no amendment', () => {
    expect(when(onTour(hasCast, locked), judge(), amend)).toEqual(refused('item.locked', { stop: 's1' }));
  });

  test('an amendment keeps to the rubric', () => {
    const tour = onTour(hasCast);
    expect(when(tour, judge(), { ...amend, marks: { work: '10.5', show: '8' } })).toMatchObject({
      code: 'mark.out-of-range',
    });
    expect(when(tour, judge(), { ...amend, marks: { work: '9.3', show: '8' } })).toMatchObject({
      code: 'mark.off-step',
    });
    expect(when(tour, judge(), { ...amend, marks: {} })).toMatchObject({ code: 'ballot.incomplete' });
    expect(when(tour, judge(), { ...amend, marks: { ...marks, charm: '1' } })).toMatchObject({
      code: 'criterion.unknown',
    });
    expect(when(tour, judge(), { ...amend, itemId: 's9' })).toMatchObject({ code: 'stop.unknown' });
    expect(when(tour, judge('j9'), amend)).toMatchObject({ code: 'judge.unknown' });
  });
});

describe('the marks that stood before an instant', () => {
  const ballot = {
    version: 3,
    marks: { work: '3' },
    castAt: 300,
    earlier: [
      { marks: { work: '1' }, castAt: 100 },
      { marks: { work: '2' }, castAt: 200 },
    ],
  };
  test.each([
    [100, undefined],
    [101, '1'],
    [200, '1'],
    [201, '2'],
    [300, '2'],
    [301, '3'],
  ])('before %i they were %s: the instant itself is after', (instant, work) => {
    expect(castBefore(ballot, instant)?.marks.work).toBe(work);
  });
});
