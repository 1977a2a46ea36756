import type { Criterion, Rubric } from '../../../tour/setup/rubric.ts';
import { nameIn, sameWord } from '../../cells/plain.ts';
import type { SheetFault } from '../../faults/faults.ts';
import { rubricsTable } from '../../tables/rubrics.ts';
import { idIn, MOST_ENGLISH, MOST_NAME, named } from '../areas.ts';
import type { Choices } from '../base.ts';
import type { FieldText } from '../difference.ts';
import { idGiver, numbered, slugOf } from '../ids.ts';
import { lineReaders, type SeenLine } from '../line-reader.ts';
import { type Applied, type Part, withoutDropped } from '../part.ts';
import { scaleIn } from './criterion-lines.ts';
import { type Placed, promisedIn, wrongSums, wrongTotals } from './rubric-sums.ts';

const MOST_CRITERIA = 20;
const MOST_RUBRICS = 50;
const NAMES_NOTHING = /^(sheet|工作表|表)?\d*$/i;
const BRACKETS = /[（(][^（()）]*[)）]/g;

/** A rubric while its lines come in. */
interface Open {
  readonly was: Rubric | undefined;
  readonly id: string;
  readonly name: string;
  readonly english: string | undefined;
  readonly criteria: Map<string, Criterion>;
  readonly placed: Placed[];
}

/** What a sheet without a column for it calls its rubric: its title, or its own name. */
function nameFor({ title, name }: Part, before: readonly Rubric[]): string | undefined {
  const titled = nameIn(title.replace(BRACKETS, ''));
  if (titled !== '' && [...titled].length <= MOST_NAME) return titled;
  if (!NAMES_NOTHING.test(name)) return nameIn(name);
  return before.length === 1 ? before[0]?.name.zh : undefined;
}

/** Rubrics after sheets of rubrics: each line is a criterion. */
export function applyRubrics(
  parts: readonly Part[],
  before: readonly Rubric[],
  choices: Choices,
): Applied<Rubric> {
  const giveId = idGiver(before.map(({ id }) => id));
  const seen = new Map<number, readonly SeenLine[]>();
  const faults: SheetFault[] = [];
  const open: Open[] = [];
  const byId = new Map<string, Open>();
  const byName = new Map<string, Open>();
  /** The rubric that a line is of: by its id, or by its name where only another line of it says the id. */
  const opened = (name: string, said: string | undefined, english: string | undefined): Open => {
    const word = sameWord(name);
    const known = said === undefined ? byName.get(word) : byId.get(said);
    if (known !== undefined) return known;
    const was =
      (said === undefined ? undefined : before.find(({ id }) => id === said)) ??
      before.find((one) => sameWord(one.name.zh) === word && !byId.has(one.id));
    const id = was?.id ?? giveId(said ?? (slugOf(english) || numbered('r', before.length + open.length + 1)));
    const one: Open = { was, id, name, english, criteria: new Map(), placed: [] };
    open.push(one);
    byId.set(id, one);
    byName.set(word, one);
    return one;
  };
  for (const part of parts) {
    const readers = lineReaders(rubricsTable, part.sheet);
    const usual = nameFor(part, before);
    const ofPart: Placed[] = [];
    const ofSheet = new Set<Open>();
    /** With a line that is wrong anyway, nobody knows what the others add up to. */
    let isWhole = true;
    for (const one of part.lines) {
      // Cells that are one with those above only go on with their text.
      if (one.cells.label?.lent && (one.cells.max ?? one.cells.percent)?.lent) continue;
      const line = readers.readerOf(one);
      const group = line.text('group', MOST_NAME);
      const label = line.text('label', MOST_NAME) ?? group;
      const english = line.text('english', MOST_ENGLISH);
      const said = line.take('id', idIn, (id) => id);
      const rubricId = line.take('rubricId', idIn, (id) => id);
      const rubricEnglish = line.text('rubricEnglish', MOST_ENGLISH);
      const name = line.text('rubric', MOST_NAME) ?? usual;
      if (label === undefined) line.lacks('label');
      if (name === undefined) {
        if (!faults.some(({ code }) => code === 'rubric.nameless'))
          faults.push({ code: 'rubric.nameless', sheet: part.sheet });
        continue;
      }
      const rubric = opened(name, rubricId, rubricEnglish);
      const was = rubric.was?.criteria.find(
        (criterion) =>
          criterion.id === said ||
          (said === undefined && sameWord(criterion.label.zh) === sameWord(label ?? '')),
      );
      const scale = scaleIn(line, was);
      if (label === undefined || scale === undefined) {
        isWhole = false;
        continue;
      }
      const placed = { row: one.row, rubric: rubric.id, scale };
      ofPart.push(placed);
      rubric.placed.push(placed);
      ofSheet.add(rubric);
      const twice = [...rubric.criteria.values()].some(
        (criterion) =>
          criterion.id === (was?.id ?? said) ||
          (said === undefined && sameWord(criterion.label.zh) === sameWord(label)),
      );
      if (twice) {
        line.wrong('label', 'criterion.twice', { text: label });
        continue;
      }
      const taken = new Set([...(rubric.was?.criteria ?? []).map(({ id }) => id), ...rubric.criteria.keys()]);
      const id =
        was?.id ?? idGiver(taken)(said ?? (slugOf(english) || numbered('c', rubric.criteria.size + 1)));
      const { min, max, step, weight } = scale;
      rubric.criteria.set(id, {
        id,
        label: named(label, english, was?.label),
        ...{ min, max, step, weight },
      });
    }
    const column = part.lines[0]?.cells.max?.column;
    const promised = ofSheet.size === 1 ? promisedIn([part.title, part.headingOf('max')]) : undefined;
    if (isWhole) {
      faults.push(...wrongSums(part.sheet, ofPart, part.leftOut, column));
      for (const one of ofSheet) faults.push(...wrongTotals(part.sheet, one.name, one.placed, promised));
    }
    seen.set(part.sheet, readers.seen);
    faults.push(...readers.faults);
  }
  const after = new Map(before.map((rubric) => [rubric.id, rubric]));
  for (const one of open) {
    const rubric = rubricOf(one, choices.dropped);
    if (rubric.criteria.length > MOST_CRITERIA)
      faults.push({
        code: 'rubric.many',
        details: { name: one.name, count: rubric.criteria.length, most: MOST_CRITERIA },
      });
    if (rubric.criteria.length > 0) after.set(one.id, rubric);
  }
  const told = new Set(
    open.flatMap(({ id, criteria }) => [id, ...[...criteria.keys()].map((one) => criterionKey(id, one))]),
  );
  const all = withoutDropped([...after.values()], 'rubrics', told, choices.dropped);
  if (all.length > MOST_RUBRICS)
    faults.push({
      code: 'table.many',
      details: { zh: '评分表', en: 'rubrics', count: all.length, most: MOST_RUBRICS },
    });
  return { all, told, seen, faults };
}

/** The key by which a criterion that the sheet lacks is dropped. */
export const criterionKey = (rubricId: string, criterionId: string): string =>
  `rubrics:${rubricId}/${criterionId}`;

/** A rubric of its lines; criteria that it had and the sheet lacks stay behind them, unless they are dropped. */
function rubricOf({ was, id, name, english, criteria }: Open, dropped: readonly string[] = []): Rubric {
  const kept = (was?.criteria ?? []).filter(
    (one) => !criteria.has(one.id) && !dropped.includes(criterionKey(id, one.id)),
  );
  return { id, name: named(name, english, was?.name), criteria: [...criteria.values(), ...kept] };
}

const scaleText = ({ min, max, step, weight }: Criterion): string => `${min}–${max} (${step}) × ${weight}`;

/** A rubric's fields, to be compared and read; its criteria by their place. */
export const rubricFields =
  (labels: readonly string[]) =>
  ({ name, criteria }: Rubric): readonly FieldText[] => [
    ['名称', 'Name', name.zh],
    ['英文名称', 'English name', name.en ?? ''],
    ['指标顺序', 'Order of criteria', criteria.map(({ label }) => label.zh).join('、')],
    ...labels.map((id): FieldText => {
      const criterion = criteria.find((one) => one.id === id);
      const label = criterion?.label.zh ?? id;
      return [
        label,
        criterion?.label.en ?? label,
        criterion === undefined ? '' : `${label} ${scaleText(criterion)}`,
      ];
    }),
  ];
