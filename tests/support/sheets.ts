import { EMPTY_BASE, type SheetBase } from '../../shared/sheets/apply/base.ts';
import type { Merge, Sheet } from '../../shared/sheets/sheet.ts';
import { sampleJudges, sampleSetup } from './sample-tour.ts';

/** A sheet of lines: cells set apart by `|`. */
export const sheetOf = (
  text: string,
  rest: Partial<Sheet> & { readonly merges?: readonly Merge[] } = {},
): Sheet => ({
  name: '',
  hidden: false,
  merges: [],
  since1904: false,
  uncomputed: [],
  rows: text
    .split('\n')
    .map((line, at) => ({ number: at + 1, cells: line.split('|').map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== '')),
  ...rest,
});

/** The sample tour as sheets are laid beside it. */
export const sampleBase: SheetBase = {
  ...{ days: sampleSetup.days, areas: sampleSetup.areas, stops: sampleSetup.stops, kinds: sampleSetup.kinds },
  ...{ brands: sampleSetup.brands, rubrics: sampleSetup.rubrics, judges: sampleJudges },
  routine: {},
};

/** A tour of three areas and three days, with nothing else. */
export const youngBase: SheetBase = {
  ...EMPTY_BASE,
  days: [7, 8, 9].map((day, at) => ({ number: at + 1, date: `2022-07-0${day}` })),
  areas: [
    { id: 'zhuxi', name: { zh: '竹溪县', en: 'Zhuxi' }, shortName: { zh: '竹溪' }, seat: [32.32, 109.72] },
    { id: 'fang', name: { zh: '房县', en: 'Fang' }, shortName: { zh: '房县' }, seat: [32.06, 110.73] },
    { id: 'danjiangkou', name: { zh: '丹江口市' }, shortName: { zh: '丹江口' }, seat: [32.54, 111.51] },
  ],
  rubrics: sampleSetup.rubrics,
};
