/** What may stand between cells, from that which says most. */
const SEPARATORS = ['\t', ',', ';', '，', '；', '|'] as const;
/** So many lines tell what separates them. */
const LOOKED_AT = 50;
/** A quote that is not closed within so many characters is one of the text. */
const LONGEST_QUOTED = 20_000;

/** The quote that ends a quoted cell which begins at a place; -1 where the first that ends anything is not before a separator. */
function endOfQuoted(text: string, from: number, separator: string): number {
  const most = Math.min(text.length, from + LONGEST_QUOTED);
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && at < most && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  const after = text[at + 1];
  const ends = after === undefined || after === separator || after === '\n' || after === '\r';
  return at >= 0 && at < most && ends ? at : -1;
}

/**
 * Cells of a text that is separated by one character (RFC 4180). A quote that does not close before a separator is a
 * quote of the text: sheets copy `"好人"广场` as it is.
 */
export function cellsOf(text: string, separator: string, take: (row: readonly string[]) => void): void {
  let row: string[] = [];
  let at = 0;
  const { length } = text;
  while (at < length) {
    const quoted = text[at] === '"' ? endOfQuoted(text, at, separator) : -1;
    if (quoted >= 0) {
      row.push(text.slice(at + 1, quoted).replace(/""/g, '"'));
      at = quoted + 1;
    } else {
      let end = at;
      while (end < length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
      row.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === separator) {
      at += 1;
      // A line that ends in a separator ends in an empty cell.
      if (at === length) row.push('');
      continue;
    }
    take(row);
    row = [];
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
  }
  if (row.length > 0) take(row);
}

/** How alike lines are when a character separates them: the share of lines with the most usual number of cells above one. */
function alike(text: string, separator: string): number {
  const counts = new Map<number, number>();
  let lines = 0;
  cellsOf(text, separator, (row) => {
    if (row.every((cell) => cell.trim() === '')) return;
    lines += 1;
    if (row.length > 1) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  });
  if (lines === 0) return text.includes(separator) ? 0.5 : 0;
  return Math.max(0, ...counts.values()) / lines;
}

/** The beginning of a text, by whole lines. */
function firstLines(text: string): string {
  let at = -1;
  for (let line = 0; line < LOOKED_AT; line += 1) {
    const next = text.indexOf('\n', at + 1);
    if (next < 0) return text;
    at = next;
  }
  return text.slice(0, at);
}

/** What separates the cells of a text; undefined where nothing does. */
export function separatorOf(text: string): string | undefined {
  const first = firstLines(text);
  let best: string | undefined;
  let most = 0;
  for (const separator of SEPARATORS) {
    // What comes first in the list wins where nothing else fits better by far.
    const share = alike(first, separator) - (separator === '\t' ? 0 : 0.1);
    if (share > most + 0.05) [best, most] = [separator, share];
  }
  return best;
}

/** Whether blanks part every line into as many words, two or more: then they part columns. */
export function partedByBlanks(lines: readonly string[]): boolean {
  const counts = new Set(
    lines.filter((line) => line.trim() !== '').map((line) => line.trim().split(/\s+/).length),
  );
  const [count = 0] = counts;
  return counts.size === 1 && count > 1 && !lines.some((line) => /[:：]/.test(line));
}

/** The words of such a line; a number in front only counts lines, whatever stands behind it. */
export const blankCells = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^(\d{1,3})[.、]\s/, '$1 ')
    .split(/\s+/);

/** Cells of a line that nothing separates but a colon, or its last stretch of space: as people type or copy from a chat. */
export function looseCells(line: string): readonly string[] {
  const plain = line.replace(/[\u00a0\u3000]/g, ' ').trim();
  const counted = /^(\d{1,3})[.、]?\s+(\S.*)$/.exec(plain);
  const [number, rest] =
    counted === null || !/\s|[:：]/.test(counted[2] ?? '')
      ? [[], plain]
      : [[counted[1] ?? ''], counted[2] ?? ''];
  const by =
    /[:：]/.test(rest) && !/\d[:：]\d/.test(rest) ? /[:：]/ : /\s{2,}/.test(rest) ? /\s{2,}/ : /\s+(?=\S+$)/;
  return [...number, ...rest.split(by).map((cell) => cell.trim())];
}
