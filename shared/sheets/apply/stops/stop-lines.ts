import { wholeIn } from '../../cells/figure.ts';
import { sameWord } from '../../cells/plain.ts';
import { type StopField, stopsTable } from '../../tables/stops.ts';
import type { AreaBook } from '../area-book.ts';
import { idIn, MOST_ENGLISH, MOST_NAME } from '../areas.ts';
import type { Choices } from '../base.ts';
import { type LineReader, lineReaders } from '../line-reader.ts';
import type { Part } from '../part.ts';
import { type Pair, placeIn } from '../placed.ts';
import type { Days } from './days.ts';
import { type StopTimes, timesIn } from './stop-times.ts';

/** The set-up counts stops up to this. */
const MOST_STOPS = 500;

/** What a line says of a stop; undefined where it says nothing. */
export interface StopLine extends StopTimes {
  readonly line: LineReader<StopField>;
  readonly sheet: number;
  readonly name: string;
  readonly english: string | undefined;
  readonly id: string | undefined;
  readonly number: number | undefined;
  readonly areaId: string | undefined;
  readonly kind: string | undefined;
  readonly brand: string | undefined;
  readonly rubric: string | undefined;
  readonly place: Pair | undefined;
}

/** Reads the lines of a part that is about stops. Lines without a name are kept as faults and are not there. */
export function stopLines(part: Part, areas: AreaBook, days: Days, choices: Choices) {
  const readers = lineReaders(stopsTable, part.sheet);
  const stops = part.lines.flatMap((one): readonly StopLine[] => {
    const line = readers.readerOf(one);
    const name = line.text('name', MOST_NAME);
    const said = {
      number: line.take('number', (text) => wholeIn(text, 1, MOST_STOPS), String),
      id: line.take('id', idIn, (id) => id),
      areaId: line.take('area', areas.idOf, areas.nameOf),
      english: line.text('english', MOST_ENGLISH),
      kind: line.text('kind', MOST_NAME),
      brand: line.text('brand', MOST_NAME),
      rubric: line.text('rubric', MOST_NAME),
      place: placeIn<StopField>(line, choices, part.headingOf),
      ...timesIn(line, days, part.since1904),
    };
    if (name === undefined) {
      line.lacks('name');
      return [];
    }
    return [{ ...said, line, name, sheet: part.sheet }];
  });
  return { stops, seen: readers.seen, faults: readers.faults };
}

/** Whether numbers only count within something, an area or a day: each is one more than the one above, or 1 again. */
export function startsAgain(numbers: readonly (number | undefined)[]): boolean {
  const told = numbers.filter((one) => one !== undefined);
  if (new Set(told).size === told.length) return false;
  return told.every((one, at) => one === 1 || one === (told[at - 1] ?? 0) + 1);
}

/** A stop's name and area as a word to compare. */
export const stopWord = (name: string, areaId: string | undefined): string =>
  `${sameWord(name)} ${areaId ?? ''}`;
