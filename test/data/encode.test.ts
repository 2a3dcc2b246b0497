/** From columns to what training is fed: scales, class indices, truths, masks. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeProblem, type Outcome } from '../../contract/problem';
import type { ScaleName } from '../../data/encode/scaling';
import { openTable } from '../../data/open-table';
import type { ColumnValues, NumberColumn } from '../../data/column-values';
import { readColumns } from '../../data/read-columns';
import { encodeClasses, encodeInput, encodeNumbers, encodeTruth } from './encoded';

const files = ['d.csv'];

function numbers(name: string, cells: readonly (number | null)[], boolean = false): NumberColumn {
  const missing = Uint8Array.from(cells, (cell) => (cell === null ? 1 : 0));
  return {
    kind: 'numbers',
    name,
    files,
    boolean,
    numbers: Float64Array.from(cells, (cell) => cell ?? 0),
    missing,
  };
}

const words = (name: string, cells: readonly (string | null)[]): ColumnValues => ({
  kind: 'words',
  name,
  files,
  words: cells,
});
const rows = (...indices: number[]) => Int32Array.from(indices);
const said = ({ problems }: Outcome<unknown>) =>
  problems.map((problem) => `${problem.code} ${problem.severity} ${describeProblem(problem)}`);

describe('scaling', () => {
  // Mean 5, deviation 2: the textbook's example of the population's standard deviation.
  const column = numbers('a', [2, 4, 4, 4, 5, 5, 7, 9, 1000]);
  const training = rows(0, 1, 2, 3, 4, 5, 6, 7);
  test.each<[ScaleName, number, number]>([
    ['standard', 5, 2],
    ['minmax', 2, 7],
    ['none', 0, 1],
  ])('%s is fitted to the training rows alone', (name, shift, scale) => {
    const { value } = encodeInput([column], name, training);
    const scaling = value!.scaling!;
    expect([scaling.shift[0], scaling.scale[0], scaling.fill[0], scaling.counts[0]]).toEqual([
      shift,
      scale,
      5,
      8,
    ]);
    expect(value!.values[8]).toBeCloseTo((1000 - shift) / scale, 4);
  });

  test.each([0.1, 1e9 + 0.3, -7])('a column of nothing but %d does not vary and becomes 0', (constant) => {
    const { value, problems } = encodeInput(
      [numbers('a', [constant, constant, constant])],
      'standard',
      rows(0, 1, 2),
    );
    expect([...value!.values]).toEqual([0, 0, 0]);
    expect(value!.scaling!.scale[0]).toBe(1);
    expect(problems).toEqual([]);
  });

  test('numbers far from zero keep their digits', () => {
    const { value } = encodeInput([numbers('a', [1e9, 1e9 + 1, 1e9 + 2])], 'standard', rows(0, 1, 2));
    expect(value!.scaling!.scale[0]).toBeCloseTo(Math.sqrt(2 / 3), 12);
  });
});

describe('inputs', () => {
  test('are written row by row', () => {
    const { value } = encodeInput(
      [numbers('a', [1, 2, 3]), numbers('b', [10, 20, 30])],
      'none',
      rows(0, 1, 2),
    );
    expect([...value!.values]).toEqual([1, 10, 2, 20, 3, 30]);
  });

  test('missing values become the mean of the training rows, and one warning counts them', () => {
    const outcome = encodeInput(
      [numbers('a', [1, 3, null, 100]), numbers('b', [null, null, 4, 4]), numbers('c', [1, 2, 3, 4])],
      'none',
      rows(0, 1, 2),
    );
    expect([...outcome.value!.values]).toEqual([1, 4, 1, 3, 4, 2, 2, 4, 3, 100, 4, 4]);
    expect(said(outcome)).toEqual([
      expect.stringMatching(
        /^MTL6019 warning .*: 3 missing values of column “a” and 1 more column are replaced/,
      ),
    ]);
    const standard = encodeInput([numbers('a', [1, 3, null])], 'standard', rows(0, 1, 2));
    expect([...standard.value!.values]).toEqual([-1, 1, 0]);
  });

  test('a column without any value in the training rows is an error', () => {
    const outcome = encodeInput([numbers('a', [1, 2]), numbers('b', [null, 2])], 'standard', rows(0));
    expect(outcome.value).toBeUndefined();
    expect(said(outcome)).toEqual([
      expect.stringMatching(/^MTL6020 error .*Column “b” has no value in any training row/),
    ]);
  });

  test('every column of words is named', () => {
    const outcome = encodeInput(
      [words('a', ['x', '2']), numbers('b', [1, 2]), words('c', ['1', 'y'])],
      'standard',
      rows(0),
    );
    expect(said(outcome)).toEqual([
      expect.stringMatching(/“a” needs numbers, but row 1/),
      expect.stringMatching(/“c” needs numbers, but row 2/),
    ]);
  });
});

describe('classes', () => {
  test.each<[string, ColumnValues, number, (number | null)[], string[]]>([
    ['indices are themselves', numbers('a', [2, 0, null, 1]), 3, [2, 0, null, 1], ['0', '1', '2']],
    ['indices of which some are never seen', numbers('a', [3, 0]), 5, [3, 0], ['0', '1', '2', '3', '4']],
    ['numbers are numbered by size', numbers('a', [10, 9, 100]), 3, [1, 0, 2], ['9', '10', '100']],
    ['indices that start at 1', numbers('a', [1, 2, 3]), 3, [0, 1, 2], ['1', '2', '3']],
    [
      'words are numbered by code unit',
      words('a', ['b', 'B', null, 'a', '10', '9']),
      5,
      [4, 2, null, 3, 0, 1],
      ['10', '9', 'B', 'a', 'b'],
    ],
    ['fewer words than classes', words('a', ['y', 'x']), 3, [1, 0], ['x', 'y', '#2']],
    ['numbers that write no indices', numbers('a', [2, 3, 5]), 5, [0, 1, 2], ['2', '3', '5', '#3', '#4']],
    ['words that write numbers', words('a', ['1', '2', '3']), 5, [0, 1, 2], ['1', '2', '3', '#3', '#4']],
    ['words like names of others', words('a', ['#2', 'x']), 3, [0, 1], ['#2', 'x', '##2']],
    ['truths', numbers('a', [1, 0, 1], true), 2, [1, 0, 1], ['false', 'true']],
    ['no labels at all', words('a', [null, null]), 2, [null, null], ['0', '1']],
  ])('%s', (_, column, count, indices, names) => {
    const { value } = encodeClasses(column, count);
    expect(value!.classes).toEqual(names);
    expect(Array.from(value!.mask, (mask, row) => (mask ? value!.values[row] : null))).toEqual(indices);
  });

  test('more values than classes are a problem', () => {
    const outcome = encodeClasses(words('kind', ['a', 'b', 'c']), 2);
    expect(said(outcome)).toEqual([
      expect.stringMatching(/^MTL6017 .*“kind” has 3 different values for 2 classes\. Write `classes\(3\)`/),
    ]);
  });
});

describe('truths', () => {
  test.each<[string, ColumnValues, (number | null)[], string[]]>([
    ['0 and 1', numbers('a', [1, 0, null]), [1, 0, null], ['0', '1']],
    ['truths', numbers('a', [1, 0], true), [1, 0], ['false', 'true']],
    ['only yes', words('a', ['Yes', 'yes']), [1, 1], ['no', 'yes']],
    ['any case', words('a', ['TRUE', 'False', null]), [1, 0, null], ['false', 'true']],
    ['two words', words('a', ['malignant', 'benign']), [1, 0], ['benign', 'malignant']],
    ['two numbers', numbers('a', [1, -1]), [1, 0], ['-1', '1']],
    ['two numbers by size', numbers('a', [9, 10]), [0, 1], ['9', '10']],
  ])('%s', (_, column, truths, pair) => {
    const { value } = encodeTruth([column]);
    expect(value!.words).toEqual([pair]);
    expect(Array.from(value!.mask, (mask, row) => (mask ? value!.values[row] : null))).toEqual(truths);
  });

  test('several columns label a row together', () => {
    const { value } = encodeTruth([numbers('a', [1, null, 0]), words('b', ['no', 'no', 'yes'])]);
    expect([...value!.values]).toEqual([1, 0, 0, 0, 0, 1]);
    expect([...value!.mask]).toEqual([1, 0, 1]);
  });

  test.each<[ColumnValues, RegExp]>([
    [words('a', ['x', 'y', 'z']), /^MTL6018 .*“a” should say yes or no, but holds “x”, “y”, “z”\./],
    [words('a', ['sure']), /holds “sure”\./],
    [words('a', ['x', 'X']), /holds “X”, “x”\./],
    [numbers('a', [0, 1, 2, 3, 4]), /holds “0”, “1”, “2”, “3”, …\./],
  ])('%#: more or less than two values are a problem', (column, says) => {
    expect(said(encodeTruth([column]))).toEqual([expect.stringMatching(says)]);
  });
});

test('numbers: a row needs a value in every column, and comes back in its unit', () => {
  const { value } = encodeNumbers(
    [numbers('a', [1, 3, null, 5]), numbers('b', [0, 4, 4, 8])],
    'standard',
    rows(0, 1),
  );
  expect([...value!.mask]).toEqual([1, 1, 0, 1]);
  expect([...value!.values]).toEqual([-1, -1, 1, 1, 0, 0, 3, 3]);
  const { shift, scale } = value!.scaling;
  expect([3 * scale[0]! + shift[0]!, 3 * scale[1]! + shift[1]!]).toEqual([5, 8]);
});

test('twenty men, standardised: every column has mean 0 and variance 1', async () => {
  const { value: table } = await openTable({
    directory: resolve('../shared/data'),
    source: ['linnerud.csv'],
    query: null,
  });
  const { value: columns } = await readColumns(table!, ['chins', 'situps', 'jumps']);
  table!.close();
  const { value } = encodeInput(
    columns!,
    'standard',
    Int32Array.from({ length: 20 }, (_, row) => row),
  );
  for (const column of [0, 1, 2]) {
    const cells = value!.values.filter((_, index) => index % 3 === column);
    const mean = cells.reduce((sum, cell) => sum + cell, 0) / 20;
    expect(mean).toBeCloseTo(0, 6);
    expect(cells.reduce((sum, cell) => sum + cell ** 2, 0) / 20).toBeCloseTo(1, 6);
  }
  // Means of the published set: 9.45 chins, 145.55 sit-ups, 70.3 jumps.
  expect([...value!.scaling!.shift].map((mean) => Math.round(mean * 100) / 100)).toEqual([
    9.45, 145.55, 70.3,
  ]);
});
