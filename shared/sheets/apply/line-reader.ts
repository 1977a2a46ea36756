import { nameIn, narrow, saysNothing, troubleIn } from '../cells/plain.ts';
import type { Details, Read } from '../cells/read.ts';
import type { FaultCode, SheetFault } from '../faults/faults.ts';
import type { Line } from '../recognise/lines.ts';
import type { Table } from '../tables/column.ts';

/** A cell as people look at it before anything changes. */
export interface SeenCell {
  /** As it stands in the sheet. */
  readonly text: string;
  /** As it was understood, where that is not the same. */
  readonly value?: string;
  /** It stands in a row above. */
  readonly lent?: true;
}

/** A line as people look at it: its cells by field. */
export interface SeenLine {
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: Readonly<Record<string, SeenCell>>;
}

/** Reads the cells of a line, and keeps what is seen and what is wrong. */
export interface LineReader<F extends string> {
  readonly row: number;
  /** What a cell is read as; undefined where it says nothing, is not there, or is wrong (then that is kept). */
  take<T>(field: F, read: (text: string) => Read<T>, show: (value: T) => string): T | undefined;
  /** A text of at most so many characters on one line. */
  text(field: F, most: number): string | undefined;
  /** Says that a cell lacks what it must have; nothing where something is wrong with it already. */
  lacks(field: F): void;
  /** Whether something stands in the cell, right or wrong. */
  says(field: F): boolean;
  wrong(field: F, code: FaultCode, details?: Details): void;
  /** What is seen of a cell that was understood by other means. */
  sees(field: F, value: string): void;
  /** Whether something was wrong with the line so far. */
  readonly isWrong: boolean;
}

/** Readers for the lines of one sheet; what they keep is in `seen` and `faults`. */
export function lineReaders<F extends string>(table: Table<F>, sheet: number) {
  const seen: SeenLine[] = [];
  const faults: SheetFault[] = [];
  const headingOf = (field: F): Details => {
    const column = table.columns.find((one) => one.field === field);
    return { zh: column?.zh ?? field, en: column?.en ?? field };
  };
  function readerOf({ row, hidden, cells }: Line): LineReader<F> {
    const shown: Record<string, SeenCell> = {};
    for (const [field, { text, lent }] of Object.entries(cells))
      shown[field] = { text: nameIn(text), ...(lent && { lent }) };
    seen.push({ row, hidden, cells: shown });
    const wrongFields = new Set<F>();
    let isWrong = false;
    const wrong = (field: F, code: FaultCode, details?: Details): void => {
      const column = cells[field]?.column;
      faults.push({ code, sheet, row, ...(column !== undefined && { column }), ...(details && { details }) });
      wrongFields.add(field);
      isWrong = true;
    };
    const sees = (field: F, value: string): void => {
      const cell = shown[field];
      if (cell !== undefined && cell.text !== value) shown[field] = { ...cell, value };
    };
    const says = (field: F): boolean => {
      const cell = cells[field];
      return cell !== undefined && (cell.uncomputed === true || !saysNothing(cell.text));
    };
    function take<T>(field: F, read: (text: string) => Read<T>, show: (value: T) => string): T | undefined {
      const cell = cells[field];
      if (cell === undefined || !says(field)) return undefined;
      const trouble = cell.uncomputed ? 'uncomputed' : troubleIn(cell.text);
      const text = narrow(cell.text);
      if (trouble !== undefined) {
        wrong(field, `cell.${trouble}`, { text });
        return undefined;
      }
      const answer = read(cell.text);
      if (answer.ok) {
        sees(field, show(answer.value));
        return answer.value;
      }
      wrong(field, answer.code, answer.details);
      return undefined;
    }
    return {
      row,
      take,
      text: (field, most) =>
        take(
          field,
          (cell) => {
            const name = nameIn(cell);
            const length = [...name].length;
            return length <= most
              ? { ok: true, value: name }
              : { ok: false, code: 'cell.long', details: { length, most } };
          },
          (name) => name,
        ),
      lacks: (field) => {
        if (!wrongFields.has(field)) wrong(field, 'cell.missing', headingOf(field));
      },
      says,
      wrong,
      sees,
      get isWrong() {
        return isWrong;
      },
    };
  }
  return { readerOf, seen, faults };
}
