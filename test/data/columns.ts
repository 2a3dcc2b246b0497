/** Columns as they are read from a table, made of cells. */
import type { ColumnValues } from '../../data/column-values';

type Cell = string | number | boolean | null;

/** Of words if a cell is one; null is missing. */
export function columnOf(name: string, cells: readonly Cell[]): ColumnValues {
  const files = ['d.csv'];
  if (cells.some((cell) => typeof cell === 'string')) {
    return { kind: 'words', name, files, words: cells.map((cell) => (cell === null ? null : String(cell))) };
  }
  return {
    kind: 'numbers',
    name,
    files,
    boolean: cells.some((cell) => typeof cell === 'boolean'),
    numbers: Float64Array.from(cells, Number),
    missing: Uint8Array.from(cells, (cell) => (cell === null ? 1 : 0)),
  };
}
