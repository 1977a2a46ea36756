import type { Area } from '../../tour/setup/setup.ts';
import { nameIn, sameWord } from '../cells/plain.ts';
import { type Read, read, wrong } from '../cells/read.ts';
import { areaFinder } from './area-finder.ts';
import { newArea } from './areas.ts';
import { idGiver } from './ids.ts';

/** Areas that other tables refer to; those that nobody knows are made where that is wanted. */
export interface AreaBook {
  /** The id of the area that is called so. */
  idOf(text: string): Read<string>;
  nameOf(id: string): string;
  /** Names that no area has; each once. */
  readonly unknown: readonly string[];
  /** Every area, those that were made included. */
  readonly all: readonly Area[];
  readonly made: readonly Area[];
}

/** What becomes of areas that nobody knows: they are made, it is asked whether to make them, or there are none to be made here. */
export type UnknownAreas = 'made' | 'asked' | 'none';

export function areaBook(areas: readonly Area[], unknownAreas: UnknownAreas): AreaBook {
  const find = areaFinder(areas);
  const giveId = idGiver(areas.map(({ id }) => id));
  const all = [...areas];
  const made: Area[] = [];
  const unknown: string[] = [];
  const madeBy = new Map<string, Area>();
  const known = areas
    .map(({ name }) => name.zh)
    .slice(0, 12)
    .join('、');
  return {
    all,
    made,
    unknown,
    nameOf: (id) => all.find((area) => area.id === id)?.name.zh ?? id,
    idOf(text) {
      const found = find(text) ?? madeBy.get(sameWord(text));
      if (found === 'unsure') return wrong('area.unsure', { text: nameIn(text) });
      if (found !== undefined) return read(found.id);
      const name = nameIn(text);
      if (unknownAreas === 'none') return wrong('area.not-there', { text: name, known });
      if (!unknown.includes(name)) unknown.push(name);
      if (unknownAreas === 'asked') return wrong('area.unknown', { text: name, known });
      const area = newArea(name, all.length + 1, giveId);
      madeBy.set(sameWord(text), area);
      all.push(area);
      made.push(area);
      return read(area.id);
    },
  };
}
