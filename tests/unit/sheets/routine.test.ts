import { describe, expect, test } from 'vitest';
import { planSheets } from '../../../shared/sheets/apply/plan.ts';
import { sampleBase, sheetOf } from '../../support/sheets.ts';

const planOf = (text: string, choices = {}) => planSheets([sheetOf(text)], sampleBase, ['routine'], choices);
const scoresOf = (text: string, choices = {}) => planOf(text, choices).values?.routine;
const both = [
  { areaId: 'zhuxi', score: '92.5' },
  { areaId: 'fang', score: '91' },
];
const codes = (text: string, choices = {}) =>
  planOf(text, choices).faults.map(({ code, row, column }) => [code, row, column]);

describe('a sheet of routine work', () => {
  test.each([
    ['two columns under a heading', '县（市、区）|得分\n竹溪县|92.5\n房县|91'],
    ['two columns without one', '竹溪县|92.5\n房县|91'],
    ['names, short names and ids, in either language', 'Zhuxi|92.5\nfang|91'],
    ['names without their 县', '竹溪|92.5\n房县|91'],
    ['three columns under a heading', '序号|县市区|得分\n1|竹溪县|92.5\n2|房县|91'],
    ['three columns without one', '1|竹溪县|92.5\n2|房县|91'],
    ['the score before the name', '得分|单位\n92.5|竹溪县\n91|房县'],
    ['more columns, told by the heading', '县市区|上季度|得分|排名\n竹溪县|90|92.5|1\n房县|89|91|2'],
    ['points, sums and a title', '平时工作得分表\n竹溪县|92.5分\n房县|91分\n合计|183.5'],
    [
      'a title, a heading in two lines and notes',
      '2022年平时工作\n单位|得分\n|（满分100）\n竹溪县|92.5\n房县|91\n备注：7月1日统计',
    ],
    ['a heading with a figure in it', '县区|得分（满分100）\n竹溪县|92.5\n房县|91'],
    ['the score, and not its rank', '单位|得分排名|得分\n竹溪县|1|92.5\n房县|2|91'],
    ['a note behind', '竹溪县|92.5|已核\n房县|91|'],
    ['two languages in a heading', 'Area 县市区|Score 得分\n竹溪县|92.5\n房县|91'],
    ['a heading that is printed again on the next page', '县区|得分\n竹溪县|92.5\n县区|得分\n房县|91'],
    ['rows numbered beforehand', '序号|县区|得分\n1|竹溪县|92.5\n2|房县|91\n3||\n4||'],
  ])('is read with %s', (_what, text) => expect(scoresOf(text)).toEqual(both));

  test('is asked about where two columns could be the score, and read once one is chosen', () => {
    for (const head of ['自评得分|核定得分', '得分|最终得分']) {
      const text = `单位|${head}\n竹溪县|98|92.5\n房县|97|91`;
      expect(codes(text)).toEqual([['table.column-unsure', undefined, undefined]]);
      expect(scoresOf(text, { sheets: { 0: { fields: { 2: 'score' } } } })).toEqual(both);
    }
    expect(codes('竹溪县|92.5|91')).toEqual([['table.column-unsure', undefined, undefined]]);
  });

  test('says for every cell what is wrong with it, and is not taken at all', () => {
    const text = '县区|得分\n竹溪|95\n没有县|90\n房县|abc\n竹溪县|96\n|91\n房县|-1\n房县|99%\n房县|#N/A';
    expect(codes(text)).toEqual([
      ['area.not-there', 3, 0],
      ['figure.none', 4, 1],
      ['routine.twice', 5, 0],
      ['cell.missing', 6, 0],
      ['figure.negative', 7, 1],
      ['figure.percent', 8, 1],
      ['cell.error', 9, 1],
    ]);
    expect(planOf(text).values).toBeUndefined();
  });

  test('leaves an area without a score as it is, and says so', () => {
    expect(codes('县区|得分\n竹溪县|\n房县|91')).toEqual([['routine.empty', undefined, undefined]]);
    expect(scoresOf('县区|得分\n竹溪县|—\n房县|91')).toEqual([{ areaId: 'fang', score: '91' }]);
  });

  test('that was taken before changes nothing; what changes is shown with what it was', () => {
    const base = { ...sampleBase, routine: { zhuxi: '92.5', fang: '90' } };
    const plan = planSheets([sheetOf('竹溪县|92.5\n房县|91')], base, ['routine']);
    expect(plan.values).toEqual({ routine: [{ areaId: 'fang', score: '91' }] });
    expect(plan.differences).toEqual([
      {
        ...{ kind: 'routine', added: [], same: 1, missing: [] },
        changed: [{ name: '房县', changes: [{ zh: '得分', en: 'Score', before: '90', after: '91' }] }],
      },
    ]);
  });

  test('whose head is not found can be read by whoever says what its columns are', () => {
    const text = '甲|乙|丙\n1|竹溪县|92.5\n2|房县|91';
    expect(codes(text).length).toBeGreaterThan(0);
    expect(
      scoresOf(text, { sheets: { 0: { kind: 'routine', headRow: 1, fields: { 1: 'area', 2: 'score' } } } }),
    ).toEqual(both);
    expect(scoresOf(text, { sheets: { 0: { kind: null } } })).toBeUndefined();
  });
});
