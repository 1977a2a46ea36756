import type { Stop } from '../../../tour/setup/setup.ts';
import { sameWord } from '../../cells/plain.ts';
import { type StopLine, stopWord } from './stop-lines.ts';

/**
 * Which stop of the tour each line is about: by its id, else by its name in its area, else by its name where only one
 * stop has it, else by its number. A stop is that of one line; a line without one is a new stop.
 */
export function matchStops(lines: readonly StopLine[], stops: readonly Stop[]): ReadonlyMap<StopLine, Stop> {
  const matched = new Map<StopLine, Stop>();
  const left = new Set(stops);
  const match = (find: (line: StopLine) => readonly Stop[]): void => {
    for (const line of lines) {
      if (matched.has(line)) continue;
      const found = find(line).filter((stop) => left.has(stop));
      const [only] = found;
      if (only === undefined || found.length > 1) continue;
      matched.set(line, only);
      left.delete(only);
    }
  };
  const by = <K>(keyOf: (stop: Stop) => K): ((key: K) => readonly Stop[]) => {
    const groups = new Map<K, Stop[]>();
    for (const stop of stops) groups.set(keyOf(stop), [...(groups.get(keyOf(stop)) ?? []), stop]);
    return (key) => groups.get(key) ?? [];
  };
  const [byId, byWord, byName, byNumber] = [
    by(({ id }) => id),
    by(({ name, areaId }) => stopWord(name.zh, areaId)),
    by(({ name }) => sameWord(name.zh)),
    by(({ number }) => number),
  ];
  match(({ id }) => (id === undefined ? [] : byId(id)));
  match(({ name, areaId }) => byWord(stopWord(name, areaId)));
  match(({ name }) => byName(sameWord(name)));
  // A new id is a new stop, whatever its number.
  match(({ id, number }) => (id !== undefined || number === undefined ? [] : byNumber(number)));
  return matched;
}
