/** From words and codes to ids: how texts are cut, what gets an id, and what shares one. */
import { describe, expect, test } from 'vitest';
import { fitCategories } from '../../data/encode/encode-categories';
import { fitText } from '../../data/encode/encode-text';
import { tokenise, type WordSplit } from '../../data/encode/tokenise';
import { countWords } from '../../data/encode/word-counts';
import { encodeInputBy } from './encoded';
import { columnOf } from './columns';

describe('texts are cut', () => {
  test.each<[string, WordSplit, readonly string[]]>([
    ['Hello, World!', 'words', ['hello', ',', 'world', '!']],
    ["I don't know: it's 3.5 km", 'words', ['i', "don't", 'know', ':', "it's", '3', '.', '5', 'km']],
    ['snake_case x2', 'words', ['snake_case', 'x2']],
    ['Привет, ÉTÉ', 'words', ['привет', ',', 'été']],
    ['我爱北京。', 'words', ['我', '爱', '北', '京', '。']],
    ['用Python3写代码', 'words', ['用', 'python3', '写', '代', '码']],
    ['２０２５年ＡＢＣ，好', 'words', ['2025', '年', 'abc', ',', '好']],
    ['カタカナとひらがな', 'words', ['カ', 'タ', 'カ', 'ナ', 'と', 'ひ', 'ら', 'が', 'な']],
    ['한국어 문장', 'words', ['한국어', '문장']],
    ['ที่นี่', 'words', ['ที่', 'นี่']],
    ['ok 👍🏽', 'words', ['ok', '👍', '🏽']],
    ['', 'words', []],
    ['  \n\t ', 'words', []],
    ["U.S. don't, Go", 'spaces', ['u.s.', "don't,", 'go']],
    ['我 爱\u3000北京', 'spaces', ['我', '爱', '北京']],
    ['Ab c', 'characters', ['a', 'b', 'c']],
    ['我 é', 'characters', ['我', 'é']],
  ])('%j by %s', (text, split, words) => {
    expect(tokenise(text, split)).toEqual(words);
    expect(tokenise(text, split, 2)).toEqual(words.slice(0, 2));
  });

  // Whitespace that composes with what follows it must not make one word of two.
  test('by spaces, each word as it would be alone', () => {
    const text = 'a \u0301b \u00a8c';
    expect(tokenise(text, 'spaces')).toHaveLength(text.split(' ').length);
  });
});

describe('words are counted', () => {
  test('the most frequent first, then by the word itself', () => {
    const counts = countWords();
    for (const word of ['b', 'c', 'a', 'c', 'b', 'd']) counts.add(word);
    expect(counts.take(3)).toEqual([
      ['b', 2],
      ['c', 2],
      ['a', 1],
    ]);
  });

  test('in bounded memory: frequent words are kept and counted to the last one', () => {
    const counts = countWords(100);
    for (let i = 0; i < 5000; i++) {
      counts.add(`rare${i}`);
      counts.add(`frequent${i % 7}`);
    }
    const frequent = counts.take(7);
    expect(frequent.map(([word]) => word).toSorted()).toEqual(
      Array.from({ length: 7 }, (_, i) => `frequent${i}`),
    );
    expect(frequent.reduce((sum, [, count]) => sum + count, 0)).toBe(5000);
    expect(counts.take(1000).length).toBeLessThanOrEqual(100);
  });
});

describe('texts', () => {
  const texts = ['the cat', 'The dog sat', null, 'a bird', ''];
  const encode = (ids: number, length = 3) =>
    encodeInputBy(() => fitText({ length, split: 'words' }, ids), [columnOf('t', texts)], [0, 1, 2]);

  test('become ids of the training part, filled up with 0, 1 where a word has none', () => {
    const { value } = encode(100);
    expect(value!.vocabularies).toEqual([['the', 'cat', 'dog', 'sat']]);
    expect([...value!.values]).toEqual([2, 3, 0, 2, 4, 5, 0, 0, 0, 1, 1, 0, 0, 0, 0]);
    expect([...value!.lengths!]).toEqual([2, 3, 0, 2, 0]);
  });

  test('know as many words as there are ids for', () => {
    const { value } = encode(4);
    expect(value!.vocabularies).toEqual([['the', 'cat']]);
    expect([...value!.values].slice(0, 6)).toEqual([2, 3, 0, 2, 1, 1]);
  });

  test('are cut off, and what is cut off is not counted', () => {
    const { value } = encode(100, 1);
    expect(value!.vocabularies).toEqual([['the']]);
    expect([...value!.lengths!]).toEqual([1, 1, 0, 1, 0]);
  });
});

describe('categories', () => {
  test('have ids column by column, the most frequent value first; what no training row has is 0', () => {
    const columns = [
      columnOf('city', ['x', 'y', 'y', null, 'z']),
      columnOf('grade', [7, 7, 3, 3, null]),
      columnOf('open', [true, false, true, true, false]),
    ];
    const { value } = encodeInputBy(() => fitCategories(100), columns, [0, 1, 2, 3]);
    expect(value!.vocabularies).toEqual([
      ['y', 'x'],
      ['3', '7'],
      ['true', 'false'],
    ]);
    expect([...value!.values]).toEqual([2, 4, 5, 1, 4, 6, 1, 3, 5, 0, 3, 5, 0, 0, 6]);
    expect(value!.lengths).toBeUndefined();
  });

  test('give up the rarest values of all columns', () => {
    const columns = [columnOf('a', ['x', 'x', 'x', 'y']), columnOf('b', ['u', 'v', 'v', 'w'])];
    const { value } = encodeInputBy(() => fitCategories(2), columns, [0, 1, 2, 3]);
    expect(value!.vocabularies).toEqual([['x'], ['v']]);
  });
});
