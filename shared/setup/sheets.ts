import type { SheetBase } from '../sheets/apply/base.ts';
import type { SheetValues } from '../sheets/apply/plan.ts';
import type { Parts } from './parts.ts';

/** What sheets are laid beside: the parts as they would be taken over. */
export const baseOf = ({ tour, areas, stops, labels, rubrics, judges }: Parts): SheetBase => ({
  days: tour.days,
  areas: areas.areas,
  stops: stops.stops,
  ...labels,
  rubrics: rubrics.rubrics,
  judges: judges.judges,
  routine: {},
});

/** The parts that sheets change, with what they say; those they say nothing of are not there. */
export function partsAfter(parts: Parts, values: SheetValues): Partial<Parts> {
  const { areas, days, kinds, brands, rubrics, stops, judges, dismissed = [] } = values;
  const { tour, labels } = parts;
  const staying = (judges ?? parts.judges.judges).filter(({ id }) => !dismissed.includes(id));
  return {
    ...(days !== undefined && { tour: { ...tour, days: [...days] } }),
    ...(areas !== undefined && { areas: { areas: [...areas] } }),
    ...((kinds ?? brands) !== undefined && {
      labels: { kinds: [...(kinds ?? labels.kinds)], brands: [...(brands ?? labels.brands)] },
    }),
    ...(rubrics !== undefined && { rubrics: { rubrics: [...rubrics] } }),
    ...(stops !== undefined && { stops: { ...parts.stops, stops: [...stops] } }),
    ...((judges !== undefined || dismissed.length > 0) && { judges: { judges: staying } }),
  };
}
