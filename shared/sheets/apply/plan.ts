import { sameJson } from '../../canonical.ts';
import type { Judge } from '../../tour/judging/judges.ts';
import type { Rubric } from '../../tour/setup/rubric.ts';
import type { Area, Label, Stop, TourDay } from '../../tour/setup/setup.ts';
import { type FaultCode, isFault, type SheetFault } from '../faults/faults.ts';
import type { Sheet } from '../sheet.ts';
import type { TableKind } from '../tables/column.ts';
import { areaBook } from './area-book.ts';
import { knownWords } from './area-finder.ts';
import { applyAreas } from './areas.ts';
import type { Choices, SheetBase } from './base.ts';
import type { Difference } from './difference.ts';
import { differencesOf } from './differences.ts';
import { applyJudges } from './judges.ts';
import { type Applied, type Part, unchanged } from './part.ts';
import { placeFaults, stillUsed } from './place-faults.ts';
import { type Recognised, recognised } from './recognised.ts';
import { applyRoutine } from './routine.ts';
import { applyRubrics } from './rubrics/rubrics.ts';
import { daysFrom } from './stops/days.ts';
import { rubricBook } from './stops/rubric-book.ts';
import { applyStops, TIME_TO_COME } from './stops/stops.ts';

/**
 * What there is after the sheets: whole lists, those that nothing was said about as they were. A list that did not
 * change is not there.
 */
export interface SheetValues {
  readonly areas?: readonly Area[];
  readonly days?: readonly TourDay[];
  readonly kinds?: readonly Label[];
  readonly brands?: readonly Label[];
  readonly rubrics?: readonly Rubric[];
  readonly stops?: readonly Stop[];
  readonly judges?: readonly Judge[];
  /** Ids of judges that are to go. */
  readonly dismissed?: readonly string[];
  /** Only scores that change. */
  readonly routine?: readonly { readonly areaId: string; readonly score: string }[];
}

/** What sheets would do, before they do it. */
export interface SheetPlan {
  readonly sheets: readonly Recognised[];
  readonly faults: readonly SheetFault[];
  /** Names of areas that nobody knows. */
  readonly unknownAreas: readonly string[];
  /** Whether latitude and longitude look swapped. */
  readonly looksSwapped: boolean;
  /** Whether coordinates are among what is read. */
  readonly hasPlaces: boolean;
  readonly differences: readonly Difference[];
  /** Undefined where there is a fault: all or nothing. */
  readonly values: SheetValues | undefined;
}

/** Lays sheets beside what a tour has. `kinds` are those that are wanted here; others are passed over. */
export function planSheets(
  sheets: readonly Sheet[],
  base: SheetBase,
  kinds: readonly TableKind[],
  choices: Choices = {},
): SheetPlan {
  const read = recognised(sheets, knownWords(base.areas), kinds, choices);
  const of = (kind: TableKind): readonly Part[] =>
    read.flatMap(({ part }) => (part?.kind === kind ? [part] : []));
  const wanted = <T>(
    kind: TableKind,
    apply: (parts: readonly Part[]) => Applied<T>,
    all: readonly T[],
  ): Applied<T> => (of(kind).length === 0 ? unchanged(all) : apply(of(kind)));

  const areas = wanted('areas', (parts) => applyAreas(parts, base.areas, choices), base.areas);
  // Only where areas or stops are set up can an area be made along with them.
  const makesAreas = kinds.includes('areas') || kinds.includes('stops');
  const book = areaBook(areas.all, !makesAreas ? 'none' : choices.addsAreas === true ? 'made' : 'asked');
  const rubrics = wanted('rubrics', (parts) => applyRubrics(parts, base.rubrics, choices), base.rubrics);
  const days = daysFrom(base.days);
  const beside = { areas: book, days, rubrics: rubricBook(rubrics.all, base.stops) };
  const stops = of('stops').length === 0 ? undefined : applyStops(of('stops'), base, beside, choices);
  const judges = wanted('judges', (parts) => applyJudges(parts, base.judges, book, choices), base.judges);
  const routineBefore = Object.entries(base.routine).map(([id, score]) => ({ id, score }));
  const routine = wanted('routine', (parts) => applyRoutine(parts, base.routine, book), routineBefore);

  const applied = { areas, rubrics, stops: stops ?? unchanged(base.stops), judges, routine };
  const everyArea = [...areas.all, ...book.made];
  const isRead = read.some(({ part }) => part !== undefined);
  const empty = read.flatMap(({ view }, sheet): readonly SheetFault[] =>
    isRead || view.kind === undefined ? [] : [{ code: 'table.empty', sheet }],
  );
  const faults: SheetFault[] = [
    ...empty,
    ...read.flatMap(({ faults: own }) => own),
    ...Object.values(applied).flatMap(({ faults: own }) => own),
    ...stillUsed(base, { areas: everyArea, rubrics: rubrics.all, stops: applied.stops.all }),
  ];
  // What is lacking is said once nothing is wrong: a place that cannot be read is none that is missing.
  if (!faults.some(isFault)) {
    faults.push(...placeFaults(everyArea, applied.stops.all, { areas, stops }));
    if (stops !== undefined && stops.timeless > 0)
      faults.push({ code: 'stop.no-time', details: { count: stops.timeless, time: TIME_TO_COME } });
    if (stops !== undefined && rubrics.all.length === 0) faults.push({ code: 'rubric.none' });
  }
  const seen = new Map(Object.values(applied).flatMap((one) => [...one.seen]));
  const dismissed = base.judges.flatMap(({ id }) =>
    judges.all.some((judge) => judge.id === id) ? [] : [id],
  );
  const after = {
    ...{ areas: everyArea, days: days.finished().all, rubrics: rubrics.all, stops: applied.stops.all },
    kinds: stops?.kinds.all ?? base.kinds,
    brands: stops?.brands.all ?? base.brands,
    judges: judges.all,
    routine: routine.all,
  };
  const has = (code: FaultCode): boolean => faults.some((fault) => fault.code === code);
  return {
    sheets: read.map(({ view }, sheet) => ({ ...view, lines: seen.get(sheet) ?? [] })),
    faults: inOrder(faults),
    unknownAreas: book.unknown,
    looksSwapped: has('place.swapped') || choices.swapped === true,
    hasPlaces: read.some(({ part }) =>
      ['place', 'latitude', 'longitude'].some((field) => (part?.headingOf(field) ?? '') !== ''),
    ),
    differences: isRead ? differencesOf(base, after, applied, book) : [],
    values: !isRead || faults.some(isFault) ? undefined : changesOf(base, after, dismissed),
  };
}

/** Faults as one reads a sheet: what is about all of it first; and what is about all sheets at the end. */
const inOrder = (faults: readonly SheetFault[]): readonly SheetFault[] =>
  faults.toSorted(
    (a, b) =>
      (a.sheet ?? Number.MAX_SAFE_INTEGER) - (b.sheet ?? Number.MAX_SAFE_INTEGER) ||
      (a.row ?? 0) - (b.row ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );

type After = Required<Omit<SheetValues, 'routine' | 'dismissed'>> & {
  readonly routine: readonly { readonly id: string; readonly score: string }[];
};

/** The lists that changed. */
function changesOf(base: SheetBase, after: After, dismissed: readonly string[]): SheetValues {
  const { routine, ...lists } = after;
  const scores = routine.flatMap(({ id, score }) =>
    base.routine[id] === score ? [] : [{ areaId: id, score }],
  );
  const changed = Object.entries(lists).filter(
    ([name, list]) => !sameJson(base[name as keyof typeof lists], list),
  );
  return {
    ...Object.fromEntries(changed),
    ...(dismissed.length > 0 && { dismissed }),
    ...(scores.length > 0 && { routine: scores }),
  };
}
