/** The one order of a column's different values; class indices follow it. */

/** Numbers by size, texts by code unit; a new array. */
export function sortValues<T extends string | number>(values: Iterable<T>): T[] {
  return [...values].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
