/** Reads what is known of a table without training on it: its columns, their types, counts and different values. */
import type { Column, SchemaAnswer, SourceRequest, TableSchema } from '../contract/schema';
import { openTable, rowsTable, type Table, type TableColumn } from './open-table';
import { isNumeric, scanColumns } from './scan-columns';
import { sortValues } from './sort-values';
import { quoteName } from './sql';

/** Up to so many different values are counted and listed exactly; above, their number is estimated. */
const exactValues = 1000;

/** Never throws; what is wrong with the files or the query is the answer's problem. */
export async function readSchema(request: SourceRequest): Promise<SchemaAnswer> {
  const { value: table, problems } = await openTable(request);
  if (!table) return { state: 'failed', problem: problems[0]! };
  try {
    return { state: 'known', schema: await describeTable(table) };
  } finally {
    table.close();
  }
}

/** The schema of a table that is open already. */
export async function describeTable(table: Table): Promise<TableSchema> {
  const summaries = table.columns.map(startSummary);
  await scanColumns(table, table.columns, (column, _start, chunk) => {
    const summary = summaries[column]!;
    if (chunk.kind === 'numbers') addNumbers(summary, chunk.numbers);
    else addWords(summary, chunk.words);
  });
  const estimates = await estimateDistinct(
    table,
    table.columns.filter((_, index) => summaries[index]!.values.size > exactValues),
  );
  const columns = table.columns.map((column, index) =>
    toColumn(column, summaries[index]!, estimates.get(column.name)),
  );
  return { rows: table.rows, columns, files: table.files };
}

interface Summary {
  missing: number;
  min: number;
  max: number;
  /** At most one more than `exactValues`, which says that there are more. */
  readonly values: Set<string | number>;
}

function startSummary(): Summary {
  return { missing: 0, min: Infinity, max: -Infinity, values: new Set() };
}

function addNumbers(summary: Summary, numbers: Float64Array): void {
  const { values } = summary;
  for (const number of numbers) {
    if (Number.isNaN(number)) {
      summary.missing++;
      continue;
    }
    if (values.size <= exactValues) values.add(number);
    // Infinity cannot be written as JSON; it is reported when the column is used.
    if (number < summary.min && number !== -Infinity) summary.min = number;
    if (number > summary.max && number !== Infinity) summary.max = number;
  }
}

function addWords(summary: Summary, words: readonly (string | null)[]): void {
  for (const word of words) {
    if (word === null) summary.missing++;
    else if (summary.values.size <= exactValues) summary.values.add(word);
  }
}

/** The numbers of different values by DuckDB's HyperLogLog, in one pass over the columns that have many. */
async function estimateDistinct(table: Table, columns: readonly TableColumn[]): Promise<Map<string, number>> {
  if (columns.length === 0) return new Map();
  const counts = columns.map(({ name }) => `approx_count_distinct(${quoteName(name)})::double`);
  const result = await table.connection.runAndReadAll(`select ${counts.join(', ')} from ${rowsTable}`);
  const row = result.getRows()[0]!;
  return new Map(columns.map(({ name }, index) => [name, Math.max(Number(row[index]), exactValues + 1)]));
}

function toColumn({ name, type }: TableColumn, summary: Summary, estimate: number | undefined): Column {
  const { missing, min, max, values } = summary;
  const range = isNumeric({ name, type }) && type !== 'boolean' && min <= max ? { min, max } : {};
  if (estimate !== undefined) return { name, type, missing, distinct: Math.round(estimate), ...range };
  return { name, type, missing, distinct: values.size, ...range, values: listValues(type, values) };
}

function listValues(type: Column['type'], values: ReadonlySet<string | number>): (string | number)[] {
  if (type === 'boolean') return sortValues(values).map((value) => (value === 1 ? 'true' : 'false'));
  return sortValues(values).filter((value) => typeof value === 'string' || Number.isFinite(value));
}
