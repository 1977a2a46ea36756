import { areasTable } from './areas.ts';
import type { Table, TableKind } from './column.ts';
import { judgesTable } from './judges.ts';
import { routineTable } from './routine.ts';
import { rubricsTable } from './rubrics.ts';
import { stopsTable } from './stops.ts';

/** Every kind of table. */
export const TABLES: Readonly<Record<TableKind, Table>> = {
  areas: areasTable,
  stops: stopsTable,
  judges: judgesTable,
  rubrics: rubricsTable,
  routine: routineTable,
};
