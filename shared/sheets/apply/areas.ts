import type { Area } from '../../tour/setup/setup.ts';
import { nameIn, narrow, sameWord } from '../cells/plain.ts';
import type { Read } from '../cells/read.ts';
import type { SheetFault } from '../faults/faults.ts';
import { type AreaField, areasTable } from '../tables/areas.ts';
import type { Choices } from './base.ts';
import type { FieldText } from './difference.ts';
import { idGiver, isId, numbered, slugOf } from './ids.ts';
import { type LineReader, lineReaders, type SeenLine } from './line-reader.ts';
import { type Applied, type Part, withoutDropped } from './part.ts';
import { NOWHERE, type Pair, placeIn, placeOr } from './placed.ts';

/** Characters of a name, and of an English one. */
export const MOST_NAME = 120;
export const MOST_ENGLISH = 200;
const MOST_AREAS = 200;
const SORTS = /(旅游经济特区|经济技术开发区|高新技术开发区|自治县|特区|县|区|市)$/;

/** An id as somebody wrote it into a sheet. */
export function idIn(text: string): Read<string> {
  const id = narrow(text).toLowerCase();
  return isId(id) ? { ok: true, value: id } : { ok: false, code: 'id.form', details: { text: narrow(text) } };
}

/** What a cell says, or what was there where it says the same: a sheet knows no line ends in a name, nor spaces around it. */
const saidOr = (said: string | undefined, was: string | undefined): string | undefined =>
  was !== undefined && (said === undefined || said === nameIn(was)) ? was : said;

/** A name of cells in both languages, over what it was; English is left away where there is none. */
export function named(zh: string, en: string | undefined, was?: Area['name']): Area['name'] {
  const english = saidOr(en, was?.en);
  const chinese = saidOr(zh, was?.zh) ?? zh;
  return english === undefined ? { zh: chinese } : { zh: chinese, en: english };
}

/** What people usually call an area: without its 县, where two characters are left. */
export function shortOf(name: string): string {
  const short = name.replace(SORTS, '');
  return [...short].length >= 2 ? short : name;
}

/** An area of which nothing but its name is known; the `count`th of the tour. */
export const newArea = (name: string, count: number, giveId: (wished: string) => string): Area => ({
  id: giveId(numbered('a', count)),
  name: { zh: name },
  shortName: { zh: shortOf(name) },
  seat: [NOWHERE[0], NOWHERE[1]],
});

/** An area of a line: what it says, over what was known. */
function areaOf(
  line: LineReader<AreaField>,
  name: string,
  was: Area | undefined,
  place: Pair | undefined,
  id: string,
): Area {
  const english = line.text('english', MOST_ENGLISH);
  const short = line.text('short', MOST_NAME);
  const shortEnglish = line.text('shortEnglish', MOST_ENGLISH);
  const kept = was !== undefined && sameWord(was.name.zh) === sameWord(name);
  return {
    ...(was?.outline !== undefined && { outline: was.outline }),
    id,
    name: named(name, english, was?.name),
    shortName: named(
      short ?? (kept ? was.shortName.zh : shortOf(name)),
      shortEnglish ?? (was === undefined ? english : undefined),
      was?.shortName,
    ),
    seat: placeOr(place, was?.seat),
  };
}

/** Areas after sheets of areas: each line is one that is known, by its id or name, or a new one. */
export function applyAreas(parts: readonly Part[], before: readonly Area[], choices: Choices): Applied<Area> {
  const giveId = idGiver(before.map(({ id }) => id));
  const seen = new Map<number, readonly SeenLine[]>();
  const faults: SheetFault[] = [];
  const after = new Map(before.map((area) => [area.id, area]));
  const byId = new Map(after);
  const byWord = new Map<string, Area>();
  for (const area of before.toReversed())
    for (const word of [area.shortName.zh, area.name.zh]) byWord.set(sameWord(word), area);
  /** Rows of the areas that were told of, by id and by name. */
  const told = new Map<string, number>();
  const words = new Map<string, number>();
  for (const part of parts) {
    const readers = lineReaders(areasTable, part.sheet);
    for (const one of part.lines) {
      const line = readers.readerOf(one);
      const name = line.text('name', MOST_NAME);
      const said = line.take('id', idIn, (id) => id);
      const place = placeIn<AreaField>(line, choices, part.headingOf);
      if (name === undefined) {
        line.lacks('name');
        continue;
      }
      const was = (said === undefined ? undefined : byId.get(said)) ?? byWord.get(sameWord(name));
      const wished =
        said ??
        (slugOf(one.cells.shortEnglish?.text) ||
          slugOf(one.cells.english?.text) ||
          numbered('a', after.size + 1));
      // Two of one name are told apart by their ids.
      const first =
        told.get(was?.id ?? said ?? '') ?? (said === undefined ? words.get(sameWord(name)) : undefined);
      if (first !== undefined) {
        line.wrong('name', 'area.twice', { text: name, row: first });
        continue;
      }
      const id = was?.id ?? giveId(wished);
      told.set(id, one.row);
      words.set(sameWord(name), one.row);
      after.set(id, areaOf(line, name, was, place, id));
    }
    seen.set(part.sheet, readers.seen);
    faults.push(...readers.faults);
  }
  const names = new Set(told.keys());
  const all = withoutDropped([...after.values()], 'areas', names, choices.dropped);
  if (all.length > MOST_AREAS)
    faults.push({
      code: 'table.many',
      details: { zh: '县（市、区）', en: 'areas', count: all.length, most: MOST_AREAS },
    });
  return { all, told: names, seen, faults };
}

/** An area's fields, to be compared and read. */
export const areaFields = ({ name, shortName, seat }: Area): readonly FieldText[] => [
  ['名称', 'Name', name.zh],
  ['英文名称', 'English name', name.en ?? ''],
  ['简称', 'Short name', shortName.zh],
  ['英文简称', 'English short name', shortName.en ?? ''],
  ['坐标', 'Coordinates', seat.join(', ')],
];
