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

test('the first of many have a mark behind them, all of few have none', () => {
  expect(firstOf(['a', 'b', 'c'], 2)).toEqual(['a', 'b', '…']);
  expect(firstOf(['a', 'b'], 2)).toEqual(['a', 'b']);
  expect(firstOf([], 2)).toEqual([]);
});
