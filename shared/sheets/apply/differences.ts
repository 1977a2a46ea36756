import type { Judge } from '../../tour/judging/judges.ts';
import type { Rubric } from '../../tour/setup/rubric.ts';
import type { Area, Label, Stop, TourDay } from '../../tour/setup/setup.ts';
import type { AreaBook } from './area-book.ts';
import { areaFields } from './areas.ts';
import type { SheetBase } from './base.ts';
import { type Difference, differenceOf, isEmptyDifference } from './difference.ts';
import { judgeFields } from './judges.ts';
import type { Applied } from './part.ts';
import { type RoutineScore, routineFields } from './routine.ts';
import { criterionKey, rubricFields } from './rubrics/rubrics.ts';
import { stopFields } from './stops/stop-fields.ts';

/** Every list as it is afterwards. */
export interface Lists {
  readonly areas: readonly Area[];
  readonly days: readonly TourDay[];
  readonly kinds: readonly Label[];
  readonly brands: readonly Label[];
  readonly rubrics: readonly Rubric[];
  readonly stops: readonly Stop[];
  readonly judges: readonly Judge[];
  readonly routine: readonly RoutineScore[];
}

interface AppliedAll {
  readonly areas: Applied<Area>;
  readonly rubrics: Applied<Rubric>;
  readonly stops: Applied<Stop>;
  readonly judges: Applied<Judge>;
  readonly routine: Applied<RoutineScore>;
}

const zhOf = ({ name }: { readonly name: { readonly zh: string } }): string => name.zh;

/** Labels that came along; nothing is said of those that did not. */
const addedLabels = (
  kind: 'kinds' | 'brands',
  before: readonly Label[],
  after: readonly Label[],
): Difference => ({
  kind,
  added: after.slice(before.length).map(zhOf),
  ...{ changed: [], same: 0, missing: [] },
});

/** Criteria of rubrics that the sheet tells of, and which it does not have. */
const missingCriteria = (before: readonly Rubric[], told: ReadonlySet<string>): Difference['missing'] =>
  before.flatMap((rubric) =>
    rubric.criteria.flatMap(({ id, label }) => {
      const key = criterionKey(rubric.id, id);
      return !told.has(rubric.id) || told.has(key) ? [] : [{ key, name: `${rubric.name.zh} · ${label.zh}` }];
    }),
  );

/** The name of what has an id, from a list of such; the id where it is not there. */
function namesIn(list: readonly { readonly id: string; readonly name: { readonly zh: string } }[]) {
  const names = new Map(list.map((one) => [one.id, one.name.zh]));
  return (id: string): string => names.get(id) ?? id;
}

const isRead = ({ seen }: Applied<unknown>): boolean => seen.size > 0;

/** Areas: those of a sheet of areas, and those that other sheets made. */
function areasDifference(
  base: SheetBase,
  after: Lists,
  { told, seen }: Applied<Area>,
  made: readonly Area[],
): Difference {
  const known = seen.size > 0 ? told : new Set(base.areas.map(({ id }) => id));
  const compared = {
    kind: 'areas',
    before: base.areas,
    after: after.areas,
    nameOf: zhOf,
    fieldsOf: areaFields,
  } as const;
  const all = differenceOf({ ...compared, told: new Set([...known, ...made.map(({ id }) => id)]) });
  return seen.size > 0 ? all : { ...all, same: 0 };
}

/** Scores: what a sheet does not have stays, and nobody is asked about it. */
function routineDifference(
  base: SheetBase,
  after: Lists,
  told: ReadonlySet<string>,
  areaName: (id: string) => string,
): Difference {
  const before = Object.entries(base.routine).map(([id, score]) => ({ id, score }));
  const nameOf = ({ id }: RoutineScore): string => areaName(id);
  const all = differenceOf({
    kind: 'routine',
    before,
    after: after.routine,
    told,
    nameOf,
    fieldsOf: routineFields,
  });
  const scoreOf = new Map(after.routine.map(({ id, score }) => [areaName(id), score]));
  return { ...all, added: all.added.map((name) => `${name} ${scoreOf.get(name) ?? ''}`), missing: [] };
}

/** What changes, list by list; those that nothing was said about are not there. */
export function differencesOf(
  base: SheetBase,
  after: Lists,
  applied: AppliedAll,
  areas: Pick<AreaBook, 'made'>,
): readonly Difference[] {
  const areaName = namesIn(after.areas);
  const criteria = [...base.rubrics, ...after.rubrics].flatMap((rubric) =>
    rubric.criteria.map(({ id }) => id),
  );
  const stopNames = {
    area: areaName,
    kind: namesIn(after.kinds),
    brand: namesIn(after.brands),
    rubric: namesIn(after.rubrics),
  };
  const differences: Difference[] = [areasDifference(base, after, applied.areas, areas.made)];
  if (isRead(applied.rubrics)) {
    const { told } = applied.rubrics;
    const compared = { before: base.rubrics, after: after.rubrics, told, nameOf: zhOf };
    const rubrics = differenceOf({
      ...compared,
      kind: 'rubrics',
      fieldsOf: rubricFields([...new Set(criteria)]),
    });
    differences.push({ ...rubrics, missing: [...rubrics.missing, ...missingCriteria(base.rubrics, told)] });
  }
  const days = after.days.slice(base.days.length).map(({ number, date }) => `${number} · ${date}`);
  differences.push({ kind: 'days', added: days, changed: [], same: 0, missing: [] });
  differences.push(
    addedLabels('kinds', base.kinds, after.kinds),
    addedLabels('brands', base.brands, after.brands),
  );
  if (isRead(applied.stops))
    differences.push(
      differenceOf({
        ...{ kind: 'stops', before: base.stops, after: after.stops, told: applied.stops.told, nameOf: zhOf },
        fieldsOf: stopFields(stopNames),
      }),
    );
  if (isRead(applied.judges))
    differences.push(
      differenceOf({
        ...{ kind: 'judges', before: base.judges, after: after.judges, told: applied.judges.told },
        nameOf: ({ name }) => name,
        fieldsOf: judgeFields(areaName),
      }),
    );
  if (isRead(applied.routine))
    differences.push(routineDifference(base, after, applied.routine.told, areaName));
  return differences.filter((one) => !isEmptyDifference(one));
}
