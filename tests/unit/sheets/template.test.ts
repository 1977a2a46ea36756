import { mkdtemp, readFile as readFileText, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../../client/sheets/reading/read-book.ts';
import { writeTemplate } from '../../../client/sheets/template/template.ts';
import { EMPTY_BASE, type SheetBase } from '../../../shared/sheets/apply/base.ts';
import { planSheets } from '../../../shared/sheets/apply/plan.ts';
import type { Sheet } from '../../../shared/sheets/sheet.ts';
import { TABLE_KINDS } from '../../../shared/sheets/tables/column.ts';
import { demoJudges, demoSetup } from '../../bench/support/demo-setup.ts';
import { pick, seeded, shuffled, whole } from '../../support/seeded.ts';
import { sampleBase } from '../../support/sheets.ts';
import { unzipped } from '../../support/unzipped.ts';

async function sheetsOf(base: SheetBase): Promise<readonly Sheet[]> {
  const blob = await writeTemplate(base);
  const read = readFile(new Uint8Array(await blob.arrayBuffer()), 'template.xlsx');
  if (!read.ok) throw new Error(read.why);
  return read.book.sheets;
}

const demoBase: SheetBase = {
  ...demoSetup,
  judges: demoJudges,
  routine: { zhuxi: '95.80', fangxian: '92' },
};

/** Names as people might give them: nothing of them may be run, cut off or changed. */
const NAMES = [
  '竹溪县',
  '=HYPERLINK("http://example.org","x")',
  '+86',
  '-1',
  '@好人',
  "'引号",
  '"好人"长廊',
  'A & B <b>',
  '𠮷站',
  '100%',
  '2022-07-06',
  '9:30',
  '1.10',
  '#1 站',
  '县（市、区）',
  'TRUE',
  '00012',
  'a|b,c;d',
  'Café',
];

/** A tour of whatever is allowed: two of one name, figures with noughts behind, places in all digits. */
function randomBase(random: () => number): SheetBase {
  let count = 0;
  const name = (): { zh: string; en?: string } => {
    count += 1;
    const zh = `${pick(random, NAMES)}${whole(random, 0, 2) === 0 ? '' : ` ${count}`}`;
    return random() < 0.5 ? { zh } : { zh, en: `${pick(random, ['Zhuxi', '=1+1', 'A "b"'])} ${count}` };
  };
  const place = (): [number, number] => (random() < 0.2 ? [0, 0] : [random() * 40 + 5, random() * 60 + 75]);
  const list = <T>(least: number, most: number, make: (at: number) => T): T[] =>
    Array.from({ length: whole(random, least, most) }, (_, at) => make(at));
  const decimal = (most: number): string =>
    `${whole(random, 1, most)}${pick(random, ['', '.5', '.50', '.125'])}`;
  const areas = list(1, 8, (at) => ({ id: `area-${at}`, name: name(), shortName: name(), seat: place() }));
  const kinds = list(0, 4, (at) => ({ id: `kind-${at}`, name: name() }));
  const brands = list(0, 3, (at) => ({ id: `brand-${at}`, name: name() }));
  const rubrics = list(1, 4, (at) => ({
    ...{ id: `rubric-${at}`, name: name() },
    criteria: list(1, 6, (place) => ({
      ...{ id: `c-${place}`, label: name(), min: pick(random, ['0', '0.0', '1']), max: decimal(20) },
      ...{ step: pick(random, ['0.5', '1', '0.10']), weight: decimal(9) },
    })).map((one) => ({ ...one, max: String(Number(one.max) + 2) })),
  }));
  const days = list(1, 4, (at) => ({ number: at + 1, date: `2022-07-0${at + 6}` }));
  const numbers = shuffled(
    random,
    Array.from({ length: 30 }, (_, at) => at + 1),
  );
  const stops = list(0, 12, (at) => ({
    ...{ id: `stop-${at}`, number: numbers[at] ?? 400 + at, name: name(), areaId: pick(random, areas).id },
    ...{
      day: pick(random, days).number,
      plannedAt: `${String(whole(random, 0, 23)).padStart(2, '0')}:${pick(random, ['00', '05', '59'])}`,
    },
    ...(random() < 0.5 && { plannedLeaveAt: '10:10' }),
    position: place(),
    ...(kinds.length > 0 && random() < 0.5 && { kindId: pick(random, kinds).id }),
    ...(brands.length > 0 && random() < 0.5 && { brandId: pick(random, brands).id }),
    rubricId: pick(random, rubrics).id,
  })).toSorted((a, b) => a.number - b.number);
  const judges = list(0, 10, (at) => ({
    ...{ id: `judge-${at}`, name: name().zh },
    ...(random() < 0.5 && { post: name().zh }),
    ...(random() < 0.5 && { areaId: pick(random, areas).id }),
  }));
  const routine = Object.fromEntries(areas.flatMap(({ id }) => (random() < 0.5 ? [[id, decimal(99)]] : [])));
  return { areas, kinds, brands, rubrics, days, stops, judges, routine };
}

const isSaid = (base: SheetBase, sheets: readonly Sheet[]) => {
  const plan = planSheets(sheets, base, TABLE_KINDS);
  const faults = plan.faults.filter(
    ({ code }) =>
      ![
        'judge.namesake',
        'routine.empty',
        'time.order',
        'criterion.step',
        'area.no-stops',
        'area.no-place',
        'stop.no-place',
        'place.far',
      ].includes(code),
  );
  const missing = plan.differences.flatMap((one) => one.missing);
  return {
    faults,
    missing,
    changed: plan.differences.flatMap((one) => [...one.added, ...one.changed]),
    values: plan.values,
  };
};
const nothing = { faults: [], missing: [], changed: [], values: {} };

describe('the template', () => {
  test('filled with a tour and imported as it is changes nothing', async () => {
    for (const base of [sampleBase, demoBase]) expect(isSaid(base, await sheetsOf(base))).toEqual(nothing);
  });

  test.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'filled with any tour and imported as it is changes nothing (seed %i)',
    async (seed) => {
      const base = randomBase(seeded(seed));
      expect(isSaid(base, await sheetsOf(base))).toEqual(nothing);
    },
  );

  test('of a tour that has nothing holds examples, which are not imported', async () => {
    const sheets = await sheetsOf(EMPTY_BASE);
    expect(sheets.map(({ rows }) => rows.length)).toEqual([expect.any(Number), 2, 2, 2, 2, 2]);
    const plan = planSheets(sheets, EMPTY_BASE, TABLE_KINDS);
    expect(plan.sheets.map(({ kind }) => kind)).toEqual([
      undefined,
      'areas',
      'rubrics',
      'stops',
      'judges',
      'routine',
    ]);
    expect(plan.sheets.flatMap(({ leftOut }) => leftOut.map(({ why }) => why))).toEqual(
      Array(5).fill('example'),
    );
    expect(plan.faults.map(({ code }) => code)).toEqual(Array(5).fill('table.empty'));
    // Every column is recognised for what it is.
    for (const { kind, columns } of plan.sheets)
      if (kind !== undefined) expect(columns.filter(({ field }) => field === undefined)).toEqual([]);
  });

  test('offers lists: areas and rubrics of their pages, days and kinds of the tour', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'template-'));
    await unzipped(Buffer.from(await (await writeTemplate(demoBase)).arrayBuffer()), folder);
    const stops = await readFileText(join(folder, 'xl/worksheets/sheet4.xml'), 'utf8');
    await rm(folder, { recursive: true });
    expect(stops).toContain("<formula1>'县市区 Areas'!$A$2:$A$501</formula1>");
    expect(stops).toContain('<formula1>&quot;1,2,3&quot;</formula1>');
    expect(stops.match(/<dataValidation /g)?.length).toBeGreaterThan(3);
    // In the order that ECMA-376 demands, or Excel takes the file for damaged.
    const order = ['<sheetData', '</sheetData>', '<dataValidations', '<pageMargins']
      .map((part) => stops.indexOf(part))
      .filter((at) => at >= 0);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('changed as people change it says exactly that', async () => {
    const sheets = (await sheetsOf(sampleBase)).map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => (cell === '09:00' ? '上午9：15' : cell)),
      })),
    }));
    const { changed, values } = isSaid(sampleBase, sheets);
    expect(changed).toEqual([
      { name: '水坪镇实践所', changes: [{ zh: '到达', en: 'Arrive', before: '09:00', after: '09:15' }] },
    ]);
    expect(Object.keys(values ?? {})).toEqual(['stops']);
  });
});
