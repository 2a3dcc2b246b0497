/** Blocks that are cut hold the same rows. */
import { expect, test } from 'vitest';
import { cutBlock } from '../../data/cut-block';
import { columnOf } from './columns';

const block = {
  start: 100,
  rows: 5,
  columns: [columnOf('a', [1, null, 3, 4, 5]), columnOf('b', ['p', 'q', null, 's', 't'])],
};

test('all rows come in order, at most so many at a time', () => {
  const pieces = [...cutBlock(block, 2)].map(({ start, rows, columns }) => [
    start,
    rows,
    columns.map((column) =>
      column.kind === 'words' ? column.words : [[...column.numbers], [...column.missing]],
    ),
  ]);
  expect(pieces).toEqual([
    [
      100,
      2,
      [
        [
          [1, 0],
          [0, 1],
        ],
        ['p', 'q'],
      ],
    ],
    [
      102,
      2,
      [
        [
          [3, 4],
          [0, 0],
        ],
        [null, 's'],
      ],
    ],
    [104, 1, [[[5], [0]], ['t']]],
  ]);
});

test('a block that is small enough is itself', () => {
  expect([...cutBlock(block, 5)]).toEqual([block]);
});
