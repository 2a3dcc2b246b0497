/** Gathers the different values of a column, block after block. */
import type { ColumnValues } from '../column-values';

/** More than training could tell apart; beyond them no value is added, so that a column of documents fits in memory. */
const most = 100_000;

/** Missing cells are left out. */
export function addValues(values: Set<string | number>, column: ColumnValues): void {
  if (column.kind === 'words') {
    for (const word of column.words) if (word !== null && values.size < most) values.add(word);
    return;
  }
  const { numbers, missing } = column;
  for (let row = 0; row < numbers.length; row++) {
    if (!missing[row] && values.size < most) values.add(numbers[row]!);
  }
}
