/** So that sheets open the file as UTF-8. */
const BOM = '\ufeff';

/**
 * Where a formula may begin: behind anything that a sheet could pass over before it (white space, marks that are not
 * seen, controls, a separator such as | that it may split a cell at), an = + - @ in either width, or the % that some
 * read as an operator.
 */
const FORMULA = /^[\s\p{C}\p{Z}|'"`,;]*[=+\-@%\uff1d\uff0b\uff0d\uff20\uff05\u2212\ufe62\ufe63\ufe66\ufe6b]/u;
/** A cell that begins with what a sheet strips may be read anew without it; a tab or a line end begins another one. */
const STRIPPED = /^[\t\r\n|\p{C}]/u;
/** A number in plain digits is nothing else, also with a sign. */
const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;

/**
 * A cell as text that no sheet takes for a formula: what could begin one gets an apostrophe in front; a plain number
 * stays one, also below zero. Quotes are doubled.
 */
function cell(value: string | number): string {
  const text = String(value);
  const isRisky = !NUMBER.test(text) && (FORMULA.test(text) || STRIPPED.test(text));
  return `"${(isRisky ? `'${text}` : text).replace(/"/g, '""')}"`;
}

/** Rows as CSV (RFC 4180) with a mark of UTF-8 in front; the one way in which a sheet leaves the house. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  BOM + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
