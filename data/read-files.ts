/** The SQL that reads the files of a source, one form for each kind of file. */
import { open } from 'node:fs/promises';
import { quoteText } from './sql';
import type { FileKind, SourceFiles } from './resolve-files';

/** Two selects for the same rows: column types guessed from the first rows, which is fast, or from all of them. */
export interface Reading {
  readonly fromSample: string;
  readonly fromAllRows: string;
}

export async function readingOf({ kind, files }: SourceFiles): Promise<Reading> {
  const paths = files.map((file) => file.path);
  const list = `[${paths.map((path) => quoteText(escapePattern(path))).join(', ')}]`;
  // Columns of several files are matched by name; a column that a file lacks is missing in its rows.
  const options = paths.length > 1 ? ['union_by_name = true'] : [];
  const select = (more: readonly string[]) =>
    `select * from ${readers[kind]}(${[list, ...options, ...more].join(', ')})`;
  if (kind === 'parquet') return { fromSample: select([]), fromAllRows: select([]) };
  const format = kind === 'csv' || kind === 'tsv' ? await csvFormat(kind, paths[0]!) : [];
  return { fromSample: select(format), fromAllRows: select([...format, 'sample_size = -1']) };
}

const readers: Readonly<Record<FileKind, string>> = {
  csv: 'read_csv',
  tsv: 'read_csv',
  json: 'read_json',
  jsonl: 'read_json',
  parquet: 'read_parquet',
};

/** Cells that mean an unknown value; the words that pandas, R and SQL write for one. */
const missingWords = ['', 'NA', 'N/A', 'n/a', '#N/A', 'NaN', 'nan', 'NULL', 'null'];

/**
 * Everything but the separator is fixed: columns are used by name, so a first line with names is a must. Leaving the rest
 * to be guessed would be slower (1.4 s instead of 0.3 s for 650 columns) and could skip lines that look unusual.
 */
async function csvFormat(kind: 'csv' | 'tsv', path: string): Promise<string[]> {
  const separator = kind === 'tsv' ? '\t' : await separatorOf(path);
  return [
    'header = true',
    `delim = ${quoteText(separator)}`,
    `quote = ${quoteText('"')}`,
    `escape = ${quoteText('"')}`,
    `comment = ''`,
    'skip = 0',
    `nullstr = [${missingWords.map(quoteText).join(', ')}]`,
  ];
}

/** The one of comma, semicolon, tab and bar that the line of names holds most often outside quotes. */
async function separatorOf(path: string): Promise<string> {
  const head = Buffer.alloc(64 * 1024);
  const file = await open(path);
  const { bytesRead } = await file.read(head, 0, head.length, 0).finally(() => file.close());
  const names = head.toString('utf8', 0, bytesRead).replace(/"(?:[^"]|"")*"?/g, '');
  const line = names.split(/\r\n|\n|\r/, 1)[0]!;
  const count = (separator: string) => line.split(separator).length - 1;
  return [',', ';', '\t', '|'].reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** DuckDB takes every path for a pattern; a bracket in a file's name has to stand for itself. */
function escapePattern(path: string): string {
  return path.replace(/[[*?]/g, (letter) => `[${letter}]`);
}
