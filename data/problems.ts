/** What can be wrong with data: one factory for each problem code from MTL6001, each text ending with its remedy. */
import type { Problem } from '../contract/problem';
import { listed, type Text, text } from '../contract/text';
import { shorten } from './words';

/** Where the rows of a table come from, in words: its file, or the first of its files and how many more. */
export function placeOfFiles(files: readonly string[]): Text {
  const [file = '', ...others] = files;
  return others.length === 0
    ? text('{file}', { file })
    : text('{file} and {count} more', { file, count: others.length });
}

export function missingFile(path: string, nearest?: string): Problem {
  return error(
    'MTL6001',
    text('The data file {path} does not exist.', { path }),
    nearest
      ? text('Did you mean “{nearest}”?', { nearest })
      : text('Put the file there, or correct `source`; paths start from the folder of the .mtl file.'),
  );
}

export function nothingMatches(directory: string, patterns: readonly string[]): Problem {
  return error(
    'MTL6002',
    text('No file matches “{pattern}” in {directory}.', { pattern: listed(patterns), directory }),
    text('Correct `source`; `*` stands for any part of a name and `**` for any folders.'),
  );
}

export function emptyFile(path: string): Problem {
  return error(
    'MTL6003',
    text('The data file {path} is empty.', { path }),
    text('Write a first line with column names and one line for each row, or name another file.'),
  );
}

export function notAFile(path: string): Problem {
  return error(
    'MTL6004',
    text('{path} is not a file.', { path }),
    text('Name a file, or the files in a folder with a pattern such as “folder/*.csv”.'),
  );
}

export function notPermitted(path: string): Problem {
  return error(
    'MTL6027',
    text('There is no permission to read {path}.', { path }),
    text('Allow it, or name another file.'),
  );
}

export function unknownKind(path: string, known: readonly string[]): Problem {
  return error(
    'MTL6005',
    text('{path} is of a kind that is not read.', { path }),
    text('Use a file that ends in one of {kinds}.', { kinds: listed(known) }),
  );
}

export function mixedKinds(kinds: readonly string[]): Problem {
  return error(
    'MTL6006',
    text('The source mixes files of different kinds: {kinds}.', { kinds: listed(kinds) }),
    text('Use files of one kind in one `data` declaration.'),
  );
}

export function unreadableFile(files: readonly string[], reason: string): Problem {
  return error(
    'MTL6007',
    text('The data cannot be read: {reason}', { reason }),
    text('Check that the file is whole, is UTF-8 text where it is text, and is what its ending says.'),
    placeOfFiles(files),
  );
}

export function noRows(files: readonly string[]): Problem {
  return error(
    'MTL6008',
    text('The data has column names but no rows.'),
    text('Add rows, or name another file.'),
    placeOfFiles(files),
  );
}

export function queryFails(files: readonly string[], reason: string): Problem {
  return error(
    'MTL6009',
    text('The query fails: {reason}', { reason }),
    text('Correct `query`; the rows of the files are the table `source`, and nothing else can be read.'),
    placeOfFiles(files),
  );
}

export function notOneSelect(files: readonly string[]): Problem {
  return error(
    'MTL6010',
    text('The query is not one single select statement.'),
    text('Write one `select … from source`; `with … select` works too.'),
    placeOfFiles(files),
  );
}

export function queryWithoutRows(files: readonly string[], rows: number): Problem {
  return error(
    'MTL6011',
    text('The query keeps none of the {rows} {rows|row|rows}.', { rows }),
    text('Loosen the conditions of `query`.'),
    placeOfFiles(files),
  );
}

export function unknownColumn(files: readonly string[], column: string, nearest?: string): Problem {
  return error(
    'MTL6012',
    text('The data has no column “{column}”.', { column }),
    nearest
      ? text('Did you mean “{nearest}”?', { nearest })
      : text('Name one of its columns; letters count as small or capital.'),
    placeOfFiles(files),
  );
}

/** `row` counts from 1. */
export function wordInNumbers(files: readonly string[], column: string, row: number, word: string): Problem {
  return error(
    'MTL6013',
    text('Column “{column}” needs numbers, but row {row} holds “{word}”.', {
      column,
      row,
      word: shorten(word),
    }),
    text('Correct the row, leave the cell empty if the value is unknown, or use another column.'),
    placeOfFiles(files),
  );
}

export function infiniteNumber(files: readonly string[], column: string, row: number): Problem {
  return error(
    'MTL6014',
    text(
      'Column “{column}” holds a number in row {row} that is infinite or beyond 3.4e38, the largest that models compute with.',
      { column, row },
    ),
    text('Replace it, or leave the cell empty if the value is unknown.'),
    placeOfFiles(files),
  );
}

export function unknownPart(files: readonly string[], column: string, row: number, word: string): Problem {
  return error(
    'MTL6015',
    text('Row {row} of the split column “{column}” holds “{word}”.', { column, row, word: shorten(word) }),
    text('Write `train`, `validation` or `test` into every row of the column.'),
    placeOfFiles(files),
  );
}

export function tooFewRows(files: readonly string[], rows: number, parts: number): Problem {
  return error(
    'MTL6016',
    text(
      'The data has {rows} {rows|row (or group of rows)|rows (or groups of rows)} for a split into {parts} parts.',
      { rows, parts },
    ),
    text('Add rows, or give `split` fewer parts, such as [100%, 0%, 0%].'),
    placeOfFiles(files),
  );
}

export function tooManyClasses(
  files: readonly string[],
  column: string,
  found: number,
  count: number,
  target: string,
): Problem {
  return error(
    'MTL6017',
    text('Column “{column}” has {found} different values for {count} {count|class|classes}.', {
      column,
      found,
      count,
    }),
    text('Write `{target}({found})`, or merge the values with `query`.', { target, found }),
    placeOfFiles(files),
  );
}

export function notTwoValues(files: readonly string[], column: string, values: readonly string[]): Problem {
  return error(
    'MTL6018',
    text('Column “{column}” should say yes or no, but holds {values}.', { column, values: listed(values) }),
    text('Use 0 and 1, true and false, or two different words; or predict it as `classes`.'),
    placeOfFiles(files),
  );
}

export function columnOfNothing(files: readonly string[], column: string): Problem {
  return error(
    'MTL6020',
    text('Column “{column}” has no value in any training row.', { column }),
    text('Leave the column out, or use rows that have it.'),
    placeOfFiles(files),
  );
}

export function notText(path: string): Problem {
  return error(
    'MTL6021',
    text('{path} is not the text that its ending says: it holds zero bytes.', { path }),
    text('Save it as UTF-8 text, or name another file.'),
  );
}

export function databaseMissing(reason: string): Problem {
  return error(
    'MTL6022',
    text('Data cannot be read, because DuckDB does not load: {reason}', { reason }),
    text('Install MTL Lab for this platform again, or run `npm ci` in its folder.'),
  );
}

/** `line` counts from 1, and so do those of the next ones; `columns` are as many as the first line names. */
export function lineTooLong(files: readonly string[], line: number, columns: number): Problem {
  return error(
    'MTL6023',
    text('Line {line} has more cells than the first line has names: {columns}.', { line, columns }),
    text(
      'Remove what is too much, put a cell that holds the separator in double quotes, or name every column.',
    ),
    placeOfFiles(files),
  );
}

export function lineTooShort(
  files: readonly string[],
  line: number,
  cells: number,
  columns: number,
): Problem {
  return error(
    'MTL6026',
    text('Line {line} has fewer cells ({cells}) than the first line has names ({columns}).', {
      line,
      cells,
      columns,
    }),
    text('Write a cell for every column, empty where the value is unknown; the file may also be cut off.'),
    placeOfFiles(files),
  );
}

export function notUtf8(files: readonly string[], line: number): Problem {
  return error(
    'MTL6024',
    text('The text is not UTF-8 at line {line} or before it.', { line }),
    text('Save the file as UTF-8.'),
    placeOfFiles(files),
  );
}

export function quoteUnclosed(files: readonly string[], line: number): Problem {
  return error(
    'MTL6025',
    text('A quote in line {line} is not closed, or something follows it before the next separator.', {
      line,
    }),
    text('Close it; a quote within quotes is written twice.'),
    placeOfFiles(files),
  );
}

function error(code: string, message: Text, remedy: Text, place?: Text): Problem {
  return place
    ? { code, severity: 'error', message, remedy, place }
    : { code, severity: 'error', message, remedy };
}
