/** How many different values columns of several data sets have together: they are classes or categories of one list. */
import type { Column } from '../../../../contract/schema';

/** Null where one of them has too many to list. */
export function countValues(columns: readonly Column[]): number | null {
  const all = new Set<string>();
  for (const { values } of columns) {
    if (!values) return null;
    for (const value of values) all.add(String(value));
  }
  return all.size;
}
