/** What stands in cells: the number that a text writes, numbers that can be computed with, and how a message quotes a cell. */

/** Null for a word that means an unknown value, NaN for one that is no number. */
export function numberOf(word: string): number | null {
  return /^\s*(nan)?\s*$/i.test(word) ? null : Number(word);
}

/** Models compute in numbers of four bytes, of which the largest is 3.4e38. */
export const isComputable = (number: number): boolean => Number.isFinite(Math.fround(number));

/** A cell can hold a whole document; a message should not. */
export function shorten(word: string): string {
  return word.length <= 40 ? word : `${word.slice(0, 39)}…`;
}
