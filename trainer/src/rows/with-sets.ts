/** Opens the data sets of a plan, a table for each, and splits the rows of each as it says. */
import type { DataPlan, Plan } from '../../../contract/plan';
import type { Outcome } from '../../../contract/problem';
import { memoryBudget } from '../../../data/memory-budget';
import type { Room } from '../../../data/open-database';
import { openTable, type Table } from '../../../data/open-table';
import { placeOfFiles } from '../../../data/problems';
import type { SplitTable } from '../../../data/read-alike';
import { requestOf } from '../../../data/request-of';
import { splitRows, trainingPart } from '../../../data/split-rows';
import { noTrainingRows } from '../problems';

/**
 * `use` gets the tables in the order of the plan, with at least one row for training; they are open until it is done. What is wrong with any
 * of them is reported at once. The memory of `room` is for all of them.
 */
export async function withSets<T>(
  { data, directory }: Pick<Plan, 'data' | 'directory'>,
  { memory = memoryBudget(), ...others }: Room,
  use: (tables: readonly SplitTable[]) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const room = { ...others, memory: memory / data.length };
  const open: Table[] = [];
  try {
    const sets: Outcome<SplitTable>[] = [];
    for (const set of data) {
      const { value: table, problems } = await openTable(requestOf({ directory }, set), room);
      if (table) open.push(table);
      sets.push(table ? await splitTable(table, set) : { problems });
    }
    const tables = sets.flatMap(({ value }) => (value ? [value] : []));
    if (tables.length < sets.length)
      return { problems: sets.flatMap(({ value, problems }) => (value ? [] : problems)) };
    if (tables.every(({ parts }) => !parts.includes(trainingPart))) {
      return { problems: [noTrainingRows(placeOfFiles(open.flatMap(({ files }) => files)))] };
    }
    return await use(tables);
  } finally {
    for (const table of open) table.close();
  }
}

async function splitTable(
  table: Table,
  { name, split, seed }: Pick<DataPlan, 'name' | 'split' | 'seed'>,
): Promise<Outcome<SplitTable>> {
  const { value: parts, problems } = await splitRows(table, split, seed);
  return parts ? { value: { data: name, table, parts }, problems } : { problems };
}
