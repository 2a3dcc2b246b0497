/** What the editor itself knows of the language: its words are names and numbers, whole, as the lexer cuts them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tokenize } from '../../server/src/language/syntax/lexer';
import { TokenKind, tokenEnd } from '../../server/src/language/syntax/tokens';
import { examples } from '../language/support/examples';

type Expression = string | { readonly pattern: string; readonly flags?: string };

const file = join(import.meta.dirname, '../../language-configuration.json');
const { wordPattern } = JSON.parse(readFileSync(file, 'utf8')) as { readonly wordPattern: Expression };

/** As VS Code makes it: an expression that is a string has no flags. */
const wordAt = (text: string, offset: number): string | undefined => {
  const { pattern, flags = '' } =
    typeof wordPattern === 'string' ? { pattern: wordPattern } : { ...wordPattern };
  const words = text.matchAll(new RegExp(pattern, `${flags}g`));
  return [...words].find(({ index, 0: word }) => index <= offset && offset < index + word.length)?.[0];
};

test.each(['p0', 'batchNorm', '列1', '𠮷野', 'é\u0301t', '_x', '128', '0.001', '1e-3', '80%', '-3', '.5'])(
  '%s is one word',
  (word) => {
    for (const text of [word, `(${word})`, ` ${word},`, `[${word}..${word}]`])
      expect(wordAt(text, text.indexOf(word) + 1)).toBe(word);
  },
);

test.each(examples)('names and numbers of %s are its words', (_, text) => {
  const { kinds, starts, count } = tokenize(text);
  const tokens = tokenize(text);
  let line = 0;
  for (let index = 0; index < count; index += 1) {
    if (kinds[index] === TokenKind.NewLine) line = tokenEnd(tokens, index);
    if (kinds[index] !== TokenKind.Name && kinds[index] !== TokenKind.Number) continue;
    const [from, to] = [starts[index]!, tokenEnd(tokens, index)];
    expect(wordAt(text.slice(line).split('\n')[0]!, from - line)).toBe(text.slice(from, to));
  }
});
