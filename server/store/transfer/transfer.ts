/** A whole tour as one file: out of one store, into this or another one. */
export { exportTour } from './export.ts';
export { importTour } from './import.ts';
