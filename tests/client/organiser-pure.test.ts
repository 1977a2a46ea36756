import { describe, expect, test } from 'vitest';
import { moneyFigures, moneyInWords } from '../../client/coverage/money.ts';
import { fieldTime, instantOf } from '../../client/i18n/zone-time.ts';
import { decimalOf } from '../../client/organiser/frame/figures.ts';
import { draftOf, ruleOf } from '../../client/organiser/rule/rule-draft.ts';
import { moved } from '../../client/organiser/scores/matrix-keys.ts';
import { overviewOf } from '../../client/organiser/scores/overview.ts';
import { readMark, readPhoneBallot } from '../../client/organiser/scores/paper.ts';
import type { Ballot } from '../../shared/tour/judging/ballots.ts';
import { EDITION, PLAIN_RULE, type ScoringRule } from '../../shared/tour/judging/scoring-rule.ts';
import { rubricPrint } from '../../shared/tour/setup/rubric.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { sampleJudges, sampleSetup } from '../support/sample-tour.ts';

const ballot = (rest: Partial<Ballot> = {}): Ballot => ({
  version: 1,
  marks: { work: '9', show: '8' },
  castAt: 1,
  earlier: [],
  ...rest,
});
const tour: Tour = {
  ...emptyTour,
  setup: sampleSetup,
  judges: Object.fromEntries(sampleJudges.map((judge) => [judge.id, judge])),
  panel: Object.fromEntries(sampleJudges.map(({ id }) => [id, [{ from: 0 }]])),
};

describe('figures as people type them', () => {
  test.each([
    ['12', '12'],
    [' ９．５ ', '9.5'],
    ['08.50', '8.50'],
    ['.5', '0.5'],
    ['9.', '9'],
    ['-0.5', '-0.5'],
    ['－１', '-1'],
    ['+2', '2'],
    ['-0', '0'],
    ['9。5', '9.5'],
  ])('%s is %s', (typed, decimal) => expect(decimalOf(typed)).toBe(decimal));
  test.each(['', '.', '1e3', 'NaN', '1,5', '九', '1234567', '0.1234567', '1.2.3', '--1'])(
    '%s is none',
    (typed) => expect(decimalOf(typed)).toBeUndefined(),
  );
});

describe('marks typed from paper', () => {
  const criterion = { id: 'work', label: { zh: '工作' }, min: '1', max: '10', step: '0.5', weight: '1' };
  test('an empty field is no zero, and what does not fit is said', () => {
    expect(readMark('', criterion)).toEqual({ fault: 'needed' });
    expect(readMark('0', criterion)).toEqual({ fault: 'outOfRange' });
    expect(readMark('-1', criterion)).toEqual({ fault: 'outOfRange' });
    expect(readMark('9.3', criterion)).toEqual({ fault: 'offStep' });
    expect(readMark('x', criterion)).toEqual({ fault: 'notNumber' });
    expect(readMark('９.５', criterion)).toEqual({ mark: '9.5' });
  });

  const rubric = sampleSetup.rubrics[0];
  if (rubric === undefined) throw new Error('The sample has no rubric');
  const about = { tourId: 'tour', itemId: 's1', tour, rubric };
  const phone = {
    tour: 'tour',
    judgeId: 'j1',
    itemId: 's1',
    marks: { work: '9', show: '8' },
    comment: '好',
    castAt: 1,
  };
  test('what a phone saved is taken for its own tour, item and rubric only', () => {
    const read = (changes: object) => readPhoneBallot(JSON.stringify({ ...phone, ...changes }), about);
    expect(read({})).toEqual({ judgeId: 'j1', marks: { work: '9', show: '8' }, comment: '好' });
    expect(read({ marks: {}, abstains: 'recused' })).toMatchObject({ abstains: 'recused', marks: {} });
    expect(read({ tour: 'other' })).toEqual({ fault: 'otherTour' });
    expect(read({ itemId: 's2' })).toEqual({ fault: 'otherItem', itemId: 's2' });
    expect(read({ judgeId: 'j9' })).toEqual({ fault: 'unknownJudge' });
    expect(read({ judgeId: '__proto__' })).toEqual({ fault: 'unknownJudge' });
    expect(read({ rubricPrint: rubricPrint(rubric) })).toMatchObject({ judgeId: 'j1' });
    // The same criteria with another greatest mark: the marks look as if they fitted.
    expect(read({ rubricPrint: '00000000' })).toEqual({ fault: 'otherRubric' });
    expect(read({ marks: { work: '9' } })).toEqual({ fault: 'otherCriteria' });
    expect(read({ marks: { work: '9', show: 8 } })).toEqual({ fault: 'otherCriteria' });
    expect(read({ marks: null })).toEqual({ fault: 'notOurs' });
    for (const text of ['', 'null', '[]', '{}', 'hello'])
      expect(readPhoneBallot(text, about)).toEqual({ fault: 'notOurs' });
  });
});

describe('the matrix', () => {
  test('tells cast, paper, recused, absent, missing and to come apart, and counts them', () => {
    const { rows, columns, groups } = overviewOf({
      ...tour,
      stops: { s1: { status: 'left', leftAt: 5 }, s2: { status: 'arrived', arrivedAt: 6 } },
      ballots: {
        s1: { j1: ballot(), j2: ballot({ paper: '没电' }), j3: ballot({ marks: {}, abstains: 'recused' }) },
        s2: { j1: ballot({ marks: {}, abstains: 'absent' }) },
      },
      locks: { s1: { locked: true, at: 7 } },
    });
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['cast', 'absent', 'ahead'],
      ['paper', 'missing', 'ahead'],
      ['recused', 'missing', 'ahead'],
    ]);
    expect(columns[0]).toMatchObject({ given: 2, expected: 2, missing: [], locked: true, due: true });
    expect(columns[1]).toMatchObject({ given: 0, expected: 3, missing: ['j2', 'j3'] });
    expect(columns[2]).toMatchObject({ due: false, missing: ['j1', 'j2', 'j3'] });
    expect(groups).toEqual([
      { areaId: 'zhuxi', from: 0, span: 1 },
      { areaId: 'fang', from: 1, span: 2 },
    ]);
  });
  test('what fell out, was over before a judge came, or came after he had left, is asked of nobody', () => {
    const out = (at: number) => [{ at, value: { isReasonPublic: false } }];
    const left = { id: 'j3', name: '丙' };
    const { rows, columns } = overviewOf({
      ...tour,
      judges: { j1: { id: 'j1', name: '甲' }, j2: { id: 'j2', name: '乙' } },
      formerJudges: { j3: left, j4: { id: 'j4', name: '丁' } },
      panel: {
        j1: [{ from: 0 }],
        j2: [{ from: 8 }],
        j3: [{ from: 0, until: 9 }],
        j4: [{ from: 0, until: 1 }],
      },
      stops: { s1: { status: 'left', leftAt: 5 }, s2: { status: 'arrived', arrivedAt: 10 } },
      ballots: { s1: { j3: ballot() } },
      cancellations: { s3: out(4) },
    });
    expect(rows.map(({ judge, left: gone, cells }) => [judge.id, gone, cells])).toEqual([
      ['j1', false, ['missing', 'missing', 'not-asked']],
      ['j2', false, ['not-asked', 'missing', 'not-asked']],
      ['j3', true, ['cast', 'not-asked', 'not-asked']],
    ]);
    expect(columns.map(({ given, expected, missing, off }) => [given, expected, missing, off])).toEqual([
      [1, 2, ['j1'], undefined],
      [0, 2, ['j1', 'j2'], undefined],
      [0, 0, [], 'cancelled'],
    ]);
    expect(rows.map(({ given, due }) => [given, due])).toEqual([
      [0, 2],
      [0, 1],
      [1, 1],
    ]);
  });
  test('judges of the own area are recused where the rule says so, whatever they cast', () => {
    const { rows } = overviewOf({
      ...tour,
      judges: { j1: { id: 'j1', name: '甲', areaId: 'zhuxi' } },
      rules: [{ at: 1, value: { ...PLAIN_RULE, recuseOwnArea: true } }],
      ballots: { s1: { j1: ballot() } },
    });
    expect(rows[0]?.cells).toEqual(['recused', 'ahead', 'ahead']);
  });
  test('keys lead to neighbours and ends, and never to the corner or outside', () => {
    const size = { rows: 3, columns: 4 };
    const from = (row: number, column: number, key: string, control = false) =>
      moved({ row, column }, key, control, size);
    expect(from(0, 0, 'ArrowUp')).toEqual({ row: -1, column: 0 });
    expect(from(-1, 0, 'ArrowLeft')).toEqual({ row: -1, column: 0 });
    expect(from(0, -1, 'ArrowUp')).toEqual({ row: 0, column: -1 });
    expect(from(2, 3, 'ArrowDown')).toEqual({ row: 2, column: 3 });
    expect(from(1, 1, 'Home')).toEqual({ row: 1, column: -1 });
    expect(from(1, 1, 'End', true)).toEqual({ row: 2, column: 3 });
    expect(from(1, 1, 'x')).toBeUndefined();
  });
});

describe('the rule as it is edited', () => {
  test('a draft of a rule makes that rule again', () => {
    const rule = {
      ...PLAIN_RULE,
      severity: { mode: 'group', by: 'day' } as const,
      onSite: { by: 'kind', weights: { institute: '2' } } as const,
      weights: { onSite: '60', roadShow: '20', routine: '20' },
    };
    // It names the edition that it is counted by: the newest for a new rule, its own for an old one.
    expect(ruleOf(draftOf(rule), 52)).toEqual({ rule: { ...rule, edition: EDITION } });
    const old: ScoringRule = { ...rule, edition: 1 };
    expect(ruleOf(draftOf(old), 52)).toEqual({ rule: old });
    const ranked: ScoringRule = { ...old, withdrawn: 'ranked' };
    expect(ruleOf(draftOf(ranked), 52)).toEqual({ rule: ranked });
  });
  test('weights that do not sum, too many dropped, and what is no figure are said', () => {
    const draft = (figures: object) => ({
      ...draftOf(PLAIN_RULE),
      figures: { ...draftOf(PLAIN_RULE).figures, ...figures },
    });
    expect(ruleOf(draft({ onSite: '60' }), 3)).toEqual({ fault: { kind: 'weights', sum: '60' } });
    expect(ruleOf(draft({ onSite: '0', routine: '100' }), 3)).toEqual({ fault: { kind: 'noOnSite' } });
    expect(ruleOf(draft({ dropHigh: '3' }), 52)).toEqual({ fault: { kind: 'dropsAll' } });
    for (const dropHigh of ['', 'x', '1.5', '-1', '51'])
      expect(ruleOf(draft({ dropHigh }), 3)).toEqual({ fault: { kind: 'number' } });
    expect(ruleOf(draft({ onSite: '１００' }), 3)).toEqual({ rule: { ...PLAIN_RULE, edition: EDITION } });
  });
});

describe("times on the tour's clock", () => {
  test('a field and its instant are one in any time zone', () => {
    for (const zone of ['Asia/Shanghai', 'America/New_York', 'Asia/Kolkata'])
      for (const field of ['2022-07-08T14:05', '2022-11-06T00:30', '2022-03-13T12:00'])
        expect(fieldTime(instantOf(field, zone) ?? 0, zone)).toBe(field);
    expect(instantOf('2022-07-08T08:00', 'Asia/Shanghai')).toBe(Date.UTC(2022, 6, 8));
    expect(instantOf('', 'Asia/Shanghai')).toBeUndefined();
  });
});

test('money is said in 万元 where that is shorter', () => {
  expect([100_000, 25_000, 8_000, 12_345].map((yuan) => moneyFigures(yuan, 'zh'))).toEqual([
    '10 万元',
    '2.5 万元',
    '8000 元',
    '12345 元',
  ]);
});

test('money is written out as a cheque has it', () => {
  const figures = [100_000, 25_000, 8_000, 10_005, 120_300, 1_000_000_000, 10_000_100, 0];
  expect(figures.map((yuan) => moneyInWords(yuan, 'zh'))).toEqual([
    '壹拾万元整',
    '贰万伍仟元整',
    '捌仟元整',
    '壹万零伍元整',
    '壹拾贰万零叁佰元整',
    '壹拾亿元整',
    '壹仟万零壹佰元整',
    '零元整',
  ]);
  expect([100_000, 25_015, 1_200].map((yuan) => moneyInWords(yuan, 'en'))).toEqual([
    'one hundred thousand yuan',
    'twenty-five thousand and fifteen yuan',
    'one thousand two hundred yuan',
  ]);
});
