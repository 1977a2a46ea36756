/** A whole tour as one file: out of one store, into this or another one. */
export { exportTour } from './transfer-export.ts';
export { importTour } from './transfer-import.ts';
