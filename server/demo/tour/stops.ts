import type { DemoStop } from './stop.ts';
import { stopsOfDay1 } from './stops-day1.ts';
import { stopsOfDay2 } from './stops-day2.ts';
import { stopsOfDay3 } from './stops-day3.ts';

export { type DemoStop, stopKinds } from './stop.ts';

/** The forty stops of two and a half days, in driving order. */
export const stops: readonly DemoStop[] = [...stopsOfDay1, ...stopsOfDay2, ...stopsOfDay3];

const byId = new Map(stops.map((stop) => [stop.id, stop]));

/** The stop with this id. Throws when there is none: ids in the demo's data are checked by a test. */
export function stopById(id: string): DemoStop {
  const stop = byId.get(id);
  if (stop === undefined) throw new Error(`The demo has no stop ${id}`);
  return stop;
}
