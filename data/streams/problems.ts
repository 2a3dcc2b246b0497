/** What there is to say about files that are followed: one factory for each problem code from MTL6080. */
import type { Problem } from '../../contract/problem';
import { text, type Text } from '../../contract/text';
import { placeOfFiles } from '../problems';
import { shorten } from '../words';

/** `reason` begins with “it” or names a column. */
export const lineLeftOut = (file: string, line: number, reason: Text): Problem => ({
  code: 'MTL6080',
  severity: 'warning',
  message: text('Line {line} is left out: {reason}.', { line, reason }),
  remedy: text('Write whole rows of the kind that the file began with; the run goes on.'),
  place: placeOfFiles([file]),
});

export const cellsMissing = (cells: number, columns: number): Text =>
  text('it has {cells} {cells|cell|cells} where the first line has {columns} names', { cells, columns });

export const quoteOpen = (): Text =>
  text('a quote is not closed in it, or something follows it before the next separator');

export const notAnObject = (): Text => text('it is no JSON object');

export const notANumber = (column: string, word: string): Text =>
  text('column “{column}” needs a number, and holds “{word}”', { column, word: shorten(word) });

export const fileCutOff = (file: string): Problem => ({
  code: 'MTL6081',
  severity: 'warning',
  message: text('{file} has become shorter than what was read of it: the stream ends here.', { file }),
  remedy: text('Append rows to the file and leave what is there. The run keeps what it has learned.'),
});

export const fileReplaced = (file: string): Problem => ({
  code: 'MTL6082',
  severity: 'warning',
  message: text('{file} was removed or replaced by another file: the stream ends here.', { file }),
  remedy: text('Append rows to the file and leave what is there. The run keeps what it has learned.'),
});

export const moreLeftOut = (files: readonly string[], count: number): Problem => ({
  code: 'MTL6083',
  severity: 'warning',
  message: text('{count} more {count|row was|rows were} left out or had a label that is not known.', {
    count,
  }),
  remedy: text('Look at what writes the rows.'),
  place: placeOfFiles(files),
});

/** `row` counts from 1; `window` rows tell which labels there are. */
export const labelUnknown = (
  files: readonly string[],
  task: string,
  row: number,
  { column, word }: { readonly column: string; readonly word: string },
  window: number,
): Problem => ({
  code: 'MTL6084',
  severity: 'warning',
  message: text(
    'Row {row} says “{word}” in column “{column}”, as none of the first {window} rows does: the row has no label for {task}.',
    { row, word: shorten(word), column, window, task },
  ),
  remedy: text('Make `window` so large that all classes come in it, or write classes as numbers from 0.'),
  place: placeOfFiles(files),
});

export const streamTooShort = (files: readonly string[], reason: Text): Problem => ({
  code: 'MTL6085',
  severity: 'error',
  message: text('The file cannot be followed: {reason}.', { reason }),
  remedy: text(
    'Write a first line with column names, or one JSON object a line, and name the file in `source`.',
  ),
  place: placeOfFiles(files),
});
