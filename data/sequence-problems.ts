/** Problems of columns that are read as sequences. */
import type { Problem } from '../contract/problem';
import { text } from '../contract/text';
import { placeOfFiles } from './problems';

/** `files` are those of the sequence's columns. */
export function stepsFilled(files: readonly string[], count: number): Problem {
  return {
    code: 'MTL6032',
    severity: 'warning',
    message: text(
      '{count} missing values before the end of a sequence are replaced by the mean of their feature over the training rows.',
      { count },
    ),
    remedy: text('Fill them with `query`, or leave the rows out, if that is not what you want.'),
    place: placeOfFiles(files),
  };
}
