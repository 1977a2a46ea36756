import type { Feature } from 'write-excel-file/universal';
import { columnLetters } from '../../../shared/sheets/sheet.ts';

/** A column whose cells offer a list: some texts, or what stands in a column of a page. */
export interface Choice {
  readonly column: number;
  readonly from: readonly string[] | { readonly page: string; readonly column: number };
}

/** Rows that offer lists; a page has one row of headings. */
const [FIRST, LAST] = [2, 501];
/** A list that is written out is no longer than this; Excel takes a longer one for damage. */
const MOST_WRITTEN = 255;

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The formula of a list; undefined where it cannot be one: commas part its texts. */
function formulaOf({ from }: Choice): string | undefined {
  if ('page' in from) {
    const letters = columnLetters(from.column);
    return `'${from.page.replace(/'/g, "''")}'!$${letters}$${FIRST}:$${letters}$${LAST}`;
  }
  const written = from.join(',');
  const fits = from.length > 0 && written.length <= MOST_WRITTEN && !from.some((one) => /[,"\n]/.test(one));
  return fits ? `"${written}"` : undefined;
}

/** What stands in the file of a sheet for its lists. Other values may be typed: they are asked about when imported. */
function markupOf(choices: readonly Choice[]): string {
  const lists = choices.flatMap((choice) => {
    const formula = formulaOf(choice);
    const letters = columnLetters(choice.column);
    return formula === undefined
      ? []
      : [
          `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="0" sqref="${letters}${FIRST}:${letters}${LAST}"><formula1>${escaped(formula)}</formula1></dataValidation>`,
        ];
  });
  return lists.length === 0
    ? ''
    : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

/** What comes behind lists in the file of a sheet, in the order that ECMA-376 (18.3.1.99) demands. */
const BEHIND =
  /<(hyperlinks|printOptions|pageMargins|pageSetup|headerFooter|rowBreaks|colBreaks|drawing|legacyDrawing|tableParts|extLst)\b|<\/worksheet>/;

/** Puts lists into the pages of a workbook, by the page's place. */
export const listsIn = (pages: readonly (readonly Choice[])[]): Feature<Blob> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _options, { sheetIndex }) => {
          const markup = markupOf(pages[sheetIndex] ?? []);
          const at = xml.search(BEHIND);
          return markup === '' || at < 0 ? xml : xml.slice(0, at) + markup + xml.slice(at);
        },
      },
    },
  },
});
