import { areaFinder } from '../../../shared/sheets/apply/area-finder.ts';
import type { SheetBase } from '../../../shared/sheets/apply/base.ts';
import { labelsFrom } from '../../../shared/sheets/apply/stops/labels.ts';
import { sameWord } from '../../../shared/sheets/cells/plain.ts';
import type { TableKind } from '../../../shared/sheets/tables/column.ts';
import type { Label } from '../../../shared/tour/setup/setup.ts';

/** Cells of a page by field; a number is one in the sheet as well. */
export type PageRow = Readonly<Record<string, string | number | undefined>>;

/** A number that a sheet keeps exactly has no more digits than this; others are written as texts. */
const EXACT_DIGITS = 15;

/** A figure as a number where a sheet keeps it as it is. */
function exact(value: number | string): number | string {
  const text = String(value);
  const number = Number(text);
  return text.replace(/[-.]/g, '').length <= EXACT_DIGITS && Number.isFinite(number) ? number : text;
}

const angles = ([latitude, longitude]: readonly [number, number]): PageRow =>
  latitude === 0 && longitude === 0 ? {} : { latitude: exact(latitude), longitude: exact(longitude) };

/** How an area is called so that it is found again: by its name, else by its id. */
function callsAreas({ areas }: SheetBase): (id: string | undefined) => string | undefined {
  const find = areaFinder(areas);
  return (id) => {
    const area = areas.find((one) => one.id === id);
    if (area === undefined) return id;
    const found = find(area.name.zh);
    return found === area ? area.name.zh : area.id;
  };
}

/** The same of labels: kinds and brands. */
function callsLabels(labels: readonly Label[]): (id: string | undefined) => string | undefined {
  const { idOf } = labelsFrom(labels, 'x');
  return (id) => {
    const name = labels.find((one) => one.id === id)?.name.zh;
    return name === undefined || idOf(name) === id ? name : id;
  };
}

/** What a tour has, as rows of a page. */
export function rowsOf(kind: TableKind, base: SheetBase): readonly PageRow[] {
  const areaName = callsAreas(base);
  switch (kind) {
    case 'areas':
      return base.areas.map(({ id, name, shortName, seat }) => ({
        ...{ name: name.zh, english: name.en, short: shortName.zh, shortEnglish: shortName.en, id },
        ...angles(seat),
      }));
    case 'rubrics':
      return base.rubrics.flatMap((rubric) =>
        rubric.criteria.map(({ id, label, min, max, step, weight }) => ({
          ...{ rubric: rubric.name.zh, rubricEnglish: rubric.name.en, rubricId: rubric.id },
          ...{ label: label.zh, english: label.en, id },
          ...{ min: exact(min), max: exact(max), step: exact(step), weight: exact(weight) },
        })),
      );
    case 'stops': {
      const [kindName, brandName] = [callsLabels(base.kinds), callsLabels(base.brands)];
      const ofName = (id: string) => base.rubrics.find((one) => one.id === id)?.name.zh;
      const isOnly = (name: string): boolean =>
        base.rubrics.filter((one) => sameWord(one.name.zh) === sameWord(name)).length === 1;
      return base.stops.map((stop) => {
        const rubric = ofName(stop.rubricId);
        return {
          ...{ number: stop.number, area: areaName(stop.areaId), name: stop.name.zh, english: stop.name.en },
          ...{ day: stop.day, arrive: stop.plannedAt, leave: stop.plannedLeaveAt, id: stop.id },
          ...{ kind: kindName(stop.kindId), brand: brandName(stop.brandId) },
          rubric: rubric !== undefined && isOnly(rubric) ? rubric : stop.rubricId,
          ...angles(stop.position),
        };
      });
    }
    case 'judges':
      return base.judges.map(({ id, name, post, areaId }) => ({ name, post, area: areaName(areaId), id }));
    case 'routine':
      return base.areas.map(({ id }) => {
        const score = base.routine[id];
        return { area: areaName(id), score: score === undefined ? undefined : exact(score) };
      });
  }
}
