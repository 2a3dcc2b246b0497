/** Chooses the columns of a file that inputs are read from, where several data sets have fed them under names of their own. */
import type { InputPlan, Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import { firstOf } from '../../../contract/text';
import { findColumns } from '../../../data/find-columns';
import type { Table } from '../../../data/open-table';
import { placeOfFiles } from '../../../data/problems';
import { columnsLacking } from './problems';

/** How many columns are named that a file lacks. */
const mostNamed = 6;

/**
 * For each input its columns in `table`: those of the first data set that feeds all inputs and whose columns are all there; or else, input by
 * input, those of the first whose are.
 */
export function chooseColumns(
  { data, inputs }: Pick<Plan, 'data' | 'inputs'>,
  table: Pick<Table, 'files' | 'columns'>,
): Outcome<readonly (readonly string[])[]> {
  const known = new Set(table.columns.map(({ name }) => name));
  const hasAll = (columns: readonly string[] | undefined) =>
    columns?.every((name) => known.has(name)) === true;
  const whole = data
    .map(({ name }) => inputs.map(({ from }) => from.find((source) => source.data === name)?.columns))
    .find((columns) => columns.every(hasAll));
  const chosen = inputs.map(({ from }, index) =>
    whole ? whole[index] : from.find(({ columns }) => hasAll(columns))?.columns,
  );
  const problems = inputs.flatMap((input, index) => (chosen[index] ? [] : explainLack(input, table, known)));
  return problems.length > 0 ? { problems } : { value: chosen.map((columns) => columns!), problems };
}

function explainLack(
  { name, from }: InputPlan,
  table: Pick<Table, 'files' | 'columns'>,
  known: ReadonlySet<string>,
): readonly Problem[] {
  if (from.length === 1) return findColumns(table, [...new Set(from[0]!.columns)]).problems;
  const lacking = from.flatMap(({ data, columns }) =>
    columns.filter((column) => !known.has(column)).map((column) => `${data}.${column}`),
  );
  return [columnsLacking(name, firstOf(lacking, mostNamed), placeOfFiles(table.files))];
}
