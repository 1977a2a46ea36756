import { APPLYING_FAULTS } from './applying.ts';
import { CELL_FAULTS } from './cells.ts';
import type { FaultSentence } from './sentence.ts';
import { TABLE_FAULTS } from './tables.ts';

/** Everything that can be wrong with a sheet, or is said about it. */
export const FAULTS = {
  ...CELL_FAULTS,
  ...TABLE_FAULTS,
  ...APPLYING_FAULTS,
} as const satisfies Record<string, FaultSentence>;

export type FaultCode = keyof typeof FAULTS;

/** Something wrong, or to be said, and where: a cell, a row, a column, or the whole sheet. */
export interface SheetFault {
  readonly code: FaultCode;
  /** The sheet's place among those that were read; undefined where it is about all of them. */
  readonly sheet?: number;
  readonly row?: number;
  readonly column?: number;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Whether it keeps the sheets from being taken. */
export const isFault = ({ code }: SheetFault): boolean => FAULTS[code].level === 'fault';

/** What is wrong and what to do, in the reader's language, without the place. */
export function faultSentence({ code, details = {} }: SheetFault, language: 'zh' | 'en'): string {
  const sentence: string = FAULTS[code][language];
  return sentence.replace(/\{([a-zA-Z]+)\}/g, (_whole, name: string) => String(details[name] ?? ''));
}
