import type { ConvoyPosition } from '../../shared/protocol.ts';
import { stopsOff } from '../../shared/tour/conduct/falling-out.ts';
import { currentDay } from '../../shared/tour/setup/days.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { TourStore } from '../live/tour-store.svelte.ts';
import { fetchedLines } from './fetched-lines.svelte.ts';
import { landOf, type MapModel } from './model.ts';

/** A fix older than this says where the convoy was, not where it is. */
const STALE_MS = 5 * 60_000;

/** Whether a position says where the convoy is, and not only where it was. */
export const isLive = (position: ConvoyPosition | null, nowUnixMs: number): boolean =>
  position !== null && nowUnixMs - position.fixedAtUnixMs < STALE_MS;

/** What the map of a tour that is followed draws, without pictures. To be called while a component is set up. */
export function followedMap(store: () => TourStore, setup: () => Setup): { readonly model: MapModel } {
  const fetched = fetchedLines(store);
  const land = $derived(landOf(fetched.lines));
  const leaderAreaId = $derived.by(() => {
    const { standings } = store().latest;
    // Once the result is everybody's, nobody leads any more.
    const isOver = store().tour.told?.state === 'opened';
    return isOver || standings.mode === 'hidden'
      ? undefined
      : standings.rows.find((row) => row.rank === 1)?.areaId;
  });
  const model = $derived.by(() => {
    const { tour, latest, nowUnixMs } = store();
    const { position, track } = latest;
    const current = currentDay(tour);
    return {
      ...{ setup: setup(), ...land, track, position, leaderAreaId, stops: tour.stops, off: stopsOff(tour) },
      day: current?.running ? current.day : undefined,
      live: isLive(position, nowUnixMs),
    };
  });

  return {
    get model() {
      return model;
    },
  };
}
