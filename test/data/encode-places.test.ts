/** From columns to a class for each step or pixel. */
import { describe, expect, test } from 'vitest';
import { describeProblem } from '../../contract/problem';
import { fitPlaces } from '../../data/encode/encode-places';
import { columnOf } from './columns';
import { encodeLabelsBy } from './encoded';

const encode = (columns: readonly ReturnType<typeof columnOf>[], places: number, count: number) =>
  encodeLabelsBy(() => fitPlaces({ places, count, target: 'tags' }), columns);

describe('classes of places', () => {
  test('stand in one column between spaces: too few are filled up, too many left out', () => {
    const { value } = encode([columnOf('t', ['B I O', ' O ', null, 'O B O I', ''])], 3, 3);
    expect(value!.classes).toEqual(['B', 'I', 'O']);
    expect([...value!.values]).toEqual([0, 1, 2, 2, -1, -1, -1, -1, -1, 2, 0, 2, -1, -1, -1]);
    expect([...value!.mask]).toEqual([1, 1, 0, 1, 0]);
  });

  test('stand in a column for each place, where a cell may be empty', () => {
    const columns = [columnOf('a', [0, 2, null]), columnOf('b', [null, 1, null])];
    const { value } = encode(columns, 2, 4);
    expect(value!.classes).toEqual(['0', '1', '2', '3']);
    expect([...value!.values]).toEqual([0, -1, 2, 1, -1, -1]);
    expect([...value!.mask]).toEqual([1, 1, 0]);
  });

  test.each<[string, readonly string[], number, readonly string[]]>([
    ['numbers that are indices', ['1 0', '2 1'], 3, ['0', '1', '2']],
    ['numbers by size', ['10 9', '100'], 3, ['9', '10', '100']],
    ['words by code unit', ['b a', 'C'], 4, ['C', 'a', 'b', '#3']],
  ])('are numbered: %s', (_, cells, count, classes) => {
    expect(encode([columnOf('t', cells)], 2, count).value!.classes).toEqual(classes);
  });

  test('are told when there are too many', () => {
    const { problems } = encode([columnOf('t', ['a b', 'c'])], 2, 2);
    expect(problems.map((problem) => describeProblem(problem))).toEqual([
      expect.stringContaining('Column “t” has 3 different values for 2 classes. Write `tags(3)`'),
    ]);
  });
});
