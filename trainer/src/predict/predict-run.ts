/** Predicts with the model of a run for the rows of any file that data can be read from. */
import { createReadStream, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { InferenceSession } from '../executors/onnx/native-runtime';
import { inputsUnder } from '../../../catalog/model/inputs-under';
import { readPlan } from '../../../catalog/plan/read-plan';
import { parseRunEvent } from '../../../contract/parse-run-event';
import type { Plan, TaskPlan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import { runFiles, type StartEvent } from '../../../contract/run-log';
import { isSystemError } from '../explain-fault';
import { classesUnnamed, modelUnreadable, notTrained, predictionsNotWritten, runMissing } from '../problems';
import { columnsOfTask, hasClasses, isHeadedByName, type TaskColumns } from './columns-of-task';
import { csvLine } from './csv';
import { tasksLeftOut } from './problems';
import { openInputs, pathColumn, type RawInputs } from './read-inputs';

/**
 * Writes a table of comma-separated values with a line for each row of `data`, in its order, to `file` or else to stdout. `data`
 * needs the columns of all inputs that a data set of the plan feeds, under the names that it has for them. Tasks that read other inputs are
 * left out. Where rows are files, each line begins with the path of its own.
 */
export async function predictRun(
  folder: string,
  data: string,
  file: string | undefined,
): Promise<readonly Problem[]> {
  if (!existsSync(folder)) return [runMissing(folder)];
  const model = join(folder, runFiles.model);
  if (!existsSync(model)) return [notTrained(folder)];
  if (file !== undefined && isSameFile(file, data)) return [predictionsNotWritten(file, 'same file')];
  const planFile = join(folder, runFiles.plan);
  const { value: plan, problems } = readPlan(readText(planFile), planFile);
  if (!plan) return problems;
  const inputs = await openInputs(plan, data, folder);
  if (!inputs.value) return inputs.problems;
  const { missing } = inputs.value;
  const lacks = ({ name }: TaskPlan) => inputsUnder(plan, name).some((input) => missing.has(input));
  const able = plan.tasks.filter((task) => !lacks(task));
  const others = plan.tasks.filter(lacks).map(({ name }) => name);
  const start = await findStart(folder);
  const output = file ?? stdout;
  try {
    const opened = await openModel(model);
    if ('problem' in opened) return [opened.problem];
    const tasks = describeTasks({ tasks: able }, start, inputs.value.hasPaths ? [pathColumn] : []);
    const unread = await writePredictions(able, tasks, inputs.value, opened.session, output);
    if (unread) return [unread];
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [predictionsNotWritten(file ?? 'stdout', error.code)];
  } finally {
    inputs.value.close();
  }
  const isNamed = start || !plan.tasks.some(hasClasses);
  return [
    ...(others.length > 0 ? [tasksLeftOut(others, [...missing], data)] : []),
    ...(isNamed ? [] : [classesUnnamed(join(folder, runFiles.log))]),
  ];
}

/** By its number: the stream of that name makes the system refuse what a slow reader has no room for yet, instead of waiting. */
const stdout = 1;

/** By whatever names and links. */
function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }));
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

async function openModel(
  model: string,
): Promise<{ readonly session: InferenceSession } | { readonly problem: Problem }> {
  try {
    return { session: await InferenceSession.create(model) };
  } catch (error) {
    // The engine repeats the path, which the problem has as its place.
    const reason = (error as Error).message.replace(/^Load model from .* failed:\s*/, '');
    return { problem: modelUnreadable(model, reason) };
  }
}

/** Answers why rows cannot be read, if they cannot. Throws the system's error when `output`, a path or an open file, takes no more. */
async function writePredictions(
  plans: readonly TaskPlan[],
  tasks: readonly TaskColumns[],
  inputs: RawInputs,
  session: InferenceSession,
  output: string | number,
): Promise<Problem | undefined> {
  const descriptor = typeof output === 'number' ? output : openSync(output, 'w');
  // A disk that gets full may take a part of a text without an error; `writeFileSync` goes on until it has one.
  const first = inputs.hasPaths ? [pathColumn] : [];
  writeFileSync(descriptor, csvLine([...first, ...tasks.flatMap(({ headings }) => headings)]));
  const wide = session.inputMetadata.filter((input) => input.isTensor && input.type === 'float64');
  return inputs.read(new Set(wide.map(({ name }) => name)), async (feeds, rows, paths) => {
    const outputs = await session.run(feeds);
    const predictions = plans.map(({ name }) => outputs[name]!.data as Float32Array);
    writeFileSync(descriptor, writeRows(tasks, predictions, rows, paths));
  });
}

/** Class names are at the beginning of the run log; without it classes are shown by their numbers. */
async function findStart(folder: string): Promise<StartEvent | undefined> {
  const log = createReadStream(join(folder, runFiles.log));
  try {
    for await (const line of createInterface({ input: log })) {
      const event = parseLine(line);
      if (event?.kind === 'start') return event;
    }
  } catch {
    // It cannot be read.
  } finally {
    log.destroy();
  }
  return undefined;
}

/** Empty for a file that cannot be read. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function parseLine(line: string): ReturnType<typeof parseRunEvent> {
  try {
    return parseRunEvent(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** Tasks that predict columns of the same name keep apart, and from tasks that are called like a column. */
function describeTasks(
  plan: Pick<Plan, 'tasks'>,
  start: StartEvent | undefined,
  others: readonly string[],
): readonly TaskColumns[] {
  const taken = new Set([...others, ...plan.tasks.filter(isHeadedByName).map(({ name }) => name)]);
  return plan.tasks.map((task) => {
    const classes = start?.tasks.find(({ name }) => name === task.name)?.classes;
    const columns = columnsOfTask(task, classes, taken);
    for (const heading of columns.headings) taken.add(heading);
    return columns;
  });
}

function writeRows(
  tasks: readonly TaskColumns[],
  predictions: readonly Float32Array[],
  rows: number,
  paths: readonly (string | null)[] | null,
): string {
  const lines = Array.from({ length: rows }, (_, row) =>
    csvLine([
      ...(paths ? [paths[row] ?? ''] : []),
      ...tasks.flatMap((task, index) => {
        const width = predictions[index]!.length / rows;
        return task.cells(predictions[index]!.subarray(row * width, (row + 1) * width));
      }),
    ]),
  );
  return lines.join('');
}
