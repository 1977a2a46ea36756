/** A whole tour as one file: out of one store, into this or another one. */
export { type ExportExtras, exportTour } from './transfer-export.ts';
export type { RefusalCode, TransferCounts } from './transfer-format.ts';
export { type ImportOptions, type ImportOutcome, importTour } from './transfer-import.ts';
