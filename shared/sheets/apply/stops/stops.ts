import type { Stop } from '../../../tour/setup/setup.ts';
import type { SheetFault } from '../../faults/faults.ts';
import type { AreaBook } from '../area-book.ts';
import { named } from '../areas.ts';
import type { Choices, SheetBase } from '../base.ts';
import { idGiver, numbered } from '../ids.ts';
import type { SeenLine } from '../line-reader.ts';
import { type Applied, type Part, withoutDropped } from '../part.ts';
import { placeOr } from '../placed.ts';
import type { Days } from './days.ts';
import { type Labels, labelsFrom } from './labels.ts';
import type { RubricBook } from './rubric-book.ts';
import { type StopLine, startsAgain, stopLines, stopWord } from './stop-lines.ts';
import { matchStops } from './stop-matching.ts';

const MOST_STOPS = 500;
/** What a stop without a time of its own gets: said as such. */
export const TIME_TO_COME = '09:00';

/** What stops rest on, as it is after the other tables. */
export interface StopsBeside {
  readonly areas: AreaBook;
  readonly days: Days;
  readonly rubrics: RubricBook;
}

/** Stops afterwards, with the kinds and brands that they brought along. */
export interface AppliedStops extends Applied<Stop> {
  readonly kinds: Labels;
  readonly brands: Labels;
  readonly timeless: number;
}

/** What stands twice: a name within an area, or a number. Both are said at the later line. */
function sayTwice(lines: readonly StopLine[], countsWithin: boolean): void {
  const names = new Map<string, number>();
  const numbers = new Map<number, number>();
  const ids = new Map<string, number>();
  for (const { line, name, areaId, number, id } of lines) {
    const before = id === undefined ? undefined : ids.get(id);
    if (before !== undefined) line.wrong('id', 'id.twice', { text: id ?? '', row: before });
    else if (id !== undefined) ids.set(id, line.row);
    // Two of one name are told apart by their ids.
    const word = stopWord(name, areaId);
    const first = id === undefined ? names.get(word) : undefined;
    if (first === undefined) names.set(word, line.row);
    else line.wrong('name', 'stop.twice', { text: name, row: first });
    if (number === undefined || countsWithin) continue;
    const taken = numbers.get(number);
    if (taken === undefined) numbers.set(number, line.row);
    else line.wrong('number', 'number.twice', { number, row: taken });
  }
}

/** Stops after sheets of stops. */
export function applyStops(
  parts: readonly Part[],
  base: SheetBase,
  beside: StopsBeside,
  choices: Choices,
): AppliedStops {
  const { areas, days, rubrics } = beside;
  const seen = new Map<number, readonly SeenLine[]>();
  const faults: SheetFault[] = [];
  const readers = parts.map((part) => ({ part, ...stopLines(part, areas, days, choices) }));
  const lines = readers.flatMap(({ stops }) => stops);
  const countsWithin = startsAgain(lines.map(({ number }) => number));
  if (countsWithin) faults.push({ code: 'number.counts-within' });
  sayTwice(lines, countsWithin);
  const matched = matchStops(lines, base.stops);
  const { numberOf } = days.finished();
  const [kinds, brands] = [labelsFrom(base.kinds, 'k'), labelsFrom(base.brands, 'b')];
  const giveId = idGiver(base.stops.map(({ id }) => id));
  const after = new Map(base.stops.map((stop) => [stop.id, stop]));
  const told = new Set<string>();
  const numbersTaken = [...base.stops, ...lines].map(({ number }) => number ?? 0);
  let next = countsWithin ? 0 : Math.max(0, ...numbersTaken);
  let timeless = 0;
  for (const one of lines) {
    const was = matched.get(one);
    const areaId = one.areaId ?? was?.areaId ?? (areas.all.length === 1 ? areas.all[0]?.id : undefined);
    if (areaId === undefined) one.line.lacks('area');
    const onlyDay = base.days.length > 1 ? undefined : (base.days[0]?.number ?? 1);
    const day = one.day === undefined ? (was?.day ?? onlyDay) : numberOf(one.day);
    if (day === undefined) one.line.lacks('day');
    const kindId = one.kind === undefined ? was?.kindId : kinds.idOf(one.kind);
    const brandId = one.brand === undefined ? was?.brandId : brands.idOf(one.brand);
    const rubricId = rubrics.idFor(one, was, kindId);
    const number = countsWithin ? ++next : (one.number ?? was?.number ?? ++next);
    if (one.arrive === undefined && was === undefined) timeless += 1;
    const leave = one.leave ?? was?.plannedLeaveAt;
    const id = was?.id ?? giveId(one.id ?? numbered('s', number));
    told.add(id);
    after.set(id, {
      id,
      number,
      name: named(one.name, one.english, was?.name),
      areaId: areaId ?? '',
      day: day ?? 1,
      plannedAt: one.arrive ?? was?.plannedAt ?? TIME_TO_COME,
      ...(leave !== undefined && { plannedLeaveAt: leave }),
      position: placeOr(one.place, was?.position),
      ...(kindId !== undefined && { kindId }),
      ...(brandId !== undefined && { brandId }),
      rubricId: rubricId ?? '',
    });
  }
  for (const { part, seen: lines, faults: wrong } of readers) {
    seen.set(part.sheet, lines);
    faults.push(...wrong);
  }
  const all = withoutDropped([...after.values()], 'stops', told, choices.dropped).toSorted(
    (a, b) => a.number - b.number,
  );
  if (all.length > MOST_STOPS)
    faults.push({
      code: 'table.many',
      details: { zh: '站点', en: 'stops', count: all.length, most: MOST_STOPS },
    });
  faults.push(...takenNumbers(all, told));
  return { all, told, seen, faults, kinds, brands, timeless };
}

/** Stops that the sheets do not have, and whose number they give to another. */
function takenNumbers(all: readonly Stop[], told: ReadonlySet<string>): readonly SheetFault[] {
  const given = new Set(all.flatMap(({ id, number }) => (told.has(id) ? [number] : [])));
  return all.flatMap(({ id, number, name }): readonly SheetFault[] =>
    told.has(id) || !given.has(number) ? [] : [{ code: 'number.taken', details: { number, name: name.zh } }],
  );
}
