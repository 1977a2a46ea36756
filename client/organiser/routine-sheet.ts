import type { Area } from '../../shared/tour/setup.ts';
import { decimalOf } from './figures.ts';

/** What is wrong with a pasted line. */
export type SheetFault =
  | { readonly kind: 'area' | 'score'; readonly text: string }
  | { readonly kind: 'twice'; readonly line: number }
  | { readonly kind: 'columns' };

/** A line of the sheet that held something; `line` counts from 1 as pasted. */
export type SheetLine =
  | { readonly line: number; readonly text: string; readonly areaId: string; readonly score: string }
  | { readonly line: number; readonly text: string; readonly fault: SheetFault };

/** What people write the same thing in: width, case and space tell no two areas apart. */
const normal = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** A cell in quotes, which may hold line ends and what else separates cells. */
const QUOTED = /(^|[\t,，;；\r\n])"((?:[^"]|"")*)"(?=$|[\t,，;；\r\n])/g;
const THOUSANDS = /^\d{1,3}([,，]\d{3})+(\.\d+)?$/;

/** The text with quoted cells as plain ones: a name on one line, a figure without its thousands' commas. */
const unquoted = (text: string): string =>
  text.replace(QUOTED, (_whole, before: string, cell: string) => {
    const plain = cell
      .replace(/""/g, '"')
      .replace(/[\r\n]+/g, '')
      .trim();
    return before + (THOUSANDS.test(plain) ? plain.replace(/[,，]/g, '') : plain.replace(/[\t,，;；]/g, ' '));
  });

/** Cells of a line: by tabs, else by commas of either width, else by the last stretch of space. */
function cellsOf(text: string): readonly string[] {
  const plain = text.replace(/\u00a0/g, ' ');
  if (plain.includes('\t')) return plain.split('\t').map((cell) => cell.trim());
  const by = /[,，;；]/.test(plain) ? /[,，;；]/ : /[:：]/.test(plain) ? /[:：]/ : /\s+(?=\S+$)/;
  // Words may have spaces in them; a number that counts the lines is none of them.
  return plain
    .trim()
    .replace(/^\d{1,3}[.、]?\s+(?=\S+\s+\S)/, '')
    .split(by)
    .map((cell) => cell.trim());
}

/** Digits that a score may have; what a sheet has computed may end in noise far behind them. */
const DIGITS = 6;
const NOISE = 1e-9;

/** A score as offices write it: `92.5分`, `1,092.5`, or with the noise of a computed one. */
function scoreIn(cell: string): string | undefined {
  const plain = cell.replace(/分$/, '').trim();
  const bare = THOUSANDS.test(plain) ? plain.replace(/[,，]/g, '') : plain;
  const score = decimalOf(bare);
  if (score !== undefined || !/^\d{1,6}\.\d{7,}$/.test(bare)) return score;
  const rounded = Number(bare).toFixed(DIGITS);
  return Math.abs(Number(bare) - Number(rounded)) < NOISE ? String(Number(rounded)) : undefined;
}

/** Which columns hold what, by the words of a heading; `unsure`: more than one could be the score, and nobody guesses. */
type Columns = { readonly area: number; readonly score: number } | 'unsure';

const NAMES_AREAS = /县|区|单位|地方|area|county|district/i;
const NAMES_SCORES = /得分|分数|成绩|总分|score|mark/i;
/** A column about scores that does not hold them. */
const NAMES_NO_SCORE = /排名|名次|位次|率|扣分|rank/i;

function columnsOf(cells: readonly string[]): Columns | undefined {
  const area = cells.findIndex((cell) => NAMES_AREAS.test(cell));
  const scores = cells.flatMap((cell, at) =>
    at !== area && NAMES_SCORES.test(cell) && !NAMES_NO_SCORE.test(cell) ? [at] : [],
  );
  const [score] = scores;
  if (area < 0 || score === undefined) return undefined;
  return scores.length > 1 ? 'unsure' : { area, score };
}

const HOLDS_A_FIGURE = /[\d\uff10-\uff19]/;
const SUMS_UP = /^(合计|总计|小计|总分|平均|平均分|total|sum|average|mean)[:：]?$/;
/** A number in front of the name counts the lines. */
const COUNTS_LINES = /^\d{1,3}[.、]?$/;

/** Name and figure of a line; undefined where it cannot be told which they are. */
function nameAndFigure(
  cells: readonly string[],
  isArea: (cell: string) => boolean,
  columns: Columns | undefined,
): readonly [string, string] | undefined {
  if (columns === 'unsure') return undefined;
  if (columns !== undefined && cells.length > Math.max(columns.area, columns.score))
    return [cells[columns.area] ?? '', cells[columns.score] ?? ''];
  const filled = cells.filter((cell) => cell !== '');
  const [first = '', second = ''] = filled;
  if (filled.length === 2) return [first, second];
  const at = filled.findIndex(isArea);
  const figures = filled.filter((cell, index) => {
    if (index === at || scoreIn(cell) === undefined) return false;
    return !(index < at && COUNTS_LINES.test(cell));
  });
  const [figure] = figures;
  return at < 0 || figure === undefined || figures.length > 1 ? undefined : [filled[at] ?? '', figure];
}

/**
 * Reads scores as pasted from a sheet: an area and its score in each line, in whatever columns. An area is named by its
 * name, its short name or its id, in either language. Headings before the first line, sums and empty lines are passed
 * over; every other line becomes a score or a fault.
 */
export function readRoutineSheet(text: string, areas: readonly Area[]): readonly SheetLine[] {
  const known = new Map<string, string>();
  for (const { id, name, shortName } of areas)
    for (const word of [id, name.zh, shortName.zh, name.en, shortName.en])
      if (word !== undefined) known.set(normal(word), id);
  const isArea = (cell: string): boolean => known.has(normal(cell));
  const seen = new Map<string, number>();
  const lines: SheetLine[] = [];
  let columns: Columns | undefined;
  for (const [index, raw] of unquoted(text.replace(/^\ufeff/, ''))
    .split(/\r\n?|\n/)
    .entries()) {
    const line = index + 1;
    const cells = cellsOf(raw);
    const filled = cells.filter((cell) => cell !== '');
    if (filled.length === 0) continue;
    const names = filled.some(isArea);
    const isNamed = [NAMES_AREAS, NAMES_SCORES].every((form) => filled.some((cell) => form.test(cell)));
    const isHeading =
      lines.length === 0 &&
      !names &&
      filled.length > 1 &&
      (isNamed || !filled.some((cell) => HOLDS_A_FIGURE.test(cell)));
    const isTitle = lines.length === 0 && !names && filled.length === 1 && /表|得分|分数|成绩/.test(raw);
    if (isHeading) columns = columnsOf(cells);
    if (isHeading || isTitle || (!names && filled.some((cell) => SUMS_UP.test(normal(cell))))) continue;
    const wrong = (fault: SheetFault) => lines.push({ line, text: raw.trim(), fault });
    const found = nameAndFigure(cells, isArea, columns);
    if (found === undefined) {
      wrong({ kind: 'columns' });
      continue;
    }
    const [name, figure] = found;
    const areaId = known.get(normal(name));
    const score = scoreIn(figure);
    if (areaId === undefined) wrong({ kind: 'area', text: name });
    else if (score === undefined || score.startsWith('-')) wrong({ kind: 'score', text: figure });
    else if (seen.has(areaId)) wrong({ kind: 'twice', line: seen.get(areaId) ?? line });
    else {
      seen.set(areaId, line);
      lines.push({ line, text: raw.trim(), areaId, score });
    }
  }
  return lines;
}
