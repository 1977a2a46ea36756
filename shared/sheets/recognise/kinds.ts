import type { Sheet } from '../sheet.ts';
import { TABLE_KINDS, type Table, type TableKind } from '../tables/column.ts';
import { TABLES } from '../tables/tables.ts';
import { assignByContent, type KnownWords } from './content.ts';
import { type Head, type HeadSearch, headIn, isComplete } from './head.ts';
import { PERHAPS } from './heading.ts';

/** What a sheet's name counts for: more than one heading, less than two. */
const NAMED = 5;
/** A sheet that is called so explains others. */
const EXPLAINS = /说明|示例|样例|readme|explain|instruction/i;
/** So many columns tell a table even where none of them has a word of it. */
const MANY = 4;

/** Whether it is said somewhere that the table is of this kind: names and numbers stand in every table. */
function tells({ fields, headings, surest }: Head, { tells: words }: Table): boolean {
  if (surest <= PERHAPS) return false;
  return fields.size >= MANY || [...fields.keys()].some((column) => words.test(headings[column] ?? ''));
}

/**
 * What a sheet holds most likely, of some kinds; undefined where it is none of them. A sheet without a head holds scores
 * where it holds names of known areas and figures.
 */
export function kindOf(
  { name }: Pick<Sheet, 'name'>,
  search: HeadSearch,
  kinds: readonly TableKind[],
  known: KnownWords,
): TableKind | undefined {
  if (EXPLAINS.test(name)) return undefined;
  let best: TableKind | undefined;
  let most = 0;
  for (const kind of TABLE_KINDS) {
    if (!kinds.includes(kind)) continue;
    const table = TABLES[kind];
    const head = headIn(search, table);
    if (head === undefined || !isComplete(head, table)) continue;
    const isNamed = table.sheets.test(name);
    // Who wants only one kind has said which it is.
    if (kinds.length > 1 && !isNamed && !tells(head, table)) continue;
    const score = head.score + (isNamed ? NAMED : 0);
    if (score > most) [best, most] = [kind, score];
  }
  if (best !== undefined) return best;
  const isScores =
    kinds.includes('routine') && assignByContent(search.rows, TABLES.routine, known).fields.size > 0;
  return isScores ? 'routine' : undefined;
}
