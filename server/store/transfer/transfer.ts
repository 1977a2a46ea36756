/** A whole tour as one file: out of one store, into this or another one. */

export { checkTour } from './check.ts';
export type { ExportExtras } from './export.ts';
export { exportTour } from './export.ts';
export { TransferRefused } from './format.ts';
export type { ImportOutcome } from './import.ts';
export { importTour } from './import.ts';
export type { MayBring } from './read.ts';
