import { compare } from '../../decimal.ts';
import { figureIn } from '../cells/figure.ts';
import { narrow } from '../cells/plain.ts';
import { type Read, read, wrong } from '../cells/read.ts';
import type { SheetFault } from '../faults/faults.ts';
import { routineTable } from '../tables/routine.ts';
import type { AreaBook } from './area-book.ts';
import type { FieldText } from './difference.ts';
import { lineReaders, type SeenLine } from './line-reader.ts';
import { namesOf } from './names.ts';
import type { Applied, Part } from './part.ts';

/** An area's score for routine work; `id` is the area's. */
export interface RoutineScore {
  readonly id: string;
  readonly score: string;
}

/** A score: a decimal that is not below zero. */
function scoreIn(text: string): Read<string> {
  const figure = figureIn(text);
  if (!figure.ok) return figure;
  const { decimal, percent } = figure.value;
  if (percent) return wrong('figure.percent', { text: narrow(text) });
  return decimal.startsWith('-') ? wrong('figure.negative', { text: decimal }) : read(decimal);
}

/** Scores for routine work after sheets of them. */
export function applyRoutine(
  parts: readonly Part[],
  before: Readonly<Record<string, string>>,
  areas: AreaBook,
): Applied<RoutineScore> {
  const seen = new Map<number, readonly SeenLine[]>();
  const faults: SheetFault[] = [];
  const after = new Map(Object.entries(before));
  const told = new Map<string, number>();
  const empty: string[] = [];
  for (const part of parts) {
    const readers = lineReaders(routineTable, part.sheet);
    for (const one of part.lines) {
      const line = readers.readerOf(one);
      const areaId = line.take('area', areas.idOf, areas.nameOf);
      const score = line.take('score', scoreIn, (value) => value);
      if (!line.says('area')) line.lacks('area');
      if (areaId !== undefined && score === undefined && !line.isWrong) empty.push(areas.nameOf(areaId));
      if (areaId === undefined || score === undefined) continue;
      const first = told.get(areaId);
      if (first !== undefined)
        line.wrong('area', 'routine.twice', { text: areas.nameOf(areaId), row: first });
      else {
        told.set(areaId, one.row);
        const was = before[areaId];
        after.set(areaId, was !== undefined && compare(was, score) === 0 ? was : score);
      }
    }
    seen.set(part.sheet, readers.seen);
    faults.push(...readers.faults);
  }
  if (empty.length > 0)
    faults.push({ code: 'routine.empty', details: { count: empty.length, names: namesOf(empty) } });
  const all = [...after].map(([id, score]) => ({ id, score }));
  return { all, told: new Set(told.keys()), seen, faults };
}

export const routineFields = ({ score }: RoutineScore): readonly FieldText[] => [['得分', 'Score', score]];
