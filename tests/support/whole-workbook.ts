import { plainRows, workbookOf } from './workbook.ts';

/** How many of each a workbook holds. */
interface Sizes {
  readonly areas: number;
  readonly stops: number;
  readonly judges: number;
}

const NAMES = ['竹溪', '竹山', '房县', '郧西', '丹江口', '茅箭', '张湾', '郧阳', '武当山', '经开'];
/** Stops lie a few kilometres apart, around Shiyan. */
const at = (index: number): readonly [number, number] => [
  Number((32 + (index % 8) * 0.08).toFixed(4)),
  Number((109.8 + Math.floor(index / 8) * 0.12).toFixed(4)),
];
const padded = (number: number): string => String(number).padStart(2, '0');

/** A workbook as an office fills the template in: areas, a rubric, stops on four days, and judges, with all that a tour needs. */
export function wholeWorkbook({ areas, stops, judges }: Sizes): Uint8Array {
  const nameOf = (index: number): string =>
    `${NAMES[index % NAMES.length]}${index < NAMES.length ? '' : index}区域`;
  const perDay = Math.ceil(stops / 4);
  const sheets: Readonly<Record<string, readonly (readonly (string | number)[])[]>> = {
    县市区: [
      ['名称', '纬度', '经度'],
      ...Array.from({ length: areas }, (_one, index) => [nameOf(index), ...at(index)]),
    ],
    评分表: [
      ['评分表', '指标', '满分'],
      ['实践所打分表', '工作', 60],
      ['实践所打分表', '展示', 40],
    ],
    站点: [
      ['站序', '县市区', '名称', '日期', '到达', '评分表', '纬度', '经度'],
      ...Array.from({ length: stops }, (_one, index) => [
        ...[index + 1, nameOf(index % areas), `实践所${padded(index + 1)}`],
        `2026-12-${padded(7 + Math.floor(index / perDay))}`,
        `${padded(8 + (index % perDay))}:30`,
        '实践所打分表',
        ...at(index),
      ]),
    ],
    评委: [
      ['姓名', '单位及职务'],
      ...Array.from({ length: judges }, (_one, index) => [`评委${padded(index + 1)}`, '市委宣传部']),
    ],
  };
  return workbookOf({
    sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows: plainRows(rows) })),
  });
}
