/** Loads the rows that a plan trains on: splits them, fits how columns are encoded, and encodes inputs and labels. */
import type { Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import { openTable, type Table } from '../../../data/open-table';
import { placeOfFiles } from '../../../data/problems';
import { collectRows, splitRows, trainingPart, type PartNumbers } from '../../../data/split-rows';
import { noTrainingRows } from '../problems';
import { checkLabels } from './check-labels';
import { encodeRows } from './encode-rows';
import { fitEncoders, type Encoders } from './fit-encoders';
import { RowsInMemory } from './rows-in-memory';

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
    if (!parts.value.includes(trainingPart)) return { problems: [noTrainingRows(placeOfFiles(table.files))] };
    const fitted = await fitEncoders(plan, table, parts.value);
    if (!fitted.value) return { problems: fitted.problems };
    const rows = await holdRows(table, parts.value, fitted.value);
    if (!rows.value) return { problems: rows.problems };
    const missing = checkLabels(plan, rows.value.patterns, placeOfFiles(table.files));
    if (missing.length > 0) return { problems: missing };
    return { value: rows.value, problems: fitted.problems };
  } finally {
    table.close();
  }
}

/** Encodes all rows into memory. */
async function holdRows(
  table: Table,
  parts: PartNumbers,
  encoders: Encoders,
): Promise<Outcome<RowsInMemory>> {
  const { rows: count } = table;
  const inputs = encoders.inputs.map(({ name, columns, scaling }) => {
    return { name, columns, scaling, values: new Float32Array(count * columns.length) };
  });
  const tasks = encoders.tasks.map(({ name, width, scaling, classes }) => {
    const labels = { values: new Float32Array(count * width), mask: new Uint8Array(count) };
    return { name, width, scaling, classes, ...labels };
  });
  const problem: Problem | undefined = await encodeRows(table, encoders, ({ start, rows }) => ({
    inputs: inputs.map(({ values, columns }) => rowsOf(values, columns.length, start, rows)),
    tasks: tasks.map(({ values, width, mask }) => ({
      values: rowsOf(values, width, start, rows),
      mask: mask.subarray(start, start + rows),
    })),
  }));
  if (problem) return { problems: [problem] };
  return { value: new RowsInMemory({ count, parts: collectRows(parts), inputs, tasks }), problems: [] };
}

const rowsOf = (values: Float32Array, width: number, start: number, rows: number): Float32Array =>
  values.subarray(start * width, (start + rows) * width);
