import type { Table } from './column.ts';

export type RoutineField = 'area' | 'score';

export const routineTable: Table<RoutineField> = {
  kind: 'routine',
  zh: '平时工作',
  en: 'Routine work',
  sheets: /平时|日常|常规|得分|成绩|routine|score/i,
  tells: /县|区|单位|area|county|district/i,
  needs: [['area'], ['score']],
  columns: [
    {
      field: 'area',
      zh: '县市区',
      en: 'Area',
      names: [
        ...['县市区', '县', '区县', '县区', '市县', '地区', '单位', '单位名称', '名称', '参赛单位', '地方'],
        ...['area', 'county', 'district', 'name', 'region'],
      ],
      has: /县|区|单位|地方|area|county|district/,
      required: true,
    },
    {
      field: 'score',
      zh: '得分',
      en: 'Score',
      names: [
        '得分',
        '分数',
        '成绩',
        '总分',
        '平时得分',
        '平时工作',
        '平时工作分',
        '平时分',
        'score',
        'mark',
        'total',
      ],
      has: /得分|分数|成绩|总分|平时|score|mark/,
      hasNot: /排名|名次|位次|率|扣分|rank/,
      required: true,
      onlyOne: true,
    },
  ],
};
