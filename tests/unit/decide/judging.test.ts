import { describe, expect, test } from 'vitest';
import { rubricPrint } from '../../../shared/tour/setup/rubric.ts';
import { sampleSetup } from '../../support/sample-tour.ts';
import { given, happened, judge, onTour, organiser, refused, type Step, when } from './scenario.ts';

const marks = { work: '9', show: '8.5' };
const cast: Step = [judge(), { type: 'castBallot', itemId: 's1', marks }];
const paper = { type: 'enterPaperBallot', itemId: 's1', judgeId: 'j1', marks, reason: '手机没电' } as const;

describe('abstaining', () => {
  const abstain = { type: 'castBallot', itemId: 's1', marks: {}, abstains: 'recused' } as const;

  test('needs no marks, and takes none', () => {
    expect(when(onTour(), judge(), abstain)).toMatchObject({ ok: true });
    expect(when(onTour(), judge(), { ...abstain, marks })).toEqual(refused('ballot.abstains-with-marks'));
  });

  test('is amended like marks, in both directions', () => {
    const tour = onTour([judge(), abstain]);
    expect(tour.ballots.s1?.j1).toMatchObject({ version: 1, abstains: 'recused' });
    const back = given([[judge(), { type: 'amendBallot', itemId: 's1', basedOnVersion: 1, marks }]], tour);
    expect(back.ballots.s1?.j1).toMatchObject({ version: 2, marks, earlier: [{ abstains: 'recused' }] });
    expect(back.ballots.s1?.j1?.abstains).toBeUndefined();
  });
});

describe('marks made by another rubric', () => {
  const print = rubricPrint(sampleSetup.rubrics[0] ?? { id: '', name: { zh: '' }, criteria: [] });

  test('are refused, those of the present one are not', () => {
    const command = { type: 'castBallot', itemId: 's1', marks } as const;
    expect(when(onTour(), judge(), { ...command, rubricPrint: print })).toMatchObject({ ok: true });
    expect(when(onTour(), judge(), { ...command, rubricPrint: '00000000' })).toEqual(
      refused('ballot.other-rubric', { stop: 's1' }),
    );
  });

  test('a label may be mended: the print stays', () => {
    const [rubric] = sampleSetup.rubrics;
    if (rubric === undefined) throw new Error('The sample has a rubric');
    const relabelled = rubric.criteria.map((one) => ({ ...one, label: { zh: '另一种说法' } }));
    expect(rubricPrint({ ...rubric, criteria: relabelled })).toBe(print);
    expect(
      rubricPrint({ ...rubric, criteria: rubric.criteria.map((one) => ({ ...one, max: '9' })) }),
    ).not.toBe(print);
  });
});

describe('a ballot from paper', () => {
  test('is marked as such, and checked like any other', () => {
    const tour = onTour([organiser, { ...paper, basedOnVersion: 0 }]);
    expect(tour.ballots.s1?.j1).toMatchObject({ version: 1, marks, paper: '手机没电' });
    expect(when(onTour(), organiser, { ...paper, basedOnVersion: 0, marks: { work: '9' } })).toEqual(
      refused('ballot.incomplete', { criterion: 'show' }),
    );
    expect(when(onTour(), organiser, { ...paper, judgeId: 'j9', basedOnVersion: 0 })).toEqual(
      refused('judge.unknown', { judge: 'j9' }),
    );
  });

  test('is still marked as such among the earlier ones, once it was amended', () => {
    const amend = { type: 'amendBallot', itemId: 's1', basedOnVersion: 1, marks } as const;
    const tour = onTour([organiser, { ...paper, basedOnVersion: 0 }], [judge(), amend]);
    expect(tour.ballots.s1?.j1).not.toHaveProperty('paper');
    expect(tour.ballots.s1?.j1?.earlier).toMatchObject([{ marks, paper: '手机没电' }]);
  });

  test('never overwrites a ballot that the organiser has not seen', () => {
    expect(when(onTour(cast), organiser, { ...paper, basedOnVersion: 0 })).toEqual(
      refused('ballot.stale', { version: 1, basedOn: 0 }),
    );
    expect(when(onTour(cast), organiser, { ...paper, basedOnVersion: 1 })).toMatchObject({ ok: true });
  });
});

describe('a reminder', () => {
  test('goes to judges who lack the item, each with what they lack', () => {
    const remind = { type: 'remindJudges', judgeIds: ['j1', 'j2'], itemIds: ['s1', 's2'] } as const;
    expect(
      when(onTour(cast), organiser, {
        ...remind,
        judgeIds: [...remind.judgeIds],
        itemIds: [...remind.itemIds],
      }),
    ).toEqual(
      happened(
        { type: 'judge.reminded', judgeId: 'j1', itemIds: ['s2'] },
        { type: 'judge.reminded', judgeId: 'j2', itemIds: ['s1', 's2'] },
      ),
    );
  });
});

describe('a problem note', () => {
  const note = {
    type: 'noteProblem',
    problemId: 'problem-01',
    itemId: 's1',
    kind: 'site',
    severity: 'major',
    text: '台账不全',
  } as const;

  test('is revised and withdrawn by its judge only; another does not even learn that it exists', () => {
    const tour = onTour([judge(), note]);
    const { itemId: _item, ...content } = note;
    const revise = { ...content, type: 'reviseProblem', text: '台账已补', basedOnVersion: 1 } as const;
    expect(when(tour, judge('j2'), revise)).toEqual(refused('problem.unknown', { problem: 'problem-01' }));
    expect(when(tour, judge('j2'), { type: 'withdrawProblem', problemId: 'problem-01' })).toEqual(
      refused('problem.unknown', { problem: 'problem-01' }),
    );
    const revised = given([[judge(), revise]], tour);
    expect(revised.problems['problem-01']).toMatchObject({ version: 2, text: '台账已补', judgeId: 'j1' });
    expect(when(revised, judge(), revise)).toEqual(refused('problem.stale', { version: 2, basedOn: 1 }));
  });
});
