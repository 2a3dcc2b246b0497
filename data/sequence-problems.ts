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
      '{count} {count|missing value before the end of a sequence is|missing values before the end of a sequence are} replaced by the mean of {count|its|their} feature over the training rows.',
      { count },
    ),
    remedy: text('Fill them with `query`, or leave the rows out, if that is not what you want.'),
    place: placeOfFiles(files),
  };
}

/** `row` is the first of `count` out of `tagged` rows, counted from 1. */
export function tagsMisplaced(
  files: readonly string[],
  texts: string,
  tags: string,
  count: number,
  tagged: number,
  row: number,
): Problem {
  return {
    code: 'MTL6033',
    severity: 'warning',
    message: text(
      '{count} of {tagged} {tagged|row|rows} {count|has|have} more or fewer tags in “{tags}” than words in “{texts}”, row {row} first.',
      { count, tagged, tags, texts, row },
    ),
    remedy: text('Put spaces between the words that are tagged, and read them as `tokens(split: spaces)`.'),
    place: placeOfFiles(files),
  };
}
