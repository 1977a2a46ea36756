import { deflateRawSync } from 'node:zlib';
import { strToU8, unzipSync, zipSync } from 'fflate';

/** Parts of a workbook that are not as usual; each is XML as it stands in the file. */
export interface WorkbookParts {
  /** Sheets: rows, and what stands behind them (merged cells). */
  readonly sheets?: readonly {
    readonly name?: string;
    readonly state?: string;
    readonly rows: string;
    readonly behind?: string;
  }[];
  readonly strings?: string;
  readonly styles?: string;
  readonly properties?: string;
  /** Files that replace others or stand beside them; null takes one away. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;

/** A workbook's bytes from its XML, as Excel lays its files. */
export function workbookOf({
  sheets = [],
  strings,
  styles,
  properties = '',
  files = {},
}: WorkbookParts): Uint8Array {
  const all: Record<string, string | Uint8Array | null> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets>${sheets
      .map(
        ({ name = `Sheet${1}`, state }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}">${[
      ...sheets.map((_sheet, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
      relation('rIdS', 'sharedStrings', 'sharedStrings.xml'),
      relation('rIdF', 'styles', 'styles.xml'),
    ].join('')}</Relationships>`,
    ...(strings !== undefined && { 'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}">${strings}</sst>` }),
    ...(styles !== undefined && {
      'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    }),
    ...Object.fromEntries(
      sheets.map(({ rows, behind = '' }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${behind}</worksheet>`,
      ]),
    ),
    ...files,
  };
  const kept = Object.entries(all).flatMap(([name, content]) =>
    content === null ? [] : [[name, typeof content === 'string' ? strToU8(content) : content] as const],
  );
  return zipSync(Object.fromEntries(kept));
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const DEFLATED = 8;

/**
 * A workbook whose shared strings unpack to so many bytes and say that they are some kilobytes. Packed by Node's own
 * zlib: the one in JavaScript takes a minute for it on a busy machine.
 */
export function bombOf(bytes: number): Uint8Array {
  const name = 'xl/sharedStrings.xml';
  const packed = deflateRawSync(new Uint8Array(bytes).fill(32), { level: 1 });
  const bomb = zipSync(
    { ...unzipSync(workbookOf({ sheets: [{ rows: '<row><c><v>1</v></c></row>' }] })), [name]: packed },
    { level: 0 },
  );
  const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
  for (let at = 0; at + 46 < bomb.length; at += 1) {
    const mark = view.getUint32(at, true);
    const [method, from] = mark === CENTRAL ? [10, 46] : mark === LOCAL ? [8, 30] : [0, 0];
    if (from > 0 && new TextDecoder().decode(bomb.subarray(at + from, at + from + name.length)) === name)
      view.setUint16(at + method, DEFLATED, true);
  }
  return bomb;
}

/** Rows of plain cells: numbers as numbers, all else as strings within their cells. */
export const plainRows = (rows: readonly (readonly (string | number)[])[]): string =>
  rows
    .map(
      (row, at) =>
        `<row r="${at + 1}">${row
          .map((cell) =>
            typeof cell === 'number'
              ? `<c><v>${cell}</v></c>`
              : `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`,
          )
          .join('')}</row>`,
    )
    .join('');
