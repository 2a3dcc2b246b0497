/** Cells of text: the number that one writes, and how a message quotes one. */

/** Null for a word that means an unknown value, NaN for one that is no number. */
export function numberOf(word: string): number | null {
  return /^\s*(nan)?\s*$/i.test(word) ? null : Number(word);
}

/** A cell can hold a whole document; a message should not. */
export function shorten(word: string): string {
  return word.length <= 40 ? word : `${word.slice(0, 39)}…`;
}
