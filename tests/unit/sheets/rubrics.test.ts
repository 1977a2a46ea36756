import { describe, expect, test } from 'vitest';
import type { SheetBase } from '../../../shared/sheets/apply/base.ts';
import { planSheets, type SheetPlan } from '../../../shared/sheets/apply/plan.ts';
import { sampleBase, sheetOf, youngBase } from '../../support/sheets.ts';

const base: SheetBase = { ...youngBase, rubrics: [] };
const planOf = (text: string, on = base, rest = {}, choices = {}) =>
  planSheets([sheetOf(text, rest)], on, ['rubrics'], choices);
const codes = ({ faults }: SheetPlan) => faults.map(({ code, row, column }) => [code, row, column]);
const scale = { min: '0', step: '0.5', weight: '1' };

describe('a sheet of a rubric', () => {
  test('as offices have it: a title, two levels, merged cells, points and what they add up to', () => {
    const text = [
      '阵地项目打分表（满分100分）',
      '序号|一级指标|二级指标|分值|打分标准',
      '1|硬件|场地|20分|标识齐全',
      '2||设施|30|好用',
      '3|工作|队伍|0-25|有人',
      '||||有册',
      '4||活动|25|常态',
      '|合计||100|',
    ].join('\n');
    const merges = [
      { top: 3, left: 1, bottom: 4, right: 1 },
      { top: 5, left: 2, bottom: 6, right: 2 },
      { top: 5, left: 3, bottom: 6, right: 3 },
    ];
    const plan = planOf(text, base, { merges });
    expect(codes(plan)).toEqual([]);
    expect(plan.values?.rubrics).toEqual([
      {
        ...{ id: 'r01', name: { zh: '阵地项目打分表' } },
        criteria: [
          { id: 'c01', label: { zh: '场地' }, ...scale, max: '20' },
          { id: 'c02', label: { zh: '设施' }, ...scale, max: '30' },
          { id: 'c03', label: { zh: '队伍' }, ...scale, max: '25' },
          { id: 'c04', label: { zh: '活动' }, ...scale, max: '25' },
        ],
      },
    ]);
    expect(plan.sheets[0]?.columns.at(-1)).toEqual({ column: 4, heading: '打分标准', sample: '标识齐全' });
  });

  test('whose points do not add up to what it says is asked about', () => {
    expect(codes(planOf('打分表\n指标|分值\n甲|60\n乙|38\n合计|100'))).toEqual([['rubric.sum', 5, 1]]);
    expect(codes(planOf('打分表（满分100分）\n指标|分值\n甲|60\n乙|38'))).toEqual([
      ['rubric.sum', 3, undefined],
    ]);
    const groups = '打分表\n指标|分值\n甲|60\n乙|10\n小计|70\n丙|30\n小计|30\n合计|100';
    expect(codes(planOf(groups))).toEqual([]);
  });

  test('with shares of 99.9 % is asked about; exact ones become weights', () => {
    expect(planOf('打分表\n指标|权重\n甲|33.3%\n乙|33.3%\n丙|33.3%').faults).toMatchObject([
      { code: 'rubric.percent', details: { sum: '99.9', off: '0.1' } },
    ]);
    expect(
      planOf('打分表\n指标|满分|权重（%）\n甲|10|60\n乙|10|40').values?.rubrics?.[0]?.criteria,
    ).toMatchObject([
      { max: '10', weight: '6' },
      { max: '10', weight: '4' },
    ]);
    expect(planOf('打分表\n指标|权重\n甲|60%\n乙|40%').values?.rubrics?.[0]?.criteria).toMatchObject([
      { max: '100', weight: '0.6' },
      { max: '100', weight: '0.4' },
    ]);
    expect(codes(planOf('打分表\n指标|满分|权重\n甲|30|50%\n乙|10|50%'))).toEqual([
      ['criterion.inexact', 3, 2],
    ]);
  });

  test('says which cell is wrong', () => {
    const text =
      '评分表|指标|满分|最低|步长\n甲表|一|0||\n甲表|二|10|20|\n甲表|三|10||3\n甲表|四|10||\n甲表|四|10||\n甲表||10||\n甲表|六|||'.replaceAll(
        '评分表',
        '打分表',
      );
    expect(codes(planOf(text))).toEqual([
      ['criterion.range', 2, 2],
      ['criterion.range', 3, 2],
      ['criterion.step', 4, 4],
      ['criterion.twice', 6, 1],
      ['cell.missing', 7, 1],
      ['cell.missing', 8, 2],
    ]);
    expect(codes(planOf('指标|满分\n甲|10'))).toEqual([['rubric.nameless', undefined, undefined]]);
    const many = Array.from({ length: 21 }, (_, at) => `项${at}|1`).join('\n');
    expect(codes(planOf(`打分表\n指标|满分\n${many}`))).toEqual([['rubric.many', undefined, undefined]]);
  });

  test('imported again keeps ids, changes what it says, and offers what it lacks', () => {
    const plan = planOf('指标|满分|最低|步长|每分折算\n工作|10|0|0.5|7\n新项|10|0|0.5|1', sampleBase, {
      name: '通用',
    });
    expect(plan.values?.rubrics?.[0]?.criteria.map(({ id, weight }) => [id, weight])).toEqual([
      ['work', '7'],
      ['c02', '1'],
      ['show', '4'],
    ]);
    expect(plan.differences[0]).toMatchObject({
      missing: [{ key: 'rubrics:all/show', name: '通用 · 展示' }],
    });
    const dropped = planOf(
      '指标|满分|最低|步长|每分折算\n工作|10|0|0.5|6',
      sampleBase,
      { name: '通用' },
      { dropped: ['rubrics:all/show'] },
    );
    expect(dropped.values?.rubrics?.[0]?.criteria.map(({ id }) => id)).toEqual(['work']);
  });
});

describe('a workbook', () => {
  test('is several tables, each told by its head and its name; they know each other', () => {
    const sheets = [
      sheetOf('这个工作簿怎么填\n第一步', { name: '说明' }),
      sheetOf('评委|单位\n陈远山|市文明办', { name: '评委' }),
      sheetOf('名称|县区|第几天|到达|打分表\n甲|竹山县|1|9:00|阵地', { name: '现场' }),
      sheetOf('打分表|指标|满分\n阵地|甲|10', { name: '细则' }),
      sheetOf('名称|简称|纬度|经度\n竹山县|竹山|32.2|110.2', { name: '参赛单位' }),
      sheetOf('县区|得分\n竹山县|92', { name: '平时' }),
      sheetOf('名称|简称\n无|无', { name: '旧', hidden: true }),
    ];
    const plan = planSheets(sheets, base, ['areas', 'stops', 'judges', 'rubrics', 'routine']);
    expect(plan.sheets.map(({ kind }) => kind)).toEqual([
      ...[undefined, 'judges', 'stops', 'rubrics', 'areas', 'routine', undefined],
    ]);
    expect(plan.values).toMatchObject({
      areas: [{}, {}, {}, { id: 'a04', name: { zh: '竹山县' } }],
      rubrics: [{ id: 'r01' }],
      stops: [{ areaId: 'a04', rubricId: 'r01' }],
      judges: [{ id: 'j01' }],
      routine: [{ areaId: 'a04', score: '92' }],
    });
  });

  test('with one fault anywhere is not taken at all', () => {
    const sheets = [sheetOf('姓名|单位\n陈远山|市文明办'), sheetOf('县区|得分\n房县|#REF!')];
    const plan = planSheets(sheets, base, ['judges', 'routine']);
    expect(plan.faults).toMatchObject([{ code: 'cell.error', sheet: 1, row: 2, column: 1 }]);
    expect(plan.values).toBeUndefined();
  });

  test('hidden rows are read, and said, and can be left out', () => {
    const sheet = sheetOf('姓名|单位\n陈远山|甲\n李若溪|乙');
    const hidden = {
      ...sheet,
      rows: sheet.rows.map((row) => (row.number === 3 ? { ...row, hidden: true as const } : row)),
    };
    const plan = planSheets([hidden], base, ['judges']);
    expect(codes(plan)).toEqual([['table.hidden', undefined, undefined]]);
    expect(plan.values?.judges?.length).toBe(2);
    expect(planSheets([hidden], base, ['judges'], { withoutHidden: true }).values?.judges?.length).toBe(1);
  });

  test('lets nothing go that stops still need', () => {
    const plan = planSheets([sheetOf('名称|简称\n竹溪县|竹溪', { name: '县区' })], sampleBase, ['areas'], {
      dropped: ['areas:fang'],
    });
    expect(plan.faults).toMatchObject([{ code: 'area.still-used', details: { name: '房县', count: 2 } }]);
    const rubrics = sheetOf('打分表|指标|满分\n新表|甲|10');
    expect(codes(planSheets([rubrics], sampleBase, ['rubrics'], { dropped: ['rubrics:all'] }))).toEqual([
      ['rubric.still-used', undefined, undefined],
    ]);
  });

  test('a formula that was never computed is said at its cell', () => {
    const sheet = { ...sheetOf('县区|得分\n房县|'), uncomputed: ['2:1'] };
    expect(codes(planSheets([sheet], base, ['routine']))).toEqual([['cell.uncomputed', 2, 1]]);
  });
});
