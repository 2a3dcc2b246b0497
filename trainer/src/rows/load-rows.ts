/** Loads the rows that a plan trains on: reads the columns, splits the rows, and encodes inputs and labels. */
import type { InputPlan, Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import { encodeInput } from '../../../data/encode/encode-input';
import type { ScaleName } from '../../../data/encode/scaling';
import { openTable, type Table } from '../../../data/open-table';
import { placeOfFiles } from '../../../data/problems';
import { readColumns, type ColumnValues } from '../../../data/read-columns';
import { splitRows } from '../../../data/split-rows';
import { noTrainingRows } from '../problems';
import { checkLabels } from './check-labels';
import { encodeTask } from './encode-task';
import { RowsInMemory } from './rows-in-memory';
import type { InputRows, TaskRows } from './training-rows';

/** Statistics come from the training part alone. `problems` beside a value are warnings, such as filled gaps. */
export async function loadRows(plan: Plan): Promise<Outcome<RowsInMemory>> {
  const [data] = plan.data.filter(({ name }) => plan.tasks.some(({ predict }) => predict.data === name));
  if (!data) throw new Error('no task of the plan names a data set of the plan');
  const { source, query } = data;
  const opened = await openTable({ directory: plan.directory, source, query });
  if (!opened.value) return { problems: opened.problems };
  const table = opened.value;
  try {
    const parts = await splitRows(table, data.split, data.seed);
    if (!parts.value) return { problems: parts.problems };
    if (parts.value.train.length === 0) return { problems: [noTrainingRows(placeOfFiles(table.files))] };
    const columns = await readAll(table, plan);
    if (!columns.value) return { problems: columns.problems };
    const encoded = encodeAll(plan, columns.value, parts.value.train);
    if (!encoded.value) return { problems: encoded.problems };
    const { inputs, tasks } = encoded.value;
    const rows = new RowsInMemory({ count: table.rows, parts: parts.value, inputs, tasks });
    const missing = checkLabels(plan, rows.patterns, placeOfFiles(table.files));
    if (missing.length > 0) return { problems: missing };
    return { value: rows, problems: encoded.problems };
  } finally {
    table.close();
  }
}

/** The columns of an input; a plan feeds every input from the one data set of its tasks. */
export const columnsOf = (input: InputPlan): readonly string[] =>
  input.from.flatMap(({ columns }) => columns);

async function readAll(table: Table, plan: Plan): Promise<Outcome<ReadonlyMap<string, ColumnValues>>> {
  const wanted = [...plan.inputs.flatMap(columnsOf), ...plan.tasks.flatMap(({ predict }) => predict.columns)];
  const names = [...new Set(wanted)];
  const { value, problems } = await readColumns(table, names);
  return value
    ? { value: new Map(names.map((name, index) => [name, value[index]!])), problems }
    : { problems };
}

interface Encoded {
  readonly inputs: readonly InputRows[];
  readonly tasks: readonly TaskRows[];
}

/** All faults of all inputs and tasks are reported at once. */
function encodeAll(
  plan: Plan,
  columns: ReadonlyMap<string, ColumnValues>,
  trainingRows: Int32Array,
): Outcome<Encoded> {
  const problems: Problem[] = [];
  const inputs: InputRows[] = [];
  const tasks: TaskRows[] = [];
  const pick = (names: readonly string[]) => names.map((name) => columns.get(name)!);
  for (const input of plan.inputs) {
    const names = columnsOf(input);
    const scale = (input.type.args['scale'] ?? 'none') as ScaleName;
    const encoded = encodeInput(pick(names), scale, trainingRows);
    problems.push(...encoded.problems);
    if (encoded.value) inputs.push({ name: input.name, columns: names, ...encoded.value });
  }
  for (const task of plan.tasks) {
    const encoded = encodeTask(task, pick(task.predict.columns), trainingRows);
    problems.push(...encoded.problems);
    if (encoded.value) tasks.push(encoded.value);
  }
  const isWhole = inputs.length === plan.inputs.length && tasks.length === plan.tasks.length;
  return isWhole ? { value: { inputs, tasks }, problems } : { problems };
}
