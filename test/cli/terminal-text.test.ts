/** Widths of text in columns of a terminal, and lines broken to a width. */
import { describe, expect, it } from 'vitest';
import { cutTo, padRight, widthOf } from '../../cli/terminal-text';
import { unbroken, wrap } from '../../cli/wrapped-text';

describe('the width of', () => {
  it.each([
    ['abc', 3],
    ['任务', 4],
    ['（，。）', 8],
    ['“x”', 3],
    ['カナ', 4],
    ['한글', 4],
    ['e\u0301', 1],
    ['ａ￥', 4],
    ['🙂', 2],
    ['–━…', 3],
  ])('%s is %d', (words, width) => expect(widthOf(words)).toBe(width));
});

it('cuts and pads by columns', () => {
  expect(cutTo('任务a', 3)).toBe('任');
  expect(padRight('任务', 6)).toBe('任务  ');
});

describe('lines', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['unbreakable', 4, ['unbreakable']],
    ['训练一个实验', 6, ['训练一', '个实验']],
    // A mark stays with the character before it, an opening one with the one after it.
    ['训练完成。再来', 8, ['训练完', '成。再来']],
    ['训练（实验）', 6, ['训练', '（实', '验）']],
    ['用 train 训练', 8, ['用 train', '训练']],
    ['', 8, ['']],
  ])('%s in %d columns', (words, columns, lines) => expect(wrap(words, columns)).toEqual(lines));

  it('are not broken at a space that stays', () => {
    expect(wrap(`a ${unbroken('[--out DIR]')}`, 8)).toEqual(['a', '[--out DIR]']);
  });
});
