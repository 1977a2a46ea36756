import type { Judge } from '../../tour/judging/judges.ts';
import { nameIn, sameWord } from '../cells/plain.ts';
import type { SheetFault } from '../faults/faults.ts';
import { type JudgeField, judgesTable } from '../tables/judges.ts';
import type { AreaBook } from './area-book.ts';
import { idIn } from './areas.ts';
import type { Choices } from './base.ts';
import type { FieldText } from './difference.ts';
import { idGiver, numbered } from './ids.ts';
import { type LineReader, lineReaders, type SeenLine } from './line-reader.ts';
import { type Applied, type Part, withoutDropped } from './part.ts';

const [MOST_NAME, MOST_POST, MOST_JUDGES] = [80, 120, 500];

/** What a line says of a judge. */
interface JudgeLine {
  readonly line: LineReader<JudgeField>;
  readonly name: string;
  readonly post: string | undefined;
  readonly areaId: string | undefined;
  readonly id: string | undefined;
}

/** A person as far as a line without an id tells: two of one name are told apart by what they are. */
const personWord = (name: string, post: string | undefined, areaId: string | undefined): string =>
  `${sameWord(name)} ${sameWord(post ?? '')} ${areaId ?? ''}`;

/** Two of one name that nothing tells apart are asked about; others of one name are said. */
function sayNamesakes(lines: readonly JudgeLine[]): void {
  const names = new Map<string, JudgeLine[]>();
  for (const one of lines) names.set(sameWord(one.name), [...(names.get(sameWord(one.name)) ?? []), one]);
  for (const [first, ...others] of names.values()) {
    for (const other of others) {
      if (first === undefined) continue;
      const isSame = (one: JudgeLine): boolean =>
        personWord(one.name, one.post, one.areaId) === personWord(other.name, other.post, other.areaId) &&
        (one.id === undefined || other.id === undefined || one.id === other.id);
      const twin = [first, ...others].find(
        (one) => one !== other && one.line.row < other.line.row && isSame(one),
      );
      other.line.wrong('name', twin === undefined ? 'judge.namesake' : 'judge.twice', {
        ...{ text: other.name, row: (twin ?? first).line.row },
      });
    }
  }
}

/** Finds the judge of the tour that a line is about: by id, by name and post or area, or by a name that only one has. */
function judgeFinder(before: readonly Judge[], lines: readonly JudgeLine[]) {
  const byId = new Map(before.map((judge) => [judge.id, judge]));
  const byName = new Map<string, Judge[]>();
  for (const judge of before)
    byName.set(sameWord(judge.name), [...(byName.get(sameWord(judge.name)) ?? []), judge]);
  const namesakes = new Map<string, number>();
  for (const { name } of lines) namesakes.set(sameWord(name), (namesakes.get(sameWord(name)) ?? 0) + 1);
  const found = new Set<Judge>();
  return ({ id, name, post, areaId }: JudgeLine): Judge | undefined => {
    const ofName = (byName.get(sameWord(name)) ?? []).filter((one) => !found.has(one));
    const isExact = (one: Judge): boolean =>
      sameWord(one.post ?? '') === sameWord(post ?? '') ||
      (one.areaId !== undefined && one.areaId === areaId);
    const isOnly = ofName.length === 1 && namesakes.get(sameWord(name)) === 1;
    const judge =
      id !== undefined ? byId.get(id) : (ofName.find(isExact) ?? (isOnly ? ofName[0] : undefined));
    if (judge === undefined || found.has(judge)) return undefined;
    found.add(judge);
    return judge;
  };
}

/** Judges after sheets of judges. */
export function applyJudges(
  parts: readonly Part[],
  before: readonly Judge[],
  areas: AreaBook,
  choices: Choices,
): Applied<Judge> {
  const seen = new Map<number, readonly SeenLine[]>();
  const faults: SheetFault[] = [];
  const after = new Map(before.map((judge) => [judge.id, judge]));
  const giveId = idGiver(before.map(({ id }) => id));
  const told = new Set<string>();
  const readers = parts.map((part) => ({ part, ...lineReaders(judgesTable, part.sheet) }));
  const lines = readers.flatMap(({ part, readerOf }) =>
    part.lines.flatMap((one): readonly JudgeLine[] => {
      const line = readerOf(one);
      const name = line.text('name', MOST_NAME);
      const said = {
        post: line.text('post', MOST_POST),
        areaId: line.take('area', areas.idOf, areas.nameOf),
        id: line.take('id', idIn, (id) => id),
      };
      if (name === undefined) line.lacks('name');
      return name === undefined ? [] : [{ ...said, line, name }];
    }),
  );
  sayNamesakes(lines);
  const find = judgeFinder(before, lines);
  const twice = new Map<string, number>();
  for (const one of lines) {
    const was = find(one);
    const first = one.id === undefined ? undefined : twice.get(one.id);
    if (first !== undefined) one.line.wrong('id', 'id.twice', { text: one.id ?? '', row: first });
    if (one.id !== undefined && first === undefined) twice.set(one.id, one.line.row);
    const id = was?.id ?? giveId(one.id ?? numbered('j', after.size + 1));
    const post =
      one.post === undefined || (was?.post !== undefined && nameIn(was.post) === one.post)
        ? was?.post
        : one.post;
    const areaId = one.areaId ?? was?.areaId;
    told.add(id);
    after.set(id, {
      ...{ id, name: was !== undefined && nameIn(was.name) === one.name ? was.name : one.name },
      ...(post !== undefined && { post }),
      ...(areaId !== undefined && { areaId }),
    });
  }
  for (const { part, seen: of, faults: wrong } of readers) {
    seen.set(part.sheet, of);
    faults.push(...wrong);
  }
  const all = withoutDropped([...after.values()], 'judges', told, choices.dropped);
  if (all.length > MOST_JUDGES)
    faults.push({
      code: 'table.many',
      details: { zh: '评委', en: 'judges', count: all.length, most: MOST_JUDGES },
    });
  return { all, told, seen, faults };
}

/** A judge's fields, to be compared and read. */
export const judgeFields =
  (nameOf: (areaId: string) => string) =>
  ({ name, post, areaId }: Judge): readonly FieldText[] => [
    ['姓名', 'Name', name],
    ['单位及职务', 'Unit and post', post ?? ''],
    ['所属县（市、区）', 'Area', areaId === undefined ? '' : nameOf(areaId)],
  ];
