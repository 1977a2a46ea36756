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

/** Cells of a line: by tabs, else by commas of either width, else by the last stretch of space. */
function cellsOf(text: string): readonly string[] {
  const trimmed = text.replace(/\u00a0/g, ' ').trim();
  const by = trimmed.includes('\t') ? /\t/ : /[,，;；]/.test(trimmed) ? /[,，;；]/ : /\s+(?=\S+$)/;
  return trimmed
    .split(by)
    .map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    )
    .filter((cell) => cell !== '');
}

/** Whether a first line is a heading and no score: it names no area and has no figure. */
const isHeading = (cells: readonly string[], areas: ReadonlyMap<string, string>): boolean =>
  cells.length >= 2 &&
  !areas.has(normal(cells[0] ?? '')) &&
  !cells.some((cell) => /[\d\uff10-\uff19]/.test(cell));

/**
 * Reads lines "area, score" as pasted from a sheet. An area is named by its name, its short name or its id, in either
 * language. A heading in the first line and empty lines are passed over; every other line becomes a score or a fault.
 */
export function readRoutineSheet(text: string, areas: readonly Area[]): readonly SheetLine[] {
  const known = new Map<string, string>();
  for (const { id, name, shortName } of areas)
    for (const word of [id, name.zh, shortName.zh, name.en, shortName.en])
      if (word !== undefined) known.set(normal(word), id);
  const seen = new Map<string, number>();
  const lines: SheetLine[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const line = index + 1;
    const cells = cellsOf(raw);
    if (cells.length === 0 || (lines.length === 0 && isHeading(cells, known))) continue;
    const wrong = (fault: SheetFault) => lines.push({ line, text: raw.trim(), fault });
    const [name = '', figure = ''] = cells;
    if (cells.length !== 2) {
      wrong({ kind: 'columns' });
      continue;
    }
    const areaId = known.get(normal(name));
    const score = decimalOf(figure);
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
