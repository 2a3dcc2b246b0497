/** Problems of columns that are read as sequences. */
import type { Problem } from '../contract/problem';
import { text } from '../contract/text';
import { placeOfFiles } from './problems';

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
