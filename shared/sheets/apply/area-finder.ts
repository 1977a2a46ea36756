import type { Area } from '../../tour/setup/setup.ts';
import { sameWord } from '../cells/plain.ts';

/** What names of areas end in; people leave it away. */
const SORTS =
  /(经济技术开发区|高新技术开发区|自治县|开发区|高新区|特区|新区|林区|地区|县|区|市|州|旗|county|district|city)$/;
const stemOf = (word: string): string => word.replace(SORTS, '');

/** The names of an area, each as a word to compare. */
const wordsOf = ({ id, name, shortName }: Pick<Area, 'id' | 'name' | 'shortName'>): readonly string[] =>
  [id, name.zh, shortName.zh, name.en, shortName.en].flatMap((one) =>
    one === undefined ? [] : [sameWord(one)],
  );

/** Every name by which areas are known. */
export const knownWords = (areas: readonly Area[]): ReadonlySet<string> => new Set(areas.flatMap(wordsOf));

/** An area as somebody calls it: by its name, short name or id, in either language, with its 县 or without. */
export type AreaFinder = (text: string) => Area | 'unsure' | undefined;

export function areaFinder(areas: readonly Area[]): AreaFinder {
  const exact = new Map<string, Area | 'unsure'>();
  const stems = new Map<string, Area | 'unsure'>();
  const bare = new Map<string, Area | 'unsure'>();
  const put = (map: Map<string, Area | 'unsure'>, word: string, area: Area): void => {
    if (word === '') return;
    const had = map.get(word);
    map.set(word, had === undefined || had === area ? area : 'unsure');
  };
  for (const area of areas) {
    for (const word of wordsOf(area)) {
      put(exact, word, area);
      put(stems, stemOf(word), area);
    }
    const name = sameWord(area.name.zh);
    if (stemOf(name) === name) put(bare, name, area);
  }
  // 竹山 is 竹山县, and 竹山县 the 竹山 of a tour that calls it so; but 竹山区 is another place than 竹山县.
  return (text) => {
    const word = sameWord(text);
    return exact.get(word) ?? stems.get(word) ?? bare.get(stemOf(word));
  };
}
