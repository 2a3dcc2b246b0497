/** From columns to sequences: where a row ends, and how its features are scaled. */
import { describe, expect, test } from 'vitest';
import { describeProblem } from '../../contract/problem';
import { fitSteps } from '../../data/encode/encode-steps';
import { fitScaling, type ScaleName } from '../../data/encode/scaling';
import { columnOf } from './columns';
import { encodeInputBy } from './encoded';

type Cells = readonly (number | string | null)[];

/** Each row of cells is one of the table. */
const encode = (
  table: readonly Cells[],
  steps: number,
  features: number,
  scale: ScaleName,
  training: number[],
) =>
  encodeInputBy(
    () => fitSteps(fitScaling(scale), steps, features),
    table[0]!.map((_, index) =>
      columnOf(
        `c${index}`,
        table.map((row) => row[index]!),
      ),
    ),
    training,
  );

describe('sequences', () => {
  test('end with the last step that has a value', () => {
    const { value, problems } = encode(
      [
        [1, 2, 3],
        [4, null, null],
        [null, null, null],
        [null, 5, null],
      ],
      3,
      1,
      'none',
      [0, 1, 2],
    );
    expect([...value!.lengths!]).toEqual([3, 1, 0, 2]);
    // The gap of the last row becomes the mean of 1, 2, 3 and 4.
    expect([...value!.values]).toEqual([1, 2, 3, 4, 0, 0, 0, 0, 0, 2.5, 5, 0]);
    expect(problems.map((problem) => describeProblem(problem))).toEqual([
      expect.stringContaining('1 missing value before the end of a sequence'),
    ]);
  });

  test('are scaled by feature, by the true steps of the training rows', () => {
    // The first feature is 2, 4, 6 in training, the second 10 throughout; the row that is no training row changes neither.
    const { value } = encode(
      [
        [2, 10, 4, 10],
        [6, 10, null, null],
        [100, 90, 8, 90],
      ],
      2,
      2,
      'standard',
      [0, 1],
    );
    const deviation = Math.sqrt(8 / 3);
    expect([...value!.scaling!.shift]).toEqual([4, 10]);
    expect(value!.scaling!.scale[0]).toBeCloseTo(deviation, 12);
    expect(value!.scaling!.scale[1]).toBe(1);
    expect(value!.values[0]).toBeCloseTo(-2 / deviation, 6);
    expect([...value!.values.subarray(1, 4)]).toEqual([0, 0, 0]);
    expect([...value!.values.subarray(6, 8)]).toEqual([0, 0]);
  });

  test.each([
    ['a word', [['1', 'two']], 'MTL6013'],
    ['a feature without any value', [[1, null]], 'MTL6020'],
  ])('%s is told', (_, table, code) => {
    const { problems } = encode(table as Cells[], 1, 2, 'standard', [0]);
    expect(problems.map((problem) => problem.code)).toContain(code);
  });
});
