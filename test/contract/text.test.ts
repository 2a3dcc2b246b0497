/** Names in a row. */
import { expect, test } from 'vitest';
import { firstOf, listed, sayListed, render, text } from '../../contract/text';

test('a row of names is a sentence, in which a language sets its own mark', () => {
  const names = text('({names})', { names: listed(['a', 1, text('words')]) });
  expect(render(names)).toBe('(a, 1, words)');
  expect(render(names, (template) => template.replace(', ', '、'))).toBe('(a、1、words)');
});

test.each([
  { names: [], said: '' },
  { names: ['a'], said: 'a' },
  { names: ['a', 'b'], said: 'a, b' },
])('$names.length names are said', ({ names, said }) => {
  expect(sayListed(names, render)).toBe(said);
});

test.each([
  [1, '1 row has none'],
  ['1', '1 row has none'],
  [0, '0 rows have none'],
  [21, '21 rows have none'],
  ['1,001', '1,001 rows have none'],
])('%j has words of its number', (pool, said) => {
  const sentence = text('{pool} {pool|row has|rows have} none', { pool });
  expect(render(sentence)).toBe(said);
  expect(render(sentence, () => '{pool} 行没有')).toBe(`${pool} 行没有`);
});

test('the first of many have a mark behind them, all of few have none', () => {
  expect(firstOf(['a', 'b', 'c'], 2)).toEqual(['a', 'b', '…']);
  expect(firstOf(['a', 'b'], 2)).toEqual(['a', 'b']);
  expect(firstOf([], 2)).toEqual([]);
});
