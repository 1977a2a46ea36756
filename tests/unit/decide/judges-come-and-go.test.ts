import { describe, expect, test } from 'vitest';
import { viewOf } from '../../../shared/audience.ts';
import type { Command } from '../../../shared/commands.ts';
import { isAsked } from '../../../shared/tour/judging/asked.ts';
import { onPanelSince } from '../../../shared/tour/judging/panel.ts';
import { itemsOf } from '../../../shared/tour/setup/items.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import {
  BEGIN_UNIX_MS,
  given,
  happened,
  judge,
  onTour,
  organiser,
  refused,
  type Step,
  when,
} from './scenario.ts';

const by = (command: Command): Step => [organiser, command];
const marked = (stopId: string, status: 'on-the-way' | 'arrived' | 'left'): Step =>
  by({ type: 'markStop', stopId, status });
const appoint = (id: string, areaId?: string): Step =>
  by({
    type: 'appointJudges',
    judges: [{ id, name: id, ...(areaId !== undefined && { areaId }) }],
    acceptsLostScores: true,
  });
const leaves = (judgeId: string): Step => by({ type: 'dismissJudge', judgeId, leavesBallots: true });
const cast = (itemId: string): Command => ({ type: 'castBallot', itemId, marks: { work: '9', show: '8' } });
const visited = (stopId: string): readonly Step[] => [marked(stopId, 'arrived'), marked(stopId, 'left')];
const askedOf = (tour: Tour, judgeId: string): readonly string[] =>
  tour.setup === null
    ? []
    : [...itemsOf(tour.setup).values()].filter((item) => isAsked(tour, judgeId, item)).map(({ id }) => id);

describe('a judge who comes late', () => {
  test('is asked from then on: not for what the convoy had left, nor for what was locked', () => {
    const tour = onTour(
      ...visited('s1'),
      marked('s2', 'arrived'),
      by({ type: 'lockItem', itemId: 's3' }),
      appoint('j9'),
    );
    expect(askedOf(tour, 'j9')).toEqual(['s2']);
    expect(askedOf(tour, 'j1')).toEqual(['s1', 's2', 's3']);
  });

  test('may score what was seen before all the same, and is not reminded of it', () => {
    const tour = onTour(...visited('s1'), appoint('j9'));
    expect(when(tour, judge('j9'), cast('s1'))).toMatchObject({ ok: true });
    const remind: Command = { type: 'remindJudges', judgeIds: ['j1', 'j9'], itemIds: ['s1', 's2'] };
    expect(when(tour, organiser, remind)).toEqual(
      happened(
        { type: 'judge.reminded', judgeId: 'j1', itemIds: ['s1', 's2'] },
        { type: 'judge.reminded', judgeId: 'j9', itemIds: ['s2'] },
      ),
    );
  });

  test('an item that is opened again asks everybody', () => {
    const tour = onTour(
      by({ type: 'lockItem', itemId: 's1' }),
      appoint('j9'),
      by({ type: 'reopenItem', itemId: 's1', reason: '补打' }),
    );
    expect(askedOf(tour, 'j9')).toContain('s1');
  });

  test('who changes areas was there all the time; who left and came back was not', () => {
    const changed = onTour(...visited('s1'), appoint('j1', 'fang'));
    expect(askedOf(changed, 'j1')).toContain('s1');
    expect(onPanelSince(changed.panel.j1)).toBe(BEGIN_UNIX_MS + 1_000);
    const back = onTour(leaves('j1'), ...visited('s1'), appoint('j1'));
    expect(askedOf(back, 'j1')).toEqual(['s2', 's3']);
    expect(back.formerJudges).toEqual({});
    expect(onPanelSince(onTour(leaves('j1')).panel.j1)).toBeUndefined();
  });

  test('of what fell out nobody is asked', () => {
    const why = { reason: { zh: '道路中断' }, isReasonPublic: true };
    const tour = onTour(
      by({ type: 'cancelStop', itemId: 's1', ...why }),
      by({ type: 'withdrawArea', areaId: 'fang', ...why }),
    );
    expect(askedOf(tour, 'j1')).toEqual([]);
  });
});

describe('a judge who leaves', () => {
  const gone = onTour(marked('s1', 'arrived'), leaves('j1'));

  test('is asked for nothing more, and is remembered by name', () => {
    expect(askedOf(gone, 'j1')).toEqual([]);
    expect(gone.judges.j1).toBeUndefined();
    expect(gone.formerJudges.j1?.name).toBe('评委j1');
    expect(viewOf(gone, 'judge:j1').formerJudges).toEqual(gone.formerJudges);
    expect(viewOf(gone, 'judge:j2').formerJudges).toEqual({});
    expect(viewOf(gone, 'public').formerJudges).toEqual({});
  });

  test('has ballots and notes taken of what he saw before: a phone may have waited for signal', () => {
    expect(when(gone, judge('j1'), cast('s1'))).toMatchObject({ ok: true });
    const note: Command = {
      ...{ type: 'noteProblem', problemId: 'problem-1', itemId: 's1' },
      ...{ kind: 'site', severity: 'minor', text: '标牌破损' },
    };
    expect(when(gone, judge('j1'), note)).toMatchObject({ ok: true });
    const amended = given([[judge('j1'), cast('s1')]], gone);
    expect(
      when(amended, judge('j1'), { ...cast('s1'), type: 'amendBallot', basedOnVersion: 1 } as Command),
    ).toMatchObject({ ok: true });
  });

  test('and not of what came later, which says so', () => {
    const later = onTour(
      marked('s1', 'arrived'),
      leaves('j1'),
      marked('s1', 'left'),
      marked('s2', 'arrived'),
    );
    expect(when(later, judge('j1'), cast('s2'))).toEqual(refused('judge.left', { stop: 's2' }));
    expect(when(later, judge('j1'), cast('s3'))).toEqual(refused('judge.left', { stop: 's3' }));
    expect(when(later, judge('j9'), cast('s1'))).toEqual(refused('judge.unknown', { judge: 'j9' }));
  });

  test('not once the item is locked', () => {
    const locked = given([by({ type: 'lockItem', itemId: 's1' })], gone);
    expect(when(locked, judge('j1'), cast('s1'))).toEqual(refused('item.locked', { stop: 's1' }));
  });

  test('of two organisers who press at once the second is told that there is no such judge', () => {
    expect(when(gone, ...leaves('j1'))).toEqual(refused('judge.unknown', { judge: 'j1' }));
  });
});
