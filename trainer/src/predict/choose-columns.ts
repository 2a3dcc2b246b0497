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
 * For each input its columns in `table`: those of the first data set whose columns are all there, if there is one, and else, input by input, those
 * of the first that are. An input that such a data set does not feed, and of which the table has no columns, is null.
 */
export function chooseColumns(
  { data, inputs }: Pick<Plan, 'data' | 'inputs'>,
  table: Pick<Table, 'files' | 'columns'>,
): Outcome<readonly (readonly string[] | null)[]> {
  const known = new Set(table.columns.map(({ name }) => name));
  const hasAll = (columns: readonly string[]) => columns.every((name) => known.has(name));
  const whole = data
    .map(({ name }) => inputs.map(({ from }) => from.find((source) => source.data === name)?.columns))
    .filter((columns) => columns.some((own) => own) && columns.every((own) => !own || hasAll(own)))
    // That which feeds most of the inputs.
    .toSorted((a, b) => countOf(b) - countOf(a))[0];
  const chosen = inputs.map(
    ({ from }, index) => whole?.[index] ?? from.find(({ columns }) => hasAll(columns))?.columns ?? null,
  );
  const problems = whole
    ? []
    : inputs.flatMap((input, index) => (chosen[index] ? [] : explainLack(input, table, known)));
  return problems.length > 0 ? { problems } : { value: chosen, problems };
}

/** Of files without a table: an input that opens such files reads them whatever their column is called, and others have nothing. */
export function chooseFiles(
  { inputs }: Pick<Plan, 'inputs'>,
  { columns }: Pick<Table, 'columns'>,
): Outcome<readonly (readonly string[] | null)[]> {
  const value = inputs.map(({ opens }) => {
    const column = columns.find(({ type }) => type === opens);
    return column ? [column.name] : null;
  });
  return { value, problems: [] };
}

const countOf = (columns: readonly (readonly string[] | undefined)[]): number =>
  columns.filter((own) => own !== undefined).length;

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
