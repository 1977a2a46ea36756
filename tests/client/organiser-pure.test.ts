import { describe, expect, test } from 'vitest';
import { fieldTime, instantOf } from '../../client/i18n/zone-time.ts';
import { csvOf } from '../../client/organiser/csv.ts';
import { decimalOf } from '../../client/organiser/figures.ts';
import { moved } from '../../client/organiser/matrix-keys.ts';
import { moneyWords } from '../../client/organiser/money.ts';
import { overviewOf } from '../../client/organiser/overview.ts';
import { readMark, readPhoneBallot } from '../../client/organiser/paper.ts';
import { readRoutineSheet } from '../../client/organiser/routine-sheet.ts';
import { draftOf, ruleOf } from '../../client/organiser/rule-draft.ts';
import { zh } from '../../client/organiser/zh.ts';
import type { Ballot } from '../../shared/tour/ballots.ts';
import { rubricPrint } from '../../shared/tour/rubric.ts';
import { EDITION, PLAIN_RULE, type ScoringRule } from '../../shared/tour/scoring-rule.ts';
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

describe('a pasted sheet of routine work', () => {
  const { areas } = sampleSetup;
  test('takes names, short names and ids, in either language, with tabs, commas or spaces', () => {
    for (const text of [
      '竹溪县\t95.5',
      '竹溪,95.5',
      'zhuxi，９５．５',
      ' Zhuxi  95.5 ',
      '\ufeff"竹溪县"\t"95.5"',
    ])
      expect(readRoutineSheet(text, areas)).toMatchObject([{ areaId: 'zhuxi', score: '95.5' }]);
  });
  test('passes over a heading and empty lines, and says the lines as they were pasted', () => {
    const lines = readRoutineSheet('县（市、区）\t分数\r\n\r\n房县\t90\r\n', areas);
    expect(lines).toEqual([{ line: 3, text: '房县\t90', areaId: 'fang', score: '90' }]);
  });
  test.each([
    ['three columns under a heading', '序号\t县市区\t得分\n1\t竹溪县\t92.5\n2\t房县\t91'],
    ['three columns without one', '1\t竹溪县\t92.5\n2\t房县\t91'],
    ['the score before the name', '得分\t单位\n92.5\t竹溪县\n91\t房县'],
    ['more columns, told by the heading', '县市区,上季度,得分,排名\n竹溪县,90,92.5,1\n房县,89,91,2'],
    ['points, sums and a title', '平时工作得分表\n竹溪县\t92.5分\n房县\t91分\n合计\t183.5'],
    ['cells in quotes, with a line end', '"竹溪\n县"\t92.5\n"房 县"\t"91"'],
    ['the noise of a computed figure', '竹溪县\t92.50000000000001\n房县\t90.99999999999999'],
    ['columns by spaces', '序号 单位 得分\n1 竹溪县 92.5\n2、 房县 91'],
    ['a heading with a figure in it', '县区\t得分（满分100）\n竹溪县\t92.5\n房县\t91'],
    ['a colon', '竹溪县：92.5分\n房县：91分'],
    ['the score, and not its rank', '单位\t得分排名\t得分\n竹溪县\t1\t92.5\n房县\t2\t91'],
    ['a note behind', '竹溪县\t92.5\t已核\n房县\t91\t'],
  ])('takes %s', (_what, text) => {
    expect(readRoutineSheet(text, areas)).toMatchObject([
      { areaId: 'zhuxi', score: '92.5' },
      { areaId: 'fang', score: '91' },
    ]);
  });
  test('reads a thousand with its comma, and asks where two figures could be meant or a name is missing', () => {
    expect(readRoutineSheet('竹溪县,"1,092.5"', areas)).toMatchObject([{ areaId: 'zhuxi', score: '1092.5' }]);
    expect(readRoutineSheet('竹溪县\t92.5\t91', areas)).toMatchObject([{ fault: { kind: 'columns' } }]);
    for (const two of ['自评得分\t核定得分', '得分\t最终得分'])
      expect(readRoutineSheet(`单位\t${two}\n竹溪县\t98\t92.5`, areas)).toMatchObject([
        { fault: { kind: 'columns' } },
      ]);
    const merged = readRoutineSheet('县市区\t科目\t得分\n竹溪县\t甲\t92.5\n\t乙\t91', areas);
    expect(merged).toMatchObject([{ areaId: 'zhuxi' }, { fault: { kind: 'area', text: '' } }]);
    expect(readRoutineSheet('竹溪县\t92.1234567', areas)).toMatchObject([{ fault: { kind: 'score' } }]);
  });
  test('says for every line what is wrong with it', () => {
    const lines = readRoutineSheet(
      '竹溪\t95\n没有县\t90\n房县\tabc\n竹溪县\t96\n房县\n房县\t-1\n房县\t1\t2',
      areas,
    );
    expect(lines.map((line) => ('fault' in line ? line.fault : line.score))).toEqual([
      '95',
      { kind: 'area', text: '没有县' },
      { kind: 'score', text: 'abc' },
      { kind: 'twice', line: 1 },
      { kind: 'columns' },
      { kind: 'score', text: '-1' },
      { kind: 'columns' },
    ]);
  });
});

describe('a CSV', () => {
  const cellOf = (value: string | number) => csvOf([[value]]).slice(2, -3);

  test('opens as UTF-8; quotes are doubled, words stay as they are', () => {
    expect(csvOf([['a"b', 'a-b', '水坪镇', '约 3%', '']])).toBe('\ufeff"a""b","a-b","水坪镇","约 3%",""\r\n');
  });

  test('has no cell that a sheet takes for a formula, whatever stands before or between', () => {
    const signs = ['=', '+', '-', '@', '%', '＝', '＋', '－', '＠', '−', '﹦'];
    const before = [
      '',
      ' ',
      '  ',
      '\t',
      '\r',
      '\n',
      '|',
      '| ',
      '\u00a0',
      '\u3000',
      '\ufeff',
      '\u200b',
      '\u0000',
      "'",
      '"',
      ',',
      ';',
    ];
    for (const sign of signs)
      for (const first of before)
        for (const second of before)
          for (const rest of ['1+1', "cmd|' /C calc'!A0", '(1)', '3 4'])
            expect(cellOf(first + second + sign + rest)[0]).toBe("'");
  });

  test('keeps plain numbers as numbers, also below zero', () => {
    for (const number of [-3, 0, 2.5, '-0.5', '12', '9.75']) expect(cellOf(number)).toBe(String(number));
    for (const other of ['-1-1', '-1e9+A1', '+8613800138000', '-.5', '1|=2'])
      expect([other, cellOf(other)]).toEqual([other, other === '1|=2' ? other : `'${other}`]);
  });
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
  expect([100_000, 25_000, 8_000, 12_345].map((yuan) => moneyWords(yuan, zh))).toEqual([
    '10 万元',
    '2.5 万元',
    '8000 元',
    '12345 元',
  ]);
});
