import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { readFile } from '../../../client/sheets/reading/read-book.ts';
import { pick, seeded, whole } from '../../support/seeded.ts';
import { workbookOf } from '../../support/workbook.ts';

const WORDS = ['竹溪县', 'A & B', '𠮷站', '92.5分', '<b>', '"引号"', 'x'.repeat(300)];

/** A sheet of random cells: strings in three ways, numbers, booleans, nothing. */
function randomSheet(random: () => number) {
  const plain = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const strings = WORDS.map((word) => `<si><t>${plain(word)}</t></si>`).join('');
  const cell = (at: string): string => {
    const word = plain(pick(random, WORDS));
    switch (whole(random, 0, 5)) {
      case 0:
        return `<c r="${at}" t="s"><v>${whole(random, 0, WORDS.length - 1)}</v></c>`;
      case 1:
        return `<c r="${at}" t="inlineStr"><is><t>${word}</t></is></c>`;
      case 2:
        return `<c r="${at}" t="str"><f>A1</f><v>${word}</v></c>`;
      case 3:
        return `<c r="${at}"><v>${whole(random, -1_000, 1_000) / 8}</v></c>`;
      case 4:
        return `<c r="${at}" t="b"><v>${whole(random, 0, 1)}</v></c>`;
      default:
        return '';
    }
  };
  const rows = Array.from({ length: whole(random, 1, 12) }, (_, row) => {
    const cells = Array.from({ length: whole(random, 1, 6) }, (_cell, column) =>
      cell(`${'ABCDEF'[column]}${row + 1}`),
    );
    return `<row r="${row + 1}"><c r="A${row + 1}"><v>${row}</v></c>${cells.slice(1).join('')}</row>`;
  });
  return workbookOf({ sheets: [{ rows: rows.join('') }], strings });
}

test.each(Array.from({ length: 25 }, (_, seed) => seed))(
  'what another reader finds in a workbook is what is found here (seed %i)',
  async (seed) => {
    const bytes = randomSheet(seeded(seed));
    const theirs = (await readSheet(Buffer.from(bytes))).map((row) =>
      row.map((value) =>
        value === null ? '' : typeof value === 'boolean' ? String(value).toUpperCase() : String(value),
      ),
    );
    const read = readFile(bytes, 'x.xlsx');
    const rows = read.ok ? (read.book.sheets[0]?.rows ?? []) : [];
    const ours = rows.map(({ cells }) => cells);
    const width = Math.max(...theirs.map((row) => row.length));
    expect(ours.map((row) => [...row, ...Array<string>(width - row.length).fill('')])).toEqual(theirs);
  },
);
