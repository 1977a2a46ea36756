import { roadsAstray } from '../../../shared/tour/setup/setup-days.ts';
import type { TourStore } from '../../live/tour-store.svelte.ts';

/** What is wrong, and told at the top of this place. */
export type AlarmHere = 'clock' | 'page-failures' | 'road' | 'watched';

/** Everything that is wrong now; the bar of places says how much it is. */
export function alarmsOf({ latest, tour }: Pick<TourStore, 'latest' | 'tour'>): readonly AlarmHere[] {
  return [
    ...(latest.clock ? (['clock'] as const) : []),
    ...((latest.pageFailures?.count ?? 0) > 0 ? (['page-failures'] as const) : []),
    ...(latest.alarms ?? []).filter(({ kind }) => kind !== 'clock').map(() => 'watched' as const),
    ...(tour.setup === null ? [] : roadsAstray(tour.setup).map(() => 'road' as const)),
  ];
}
