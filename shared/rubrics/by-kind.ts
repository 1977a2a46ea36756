import type { Rubric } from '../tour/setup/rubric.ts';
import type { Stop } from '../tour/setup/setup.ts';
import { READY_KINDS } from './ready.ts';

/** What is looked at: stops with their kind and rubric, and the rubrics that there are. */
interface Marked {
  readonly stops: { readonly stops: readonly Pick<Stop, 'kindId' | 'rubricId'>[] };
  readonly rubrics: { readonly rubrics: readonly Pick<Rubric, 'id'>[] };
}

/**
 * The rubric that marks most stops of a kind; of a kind without stops the one that is ready for it, where that is there.
 * Undefined where nobody can tell.
 */
export function rubricForKind(kindId: string, { stops, rubrics }: Marked): string | undefined {
  const isThere = (rubricId: string): boolean => rubrics.rubrics.some(({ id }) => id === rubricId);
  const counts = new Map<string, number>();
  for (const stop of stops.stops)
    if (kindId !== '' && stop.kindId === kindId && isThere(stop.rubricId))
      counts.set(stop.rubricId, (counts.get(stop.rubricId) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  const ready = READY_KINDS.find(({ id }) => id === kindId)?.rubricId;
  return most?.[0] ?? (ready !== undefined && isThere(ready) ? ready : undefined);
}
