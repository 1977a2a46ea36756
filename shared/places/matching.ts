import { sameWord } from '../sheets/cells/plain.ts';
import type { Area } from '../tour/setup/setup.ts';
import type { OutlineFeature } from './geojson.ts';

/** Which features are whose: places in the file by the area's id; and those of nobody. */
export interface Matched {
  readonly byArea: ReadonlyMap<string, readonly number[]>;
  readonly unmatched: readonly number[];
}

/** What a name of an area ends in, which files and people leave away as they like. */
const SORT = /(?:自治县|特区|林区|新区|[县区市])$/;
const short = (name: string): string => {
  const word = sameWord(name);
  const cut = word.replace(SORT, '');
  return [...cut].length >= 2 ? cut : word;
};

type Called = Pick<Area, 'id' | 'name' | 'shortName'>;

/**
 * Gives features of a file to areas: by administrative code, where it is the area's id or `codeOf` knows it, then by the
 * whole name, then by the name without its 县 or 区, where that leaves no choice. Several features of one area are one.
 */
export function matchOutlines(
  features: readonly Pick<OutlineFeature, 'names' | 'codes'>[],
  areas: readonly Called[],
  codeOf: (area: Called) => string | undefined = () => undefined,
): Matched {
  const byArea = new Map<string, number[]>();
  const taken = new Set<number>();
  const give = (tells: (feature: Pick<OutlineFeature, 'names' | 'codes'>, area: Called) => boolean): void => {
    for (const [at, feature] of features.entries()) {
      if (taken.has(at)) continue;
      const [only, ...more] = areas.filter((area) => tells(feature, area));
      if (only === undefined || more.length > 0) continue;
      taken.add(at);
      byArea.set(only.id, [...(byArea.get(only.id) ?? []), at]);
    }
  };
  give(({ codes }, area) => codes.includes(area.id) || codes.includes(codeOf(area) ?? '-'));
  const named = new Set(byArea.keys());
  const free = (area: Called): boolean => !named.has(area.id);
  const words = (area: Called): readonly string[] =>
    [area.name.zh, area.shortName.zh, area.name.en ?? ''].map(sameWord).filter((word) => word !== '');
  give(({ names }, area) => free(area) && names.some((name) => words(area).includes(sameWord(name))));
  for (const id of byArea.keys()) named.add(id);
  give(({ names }, area) => free(area) && names.some((name) => short(name) === short(area.name.zh)));
  return { byArea, unmatched: [...features.keys()].filter((at) => !taken.has(at)) };
}
