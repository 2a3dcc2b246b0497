/** Warnings of missing values that are filled in. */
import type { Problem } from '../contract/problem';
import { text } from '../contract/text';
import { placeOfFiles } from './problems';

/** `column` is the first of those that are filled, in which `count` values are missing. */
export function valuesFilled(
  files: readonly string[],
  column: string,
  count: number,
  others: number,
): Problem {
  const message = text(
    others === 0
      ? '{count} {count|missing value|missing values} of column “{column}” {count|is|are} replaced by its mean over the training rows.'
      : '{count} {count|missing value|missing values} of column “{column}” and {others} {others|more column|more columns} are replaced by their means over the training rows.',
    { count, column, others },
  );
  return {
    code: 'MTL6019',
    severity: 'warning',
    message,
    remedy: text('Fill them with `query`, or leave the rows out, if that is not what you want.'),
    place: placeOfFiles(files),
  };
}

/** `files` are those of the sequence's columns. */
export function stepsFilled(files: readonly string[], count: number): Problem {
  return {
    code: 'MTL6032',
    severity: 'warning',
    message: text(
      '{count} {count|missing value before the end of a sequence is|missing values before the end of a sequence are} replaced by the mean of {count|its|their} feature over the training rows.',
      { count },
    ),
    remedy: text('Fill them with `query`, or leave the rows out, if that is not what you want.'),
    place: placeOfFiles(files),
  };
}
