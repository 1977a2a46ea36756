import { narrow, sameWord } from '../cells/plain.ts';

/** Why a row is none of the table's. */
export type LeftOutWhy = 'sum' | 'note' | 'example' | 'title' | 'head' | 'number' | 'section';

/** A row that was left out, with its cells: a sum is compared with what it should be. */
export interface LeftOut {
  readonly row: number;
  readonly why: LeftOutWhy;
  readonly cells: readonly string[];
}

const SUMS_UP =
  /^(合计|总计|小计|共计|总分|平均|平均分|平均值|总和|total|subtotal|grandtotal|sum|average|mean)(\(.*\))?[:：]?$/;
const NOTES =
  /^(备注|附注|注|说明|填表说明|填报说明|填表人|填报人|制表|制表人|审核|审核人|复核|负责人|联系人|联系电话|报送单位|填报单位|单位盖章|note|notes|remark|remarks|preparedby|checkedby)(\(.*\))?[:：]/;
const NOTES_ALONE = /^(备注|附注|说明|填表说明|note|notes|remarks?)$/;

/** Whether one of a row's cells says that the row adds up others. */
export const sumsUp = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell !== '' && SUMS_UP.test(sameWord(cell)));

/** What the template puts before an example. */
const EXAMPLE = /^(例|示例|样例|例如|e\.g\.)[:：]/i;

/** Whether a row is an example of how to fill in others. */
export const isExample = (cells: readonly string[]): boolean =>
  cells.some((cell) => EXAMPLE.test(narrow(cell)));

/** Whether a row is a note to people: it begins as one, and has no more than a few cells. */
export function isNote(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => narrow(cell) !== '').map(sameWord);
  const [first = ''] = filled;
  return filled.length <= 4 && (NOTES.test(first) || (filled.length <= 2 && NOTES_ALONE.test(first)));
}
