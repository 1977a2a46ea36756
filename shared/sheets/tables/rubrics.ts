import type { Table } from './column.ts';
import { RUBRIC_NAMES } from './synonyms.ts';

export type RubricField =
  | 'rubric'
  | 'rubricEnglish'
  | 'rubricId'
  | 'group'
  | 'label'
  | 'english'
  | 'max'
  | 'min'
  | 'step'
  | 'percent'
  | 'weight'
  | 'id';

export const rubricsTable: Table<RubricField> = {
  kind: 'rubrics',
  zh: '评分表',
  en: 'Rubrics',
  sheets: /评分表|打分表|细则|标准|指标|rubric|criteria/i,
  tells: /指标|要素|分值|满分|criteri|points/i,
  needs: [['label'], ['max', 'percent']],
  columns: [
    {
      field: 'rubric',
      zh: '评分表',
      en: 'Rubric',
      names: ['评分表', '评分表名称', '打分表', '表名', '适用类别', 'rubric', 'form'],
      fillsDown: true,
    },
    {
      field: 'rubricEnglish',
      zh: '评分表英文名',
      en: 'English name of rubric',
      names: ['评分表英文名', '评分表英文名称', 'rubricenglish', 'englishnameofrubric'],
    },
    {
      field: 'group',
      zh: '大项',
      en: 'Group',
      names: ['大项', '一级指标', '大类', '项目类别', '分类', '类别', 'group', 'section'],
      fillsDown: true,
    },
    {
      field: 'label',
      zh: '指标',
      en: 'Criterion',
      names: RUBRIC_NAMES.label,
      has: RUBRIC_NAMES.labelHas,
      hasNot: /英文|编号|一级|大项|分值|满分|权重|得分|english|weight|max|score/,
      required: true,
    },
    {
      field: 'english',
      zh: '英文',
      en: 'English',
      names: ['英文', '英文名称', '指标英文', '英文名', 'english', 'englishname'],
    },
    {
      field: 'max',
      zh: '满分',
      en: 'Most',
      names: [
        '满分',
        '分值',
        '最高',
        '最高分',
        '标准分',
        '分数',
        '标准分值',
        'max',
        'most',
        'points',
        'maximum',
      ],
      has: /满分|分值|最高分?|max/,
      hasNot: /最低|得分|min/,
      onlyOne: true,
    },
    {
      field: 'min',
      zh: '最低',
      en: 'Least',
      names: ['最低', '最低分', RUBRIC_NAMES.least, 'min', 'least', 'minimum'],
    },
    {
      field: 'step',
      zh: '步长',
      en: 'Step',
      names: ['步长', '最小单位', '精度', '间隔', 'step'],
    },
    {
      field: 'percent',
      zh: '权重（%）',
      en: 'Per cent',
      names: ['权重', '占比', '比重', '比例', '权重%', '占比%', 'percent', 'percentage', 'share'],
      has: /权重|占比|比重|percent/,
      hasNot: /系数|每分/,
      onlyOne: true,
    },
    {
      field: 'weight',
      zh: '每分折算',
      en: 'Weight of a mark',
      names: ['每分折算', '折算', '折算系数', '系数', '权重系数', 'weight', 'weightofamark', 'factor'],
    },
    { field: 'id', zh: '指标编号', en: 'ID', names: ['指标编号', '编号', '指标代码', 'id', 'code'] },
    {
      field: 'rubricId',
      zh: '评分表编号',
      en: 'ID of rubric',
      names: ['评分表编号', '评分表代码', 'rubricid', 'idofrubric'],
    },
  ],
};
