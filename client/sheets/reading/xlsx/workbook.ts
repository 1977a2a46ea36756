import { UnreadableFile } from '../book.ts';
import { type Shown, shownAs } from './number-format.ts';
import { decoded, type Package } from './package.ts';
import { type Relation, relationsOf } from './relations.ts';

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly file: string;
}

/** What sheets are read with. */
export interface Workbook {
  readonly sheets: readonly ListedSheet[];
  readonly since1904: boolean;
  readonly strings: readonly string[];
  /** What numbers of a style are shown as, by the style's place. */
  readonly styles: readonly Shown[];
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';
/** Characters that XML cannot hold stand as `_x000D_`; and those that look so, behind `_x005F_`. */
const ESCAPED = /_x([0-9A-F]{4})_/gi;

/** A string as a workbook keeps it. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(ESCAPED, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/** The strings that cells refer to by their place; how they are read out (`rPh`) is no part of them. */
function stringsOf(files: Package, file: string | undefined): readonly string[] {
  const strings: string[] = [];
  let [now, isText, isRead] = ['', false, true];
  if (file !== undefined)
    files.read(file, {
      open(name) {
        if (name === 'si') now = '';
        else if (name === 'rPh') isRead = false;
        else if (name === 't') isText = isRead;
      },
      close(name) {
        if (name === 'si') strings.push(unescaped(now));
        else if (name === 'rPh') isRead = true;
        else if (name === 't') isText = false;
      },
      text(part) {
        if (isText) now += part;
      },
    });
  return strings;
}

function stylesOf(files: Package, file: string | undefined): readonly Shown[] {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isUsed = false;
  if (file !== undefined)
    files.read(file, {
      open(name, attributes) {
        if (name === 'cellXfs') isUsed = true;
        else if (name === 'numFmt') {
          const { numFmtId, formatCode = '' } = attributes();
          codes.set(Number(numFmtId), decoded(formatCode));
        } else if (name === 'xf' && isUsed) formats.push(Number(attributes().numFmtId ?? 0));
      },
      close(name) {
        if (name === 'cellXfs') isUsed = false;
      },
    });
  return formats.map((id) => shownAs(id, codes.get(id)));
}

/** Reads what stands in a workbook beside its sheets. */
export function openWorkbook(files: Package): Workbook {
  const main =
    relationsOf(files, '').find(({ kind }) => kind === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!files.has(main)) throw new UnreadableFile('not-a-sheet');
  const relations = relationsOf(files, main);
  const byId = new Map<string, Relation>(relations.map((relation) => [relation.id, relation]));
  const fileOf = (wanted: string): string | undefined =>
    relations.find(({ kind }) => kind === wanted)?.target;
  const sheets: ListedSheet[] = [];
  let since1904 = false;
  files.read(main, {
    open(name, attributes) {
      // Extensions have an element of the same name: what one says is not unsaid by the other.
      if (name === 'workbookPr') since1904 ||= isOn(attributes().date1904);
      if (name !== 'sheet') return;
      const { name: title = '', state, id = '' } = attributes();
      const relation = byId.get(decoded(id));
      // Sheets of charts and dialogues hold no cells.
      if (relation?.kind !== 'worksheet') return;
      const hidden = state === 'hidden' || state === 'veryHidden';
      sheets.push({ name: decoded(title), hidden, file: relation.target });
    },
  });
  return {
    sheets,
    since1904,
    strings: stringsOf(files, fileOf('sharedStrings')),
    styles: stylesOf(files, fileOf('styles')),
  };
}
