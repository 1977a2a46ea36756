/*
 * What other people's sheets call things, in words that this house does not use itself: no page says them.
 */

/** Headings of a rubric's criteria. */
export const RUBRIC_NAMES = {
  label: [
    ...[
      '指标',
      '指标名称',
      '二级指标',
      '三级指标',
      '评分项目',
      '评分内容',
      '评分指标',
      '评分要素',
      '评分项',
      '打分项',
    ],
    ...[
      '打分项目',
      '评价指标',
      '评价内容',
      '评审内容',
      '评审项目',
      '考核内容',
      '考核指标',
      '考核项目',
      '测评内容',
    ],
    ...['项目', '内容', '要素', 'criterion', 'criteria', 'item', 'label', 'indicator'],
  ],
  least: '起评分',
  labelHas: /指标|评分项|评分内容|评价内容|考核内容|测评|criteri/,
} as const;
