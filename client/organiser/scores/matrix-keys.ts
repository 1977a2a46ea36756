/** A place in the matrix: row and column, -1 for the heads. Never both -1. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads within a grid of that size; undefined for keys that lead nowhere. */
export function moved(
  { row, column }: Place,
  key: string,
  control: boolean,
  size: { readonly rows: number; readonly columns: number },
): Place | undefined {
  const to = (nextRow: number, nextColumn: number): Place => {
    const bounded = {
      row: Math.max(-1, Math.min(size.rows - 1, nextRow)),
      column: Math.max(-1, Math.min(size.columns - 1, nextColumn)),
    };
    // The corner holds nothing.
    return bounded.row === -1 && bounded.column === -1 ? { row, column } : bounded;
  };
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'PageUp':
      return to(Math.max(0, row - 10), column);
    case 'PageDown':
      return to(row + 10, column);
    case 'Home':
      return control ? to(0, 0) : to(row, row === -1 ? 0 : -1);
    case 'End':
      return control ? to(size.rows - 1, size.columns - 1) : to(row, size.columns - 1);
    default:
      return undefined;
  }
}
