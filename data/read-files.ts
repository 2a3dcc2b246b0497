/** The SQL that reads the files of a source, one form for each kind of file. */
import { open } from 'node:fs/promises';
import type { Outcome } from '../contract/problem';
import { jsonFault } from './json-fault';
import { notText } from './problems';
import { quoteText } from './sql';
import { separatorsDiffer } from './text-problems';
import type { TableFiles, TableKind } from './resolve-files';

/** Two selects for the same rows: column types guessed from the first rows, which is fast, or from all of them. */
export interface Reading {
  /** Whether its files can be read again and again as fast as a table of their rows, so that none is made. */
  readonly staysInFiles: boolean;
  readonly fromSample: string;
  readonly fromAllRows: string;
  /** Guesses nothing, so that its failure names the row that the other two only stumble over. */
  readonly toFindFault?: string;
  /** Of files in which numbers may stand as texts: every cell as it is written, and the rows where the columns called so are texts. */
  readonly asTexts?: string;
  readonly withTexts?: (columns: readonly string[]) => Pick<Reading, 'fromSample' | 'fromAllRows'>;
}

/** Reports a file of text that holds zero bytes, which only other kinds of files do, and JSON that would be read in part. */
export async function readingOf({ kind, files, leavesOut }: TableFiles): Promise<Outcome<Reading>> {
  const paths = files.map((file) => file.path);
  const list = `[${paths.map((path) => quoteText(escapePattern(path))).join(', ')}]`;
  // Columns of several files are matched by name; a column that a file lacks is missing in its rows.
  const options = [
    ...(paths.length > 1 ? ['union_by_name = true'] : []),
    ...(leavesOut && linewise.includes(kind) ? ['ignore_errors = true'] : []),
  ];
  const select = (more: readonly string[]) =>
    `select * from ${readers[kind]}(${[list, ...options, ...more].join(', ')})`;
  if (kind === 'parquet') {
    return { value: { staysInFiles: true, fromSample: select([]), fromAllRows: select([]) }, problems: [] };
  }

  const heads = await Promise.all(paths.map(readHead));
  const binary = heads.findIndex((head) => head.includes('\0'));
  if (binary >= 0) return { problems: [notText(paths[binary]!)] };
  const allRows = 'sample_size = -1';
  if (kind === 'json' || kind === 'jsonl') {
    for (const [index, path] of paths.entries()) {
      const fault = await jsonFault(path, heads[index]!);
      if (fault) return { problems: [fault] };
    }
    const reading = { staysInFiles: false, fromSample: select([]), fromAllRows: select([allRows]) };
    return { value: reading, problems: [] };
  }

  const headings = heads.map((head) => readHeading(head, kind === 'tsv' ? ['\t'] : [',', ';', '\t', '|']));
  const heading = headings[0]!;
  // With the separator of the first file, all cells of a line of another would be a single one.
  const other = headings.findIndex(
    ({ columns, separator }) => columns > 1 && separator !== heading.separator,
  );
  if (other >= 0) {
    const [first, second] = [heading, headings[other]!].map(({ separator }) => separator);
    return { problems: [separatorsDiffer(paths[0]!, first!, paths[other]!, second!)] };
  }
  const format = csvFormat(heading.separator);
  const columns = Array.from({ length: heading.columns }, (_, index) => `'c${index}': 'VARCHAR'`);
  const typed = (more: readonly string[]) => ({
    fromSample: select([...format, ...more]),
    fromAllRows: select([...format, ...more, allRows]),
  });
  const reading: Reading = {
    staysInFiles: false,
    ...typed([]),
    asTexts: select([...format, 'all_varchar = true']),
    withTexts: (names) =>
      typed([`types = {${names.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ')}}`]),
    toFindFault: select([...format, 'auto_detect = false', `columns = {${columns.join(', ')}}`]),
  };
  return { value: reading, problems: [] };
}

/** Kinds of files that can be read without some of their lines. */
const linewise: readonly TableKind[] = ['csv', 'tsv', 'jsonl'];

/** A path as DuckDB takes it, which is always for a pattern; a bracket in a file's name has to stand for itself. */
export function escapePattern(path: string): string {
  return path.replace(/[[*?]/g, (letter) => `[${letter}]`);
}

const readers: Readonly<Record<TableKind, string>> = {
  csv: 'read_csv',
  tsv: 'read_csv',
  json: 'read_json',
  jsonl: 'read_json',
  parquet: 'read_parquet',
};

/** Cells that mean an unknown value; the words that pandas, R and SQL write for one. */
export const missingWords = ['', 'NA', 'N/A', 'n/a', '#N/A', 'NaN', 'nan', 'NULL', 'null'];

/**
 * Everything but the separator is fixed: columns are used by name, so a first line with names is a must. Leaving the rest
 * to be guessed would be slower (1.4 s instead of 0.3 s for 650 columns) and could skip lines that look unusual.
 */
function csvFormat(separator: string): string[] {
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

interface Heading {
  readonly separator: string;
  readonly columns: number;
}

/** The one of the separators that the line of names holds most often outside quotes, and how many columns it makes. */
export function readHeading(head: string, separators: readonly string[]): Heading {
  const names = head.replace(/"(?:[^"]|"")*"?/g, '');
  const line = names.split(/\r\n|\n|\r/, 1)[0]!;
  const headings = separators.map((separator) => ({ separator, columns: line.split(separator).length }));
  return headings.reduce((best, other) => (other.columns > best.columns ? other : best));
}

/** The first 64 KiB; empty for a file that may not be opened, which DuckDB then reports. */
async function readHead(path: string): Promise<string> {
  try {
    const head = Buffer.alloc(64 * 1024);
    const file = await open(path);
    const { bytesRead } = await file.read(head, 0, head.length, 0).finally(() => file.close());
    return head.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  }
}
