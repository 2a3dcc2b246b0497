/** Problems of columns that say nothing, or too much, and of parts that training cannot learn from (from MTL5022). */
import type { Fix, Range } from '../../../../contract/problem';
import { listed, text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const columnConstant = defineProblem(
  'MTL5022',
  'A column has the same value in every row.',
  (name: string, value: string, noun: 'input' | 'target', fixes: readonly Fix[]) => ({
    message: text('The column `{name}` is {value} in every row that has a value.', { name, value }),
    remedy:
      noun === 'input'
        ? text('Leave it out: nothing can be learned from it.')
        : text('Choose another column: there is nothing to predict.'),
    severity: 'warning',
    fixes,
  }),
);

export const columnsSame = defineProblem(
  'MTL5023',
  'Two columns of the inputs hold the same value in every row.',
  (name: string, other: string, at: Range | undefined, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` holds the same as `{other}` in every row.', { name, other }),
    remedy: text('Leave one of the two out.'),
    severity: 'information',
    fixes,
    ...(at ? { related: [{ range: at, message: text('The other column.') }] } : {}),
  }),
);

export const targetCopied = defineProblem(
  'MTL5024',
  'A task predicts a column of which an input has a copy.',
  (name: string, copy: string, input: string, fixes: readonly Fix[]) => ({
    message: text('The column `{copy}` of the input `{input}` holds the same as `{name}` in every row.', {
      copy,
      input,
      name,
    }),
    remedy: text('Take `{copy}` out of the input: the answer is not known when predictions are made.', {
      copy,
    }),
    severity: 'warning',
    fixes,
  }),
);

export const classUntrained = defineProblem(
  'MTL5025',
  'Rows have a class that no training row has.',
  (column: string, values: readonly string[], count: number, rows: number, fix: Fix | undefined) => ({
    message:
      count === 1
        ? text('No training row has the class {values} of `{column}`; rows of other parts: {rows}.', {
            values: listed(values),
            column,
            rows,
          })
        : text('No training row has {count} classes of `{column}` ({values}); rows of other parts: {rows}.', {
            count,
            values: listed(values),
            column,
            rows,
          }),
    remedy: fix
      ? text('Write `stratify: {column}` into the data set, or add rows.', { column })
      : text('Move some of these rows to training, or add rows.'),
    severity: 'warning',
    ...(fix ? { fixes: [fix] } : {}),
  }),
);

export const classesUnused = defineProblem(
  'MTL5026',
  'A target counts more classes than its column has values.',
  (name: string, distinct: number, classes: number, fixes: readonly Fix[]) => ({
    message: text(
      'The column `{name}` has {distinct} {distinct|different value|different values}, but there are {classes} classes.',
      {
        name,
        distinct,
        classes,
      },
    ),
    remedy: text('Write `classes({distinct})` unless rows of the others are still to come.', { distinct }),
    severity: 'information',
    fixes,
  }),
);

export const groupDivided = defineProblem(
  'MTL5027',
  'A column of parts puts rows of one group into several parts.',
  (column: string, groups: number, example: string, split: string, fixes: readonly Fix[]) => ({
    message: text(
      '`{split}` divides {groups} {groups|group|groups} of `{column}` between parts, such as {example}.',
      {
        split,
        groups,
        column,
        example,
      },
    ),
    remedy: text(
      'Give all rows of a group the same part, or write shares into `split`, which keep groups together.',
    ),
    severity: 'warning',
    fixes,
  }),
);
