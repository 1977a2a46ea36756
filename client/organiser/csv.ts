/** So that sheets open the file as UTF-8. */
const BOM = '\ufeff';

/**
 * A cell as text that no sheet takes for a formula: what begins with = + - @ (or a tab or line end, behind which one
 * could hide) gets an apostrophe in front. Quotes are doubled.
 */
function cell(value: string | number): string {
  const text = String(value);
  const harmless =
    typeof value === 'string' && /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return `"${harmless.replace(/"/g, '""')}"`;
}

/** Rows as CSV (RFC 4180) with a mark of UTF-8 in front. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  BOM + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** Lets the reader save a text as a file. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
