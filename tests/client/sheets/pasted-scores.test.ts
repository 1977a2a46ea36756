import { describe, expect, test } from 'vitest';
import { readPasted } from '../../../client/sheets/reading/read-book.ts';
import { planSheets } from '../../../shared/sheets/apply/plan.ts';
import { sampleBase } from '../../support/sheets.ts';

function planOf(text: string) {
  const read = readPasted({ text, html: '' });
  if (!read.ok) throw new Error(read.why);
  return planSheets(read.book.sheets, sampleBase, ['routine']);
}

describe('pasted scores for routine work', () => {
  test.each([
    ['tabs', '竹溪县\t92.5\n房县\t91'],
    ['commas', '竹溪县,92.5\n房县,91'],
    ['a mark and quotes', '\ufeff"竹溪县"\t"92.5"\n"房县"\t"91"'],
    ['full-width figures and commas', 'zhuxi，９２．５\nfang，９１'],
    ['spaces', ' Zhuxi  92.5 \n Fang  91 '],
    [
      'a heading, three columns and Windows line ends',
      '序号\t县市区\t得分\r\n1\t竹溪县\t92.5\r\n\r\n2\t房县\t91\r\n',
    ],
    ['cells in quotes, with a line end', '"竹溪\n县"\t92.5\n"房 县"\t"91"'],
    ['the noise of a computed figure', '竹溪县\t92.50000000000001\n房县\t90.99999999999999'],
    ['columns by spaces', '序号 单位 得分\n1 竹溪县 92.5\n2、 房县 91'],
    ['a tab, and then a comma', '竹溪县\t92.5\n房县，９１'],
    ['a colon', '竹溪县：92.5分\n房县：91分'],
    ['a title and a sum', '平时工作得分表\n竹溪县\t92.5分\n房县\t91分\n合计\t183.5'],
  ])('are read with %s', (_what, text) => {
    expect(planOf(text).values?.routine).toEqual([
      { areaId: 'zhuxi', score: '92.5' },
      { areaId: 'fang', score: '91' },
    ]);
  });

  test('of a thousand keep their comma, and a merged name is asked about', () => {
    expect(planOf('竹溪县,"1,092.5"').values?.routine).toEqual([{ areaId: 'zhuxi', score: '1092.5' }]);
    const merged = planOf('县市区\t科目\t得分\n竹溪县\t甲\t92.5\n\t乙\t91');
    expect(merged.faults).toMatchObject([{ code: 'cell.missing', row: 3, column: 0 }]);
  });
});
