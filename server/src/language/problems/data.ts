/** Problems of the data as the language sees it: columns, their types and counts (MTL5…). */
import type { Fix, Range } from '../../../../contract/problem';
import type { Column } from '../../../../contract/schema';
import { listed, text } from '../../../../contract/text';
import { replaceWith } from './fixes';
import { defineProblem } from './problem-kind';

export const columnUnknown = defineProblem(
  'MTL5001',
  'A column is used that the data does not have.',
  (
    name: string,
    data: string,
    nearest: string | undefined,
    some: readonly string[],
    fix: [Range, string] | undefined,
  ) => ({
    message: text('`{data}` has no column `{name}`.', { data, name }),
    remedy: nearest
      ? text('Did you mean `{nearest}`?', { nearest })
      : text('Its columns are {names}.', { names: listed(some) }),
    ...(fix ? { fixes: [replaceWith(...fix)] } : {}),
  }),
);

export const columnsUnknown = defineProblem(
  'MTL5002',
  'A range of columns goes beyond those that the data has.',
  (
    range: string,
    data: string,
    first: string,
    count: number,
    has: string,
    fix: [Range, string] | undefined,
  ) => ({
    message:
      count === 1
        ? text('`{data}` has no column `{first}` of the range {range}.', { data, first, range })
        : text('`{data}` lacks {count} columns of the range {range}, the first is `{first}`.', {
            data,
            count,
            range,
            first,
          }),
    remedy: has ? text('The data has {has}.', { has }) : text('Name columns that the data has.'),
    ...(fix ? { fixes: [replaceWith(...fix)] } : {}),
  }),
);

export const columnRangeUnreadable = defineProblem(
  'MTL5003',
  'A range of columns does not run from one number to a later one with the same name before it.',
  (fixes: readonly Fix[]) => ({
    message: text('A range of columns runs over the number at the end of their names.'),
    remedy: text('Write it as `p0..p783`: the same name on both sides, the first number not above the last.'),
    fixes,
  }),
);

export const columnNotNumeric = defineProblem(
  'MTL5004',
  'A column of text stands where numbers are needed.',
  (name: string, word: Column['word'], noun: 'input' | 'target', fixes: readonly Fix[]) => ({
    message: word
      ? text('The column `{name}` needs numbers, but row {row} holds "{word}".', {
          name,
          row: word.row,
          word: word.text,
        })
      : text('The column `{name}` holds no numbers, and numbers are needed.', { name }),
    remedy:
      noun === 'input'
        ? text('Correct its rows, leave it out, or turn it into numbers in `query`.')
        : text('Correct its rows, predict it `as classes`, or turn it into numbers in `query`.'),
    fixes,
  }),
);

export const classesTooFew = defineProblem(
  'MTL5005',
  'A column has more different values than the target has classes.',
  (name: string, distinct: number, classes: number, fix: [Range, string] | undefined) => ({
    message: text(
      'The column `{name}` has {distinct} different values, which are more than {classes} {classes|class|classes}.',
      {
        name,
        distinct,
        classes,
      },
    ),
    remedy: text('Write `classes({distinct})`, or `classes` to count them.', { distinct }),
    ...(fix ? { fixes: [replaceWith(...fix)] } : {}),
  }),
);

export const columnNotTruth = defineProblem(
  'MTL5006',
  'A column with more than two values stands where true or false is needed.',
  (name: string, distinct: number, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` has {distinct} different values, where true or false is needed.', {
      name,
      distinct,
    }),
    remedy: text('Use a column of 0 and 1, or predict it `as classes`.'),
    fixes,
  }),
);

export const columnWithoutValues = defineProblem(
  'MTL5007',
  'A column has no value in any row.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` is empty in every row.', { name }),
    remedy: text('Choose another column, or fill it.'),
    fixes,
  }),
);

export const batchTooLarge = defineProblem(
  'MTL5008',
  'A batch is larger than the rows to train on.',
  (batch: number, rows: number, fixes: readonly Fix[]) => ({
    message: text('A batch takes {batch} rows, and the training part has {rows}.', { batch, rows }),
    remedy: text('Set `batch` in `train` to at most {rows}.', { rows }),
    fixes,
  }),
);

export const columnTwice = defineProblem(
  'MTL5009',
  'A column is named twice in one list.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` stands here twice.', { name }),
    remedy: text('Name it once.'),
    fixes,
  }),
);

export const columnsTooMany = defineProblem(
  'MTL5010',
  'A list of columns is longer than any table.',
  (most: number) => ({
    message: text('More than {most} columns cannot be read.', { most }),
    remedy: text('Name fewer columns.'),
  }),
);

export const splitWordUnknown = defineProblem(
  'MTL5011',
  'The column of a split holds other words than train, validation and test.',
  (name: string, word: string, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` holds `{word}`, which is no part of a split.', { name, word }),
    remedy: text('Let it hold the words train, validation and test; a `query` can make them.'),
    fixes,
  }),
);

export const targetIsInput = defineProblem(
  'MTL5012',
  'A task predicts a column that an input already shows to the model.',
  (name: string, input: string, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` is also part of the input `{input}`.', { name, input }),
    remedy: text('Take it out of the input: the answer is not known when predictions are made.'),
    severity: 'warning',
    fixes,
  }),
);

export const columnNameExpected = defineProblem(
  'MTL5013',
  'Something else stands where columns are needed.',
  (fixes: readonly Fix[] = []) => ({
    message: text('Columns of the data are expected here.'),
    remedy: text('Write `d.label`, `d[x, y, p0..p9]` or `d["sepal length"]`.'),
    fixes,
  }),
);

export const classesNotTwo = defineProblem(
  'MTL5014',
  'A column from which classes are counted has fewer than two values.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text(
      'The column `{name}` has fewer than two different values: there is nothing to tell apart.',
      {
        name,
      },
    ),
    remedy: text('Choose another column, or write the number of classes, as in `classes(2)`.'),
    fixes,
  }),
);

export const columnNotFinite = defineProblem(
  'MTL5015',
  'A column holds a number that is infinite, or too large to compute with.',
  (name: string, row: number, fixes: readonly Fix[]) => ({
    message: text(
      'The column `{name}` holds a number in row {row} that is infinite or beyond 3.4e38, the largest that models compute with.',
      { name, row },
    ),
    remedy: text('Replace it, or leave the cell empty if the value is unknown.'),
    fixes,
  }),
);

export const rowsTooFew = defineProblem(
  'MTL5016',
  'A split has more parts than there are rows, or groups of rows.',
  (units: number, wanted: number, isGrouped: boolean, fixes: readonly Fix[]) => ({
    message: isGrouped
      ? text('A split into {wanted} parts needs as many groups of rows; the data has {units}.', {
          wanted,
          units,
        })
      : text('A split into {wanted} parts needs as many rows; the data has {units}.', { wanted, units }),
    remedy: text('Add rows, or give `split` fewer parts, such as [100%, 0%, 0%].'),
    fixes,
  }),
);

export const splitCellsEmpty = defineProblem(
  'MTL5017',
  'The column of a split is empty in some rows.',
  (name: string, missing: number, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` does not say the part of every row; rows without one: {missing}.', {
      name,
      missing,
    }),
    remedy: text('Fill it with the words train, validation and test, or leave such rows out with `query`.'),
    fixes,
  }),
);

export const splitWithoutTraining = defineProblem(
  'MTL5018',
  'The column of a split sends no row to training.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('No row of the column `{name}` holds `train`.', { name }),
    remedy: text('Write `train` into the rows to learn from, or choose another column.'),
    fixes,
  }),
);
