/** A name that no word of a text has yet: `task2`. */
import { TokenKind, tokenText, type Tokens } from '../syntax/tokens';

/** `stem` with the first number from `first` that makes it new. */
export function freeName(tokens: Tokens, stem: string, first = 1): string {
  const taken = wordsOf(tokens);
  const bare = stem.replace(/\d+$/, '') || stem;
  let number = first;
  while (taken.has(`${bare}${number}`)) number += 1;
  return `${bare}${number}`;
}

/** `stem` itself where no word of the text is like it, else with a number. */
export const newName = (tokens: Tokens, stem: string): string =>
  wordsOf(tokens).has(stem) ? freeName(tokens, stem, 2) : stem;

/** A name that is like that of a column, which may be anything. */
export const plainName = (column: string): string =>
  column.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^[_\p{N}]+|_+$/gu, '') || 'prediction';

/** Kept for each text, since many of its names may be taken. */
const words = new WeakMap<Tokens, ReadonlySet<string>>();
function wordsOf(tokens: Tokens): ReadonlySet<string> {
  let known = words.get(tokens);
  if (!known) {
    const found = new Set<string>();
    for (let index = 0; index < tokens.count; index += 1)
      if (tokens.kinds[index] === TokenKind.Name) found.add(tokenText(tokens, index));
    words.set(tokens, (known = found));
  }
  return known;
}
