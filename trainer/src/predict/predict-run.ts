/** Predicts with the model of a run for the rows of any file that data can be read from. */
import { existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { parseRunEvent } from '../../../contract/parse-run-event';
import type { Plan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import { runFiles, type StartEvent } from '../../../contract/run-log';
import { numbersOf } from '../../../data/encode/numbers-of';
import { openTable } from '../../../data/open-table';
import { readColumns, type NumberColumn } from '../../../data/read-columns';
import { parsePlan } from '../parse-plan';
import { notTrained } from '../problems';
import { columnsOf } from '../rows/load-rows';
import { columnsOfTask, type TaskColumns } from './columns-of-task';
import { csvLine } from './csv';

/** Rows of one call. */
const batch = 1024;

/**
 * Writes a table of comma-separated values with a line for each row of `data`, in its order, to `file` or else to stdout. `data`
 * needs the columns of all inputs, under the names that they have in the plan.
 */
export async function predictRun(
  folder: string,
  data: string,
  file: string | undefined,
): Promise<readonly Problem[]> {
  const model = join(folder, runFiles.model);
  if (!existsSync(model)) return [notTrained(model)];
  const planFile = join(folder, runFiles.plan);
  const { value: plan, problems } = parsePlan(readFileSync(planFile, 'utf8'), planFile);
  if (!plan) return problems;
  const inputs = await readInputs(plan, data);
  if ('problems' in inputs) return inputs.problems;

  const tasks = describeTasks(plan, findStart(folder));
  const session = await InferenceSession.create(model);
  const descriptor = file === undefined ? process.stdout.fd : openSync(file, 'w');
  writeSync(descriptor, csvLine(tasks.flatMap(({ headings }) => headings)));
  for (let from = 0; from < inputs.rows; from += batch) {
    const rows = Math.min(batch, inputs.rows - from);
    const feeds = inputs.columns.map(([name, columns]) => [name, takeRows(columns, from, rows)] as const);
    const outputs = await session.run(Object.fromEntries(feeds));
    const predictions = plan.tasks.map(({ name }) => outputs[name]!.data as Float32Array);
    writeSync(descriptor, writeRows(tasks, predictions, rows));
  }
  return [];
}

interface RawInputs {
  readonly rows: number;
  readonly columns: readonly (readonly [input: string, columns: readonly NumberColumn[]])[];
}

async function readInputs(
  plan: Plan,
  data: string,
): Promise<RawInputs | { readonly problems: readonly Problem[] }> {
  const opened = await openTable({ directory: process.cwd(), source: [data], query: null });
  if (!opened.value) return opened;
  const table = opened.value;
  try {
    const names = [...new Set(plan.inputs.flatMap(columnsOf))];
    const read = await readColumns(table, names);
    if (!read.value) return read;
    const numeric = read.value.map(numbersOf);
    const problems = numeric.flatMap((column) => column.problems);
    if (problems.length > 0) return { problems };
    const byName = new Map(names.map((name, index) => [name, numeric[index]!.value!]));
    const columns = plan.inputs.map(
      (input) => [input.name, columnsOf(input).map((name) => byName.get(name)!)] as const,
    );
    return { rows: table.rows, columns };
  } finally {
    table.close();
  }
}

/** Class names are in the run log; without it classes are shown by their numbers. */
function findStart(folder: string): StartEvent | undefined {
  const log = join(folder, runFiles.log);
  if (!existsSync(log)) return undefined;
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const event = parseLine(line);
    if (event?.kind === 'start') return event;
  }
  return undefined;
}

function parseLine(line: string): ReturnType<typeof parseRunEvent> {
  try {
    return parseRunEvent(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** Tasks that predict columns of the same name keep apart. */
function describeTasks(plan: Plan, start: StartEvent | undefined): readonly TaskColumns[] {
  const taken = new Set<string>();
  return plan.tasks.map((task) => {
    const classes = start?.tasks.find(({ name }) => name === task.name)?.classes;
    const columns = columnsOfTask(task, classes, taken);
    for (const heading of columns.headings) taken.add(heading);
    return columns;
  });
}

/** [rows, columns]; NaN where a value is missing, which the model fills. */
function takeRows(columns: readonly NumberColumn[], from: number, rows: number): Tensor {
  const width = columns.length;
  const values = new Float32Array(rows * width);
  for (const [index, { numbers, missing }] of columns.entries()) {
    for (let row = 0; row < rows; row++) {
      values[row * width + index] = missing[from + row] ? Number.NaN : numbers[from + row]!;
    }
  }
  return new Tensor('float32', values, [rows, width]);
}

function writeRows(
  tasks: readonly TaskColumns[],
  predictions: readonly Float32Array[],
  rows: number,
): string {
  const lines = Array.from({ length: rows }, (_, row) =>
    csvLine(
      tasks.flatMap((task, index) => {
        const width = predictions[index]!.length / rows;
        return task.cells(predictions[index]!.subarray(row * width, (row + 1) * width));
      }),
    ),
  );
  return lines.join('');
}
