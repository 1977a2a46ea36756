import type { FaultCode } from '../faults/faults.ts';

/** Details that fill a fault's sentence. */
export type Details = Readonly<Record<string, string | number>>;

/** What a cell was read as, or why it could not be. */
export type Read<T> = { readonly ok: true; readonly value: T } | WrongCell;

/** Why a cell could not be read. */
export interface WrongCell {
  readonly ok: false;
  readonly code: FaultCode;
  readonly details?: Details;
}

/** The cell was read. */
export const read = <T>(value: T): Read<T> => ({ ok: true, value });

/** The cell could not be read. */
export const wrong = (code: FaultCode, details?: Details): WrongCell =>
  details === undefined ? { ok: false, code } : { ok: false, code, details };
