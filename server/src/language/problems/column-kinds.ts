/** Problems of columns that hold another kind of values than words, categories or tags are made of (from MTL5019). */
import type { Fix } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const columnOfFractions = defineProblem(
  'MTL5019',
  'A column of fractions is read as categories.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` holds fractions, which are hardly categories.', { name }),
    remedy: text('Read it `as numbers`, or round it in `query`.'),
    fixes,
  }),
);

export const columnNotText = defineProblem(
  'MTL5020',
  'A column of numbers stands where texts are needed.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('The column `{name}` holds numbers, where texts are needed.', { name }),
    remedy: text('Read it `as numbers` or `as category`.'),
    fixes,
  }),
);

export const placesTooFew = defineProblem(
  'MTL5021',
  'A column of a step or pixel has more different values than the target has classes.',
  (name: string, distinct: number, target: string, classes: number, fixes: readonly Fix[]) => ({
    message: text(
      'The column `{name}` has {distinct} different values, which are more than {classes} {classes|class|classes}.',
      { name, distinct, classes },
    ),
    remedy: text('Write `{target}({distinct})`, or merge the values in `query`.', { target, distinct }),
    fixes,
  }),
);
