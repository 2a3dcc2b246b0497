/** `mtl train`: checks an experiment, trains it in a process of its own, shows how it goes, and keeps the run. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Architecture } from '../contract/architecture';
import type { Plan } from '../contract/plan';
import type { Problem } from '../contract/problem';
import { fallbackVariable } from '../contract/trainer-variables';
import { runFiles, type RunEvent } from '../contract/run-log';
import { text } from '../contract/text';
import { describeArchitecture } from '../catalog/model/describe-architecture';
import { readPlan } from '../catalog/plan/read-plan';
import { memoryVariable } from '../data/memory-budget';
import { createRun } from '../runs/create-run';
import { findResumable } from '../runs/find-resumable';
import { writeReport } from '../runs/report/write-report';
import { runsBeside } from '../runs/runs-of-file';
import { startTrainer, type TrainerEnd } from '../runs/start-trainer';
import { analyseFile } from './analyse-file';
import { mediaFolder, trainerFile } from './bundles';
import { closingText } from './closing-text';
import { defineCommand, exitCodes, type CommandIo } from './command';
import { problemText } from './problem-text';
import { createProgressView } from './progress';
import { speechIn } from './speech';
import { readTrainLine, trainHelp, trainOptions, type TrainLine } from './train-line';
import { untilDone } from './until-done';

export const train = defineCommand({
  name: 'train',
  summary: text('Train an experiment and keep the run'),
  help: trainHelp,
  options: trainOptions,
  read: readTrainLine,
  async run(line, io) {
    // Read by everything that reads data: the analysis here, and the trainer, which inherits it.
    if (line.memory !== undefined) process.env[memoryVariable] = line.memory;
    if (line.fallback !== undefined) process.env[fallbackVariable] = line.fallback;
    const prepared = line.resume ? await prepareResume(line, io) : await prepare(line, io);
    if ('problems' in prepared) {
      reportProblems(prepared, line, io);
      return exitCodes.failure;
    }
    return trainFolder(prepared, line, io);
  },
});

interface Prepared {
  readonly folder: string;
  readonly architecture: Architecture | null;
  /** Of a run that goes on: what its log holds so far. */
  readonly before?: readonly RunEvent[];
}
interface Faulty {
  readonly problems: readonly Problem[];
  /** The text that they are in. */
  readonly source: string;
}

/** Analyses the file and makes the run's folder. Warnings are told; errors end it. */
async function prepare(line: TrainLine, io: CommandIo): Promise<Prepared | Faulty> {
  const path = resolve(io.cwd, line.file);
  const analysed = await analyseFile(path, { settings: line.settings });
  if ('problem' in analysed) return { problems: [analysed.problem], source: '' };
  const { analysis, text: source } = analysed;
  if (!analysis.plan) return { problems: analysis.problems, source };
  for (const problem of analysis.problems) io.stderr(showProblem(problem, source, line, io));
  const plan = analysis.plan satisfies Plan;
  const created = await createRun({ ...placeOf(path, line, io), text: source, plan, file: path });
  if (!created.value) return { problems: created.problems, source };
  return { folder: created.value.path, architecture: analysis.architecture };
}

/** Finds the run, and what it trains. */
async function prepareResume(line: TrainLine, io: CommandIo): Promise<Prepared | Faulty> {
  const folder = resolve(io.cwd, line.file);
  const { value: before, problems } = await findResumable(folder);
  if (!before) return { problems, source: '' };
  return { folder, architecture: await readArchitecture(folder), before };
}

/** Null where the plan cannot be read, which the trainer reports. */
async function readArchitecture(folder: string): Promise<Architecture | null> {
  try {
    const file = join(folder, runFiles.plan);
    const { value: plan } = readPlan(await readFile(file, 'utf8'), file);
    return plan ? describeArchitecture(plan) : null;
  } catch {
    return null;
  }
}

function placeOf(path: string, { out }: TrainLine, io: CommandIo): { root: string; name?: string } {
  if (out === undefined) return { root: runsBeside(path) };
  const folder = resolve(io.cwd, out);
  return { root: dirname(folder), name: basename(folder) };
}

function reportProblems({ problems, source }: Faulty, line: TrainLine, io: CommandIo): void {
  for (const problem of problems) io.stderr(showProblem(problem, source, line, io));
  if (!line.json) return;
  const problem = problems.find(({ severity }) => severity === 'error');
  const nothing = { results: {}, epochs: 0, steps: 0, seconds: 0, sequence: 0 };
  const end = { kind: 'end', status: 'failed', ...nothing, time: Date.now(), ...(problem && { problem }) };
  io.stdout(`${JSON.stringify(end)}\n`);
}

const showProblem = (problem: Problem, source: string, { file }: TrainLine, io: CommandIo): string =>
  `${problemText(problem, file, source, { colours: io.colours.stderr, language: io.language })}\n`;

async function trainFolder(
  { folder, architecture, before }: Prepared,
  line: TrainLine,
  io: CommandIo,
): Promise<number> {
  // What the closing words need; a run of days has more events than fit in memory.
  let told: readonly RunEvent[] = (before ?? []).filter(isTold);
  // A run that may not go on is as it was: nothing has ended.
  let isRefused = before !== undefined;
  const view = line.json ? undefined : createProgressView(io);
  const handle = startTrainer({
    trainerFile,
    folder,
    whenParentLeaves: 'stop',
    resume: before !== undefined,
    onEvent(event) {
      if (event.kind !== 'end') isRefused = false;
      // Those that were taken back come again.
      const kept = told.filter(({ sequence }) => sequence < event.sequence);
      if (isTold(event)) told = [...kept.filter((one) => !isOutdatedBy(event, one)), event];
      else if (kept.length < told.length) told = kept;
      const begun = event.kind === 'resume' && told.find(({ kind }) => kind === 'start');
      if (begun) view?.show(begun);
      if (view) view.show(event);
      else io.stdout(`${JSON.stringify(event)}\n`);
    },
  });
  const stopping = text('Stopping after these steps; Ctrl-C again ends the trainer at once.');
  const { end } = await untilDone(handle, stopping, (sentence) => {
    if (view) io.stderr(`\n${speechIn(io.language)(sentence)}\n`);
  });
  view?.close();
  const report = await writeReport(folder, mediaFolder, architecture ?? undefined);
  if (view && !isRefused) io.stdout(closingText(told, folder, report.value, io));
  // A run that failed says why; that its report could not be written either is no news.
  const problems = end.problem ? [end.problem] : report.problems;
  for (const problem of problems) io.stderr(showProblem(problem, '', { ...line, file: folder }, io));
  return exitCodeOf[end.status];
}

const isTold = ({ kind }: RunEvent): boolean =>
  kind === 'start' || kind === 'round' || kind === 'federated' || kind === 'epoch' || kind === 'end';

/** Of the epochs only the last one is told, and of the rounds of participants. */
const isOutdatedBy = (event: RunEvent, earlier: RunEvent): boolean =>
  event.kind === earlier.kind && (event.kind === 'epoch' || event.kind === 'federated');

const exitCodeOf: Readonly<Record<TrainerEnd['status'], number>> = {
  completed: exitCodes.success,
  stopped: exitCodes.interrupted,
  failed: exitCodes.failure,
};
