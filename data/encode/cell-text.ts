/** Cells as texts, so that a value is the same one in whatever kind of file it stands. */
import type { ColumnValues } from '../column-values';

/** Null where the row has no value. */
export function cellText(column: ColumnValues, row: number): string | null {
  if (column.kind === 'words') return column.words[row]!;
  if (column.missing[row]) return null;
  const number = column.numbers[row]!;
  return column.boolean ? String(number === 1) : String(number);
}
