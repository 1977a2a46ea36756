import type { FaultSentence } from './sentence.ts';

/** What can be wrong with one cell, whatever it is about. */
export const CELL_FAULTS = {
  'cell.error': {
    level: 'fault',
    zh: '{text} 是公式算错了。请改好公式，或直接填数。',
    en: '{text} is a formula’s error. Mend the formula, or type the value itself.',
  },
  'cell.narrow': {
    level: 'fault',
    zh: '这里只有 ####：复制时列太窄。请把列拉宽再复制，或者直接选文件。',
    en: 'Nothing but ####: the column was too narrow when it was copied. Widen it and copy again, or choose the file itself.',
  },
  'cell.uncomputed': {
    level: 'fault',
    zh: '公式还没有算过。请用 Excel 或 WPS 打开，保存一次，再导入。',
    en: 'The formula was never computed. Open the file in Excel or WPS, save it, and import it again.',
  },
  'cell.missing': { level: 'fault', zh: '缺“{zh}”。请补上。', en: '“{en}” is missing. Fill it in.' },
  'cell.long': {
    level: 'fault',
    zh: '有 {length} 个字，最多 {most} 个。请缩短。',
    en: 'It has {length} characters, at most {most} fit. Shorten it.',
  },
  'figure.none': {
    level: 'fault',
    zh: '“{text}”不是数。请填数字，如 92.5。',
    en: '“{text}” is no number. Fill in a number such as 92.5.',
  },
  'figure.digits': {
    level: 'fault',
    zh: '{text} 位数太多：小数点前后各最多 6 位。请四舍五入。',
    en: '{text} has too many digits: at most 6 before and 6 behind the point. Round it.',
  },
  'figure.negative': {
    level: 'fault',
    zh: '{text} 小于 0。请填 0 或更大的数。',
    en: '{text} is below zero. Fill in zero or more.',
  },
  'figure.percent': {
    level: 'fault',
    zh: '{text} 是百分数，这里要分数。请去掉百分号。',
    en: '{text} is a percentage where points are meant. Take the % away.',
  },
  'figure.date': {
    level: 'fault',
    zh: '“{text}”是日期，多半是表格把数自动改成了日期。请把单元格设为“数值”或“文本”，重新填。',
    en: '“{text}” is a date: the sheet most likely turned a number into it. Format the cell as a number or as text, and type it again.',
  },
  'whole.none': {
    level: 'fault',
    zh: '“{text}”不是 {least} 到 {most} 的整数。请改正。',
    en: '“{text}” is no whole number from {least} to {most}. Mend it.',
  },
  'time.none': {
    level: 'fault',
    zh: '看不出“{text}”是什么时间。请写成 9:30，或 2022-07-06 9:30。',
    en: 'No time can be read from “{text}”. Write 9:30, or 2022-07-06 9:30.',
  },
  'time.order': {
    level: 'warning',
    zh: '离开（{leave}）早于到达（{arrive}）。请核对。',
    en: 'Leaving ({leave}) is before arriving ({arrive}). Check it.',
  },
  'day.unknown': {
    level: 'fault',
    zh: '这次拉练没有“{text}”这一天。有：{days}。请改日期，或先在设置里加这一天。',
    en: 'The tour has no day “{text}”. It has: {days}. Mend it, or add the day in the set-up first.',
  },
  'day.unsure': {
    level: 'fault',
    zh: '“{text}”看不出是几月几日。请写成 2022-07-06。',
    en: '“{text}” may be more than one day. Write 2022-07-06.',
  },
  'day.year': {
    level: 'fault',
    zh: '“{text}”没有年份，拉练也还没有设日期。请写成 2022-07-06，或写第几天。',
    en: '“{text}” lacks the year, and the tour has no dates yet. Write 2022-07-06, or the number of the day.',
  },
  'day.two': {
    level: 'fault',
    zh: '“{text}”和同一行的日期不是同一天。请改成一致。',
    en: '“{text}” is another day than the date in the same row. Make them agree.',
  },
  'place.none': {
    level: 'fault',
    zh: '看不出“{text}”是什么坐标。请写成 32.65 和 110.79 两格，或 32.65,110.79 一格。',
    en: 'No coordinates can be read from “{text}”. Write 32.65 and 110.79 in two cells, or 32.65,110.79 in one.',
  },
  'place.range': {
    level: 'fault',
    zh: '{text} 不可能是坐标：纬度不过 90，经度不过 180。请改正。',
    en: '{text} cannot be a coordinate: latitudes end at 90, longitudes at 180. Mend it.',
  },
  'place.swapped': {
    level: 'fault',
    zh: '纬度不会是 {text}：经度和纬度像是填反了。整列都反了就勾选“经纬度对调”，只有这一格就改正它。',
    en: 'No latitude is {text}: latitude and longitude look swapped. If the whole column is, tick “swap latitude and longitude”; else mend this cell.',
  },
  'place.half': {
    level: 'fault',
    zh: '经度、纬度只填了一个。请补上另一个，或都留空。',
    en: 'Only one of latitude and longitude is there. Fill in the other, or leave both empty.',
  },
  'place.far': {
    level: 'warning',
    zh: '“{name}”离其他点有 {km} 公里。请核对坐标。',
    en: '“{name}” is {km} km from the others. Check its coordinates.',
  },
  'id.form': {
    level: 'fault',
    zh: '编号“{text}”不能用：只能有小写英文字母、数字和连字符，最多 40 个。不需要编号就留空。',
    en: 'The ID “{text}” cannot be used: only lower-case letters, digits and hyphens, at most 40. Leave it empty if you need none.',
  },
  'id.twice': {
    level: 'fault',
    zh: '编号“{text}”和第 {row} 行相同。请改一个，或留空。',
    en: 'The ID “{text}” stands in row {row} already. Change one, or leave it empty.',
  },
} as const satisfies Record<string, FaultSentence>;
