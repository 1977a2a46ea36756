import type { FaultSentence } from './sentence.ts';

/** What can be wrong with a sheet as a whole. */
export const TABLE_FAULTS = {
  'table.no-head': {
    level: 'fault',
    zh: '找不到表头（要有“{zh}”）。请在下面选出表头在第几行，或每一列是什么。',
    en: 'No head was found (it should have “{en}”). Choose below which row is the head, or what each column is.',
  },
  'table.column-missing': {
    level: 'fault',
    zh: '没有找到“{zh}”这一列。请在下面指出是哪一列，或在表里加上。',
    en: 'No column “{en}” was found. Say below which one it is, or add it to the sheet.',
  },
  'table.column-unsure': {
    level: 'fault',
    zh: '{columns} 列都可能是“{zh}”。请在下面选定一列。',
    en: 'Columns {columns} could each be “{en}”. Choose one below.',
  },
  'table.empty': {
    level: 'fault',
    zh: '表头下面没有内容。请填好再导入，或选另一张表。',
    en: 'Nothing stands below the head. Fill it in and import again, or choose another sheet.',
  },
  'table.many': {
    level: 'fault',
    zh: '导入后{zh}有 {count} 个，最多 {most} 个。请只留下要用的行。',
    en: 'There would be {count} {en}, at most {most} fit. Keep only the rows that you need.',
  },
  'table.hidden': {
    level: 'warning',
    zh: '有 {count} 行是隐藏的，也会导入。不要它们就勾选“不导入隐藏的行”。',
    en: '{count} hidden rows are imported as well. Tick “leave hidden rows out” if you do not want them.',
  },
} as const satisfies Record<string, FaultSentence>;
